"""The gallery: whose planets it shows, how far each is, what is veiled, and what can be done there."""

from datetime import timedelta
from itertools import chain
from typing import Any

import pytest
from sqlmodel import Session, select

from app.features.accounts.models import User
from app.features.planets.models import (
    AppearanceTopic,
    ArtStatus,
    AvoidedTopic,
    MemberRole,
    Planet,
    PlanetAppearance,
    TriggerTopic,
    Visibility,
)
from app.features.planets.state import gallery
from app.features.planets.state.gallery import GalleryState
from app.features.planets.state.gallery_rows import PlanetRow
from app.kernel import clock
from app.kernel.jobs import JobStatus
from app.ui.session import SessionState
from tests.factories import saved
from tests.factories.jobs import make_job
from tests.factories.planets import let_in, make_art, make_builder_session, make_planet
from tests.features.planets.building import PLANETS
from tests.rest_client import Client
from tests.state_runner import Runner


async def shown(runner: Runner, *events: Any) -> list[PlanetRow]:
    await runner.run(SessionState.greet, GalleryState.open_page, *events)
    return (await runner.state(GalleryState)).rows


def touch(session: Session, planet: Planet, topic: str) -> TriggerTopic:
    found = session.exec(select(TriggerTopic).where(TriggerTopic.name == topic)).one()
    assert planet.id is not None
    assert found.id is not None
    saved(session, AppearanceTopic(planet_id=planet.id, topic_id=found.id))
    return found


