"""The builder's page as its services keep it: a step of one's own, moves that are made once, who is here."""

import random
from typing import Any

import pytest
from sqlmodel import Session, select

from app.features.accounts.models import User
from app.features.planets.errors import StepNotDone, UndoOvertaken, UnknownStep, WentOnElsewhere
from app.features.planets.models import ArtStatus, MemberRole, Planet, PlanetAppearance, PlanetBuilderSession
from app.features.planets.schemas.builder import DeskView, Intent, StepAnswer
from app.features.planets.service import builder, desk, half_typed, launching
from app.features.planets.service.answers import keep_answers
from app.features.planets.service.news import read_news
from app.kernel.changes import Batch
from app.kernel.identity import Actor
from app.kernel.jobs import Job
from tests.conftest import HeldClock
from tests.factories import fresh
from tests.factories.accounts import make_user
from tests.factories.planets import ANSWERS, let_in, make_builder_session, make_planet
from tests.fakes import FakeQueue, Fakes
from tests.fakes.authenticator import actor_of


@pytest.fixture
def planet(session: Session, fakes: Fakes, user: User) -> Planet:
    return make_planet(session, user)


@pytest.fixture
def steward(session: Session, planet: Planet) -> Actor:
    made = make_user(session, display_name="Ada Steward")
    let_in(session, planet, made, MemberRole.STEWARD)
    return actor_of(made)


@pytest.fixture
def row(session: Session, planet: Planet) -> PlanetBuilderSession:
    return make_builder_session(session, planet)


def see(session: Session, who: Actor, planet: Planet) -> DeskView:
    return desk.read_desk(session, who, planet.id or 0)


def go(
    session: Session, who: Actor, planet: Planet, kind: str, revision: int | None = None, **given: Any
) -> DeskView:
    """A move from what `who` sees right now, if not from an older `revision`."""
    known = see(session, who, planet).revision if revision is None else revision
    wanted = Intent.model_validate({"kind": kind, "revision": known, **given})
    view = desk.make_move(session, who, planet.id or 0, wanted, chance=random.Random(1))
    session.commit()
    return view


def step_of(view: DeskView) -> str:
    return view.current_step.id


def test_whoever_goes_on_takes_nobody_along_who_has_begun_to_work(
    session: Session, actor: Actor, steward: Actor, planet: Planet, row: PlanetBuilderSession
) -> None:
    keep_answers(session, actor, row.planet_id, Batch(scope="any", changes={"motto": "Mine"}))
    go(session, steward, planet, "goto", step="rings")
    assert (step_of(see(session, steward, planet)), step_of(see(session, actor, planet))) == (
        "rings",
        "intro",
    )
    go(session, actor, planet, "next")
    assert (step_of(see(session, steward, planet)), step_of(see(session, actor, planet))) == ("rings", "tone")
    assert fresh(session, row).step_index == 1  # where somebody moved last, as REST has it


def test_a_move_over_rest_is_followed_by_the_page_of_the_same_person(
    session: Session, actor: Actor, steward: Actor, planet: Planet, row: PlanetBuilderSession
) -> None:
    go(session, actor, planet, "goto", step="surface")
    go(session, steward, planet, "goto", step="tone")
    builder.answer_step(session, actor, row.planet_id, StepAnswer(attributes={"emotional_tone": "fiery"}))
    assert step_of(see(session, actor, planet)) == "palette"
    assert step_of(see(session, steward, planet)) == "tone"


@pytest.mark.parametrize("kind", ["next", "back", "skip", "randomize", "restart", "undo"])
def test_a_move_that_comes_again_is_made_once(
    session: Session, actor: Actor, planet: Planet, kind: str
) -> None:
    make_builder_session(session, planet)
    go(session, actor, planet, "goto", step="origin")
    go(session, actor, planet, "randomize")
    go(session, actor, planet, "randomize", all=True)
    known = see(session, actor, planet).revision
    once = go(session, actor, planet, kind, known)
    again = go(session, actor, planet, kind, known)
    assert again == once
    assert once.revision == known + 1


def test_a_move_is_made_although_somebody_else_answered_meanwhile_and_still_only_once(
    session: Session, actor: Actor, steward: Actor, planet: Planet, row: PlanetBuilderSession
) -> None:
    go(session, actor, planet, "goto", step="tone")
    known = see(session, actor, planet).revision
    keep_answers(session, steward, row.planet_id, Batch(scope="any", changes={"motto": "Theirs"}))
    go(session, actor, planet, "next", known)
    keep_answers(session, steward, row.planet_id, Batch(scope="any", changes={"tagline": "Theirs"}))
    assert step_of(go(session, actor, planet, "next", known)) == "palette"


def test_a_window_that_was_left_behind_does_not_move_the_person_from_where_they_are_now(
    session: Session, actor: Actor, planet: Planet, row: PlanetBuilderSession
) -> None:
    asleep = see(session, actor, planet).revision
    go(session, actor, planet, "goto", step="origin")
    for kind in ("next", "back", "skip", "randomize"):
        with pytest.raises(WentOnElsewhere):
            go(session, actor, planet, kind, asleep)
    assert step_of(go(session, actor, planet, "goto", asleep, step="surface")) == "surface"


