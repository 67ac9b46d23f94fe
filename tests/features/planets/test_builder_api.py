"""The builder over REST: the lifecycle of the contract, and who may do what."""

from typing import Any

import pytest
from sqlmodel import Session, select

from app.features.accounts.models import User
from app.features.planets.models import (
    ArtStatus,
    MemberRole,
    Membership,
    PlanetAppearance,
    PlanetBuilderSession,
)
from app.kernel.jobs import Job
from app.kernel.jobs.runner import run_job
from tests.conftest import HeldClock
from tests.factories import saved
from tests.factories.accounts import make_user
from tests.fakes import FakeQueue
from tests.features.planets.building import ANSWERS, PLANETS, answer, ask, built, new_planet
from tests.rest_client import Client

WHOLE_STATE = {
    "planet_id",
    "planet",
    "step_index",
    "attributes",
    "skipped_steps",
    "confirmations",
    "current_step",
    "steps",
    "revision",
}


@pytest.fixture
def me(client: Client, user: User) -> Client:
    return client.bearer(user)


@pytest.fixture
def planet_id(me: Client) -> int:
    return new_planet(me)


def let_in(session: Session, planet_id: int, user: User, role: MemberRole) -> None:
    saved(session, Membership(planet_id=planet_id, user_id=user.id, role=role))


def appearance(session: Session, planet_id: int) -> PlanetAppearance:
    session.commit()
    found = session.get(PlanetAppearance, planet_id, populate_existing=True)
    assert found is not None
    return found


def test_starting_gives_the_whole_state_and_starting_again_the_same(me: Client, planet_id: int) -> None:
    begun = ask(me, planet_id, "start")
    assert begun.status_code == 200
    state = begun.json()
    assert state.keys() >= WHOLE_STATE
    assert (state["planet_id"], state["step_index"], state["attributes"]) == (planet_id, 0, {})
    assert state["planet"] == {"id": planet_id, "name": "A planet", "slug": state["planet"]["slug"]}
    step = state["current_step"]
    assert step.keys() >= {"id", "title", "prompt", "input_type", "suggestions", "optional"}
    assert (step["id"], step["optional"]) == ("intro", False)
    assert [one["state"] for one in state["steps"]] == ["current", *["todo"] * 9]
    assert ask(me, planet_id, "start").json() == state
    assert ask(me, planet_id, "state").json() == state


def test_an_answer_is_kept_mirrored_and_leads_on(me: Client, planet_id: int, session: Session) -> None:
    ask(me, planet_id, "start")
    state = answer(me, planet_id, {"name": " Ember  Hollow ", "surface_type": "gas", "x": 1}).json()
    assert (state["attributes"], state["step_index"]) == ({"name": "Ember Hollow"}, 1)
    assert state["planet"]["name"] == "Ember Hollow"
    kept = appearance(session, planet_id)
    assert (kept.name, kept.surface_type, kept.status) == ("Ember Hollow", None, ArtStatus.DRAFT)
    stays = answer(me, planet_id, {"emotional_tone": "tender"}, advance=False).json()
    assert (stays["step_index"], stays["attributes"]["emotional_tone"]) == (1, "tender")


def test_a_refused_answer_names_the_field_and_changes_nothing(me: Client, planet_id: int) -> None:
    ask(me, planet_id, "start")
    before = ask(me, planet_id, "state").json()
    refused = answer(me, planet_id, {"name": "", "motto": "Kept?"})
    assert refused.status_code == 400
    assert refused.json()["error"]["fields"] == {"attributes": {"name": "Planet name is required."}}
    assert ask(me, planet_id, "state").json() == before


def test_the_way_from_the_first_step_to_the_art(
    me: Client, planet_id: int, session: Session, queue: FakeQueue
) -> None:
    state = built(me, planet_id)
    assert (state["current_step"]["id"], state["missing_steps"]) == ("summary", [])
    unconfirmed = ask(me, planet_id, "confirm", {"approve": False})
    assert (unconfirmed.status_code, unconfirmed.json()["accepted"]) == (202, False)
    assert ask(me, planet_id, "state").json() == state
    assert queue.sent == []
    accepted = ask(me, planet_id, "confirm", {"approve": True})
    assert accepted.status_code == 202, accepted.text
    said = accepted.json()
    assert (said["appearance_status"], said["is_active"], said["accepted"]) == ("generating", False, True)
    assert {"step": "intro", "label": "Name", "words": "Ember Hollow"} in said["summary"]
    assert [str(one) for one in queue.sent] == [said["job_id"]]
    kept = appearance(session, planet_id)
    assert kept.status is ArtStatus.GENERATING
    assert "oceanic" in kept.hero_prompt
    assert kept.icon_prompt
    assert kept.generator_version
    again = ask(me, planet_id, "confirm", {"approve": True})
    assert (again.status_code, again.json()["error"]["code"]) == (409, "already_generating")
    assert len(session.exec(select(Job)).all()) == 1
    assert answer(me, planet_id, {"name": "x"}).status_code == 409
    run_job(queue.sent[0])
    assert appearance(session, planet_id).status is ArtStatus.LIVE