def test_a_list_goes_on_where_the_last_page_ended(client: Client, session: Session, user: User) -> None:
    now = clock.now()
    # Two of them were changed in the same moment.
    made = [make_planet(session, user, updated_at=now - timedelta(hours=at // 2)) for at in range(5)]
    me, pages, after = client.bearer(user), [], ""
    for _ in range(3):
        page = me.get(f"{PLANETS}?limit=2{after}").json()
        pages.append([planet["id"] for planet in page["planets"]])
        after = f"&after={page['next']}"
    newest = sorted(made, key=lambda planet: (planet.updated_at, planet.id or 0), reverse=True)
    assert list(chain.from_iterable(pages)) == [planet.id for planet in newest]
    assert [len(page) for page in pages] == [2, 2, 1]
    assert page["next"] is None
    assert me.get(f"{PLANETS}?after=yesterday").status_code == 400


async def test_an_unfinished_planet_says_how_far_it_is_and_leads_there(
    runner: Runner, session: Session, user: User
) -> None:
    planet = make_planet(session, user, name="Echo")
    make_builder_session(session, planet, step_index=5)
    runner.sign_in(user)
    [row] = await shown(runner)
    assert (row["kind"], row["says"]) == ("building", "Step 6 of 10 · Sky")
    assert row["progress"] == pytest.approx(5 / 9)
    assert row["href"] == row["build"] == f"/planets/{planet.id}/build"
    assert row["picture"].startswith(f"/api/planets/{planet.id}/builder/preview?v=")


async def test_a_painted_planet_is_told_in_a_line(runner: Runner, session: Session, user: User) -> None:
    looks = {"surface_type": "oceanic", "ring_style": "double", "has_moons": True, "moon_count": 3}
    planet = make_planet(session, user, looks=looks)
    make_art(session, planet, user)
    runner.sign_in(user)
    [row] = await shown(runner)
    assert (row["badge"], row["facts"]) == ("Painted", "Ocean world · two rings · 3 moons")
    assert (row["href"], row["picture"]) == (f"/planets/{planet.id}", f"/api/planets/{planet.id}/art/1/card")


async def test_a_planet_at_work_shows_its_job(runner: Runner, session: Session, user: User) -> None:
    job = make_job(session, user, status=JobStatus.RUNNING, progress=0.4, stage="Turning it around")
    make_planet(session, user, looks={"status": ArtStatus.GENERATING, "job_id": job.id})
    runner.sign_in(user)
    [row] = await shown(runner)
    assert (row["kind"], row["says"]) == ("painting", "Turning it around, 40 %")
    assert (await runner.state(GalleryState)).every == gallery.BUSY_MS


@pytest.mark.parametrize(
    ("looks", "badge"),
    [
        ({}, "Unfinished"),
        ({"error": "The painter had no room left."}, "Painting failed"),
        ({"status": ArtStatus.NEEDS_REGEN}, "Changed since it was painted"),
        ({"status": ArtStatus.ARCHIVED}, "Archived"),
    ],
)
async def test_how_a_planet_stands_is_a_badge(
    runner: Runner, session: Session, user: User, looks: dict[str, Any], badge: str
) -> None:
    make_planet(session, user, looks=looks)
    runner.sign_in(user)
    [row] = await shown(runner)
    assert row["badge"] == badge


async def test_planets_are_mine_shared_or_public(
    runner: Runner, session: Session, user: User, stranger: User
) -> None:
    mine = make_planet(session, user)
    let_in(session, shared := make_planet(session, stranger), user, MemberRole.STEWARD)
    make_art(session, public := make_planet(session, stranger, visibility=Visibility.PUBLIC), stranger)
    runner.sign_in(user)
    found = [
        [row["id"] for row in await shown(runner, GalleryState.choose(which))]
        for which in ("mine", "shared", "public", "of somebody else")
    ]
    assert found == [[mine.id], [shared.id], [public.id], [public.id]]


async def test_a_visitor_sees_public_planets(runner: Runner, session: Session, stranger: User) -> None:
    make_planet(session, stranger)
    make_art(session, public := make_planet(session, stranger, visibility=Visibility.PUBLIC), stranger)
    rows = await shown(runner)
    assert [row["id"] for row in rows] == [public.id]
    assert not rows[0]["may_change"]


async def test_what_somebody_avoids_is_veiled_until_they_look(
    runner: Runner, session: Session, user: User, stranger: User
) -> None:
    planet = make_planet(session, stranger, visibility=Visibility.PUBLIC, tagline="Eight legs each")
    make_art(session, planet, stranger)
    topic = touch(session, planet, "Spiders")
    saved(session, AvoidedTopic(user_id=user.id, topic_id=topic.id))
    runner.sign_in(user)
    [veiled] = await shown(runner, GalleryState.choose("public"))
    assert veiled["veil"] == "It touches Spiders"
    assert (veiled["picture"], veiled["alt"], veiled["tagline"]) == ("", "", "")
    assert veiled["facts"] == f"by {stranger.display_name}"

    await runner.run(GalleryState.look(planet.id))
    [seen] = (await runner.state(GalleryState)).rows
    assert (seen["veil"], seen["tagline"]) == ("", "Eight legs each")
    assert seen["picture"]

    [again] = await shown(runner)
    assert again["veil"]


async def test_a_long_list_goes_on_with_a_click(
    runner: Runner, session: Session, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gallery, "PAGE", 2)
    monkeypatch.setattr(gallery, "MOST_SHOWN", 4)
    for _ in range(5):
        make_planet(session, user)
    runner.sign_in(user)
    assert len(await shown(runner)) == 2
    state = await runner.state(GalleryState)
    assert (state.more, state.is_full) == (True, False)
    await runner.run(GalleryState.show_more)
    state = await runner.state(GalleryState)
    assert (len(state.rows), state.more, state.is_full) == (4, True, True)


async def test_a_new_planet_opens_in_its_builder_and_an_empty_one_is_taken_first(
    runner: Runner, session: Session, user: User
) -> None:
    runner.sign_in(user)
    await runner.run(GalleryState.begin)
    [first] = session.exec(select(Planet)).all()
    assert f"/planets/{first.id}/build" in str(runner.events)

    await runner.run(GalleryState.begin)
    assert len(session.exec(select(Planet)).all()) == 1

    make_builder_session(session, first)
    await runner.run(GalleryState.begin)
    assert len(session.exec(select(Planet)).all()) == 2


async def test_a_planet_is_deleted_after_a_question(runner: Runner, session: Session, user: User) -> None:
    planet = make_planet(session, user, name="Echo")
    runner.sign_in(user)
    await shown(runner, GalleryState.ask_delete(planet.id))
    assert (await runner.state(GalleryState)).asked_name == "Echo"
    await runner.run(GalleryState.keep(False), GalleryState.ask_delete(planet.id), GalleryState.delete)
    assert (await runner.state(GalleryState)).rows == []
    assert session.exec(select(PlanetAppearance)).all() == []