def test_undo_takes_back_only_what_the_page_has_shown(
    session: Session, actor: Actor, steward: Actor, planet: Planet, row: PlanetBuilderSession
) -> None:
    go(session, actor, planet, "randomize", step="rings")
    known = see(session, actor, planet).revision
    after = go(session, steward, planet, "restart")
    with pytest.raises(UndoOvertaken):
        go(session, actor, planet, "undo", known)
    assert see(session, actor, planet).attributes == after.attributes == {}
    assert go(session, actor, planet, "undo").attributes.items() >= ANSWERS.items()


def test_a_move_that_cannot_be_made_changes_nothing(session: Session, actor: Actor, planet: Planet) -> None:
    make_builder_session(session, planet, attributes={})
    before = see(session, actor, planet)
    with pytest.raises(StepNotDone):
        go(session, actor, planet, "next")
    with pytest.raises(UnknownStep):
        go(session, actor, planet, "goto", step="nowhere")
    with pytest.raises(UnknownStep):
        go(session, actor, planet, "randomize", step="nowhere")
    assert see(session, actor, planet) == before


def test_one_may_look_at_a_finished_planet_without_building_on(
    session: Session, actor: Actor, planet: Planet
) -> None:
    make_builder_session(session, planet, is_active=False)
    desk.open_desk(session, actor, planet.id or 0)
    view = go(session, actor, planet, "goto", step="rings")
    assert (step_of(view), view.is_active) == ("rings", False)
    view = go(session, actor, planet, "randomize")
    assert (step_of(view), view.is_active, len(session.exec(select(PlanetBuilderSession)).all())) == (
        "rings",
        True,
        2,
    )


def test_a_launch_that_comes_again_orders_one_painting(
    session: Session, actor: Actor, planet: Planet, row: PlanetBuilderSession, queue: FakeQueue
) -> None:
    launching.launch(session, actor, row.planet_id)
    session.commit()
    view = see(session, actor, planet)
    job = session.exec(select(Job)).one()
    assert view.art_job is not None
    assert (view.art_job.id, view.appearance_status, view.is_active) == (job.id, ArtStatus.GENERATING, False)


def test_a_finished_planet_is_launched_again_from_its_page(
    session: Session, actor: Actor, planet: Planet, queue: FakeQueue
) -> None:
    make_builder_session(session, planet, is_active=False)
    assert launching.launch(session, actor, planet.id or 0).accepted


def test_half_typed_texts_outlive_a_launch_without_beginning_to_build_anew(
    session: Session, actor: Actor, planet: Planet
) -> None:
    ended = make_builder_session(
        session, planet, is_active=False, typed={str(actor.user_id): {"motto": "We ke"}}
    )
    forget = Batch(scope="any", changes={"motto": None}, bases={"motto": ["We ke"]})
    assert half_typed.keep_typed(session, actor, ended.planet_id, forget).saved == {"motto": None}
    assert fresh(session, ended).typed == {str(actor.user_id): {}}
    half_typed.keep_typed(session, actor, ended.planet_id, Batch(scope="any", changes={"motto": "We"}))
    view = see(session, actor, planet)
    assert (view.is_active, view.typed) == (True, {"motto": "We"})


def test_who_has_it_in_sight_is_shown_to_the_others_for_seconds(
    session: Session,
    actor: Actor,
    steward: Actor,
    planet: Planet,
    row: PlanetBuilderSession,
    held_clock: HeldClock,
) -> None:
    go(session, steward, planet, "goto", step="rings")
    read_news(session, steward, row.planet_id)
    read_news(session, actor, row.planet_id)
    [other] = see(session, actor, planet).people
    assert (other.name, other.step) == ("Ada Steward", "Rings and moons")
    held_clock.advance(seconds=6)
    assert see(session, actor, planet).people == []


def test_the_edition_is_another_whenever_the_page_would_show_something_else(
    session: Session,
    actor: Actor,
    steward: Actor,
    planet: Planet,
    row: PlanetBuilderSession,
    held_clock: HeldClock,
) -> None:
    def edition() -> str:
        seen = read_news(session, actor, row.planet_id)
        assert seen == see(session, actor, planet).edition
        return seen

    seen = [edition()]
    keep_answers(session, steward, row.planet_id, Batch(scope="any", changes={"motto": "Theirs"}))
    seen.append(edition())
    read_news(session, steward, row.planet_id)
    seen.append(edition())
    go(session, steward, planet, "goto", step="rings")
    seen.append(edition())
    session.get_one(PlanetAppearance, planet.id).status = ArtStatus.NEEDS_REGEN
    session.flush()
    seen.append(edition())
    held_clock.advance(seconds=6)
    seen.append(edition())
    assert len(set(seen)) == len(seen)
    assert edition() == seen[-1]