def test_confirming_early_names_every_required_step(me: Client, planet_id: int, queue: FakeQueue) -> None:
    ask(me, planet_id, "start")
    answer(me, planet_id, ANSWERS["intro"])
    refused = ask(me, planet_id, "confirm", {"approve": True})
    assert refused.status_code == 400
    assert refused.json()["missing_steps"] == ["tone", "palette", "surface", "atmosphere"]
    assert list(refused.json()["error"]["fields"]) == ["tone", "palette", "surface", "atmosphere"]
    assert queue.sent == []


def test_skipping_is_for_what_is_not_required_and_an_answer_takes_it_back(me: Client, planet_id: int) -> None:
    ask(me, planet_id, "start")
    refused = ask(me, planet_id, "skip")
    assert (refused.status_code, refused.json()["error"]["code"]) == (400, "step_required")
    ask(me, planet_id, "goto", {"target_step": "safety"})
    skipped = ask(me, planet_id, "skip").json()
    assert (skipped["skipped_steps"], skipped["current_step"]["id"]) == (["safety"], "summary")
    assert skipped["steps"][8]["state"] == "skipped"
    back = ask(me, planet_id, "back").json()
    assert (back["current_step"]["id"], back["skipped_steps"]) == ("safety", ["safety"])
    assert answer(me, planet_id, ANSWERS["safety"]).json()["skipped_steps"] == []


def test_going_back_and_to_a_step(me: Client, planet_id: int) -> None:
    ask(me, planet_id, "start")
    assert ask(me, planet_id, "back").json()["step_index"] == 0
    assert ask(me, planet_id, "goto", {"target_step": "palette"}).json()["current_step"]["id"] == "palette"
    refused = ask(me, planet_id, "goto", {"target_step": "weather"})
    assert (refused.status_code, list(refused.json()["error"]["fields"])) == (400, ["target_step"])
    assert ask(me, planet_id, "next").json()["error"]["fields"] == {
        "attributes": {"primary_color": "Provide a HEX color."}
    }
    assert ask(me, planet_id, "goto", {"target_step": "summary"}).json()["step_index"] == 9
    assert ask(me, planet_id, "next").json()["step_index"] == 9


def test_chance_fills_what_is_open_and_can_be_taken_back(me: Client, planet_id: int) -> None:
    ask(me, planet_id, "start")
    before = answer(me, planet_id, {"name": "Mine"}).json()
    filled = ask(me, planet_id, "randomize", {"all": True}).json()
    assert (filled["attributes"]["name"], filled["missing_steps"]) == ("Mine", [])
    assert "name" not in filled["borrowed"]
    undone = ask(me, planet_id, "undo").json()
    assert (undone["attributes"], undone["can_undo"]) == (before["attributes"], False)
    assert ask(me, planet_id, "undo").json()["error"]["code"] == "nothing_to_undo"
    one = ask(me, planet_id, "randomize").json()
    assert set(one["attributes"]) - {"name"} <= {"emotional_tone", "tone_label"}


def test_starting_over_forgets_nothing_for_good(me: Client, planet_id: int) -> None:
    state = built(me, planet_id)
    over = ask(me, planet_id, "restart").json()
    assert (over["attributes"], over["step_index"], over["planet"]["name"]) == ({}, 0, "Ember Hollow")
    assert ask(me, planet_id, "undo").json()["attributes"] == state["attributes"]


def test_half_typed_fields_come_back_to_whoever_typed_them(
    me: Client, planet_id: int, client: Client, session: Session
) -> None:
    steward = make_user(session)
    let_in(session, planet_id, steward, MemberRole.STEWARD)
    ask(me, planet_id, "start")
    url = f"{PLANETS}/{planet_id}/builder/typed"
    batch = {"scope": "planet:1", "seq": 4, "changes": {"name": "Emb", "nonsense": "x", "motto": "\x00"}}
    kept = me.patch(url, json=batch).json()
    assert (kept["saved"], set(kept["errors"])) == ({"name": "Emb"}, {"nonsense", "motto"})
    late = {"scope": "planet:1", "changes": {"name": "Late"}, "bases": {"name": [None]}}
    assert me.patch(url, json=late).json()["conflicts"] == {"name": "Emb"}
    assert ask(me, planet_id, "state").json()["typed"] == {"name": "Emb"}
    assert ask(client.bearer(steward), planet_id, "state").json()["typed"] == {}
    assert answer(me, planet_id, {"name": "Ember"}).json()["typed"] == {}


