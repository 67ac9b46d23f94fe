"""The job that paints: each version once, kept for good, and a failure that loses nothing."""

from typing import Any, get_args

import pytest
from sqlmodel import Session, select

from app.features.accounts.models import User
from app.features.planets.errors import NotASteward
from app.features.planets.models import ArtStatus, ArtVersion, MemberRole, Membership, PlanetAppearance
from app.features.planets.service.art import Part
from app.kernel import db, jobs
from app.kernel.assets import Asset
from app.kernel.errors import Unavailable
from app.kernel.identity import Actor
from app.kernel.jobs.runner import run_job
from app.kernel.ports.planet import PlanetRecipe
from tests.factories import saved
from tests.fakes import FakePainter, FakeQueue, FakeStorage
from tests.fakes.authenticator import actor_of
from tests.features.planets.building import PLANETS, answer, ask, built, new_planet
from tests.rest_client import Client


@pytest.fixture
def me(client: Client, user: User) -> Client:
    return client.bearer(user)


@pytest.fixture
def built_id(me: Client) -> int:
    made = new_planet(me)
    built(me, made)
    return made


def order(me: Client, built_id: int) -> Any:
    return ask(me, built_id, "confirm", {"approve": True}).json()


def look(session: Session, built_id: int) -> PlanetAppearance:
    session.commit()
    found = session.get(PlanetAppearance, built_id, populate_existing=True)
    assert found is not None
    return found


def painted(me: Client, built_id: int, queue: FakeQueue) -> Any:
    """The planet's view once its order is carried out."""
    order(me, built_id)
    run_job(queue.sent[-1])
    return me.get(f"{PLANETS}/{built_id}").json()


def test_hero_card_icon_and_spin_are_stored_and_served(
    me: Client, built_id: int, queue: FakeQueue, painter: FakePainter, session: Session
) -> None:
    planet = painted(me, built_id, queue)
    sizes = [(width, height) for _, width, height in painter.painted]
    assert sizes == [(640, 360), (1600, 900), (512, 512), (512, 512)]
    assert (planet["status"], planet["art"]["version"]) == ("live", 1)
    for part in get_args(Part):
        served = me.get(planet["art"][f"{part}_url"])
        assert (served.status_code, served.headers["content-type"]) == (200, "image/webp")
    [version] = session.exec(select(ArtVersion)).all()
    assert PlanetRecipe.model_validate(version.recipe) == painter.painted[0][0]
    assert version.hero_prompt
    assert version.attributes["name"] == "Ember Hollow"
    saved = me.get(planet["art"]["download_url"]).headers["content-disposition"]
    assert saved.startswith("attachment")
    assert me.get(planet["art"]["hero_url"], headers={"Range": "bytes=0-3"}).content == b"RIFF"


def test_a_job_that_runs_twice_records_one_version(
    me: Client, built_id: int, queue: FakeQueue, session: Session, storage: FakeStorage
) -> None:
    painted(me, built_id, queue)
    files = set(storage.keys())
    run_job(queue.sent[-1])
    assert len(session.exec(select(ArtVersion)).all()) == 1
    assert set(storage.keys()) == files


def test_a_failure_leaves_the_planet_editable_with_its_reason(
    me: Client, built_id: int, queue: FakeQueue, painter: FakePainter, session: Session, storage: FakeStorage
) -> None:
    order(me, built_id)
    painter.failure = Unavailable("The painter has run out of blue.")
    run_job(queue.sent[-1])
    planet = me.get(f"{PLANETS}/{built_id}").json()
    assert (planet["status"], planet["error"]) == ("draft", "The painter has run out of blue.")
    assert list(storage.keys()) == []
    assert ask(me, built_id, "start").json()["attributes"]["name"] == "Ember Hollow"
    assert painted(me, built_id, queue)["status"] == "live"
    assert look(session, built_id).error is None


def test_a_failed_job_can_be_retried_under_activity(
    me: Client, built_id: int, queue: FakeQueue, painter: FakePainter, session: Session, actor: Actor
) -> None:
    order(me, built_id)
    painter.failure = Unavailable("Later.")
    run_job(queue.sent[-1])
    with db.unit_of_work() as own:
        jobs.request_retry(own, actor, queue.sent[0])
    assert look(session, built_id).status is ArtStatus.GENERATING
    run_job(queue.sent[-1])
    assert look(session, built_id).status is ArtStatus.LIVE


def test_a_cancelled_job_leaves_the_planet_as_it_was(
    me: Client, built_id: int, queue: FakeQueue, session: Session, actor: Actor
) -> None:
    order(me, built_id)
    with db.unit_of_work() as own:
        jobs.request_cancel(own, actor, queue.sent[0])
    assert (look(session, built_id).status, look(session, built_id).error) == (ArtStatus.DRAFT, None)
    ask(me, built_id, "start")
    assert ask(me, built_id, "confirm", {"approve": True}).status_code == 202


