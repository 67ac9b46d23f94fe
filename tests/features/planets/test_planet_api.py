"""Planets over REST: who sees them, who changes them, who shares them, and what is veiled for whom."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from app.features.accounts.models import User
from app.features.accounts.service.departure import remove_user
from app.features.planets.models import (
    ArtStatus,
    MemberRole,
    Membership,
    Planet,
    PlanetAppearance,
    PlanetBuilderSession,
    TriggerTopic,
)
from app.features.planets.service.resumables import PlanetResumables
from app.kernel import db
from app.kernel.identity import Role, Scope
from app.kernel.jobs.runner import run_job
from app.kernel.personal import rows_of
from tests.conftest import HeldClock
from tests.factories import saved
from tests.factories.accounts import make_user
from tests.factories.planets import make_builder_session, make_planet
from tests.fakes import FakeMail, FakeQueue, Fakes
from tests.fakes.authenticator import actor_of
from tests.features.planets.building import PLANETS, answer, ask, built, new_planet
from tests.rest_client import Client


@pytest.fixture
def me(client: Client, user: User) -> Client:
    return client.bearer(user)


@pytest.fixture
def other(client: Client, stranger: User) -> Client:
    return client.bearer(stranger)


@pytest.fixture
def planet_id(me: Client) -> int:
    return new_planet(me)


def let_in(session: Session, planet_id: int, user: User, role: MemberRole) -> None:
    saved(session, Membership(planet_id=planet_id, user_id=user.id, role=role))


def launched(client: Client, planet_id: int, queue: FakeQueue) -> None:
    built(client, planet_id)
    ask(client, planet_id, "confirm", {"approve": True})
    run_job(queue.sent[-1])


def test_a_new_planet_is_private_and_its_makers_own(me: Client, other: Client, client: Client) -> None:
    made = me.post(PLANETS, json={"name": "Ember Hollow", "description": "Two\nlines"}).json()
    assert (made["visibility"], made["role"], made["status"]) == ("private", "owner", "draft")
    assert made["slug"] == "ember-hollow"
    url = f"{PLANETS}/{made['id']}"
    assert me.get(url).json() == made
    assert me.get(PLANETS).json()["planets"] == [made]
    assert (other.get(url).status_code, client.get(url).status_code) == (403, 401)
    assert other.get(PLANETS).json()["planets"] == []


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"name": "a\x00b"}, "name"),
        ({"accent_color": "violet"}, "accent_color"),
        ({"visibility": "hidden"}, "visibility"),
    ],
)
def test_what_a_planet_can_not_be_is_400_with_the_field(
    me: Client, given: dict[str, Any], field: str
) -> None:
    refused = me.post(PLANETS, json={"name": "A planet", **given})
    assert (refused.status_code, list(refused.json()["error"]["fields"])) == (400, [field])


def test_planets_of_one_name_have_addresses_of_their_own(me: Client) -> None:
    slugs = [me.post(PLANETS, json={"name": name}).json()["slug"] for name in ("Ähre", "Ahre", "星", "星")]
    assert slugs[0] == "ahre"
    assert re.fullmatch(r"ahre-[0-9a-z]{4}", slugs[1])
    assert slugs[2] == "planet"
    assert len(set(slugs)) == 4


def test_a_public_planet_is_seen_by_everybody_and_listed_once_it_is_painted(
    me: Client, other: Client, client: Client, queue: FakeQueue
) -> None:
    planet_id = new_planet(me, visibility="public")
    assert client.get(f"{PLANETS}/{planet_id}").json()["role"] is None
    assert client.get(f"{PLANETS}?filter=public").json()["planets"] == []
    launched(me, planet_id, queue)
    for anybody in (client, other, me):
        [listed] = anybody.get(f"{PLANETS}?filter=public").json()["planets"]
        assert listed["id"] == planet_id
        assert anybody.get(listed["art"]["hero_url"]).status_code == 200
    assert client.get(f"{PLANETS}?filter=mine").status_code == 401
    assert other.get(f"{PLANETS}/{planet_id}").json()["building"] is None
    assert other.patch(f"{PLANETS}/{planet_id}", json={"name": "Taken"}).status_code == 403


def test_a_change_is_based_on_a_revision_and_keeps_the_rest(me: Client, planet_id: int) -> None:
    url = f"{PLANETS}/{planet_id}"
    before = me.get(url).json()
    changed = me.patch(url, json={"tagline": "Quiet", "revision": before["revision"]}).json()
    assert changed == before | {"tagline": "Quiet"} | {
        key: changed[key] for key in ("revision", "updated_at", "picture_words")
    }
    stale = me.patch(url, json={"tagline": "Loud", "revision": before["revision"]})
    assert (stale.status_code, stale.json()["planet"]["tagline"]) == (409, "Quiet")


def test_a_name_given_on_the_page_is_the_builders_too(me: Client, planet_id: int) -> None:
    ask(me, planet_id, "start")
    answer(me, planet_id, {"name": "First"})
    me.patch(f"{PLANETS}/{planet_id}", json={"name": "Second"})
    state = ask(me, planet_id, "state").json()
    assert (state["attributes"]["name"], state["planet"]["name"]) == ("Second", "Second")


def test_a_name_given_after_the_launch_stays_when_it_is_built_on(
    me: Client, planet_id: int, queue: FakeQueue
) -> None:
    launched(me, planet_id, queue)
    me.patch(f"{PLANETS}/{planet_id}", json={"name": "Second", "tagline": ""})
    ask(me, planet_id, "start")
    planet = answer(me, planet_id, {"surface_type": "ice"}, step="surface").json()["planet"]
    assert planet["name"] == "Second"
    assert me.get(f"{PLANETS}/{planet_id}").json()["tagline"] == ""


def test_stewards_change_a_planet_but_not_who_sees_it(
    me: Client, client: Client, planet_id: int, session: Session
) -> None:
    steward, member = make_user(session), make_user(session)
    let_in(session, planet_id, steward, MemberRole.STEWARD)
    let_in(session, planet_id, member, MemberRole.MEMBER)
    url = f"{PLANETS}/{planet_id}"
    assert client.bearer(member).get(url).json()["role"] == "member"
    assert client.bearer(member).patch(url, json={"name": "x"}).status_code == 403
    hers = client.bearer(steward)
    assert hers.patch(url, json={"name": "Hers"}).json()["name"] == "Hers"
    assert hers.patch(url, json={"visibility": "public"}).status_code == 403
    assert hers.patch(url, json={"archived": True}).status_code == 403
    assert hers.delete(url).status_code == 403
    assert [one["id"] for one in hers.get(f"{PLANETS}?filter=shared").json()["planets"]] == [planet_id]
    assert hers.get(f"{PLANETS}?filter=mine").json()["planets"] == []


def test_archiving_a_planet_stops_its_painting(
    client: Client, session: Session, user: User, fakes: Fakes
) -> None:
    planet = make_planet(session, user)
    make_builder_session(session, planet)
    session.commit()
    me, planet_id = client.bearer(user), planet.id or 0
    ask(me, planet_id, "confirm", {"approve": True})
    url = f"{PLANETS}/{planet_id}"
    assert me.patch(url, json={"archived": True}).json()["status"] == "archived"
    assert [job["status"] for job in me.get("/api/jobs").json()["jobs"]] == ["cancelled"]
    assert me.patch(url, json={"archived": False}).json()["status"] == "draft"


def test_an_archived_planet_is_left_alone_until_it_comes_back(
    me: Client, planet_id: int, queue: FakeQueue
) -> None:
    launched(me, planet_id, queue)
    url = f"{PLANETS}/{planet_id}"
    assert me.patch(url, json={"archived": True}).json()["status"] == "archived"
    assert ask(me, planet_id, "start").json()["error"]["code"] == "planet_archived"
    assert me.patch(url, json={"name": "x"}).status_code == 409
    assert me.patch(url, json={"archived": False}).json()["status"] == "live"


def test_an_invitation_lets_one_person_in(
    me: Client, other: Client, client: Client, planet_id: int, mail: FakeMail, session: Session
) -> None:
    url = f"{PLANETS}/{planet_id}"
    wanted = {"role": "steward", "email": "ada@example.org"}
    invited = me.post(f"{url}/invitations", json=wanted).json()
    secret = invited["link"].split("token=")[1]
    assert secret in mail.sent[0].text
    assert [one["email"] for one in me.get(f"{url}/members").json()["invitations"]] == ["ada@example.org"]
    joined = other.post(f"{PLANETS}/invitations/accept", json={"token": secret})
    assert (joined.status_code, joined.json()["role"]) == (200, "steward")
    late = client.bearer(make_user(session)).post(f"{PLANETS}/invitations/accept", json={"token": secret})
    assert (late.status_code, late.json()["error"]["code"]) == (404, "invitation_not_found")
    assert [one["role"] for one in me.get(f"{url}/members").json()["members"]] == ["owner", "steward"]
    assert me.get(f"{url}/members").json()["invitations"] == []


def test_an_invitation_ends_after_a_week_or_when_it_is_withdrawn(
    me: Client, other: Client, planet_id: int, held_clock: HeldClock
) -> None:
    url = f"{PLANETS}/{planet_id}/invitations"
    old, gone = (me.post(url, json={}).json() for _ in range(2))
    assert me.delete(f"{url}/{gone['invitation']['id']}").status_code == 204
    held_clock.set(held_clock.now + timedelta(days=7))
    for invited in (old, gone):
        token = invited["link"].split("token=")[1]
        assert other.post(f"{PLANETS}/invitations/accept", json={"token": token}).status_code == 404


def test_who_may_bring_in_whom(
    me: Client, client: Client, planet_id: int, session: Session, user: User, stranger: User
) -> None:
    url = f"{PLANETS}/{planet_id}"
    colleague = make_user(session, account_id=user.account_id)
    steward, member = make_user(session), make_user(session)
    let_in(session, planet_id, steward, MemberRole.STEWARD)
    let_in(session, planet_id, member, MemberRole.MEMBER)
    added = me.post(f"{url}/members", json={"user_id": str(colleague.id), "role": "member"})
    assert (added.status_code, added.json()["role"]) == (201, "member")
    assert me.post(f"{url}/members", json={"user_id": str(stranger.id)}).status_code == 400
    assert me.post(f"{url}/members", json={"user_id": str(user.id)}).status_code == 409
    hers, theirs = client.bearer(steward), client.bearer(member)
    assert hers.post(f"{url}/invitations", json={}).status_code == 201
    assert hers.post(f"{url}/invitations", json={"role": "steward"}).status_code == 403
    assert theirs.post(f"{url}/invitations", json={}).status_code == 403
    me.patch(url, json={"visibility": "invite"})
    assert theirs.post(f"{url}/invitations", json={}).status_code == 201
    assert theirs.get(f"{url}/members").json()["invitations"] == []


def test_members_are_given_roles_and_let_go(
    me: Client, client: Client, planet_id: int, session: Session, user: User
) -> None:
    url = f"{PLANETS}/{planet_id}/members"
    steward, member = make_user(session), make_user(session)
    let_in(session, planet_id, steward, MemberRole.STEWARD)
    let_in(session, planet_id, member, MemberRole.MEMBER)
    hers = client.bearer(steward)
    assert hers.patch(f"{url}/{member.id}", json={"role": "steward"}).status_code == 403
    assert me.patch(f"{url}/{member.id}", json={"role": "steward"}).json()["role"] == "steward"
    assert hers.delete(f"{url}/{member.id}").status_code == 403
    assert me.patch(f"{url}/{member.id}", json={"role": "member"}).status_code == 200
    assert hers.delete(f"{url}/{member.id}").status_code == 204
    assert hers.delete(f"{url}/{user.id}").json()["error"]["code"] == "owner_stays"
    assert me.delete(f"{url}/{user.id}").status_code == 409
    assert hers.delete(f"{url}/{steward.id}").status_code == 204
    assert hers.get(url).status_code == 403


def test_what_touches_an_avoided_topic_is_veiled_until_one_chooses_to_look(
    me: Client, other: Client, queue: FakeQueue, session: Session
) -> None:
    planet_id = new_planet(me, visibility="public", description="Spiders everywhere")
    topics = {one["name"]: one["id"] for one in other.get("/api/trigger-topics").json()["topics"]}
    launched(me, planet_id, queue)
    ask(me, planet_id, "start")
    answer(me, planet_id, {"trigger_topics": [topics["Spiders"]]}, step="safety")
    url = f"{PLANETS}/{planet_id}"
    assert other.get(url).json()["topics"] == [
        {"id": topics["Spiders"], "name": "Spiders", "slug": "spiders"}
    ]
    listed = other.put("/api/trigger-topics/avoided", json={"topic_ids": [topics["Spiders"]]}).json()[
        "topics"
    ]
    assert [one["name"] for one in listed if one["avoided"]] == ["Spiders"]
    veiled = other.get(url).json()
    assert (veiled["veiled_by"], veiled["art"], veiled["description"]) == (["Spiders"], None, "")
    assert other.get(f"{PLANETS}?filter=public").json()["planets"][0]["veiled_by"] == ["Spiders"]
    seen = other.get(f"{url}?look=true").json()
    assert (seen["veiled_by"], seen["description"]) == ([], "Spiders everywhere")
    assert seen["art"]
    assert me.get(url).json()["veiled_by"] == []
    unknown = other.put("/api/trigger-topics/avoided", json={"topic_ids": [9999]})
    assert (unknown.status_code, list(unknown.json()["error"]["fields"])) == (400, ["topic_ids"])
    assert other.get(url).json()["veiled_by"] == ["Spiders"]


def test_the_seeded_topics_are_there(session: Session) -> None:
    topics = session.exec(select(TriggerTopic)).all()
    assert len(topics) == 30
    assert all(topic.slug == topic.name.lower().replace(" ", "-") for topic in topics)


def test_home_resumes_on_the_step_and_tells_of_finished_art(
    me: Client, client: Client, planet_id: int, user: User, session: Session, queue: FakeQueue, fakes: Fakes
) -> None:
    ask(me, planet_id, "start")
    answer(me, planet_id, {"name": "Ember Hollow"})
    source, actor = PlanetResumables(), actor_of(user)
    with db.reading() as own:
        [kept] = source.list_resumables(own, actor, 5)
    assert (kept.kind, kept.title, kept.place) == (
        "planet",
        "Ember Hollow",
        "You left at Feeling, step 2 of 10.",
    )
    assert kept.href == f"/planets/{planet_id}/build"
    assert kept.picture_url
    assert me.get(kept.picture_url).status_code == 200
    launched(me, planet_id, queue)
    with db.reading() as own:
        assert source.list_resumables(own, actor, 5) == []
        [finished] = source.list_finished(own, actor, user.created_at, 5)
        assert source.list_finished(own, actor_of(make_user(session)), user.created_at, 5) == []
    assert (finished.title, finished.href) == ("Ember Hollow", f"/planets/{planet_id}")


def test_home_tells_what_a_person_has_half_typed_and_leads_each_steward_to_their_own_step(
    session: Session, user: User, fakes: Fakes
) -> None:
    planet, steward = make_planet(session, user), make_user(session)
    let_in(session, planet.id or 0, steward, MemberRole.STEWARD)
    make_builder_session(
        session,
        planet,
        step_index=1,
        device="phone",
        marks={"motto": {"by": str(user.id), "revision": 4}, "name": {"by": str(steward.id), "revision": 3}},
        places={str(user.id): {"step": "atmosphere"}},
        typed={str(user.id): {"atmosphere_descriptors": "violet aurora  over quiet seas", "motto": "We"}},
    )
    [mine] = PlanetResumables().list_resumables(session, actor_of(user), 5)
    [theirs] = PlanetResumables().list_resumables(session, actor_of(steward), 5)
    assert mine.place == "You left at Sky, step 6 of 10, with “violet aurora over quiet…” half typed."
    assert (mine.device, theirs.device) == ("phone", None)
    assert (theirs.place, mine.progress) == ("You left at Feeling, step 2 of 10.", 5 / 9)


def test_what_a_person_takes_along_holds_their_planets_and_nobody_elses(
    me: Client, other: Client, planet_id: int, session: Session, user: User, stranger: User, queue: FakeQueue
) -> None:
    launched(me, planet_id, queue)
    theirs = new_planet(other)
    let_in(session, theirs, user, MemberRole.STEWARD)
    ask(me, theirs, "start")
    session.commit()
    mine = rows_of(session, user.id)
    assert [row["id"] for row in mine["planets"]] == [planet_id]
    for table in ("planet_appearances", "planet_art_versions", "planet_builder_sessions"):
        assert {row["planet_id"] for row in mine[table]} == {planet_id}
    assert {row["planet_id"] for row in mine["planet_memberships"]} == {planet_id, theirs}
    session_of_theirs = rows_of(session, stranger.id)["planet_builder_sessions"]
    assert [row["user_id"] for row in session_of_theirs] == [str(user.id)]


def test_a_steward_who_leaves_takes_nothing_along_and_the_creator_everything(
    me: Client, client: Client, planet_id: int, session: Session, user: User, queue: FakeQueue, fakes: Fakes
) -> None:
    steward = make_user(session)
    let_in(session, planet_id, steward, MemberRole.STEWARD)
    hers = client.bearer(steward)
    built(hers, planet_id)
    ask(hers, planet_id, "confirm", {"approve": True})
    with db.unit_of_work() as own:
        remove_user(own, own.get_one(User, steward.id))
    session.commit()
    kept = session.get(PlanetAppearance, planet_id, populate_existing=True)
    assert kept is not None
    assert (kept.status, kept.job_id) == (ArtStatus.GENERATING, None)
    ask(me, planet_id, "start")
    assert ask(me, planet_id, "confirm", {"approve": True}).status_code == 202
    run_job(queue.sent[-1])
    assert me.get(f"{PLANETS}/{planet_id}").json()["status"] == "live"
    with db.unit_of_work() as own:
        remove_user(own, own.get_one(User, user.id))
    session.commit()
    for table in (Planet, PlanetAppearance, PlanetBuilderSession, Membership):
        assert session.exec(select(table)).all() == []
    assert list(fakes.storage.keys()) == []


@pytest.mark.parametrize("way", ["a viewer", "a token that may only read"])
def test_who_may_only_look_builds_nothing(
    way: str, client: Client, planet_id: int, user: User, fakes: Fakes
) -> None:
    actor = actor_of(user)
    looking = {
        "a viewer": replace(actor, role=Role.VIEWER),
        "a token that may only read": replace(actor, scopes=frozenset({Scope.READ})),
    }[way]
    client.headers["Authorization"] = f"Bearer {fakes.authenticator.admit(looking)}"
    assert ask(client, planet_id, "start").status_code == 403
    assert client.post(PLANETS, json={}).status_code == 403
    assert client.get(f"{PLANETS}/{planet_id}").status_code == 200


@pytest.mark.parametrize(
    ("body", "field", "text"),
    [
        ({"name": "  "}, "name", "Write something here."),
        ({"name": "x" * 121}, "name", "Use at most 120 characters."),
        ({"name": "Ember", "visibility": "secret"}, "visibility", "Choose one of: public, invite, private."),
    ],
)
def test_what_is_wrong_with_a_field_is_said_in_a_persons_words(
    me: Client, body: dict[str, Any], field: str, text: str
) -> None:
    refused = me.post(PLANETS, json=body)
    assert (refused.status_code, refused.json()["error"]["fields"]) == (400, {field: [text]})


def test_a_body_that_is_no_json_is_said_to_be_none(me: Client) -> None:
    refused = me.post(PLANETS, content="{name", headers={"Content-Type": "application/json"})
    assert refused.json()["error"]["fields"] == {"body": ["This is not valid JSON."]}
