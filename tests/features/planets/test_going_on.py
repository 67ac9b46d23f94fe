"""A building that has ended goes on where it stood: nothing that anybody gave to it is left behind."""

from typing import Any

import pytest
from sqlmodel import Session

from app.features.accounts.models import User
from app.features.planets.models import MemberRole, Planet
from app.features.planets.schemas.builder import Intent
from app.features.planets.schemas.planets import PlanetChange
from app.features.planets.service import answers, art, desk, half_typed, launching, planets
from app.kernel.changes import Batch
from app.kernel.identity import Actor
from app.kernel.jobs.runner import run_job
from tests.factories.planets import let_in, make_art, make_builder_session, make_planet
from tests.fakes import FakeQueue, Fakes
from tests.fakes.authenticator import actor_of
from tests.features.planets.building import PLANETS, answer, ask, built, new_planet
from tests.rest_client import Client


@pytest.fixture
def planet(session: Session, fakes: Fakes, user: User) -> Planet:
    made = make_planet(session, user)
    make_builder_session(session, made)
    return made


@pytest.fixture
def steward(session: Session, planet: Planet, stranger: User) -> Actor:
    let_in(session, planet, stranger, MemberRole.STEWARD)
    return actor_of(stranger)


def typed(session: Session, who: Actor, planet: Planet, **texts: str) -> Any:
    batch = Batch(scope=f"planet:{planet.id}:typed", changes=texts, bases={name: [None] for name in texts})
    return half_typed.keep_typed(session, who, planet.id or 0, batch)


def kept(session: Session, who: Actor, planet: Planet, **given: Any) -> Any:
    batch = Batch(scope=f"planet:{planet.id}:answers", changes=given, bases={name: [None] for name in given})
    return answers.keep_answers(session, who, planet.id or 0, batch)


def test_what_people_have_half_typed_outlasts_the_launch(
    session: Session, planet: Planet, actor: Actor, steward: Actor
) -> None:
    typed(session, actor, planet, motto="Ever on")
    typed(session, steward, planet, tagline="Where the")
    launching.launch(session, actor, planet.id or 0)
    kept(session, actor, planet, materials=["basalt"])
    assert desk.read_desk(session, actor, planet.id or 0).typed == {"motto": "Ever on"}
    assert desk.read_desk(session, steward, planet.id or 0).typed == {"tagline": "Where the"}


def test_a_half_typed_text_knows_the_answer_it_began_from(
    session: Session, planet: Planet, actor: Actor, steward: Actor
) -> None:
    planet_id = planet.id or 0
    kept(session, actor, planet, tagline="Where it began")
    late = Batch(scope="any", changes={"motto": "We k"}, bases={"motto": [None]})
    begun = Batch(scope="any", changes={"tagline": "Where I"}, bases={"tagline": ["Where it began"]})
    half_typed.keep_typed(session, steward, planet_id, begun)
    kept(session, actor, planet, motto="We came first")
    half_typed.keep_typed(session, steward, planet_id, late)
    answers.keep_answers(
        session,
        actor,
        planet_id,
        Batch(scope="any", changes={"tagline": "Newer"}, bases={"tagline": ["Where it began"]}),
    )
    further = Batch(scope="any", changes={"tagline": "Where I go"}, bases={"tagline": ["Where I"]})
    half_typed.keep_typed(session, steward, planet_id, further)

    shown = desk.read_desk(session, steward, planet_id)
    assert shown.typed_over == {"tagline": "Where it began", "motto": None}
    assert desk.read_desk(session, actor, planet_id).typed_over == {}
    mine = Batch(
        scope="any", changes=shown.typed, bases={name: [base] for name, base in shown.typed_over.items()}
    )
    asked = answers.keep_answers(session, steward, planet_id, mine)
    assert asked.conflicts == {"tagline": "Newer", "motto": "We came first"}


def test_what_an_older_painting_replaced_can_be_brought_back_after_more_answers(
    session: Session, planet: Planet, actor: Actor, user: User
) -> None:
    planet_id = planet.id or 0
    kept(session, actor, planet, materials=["basalt"])
    launching.launch(session, actor, planet_id)
    launching.stop_painting(session, actor, planet_id)
    make_art(session, planet, user)
    art.restore_version(session, actor, planet_id, 1)
    kept(session, actor, planet, motto="Ever on")
    shown = desk.read_desk(session, actor, planet_id)
    assert shown.can_undo
    back = desk.make_move(session, actor, planet_id, Intent(kind="undo", revision=shown.revision))
    assert back.attributes["materials"] == ["basalt"]
    assert back.attributes["motto"] == "Ever on"


def test_an_answer_from_before_the_launch_overwrites_no_newer_one(
    client: Client, user: User, queue: FakeQueue
) -> None:
    me = client.bearer(user)
    planet_id = new_planet(me)
    old = built(me, planet_id)["revision"]
    answer(me, planet_id, {"motto": "Newer"}, step="intro")
    ask(me, planet_id, "confirm", {"approve": True})
    run_job(queue.sent[-1])
    ask(me, planet_id, "start")
    late = answer(me, planet_id, {"motto": "Older"}, step="intro", revision=old)
    assert (late.status_code, late.json()["error"]["code"]) == (409, "fields_changed")
    assert me.get(f"{PLANETS}/{planet_id}/builder/state").json()["attributes"]["motto"] == "Newer"


def test_who_changes_a_planet_elsewhere_stays_at_their_step_of_its_builder(
    session: Session, planet: Planet, actor: Actor, steward: Actor, user: User
) -> None:
    planet_id = planet.id or 0
    make_art(session, planet, user)
    for who, step in ((actor, "rings"), (steward, "safety")):
        now = desk.read_desk(session, who, planet_id).revision
        desk.make_move(session, who, planet_id, Intent(kind="goto", step=step, revision=now))
    planets.change_planet(session, actor, planet_id, PlanetChange(name="Renamed"))
    assert desk.read_desk(session, actor, planet_id).current_step.id == "rings"
    art.restore_version(session, actor, planet_id, 1)
    assert desk.read_desk(session, actor, planet_id).current_step.id == "rings"