def test_changes_after_the_launch_ask_for_a_new_picture(
    me: Client, built_id: int, queue: FakeQueue, session: Session
) -> None:
    painted(me, built_id, queue)
    ask(me, built_id, "start")
    answer(me, built_id, {"motto": "Only words"}, step="intro")
    answer(me, built_id, {"accessibility_notes": ""}, step="accessibility")
    assert look(session, built_id).status is ArtStatus.LIVE
    answer(me, built_id, {"surface_type": "ice"}, step="surface")
    assert look(session, built_id).status is ArtStatus.NEEDS_REGEN
    # The picture that is shown is described, not the one to come.
    assert "ocean world" in me.get(f"{PLANETS}/{built_id}").json()["picture_words"]
    answer(me, built_id, {"surface_type": "oceanic"}, step="surface")
    assert look(session, built_id).status is ArtStatus.LIVE


def test_what_changes_while_it_is_painted_asks_for_another(
    me: Client, built_id: int, queue: FakeQueue, session: Session
) -> None:
    order(me, built_id)
    ask(me, built_id, "start")
    answer(me, built_id, {"surface_type": "ice"}, step="surface")
    assert look(session, built_id).status is ArtStatus.GENERATING
    run_job(queue.sent[-1])
    assert (look(session, built_id).status, look(session, built_id).art_version) == (
        ArtStatus.NEEDS_REGEN,
        1,
    )


def test_older_versions_are_kept_and_one_can_be_shown_again(
    me: Client, built_id: int, queue: FakeQueue, session: Session
) -> None:
    painted(me, built_id, queue)
    ask(me, built_id, "start")
    answer(me, built_id, {"surface_type": "ice"}, step="surface")
    answer(me, built_id, {"name": "Renamed"}, step="intro")
    answer(me, built_id, {"trigger_topics": [3]}, step="safety")
    painted(me, built_id, queue)
    versions = me.get(f"{PLANETS}/{built_id}/art").json()["versions"]
    assert [(one["number"], one["shown"]) for one in versions] == [(2, True), (1, False)]
    ask(me, built_id, "start")
    restored = me.post(f"{PLANETS}/{built_id}/art/1/restore").json()
    assert (restored["art"]["version"], restored["status"]) == (1, "live")
    assert (restored["name"], [topic["id"] for topic in restored["topics"]]) == ("Renamed", [3])
    state = ask(me, built_id, "state").json()
    assert (state["attributes"]["surface_type"], state["can_undo"]) == ("oceanic", True)
    assert look(session, built_id).surface_type == "oceanic"
    back = ask(me, built_id, "undo").json()
    assert (back["attributes"]["surface_type"], back["appearance_status"]) == ("ice", "needs_regen")
    assert me.post(f"{PLANETS}/{built_id}/art/9/restore").status_code == 404


def test_another_seed_gives_another_picture_of_the_same_answers(
    me: Client, built_id: int, queue: FakeQueue, painter: FakePainter
) -> None:
    painted(me, built_id, queue)
    ordered = me.post(f"{PLANETS}/{built_id}/art", json={"seed": 7})
    assert (ordered.status_code, ordered.json()["job_id"]) == (202, str(queue.sent[-1]))
    assert me.post(f"{PLANETS}/{built_id}/art", json={}).status_code == 409
    run_job(queue.sent[-1])
    recipes = [recipe for recipe, _, _ in painter.painted if isinstance(recipe, PlanetRecipe)]
    assert (recipes[-1].seed, recipes[-1].surface_type) == (7, recipes[0].surface_type)


def test_a_planet_that_is_deleted_while_it_is_painted_leaves_no_file(
    me: Client, built_id: int, queue: FakeQueue, storage: FakeStorage, session: Session
) -> None:
    painted(me, built_id, queue)
    me.post(f"{PLANETS}/{built_id}/art", json={})
    assert me.delete(f"{PLANETS}/{built_id}").status_code == 204
    run_job(queue.sent[-1])
    assert list(storage.keys()) == []
    assert session.exec(select(Asset)).all() == []
    assert me.get(f"{PLANETS}/{built_id}").status_code == 404


def test_who_may_change_the_planet_no_more_has_nothing_painted_by_a_retry(
    me: Client, client: Client, built_id: int, queue: FakeQueue, session: Session, stranger: User
) -> None:
    part = saved(session, Membership(planet_id=built_id, user_id=stranger.id, role=MemberRole.STEWARD))
    order(client.bearer(stranger), built_id)
    with db.unit_of_work() as own:
        jobs.request_cancel(own, actor_of(stranger), queue.sent[0])
    me.delete(f"{PLANETS}/{built_id}/members/{part.user_id}")
    with pytest.raises(NotASteward), db.unit_of_work() as own:
        jobs.request_retry(own, actor_of(stranger), queue.sent[0])
    assert look(session, built_id).status is ArtStatus.DRAFT
    ask(me, built_id, "start")
    assert painted(me, built_id, queue)["status"] == "live"


def test_another_shape_that_was_not_painted_is_not_the_planets(
    me: Client, built_id: int, queue: FakeQueue, painter: FakePainter, session: Session
) -> None:
    painted(me, built_id, queue)
    seed = look(session, built_id).seed
    me.post(f"{PLANETS}/{built_id}/art", json={"seed": 7})
    painter.failure = Unavailable("Later.")
    run_job(queue.sent[-1])
    assert (look(session, built_id).status, look(session, built_id).seed) == (ArtStatus.LIVE, seed)
    me.post(f"{PLANETS}/{built_id}/art", json={"seed": 7})
    run_job(queue.sent[-1])
    assert (look(session, built_id).status, look(session, built_id).seed) == (ArtStatus.LIVE, 7)