def test_of_two_stewards_on_one_field_both_answers_are_shown(
    me: Client, planet_id: int, client: Client, session: Session
) -> None:
    steward = make_user(session, display_name="Stella")
    let_in(session, planet_id, steward, MemberRole.STEWARD)
    base = ask(me, planet_id, "start").json()["revision"]
    hers = client.bearer(steward)
    newer = answer(hers, planet_id, {"name": "Hers"}, advance=False, revision=base).json()
    mine = {"name": "Mine", "motto": "Also mine"}
    refused = answer(me, planet_id, mine, advance=False, revision=base)
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "fields_changed")
    conflict = refused.json()["conflicts"]["name"]
    assert (conflict["yours"], conflict["theirs"], conflict["by"]) == ("Mine", "Hers", "Stella")
    assert refused.json()["state"]["attributes"] == {"name": "Hers"}
    other_field = answer(me, planet_id, {"motto": "Mine"}, advance=False, revision=base).json()
    assert other_field["attributes"] == {"name": "Hers", "motto": "Mine"}
    chosen = answer(me, planet_id, {"name": "Mine"}, advance=False, revision=newer["revision"]).json()
    assert chosen["changed_by"]["name"]["by"] != "Stella"


def test_answers_for_a_step_that_was_left_are_not_dropped(
    me: Client, planet_id: int, client: Client, session: Session
) -> None:
    steward = make_user(session)
    let_in(session, planet_id, steward, MemberRole.STEWARD)
    ask(me, planet_id, "start")
    base = answer(me, planet_id, ANSWERS["intro"]).json()["revision"]
    ask(client.bearer(steward), planet_id, "goto", {"target_step": "surface"})
    refused = answer(me, planet_id, ANSWERS["tone"], revision=base)
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "builder_moved")
    kept = answer(me, planet_id, ANSWERS["tone"], revision=base, step="tone").json()
    assert (kept["attributes"]["emotional_tone"], kept["current_step"]["id"]) == ("tender", "surface")


VERBS: list[tuple[str, dict[str, Any] | None]] = [
    ("start", None),
    ("state", None),
    ("step", {"attributes": {"name": "Taken"}}),
    ("next", None),
    ("skip", None),
    ("back", None),
    ("goto", {"target_step": "palette"}),
    ("randomize", None),
    ("restart", None),
    ("undo", None),
    ("confirm", {"approve": True}),
]


@pytest.mark.parametrize(("verb", "body"), VERBS)
def test_who_may_build(
    verb: str, body: Any, client: Client, me: Client, planet_id: int, session: Session, stranger: User
) -> None:
    built(me, planet_id)
    member, steward = make_user(session), make_user(session)
    let_in(session, planet_id, member, MemberRole.MEMBER)
    let_in(session, planet_id, steward, MemberRole.STEWARD)
    assert ask(client, planet_id, verb, body).status_code == 401
    for other in (stranger, member):
        assert ask(client.bearer(other), planet_id, verb, body).status_code == 403
    assert ask(me, planet_id + 1, verb, body).status_code == 404
    assert ask(me, 2**70, verb, body).status_code == 404
    allowed = ask(client.bearer(steward), planet_id, verb, body).status_code
    assert allowed in ({"skip": 400, "undo": 409, "confirm": 202}.get(verb, 200),)


@pytest.mark.parametrize("verb", [verb for verb, _ in VERBS if verb not in ("start", "state")])
def test_before_it_was_begun_nothing_can_be_answered(verb: str, me: Client, planet_id: int) -> None:
    body = dict(VERBS)[verb]
    assert ask(me, planet_id, verb, body).json()["error"]["code"] == "not_building"


def test_sixty_calls_a_minute_are_enough_for_one_person(
    me: Client, planet_id: int, client: Client, session: Session, held_clock: HeldClock
) -> None:
    steward = make_user(session)
    let_in(session, planet_id, steward, MemberRole.STEWARD)
    for _ in range(60):
        assert ask(me, planet_id, "start").status_code == 200
    held_clock.advance(seconds=20)
    refused = ask(me, planet_id, "start")
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "40")
    assert ask(client.bearer(steward), planet_id, "start").status_code == 200
    held_clock.advance(seconds=40)
    assert ask(me, planet_id, "start").status_code == 200


def test_a_second_building_begins_with_the_answers_of_the_first(
    me: Client, planet_id: int, session: Session, queue: FakeQueue
) -> None:
    answers = built(me, planet_id)["attributes"]
    confirmed = ask(me, planet_id, "confirm", {"approve": True}).json()
    assert ask(me, planet_id, "state").json()["is_active"] is False
    again = ask(me, planet_id, "start").json()
    assert (again["attributes"], again["step_index"], again["is_active"]) == (answers, 0, True)
    assert again["revision"] > confirmed["revision"]
    assert len(session.exec(select(PlanetBuilderSession)).all()) == 2
