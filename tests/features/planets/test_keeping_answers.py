"""Answers from a browser's outbox: each field by itself, and no answer is ever lost on the way."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as budget
from hypothesis import strategies as st
from sqlmodel import Session, select

from app.features.accounts.models import User
from app.features.planets.errors import NotASteward, NotBuilding, PlanetArchived
from app.features.planets.models import ArtStatus, MemberRole, Planet, PlanetAppearance, PlanetBuilderSession
from app.features.planets.rules.steps import load_steps
from app.features.planets.service import answers
from app.features.planets.service.answers import keep_answers
from app.features.planets.service.half_typed import keep_typed
from app.kernel.changes import Answer, Batch
from app.kernel.identity import Actor
from tests.factories import fresh
from tests.factories.accounts import make_user
from tests.factories.planets import let_in, make_builder_session, make_planet
from tests.fakes import Fakes
from tests.fakes.authenticator import actor_of


@pytest.fixture
def planet(session: Session, fakes: Fakes, user: User) -> Planet:
    return make_planet(session, user)


@pytest.fixture
def steward(session: Session, planet: Planet) -> Actor:
    made = make_user(session)
    let_in(session, planet, made, MemberRole.STEWARD)
    return actor_of(made)


@pytest.fixture
def row(session: Session, planet: Planet) -> PlanetBuilderSession:
    return make_builder_session(session, planet)


def keep(
    session: Session,
    who: Actor,
    row: PlanetBuilderSession,
    changes: dict[str, Any],
    bases: dict[str, list[Any]] | None = None,
    **given: Any,
) -> Answer:
    """What comes of a batch that was made with what the row holds now, if not said otherwise."""
    known = {name: [row.attributes.get(name)] for name in changes}
    batch = Batch(scope="any", seq=3, changes=changes, bases=known if bases is None else bases, **given)
    answer = keep_answers(session, who, row.planet_id, batch, device="phone")
    session.commit()
    return answer


def test_answers_of_several_steps_are_kept_at_once_and_shown_on_the_planet(
    session: Session, actor: Actor, row: PlanetBuilderSession
) -> None:
    given = {"motto": " Carry  it gently ", "surface_type": "ice", "moon_count": "2"}
    answer = keep(session, actor, row, given)
    assert answer.saved == {
        "motto": "Carry it gently",
        "surface_type": "ice",
        "moon_count": 2,
        "has_moons": True,
    }
    assert (answer.seq, answer.revision, answer.errors, answer.conflicts) == (3, 2, {}, {})
    assert answer.saved.items() <= fresh(session, row).attributes.items()
    shown = session.get_one(PlanetAppearance, row.planet_id)
    assert (shown.motto, shown.moon_count) == ("Carry it gently", 2)


def test_what_breaks_a_rule_is_named_and_holds_up_nothing_else(
    session: Session, actor: Actor, row: PlanetBuilderSession
) -> None:
    given = {"primary_color": "blue", "name": None, "ring_style": "halo", "shoes": 2, "motto": "half \ud800"}
    answer = keep(session, actor, row, given)
    assert answer.saved == {"ring_style": "halo"}
    assert answer.errors["primary_color"].startswith("Provide a HEX color")
    assert answer.errors["name"] == "Planet name is required."
    assert answer.errors["shoes"] == "There is no such field here."
    assert set(answer.errors) == {"primary_color", "name", "shoes", "motto"}
    assert fresh(session, row).attributes["name"] == "Ember Hollow"


def test_two_stewards_on_two_fields_lose_nothing(
    session: Session, actor: Actor, steward: Actor, row: PlanetBuilderSession
) -> None:
    before = dict(row.attributes)
    keep(session, steward, row, {"surface_type": "gas"})
    answer = keep(
        session, actor, row, {"primary_color": "#112233"}, {"primary_color": [before["primary_color"]]}
    )
    assert answer.conflicts == {}
    kept = fresh(session, row).attributes
    assert (kept["surface_type"], kept["primary_color"]) == ("gas", "#112233")


def test_two_stewards_on_one_field_are_shown_both_answers(
    session: Session, actor: Actor, steward: Actor, row: PlanetBuilderSession
) -> None:
    before = row.attributes["surface_type"]
    keep(session, steward, row, {"surface_type": "gas"})
    given = {"surface_type": "rocky", "motto": "Mine"}
    answer = keep(session, actor, row, given, {"surface_type": [before], "motto": [None]})
    assert (answer.conflicts, answer.saved) == ({"surface_type": "gas"}, {"motto": "Mine"})
    assert fresh(session, row).attributes["surface_type"] == "gas"
    assert keep(session, actor, row, {"surface_type": "rocky"}, {"surface_type": ["gas"]}).conflicts == {}


def test_a_batch_that_comes_twice_changes_nothing_the_second_time(
    session: Session, actor: Actor, row: PlanetBuilderSession
) -> None:
    given, bases = {"motto": "Carry it "}, {"motto": [None]}
    first = keep(session, actor, row, given, bases)
    again = keep(session, actor, row, given, bases)
    assert (again.saved, again.revision, again.conflicts) == (first.saved, first.revision, {})


def test_a_text_whose_acknowledgement_was_lost_is_no_conflict_when_it_goes_on(
    session: Session, actor: Actor, row: PlanetBuilderSession
) -> None:
    keep(session, actor, row, {"motto": "Carry  it "}, {"motto": [None]})
    answer = keep(session, actor, row, {"motto": "Carry it gently"}, {"motto": [None, "Carry  it "]})
    assert (answer.saved, answer.conflicts) == ({"motto": "Carry it gently"}, {})


def test_without_bases_the_revision_says_what_a_field_was_based_on(
    session: Session, actor: Actor, steward: Actor, row: PlanetBuilderSession
) -> None:
    known = row.revision
    keep(session, steward, row, {"surface_type": "gas"})
    given = {"surface_type": "rocky", "primary_color": "#112233"}
    answer = keep(session, actor, row, given, {}, revision=known)
    assert (answer.saved, answer.conflicts) == ({"primary_color": "#112233"}, {"surface_type": "gas"})


def test_an_answer_takes_back_that_its_step_was_skipped(
    session: Session, actor: Actor, planet: Planet
) -> None:
    row = make_builder_session(session, planet, skipped_steps=["rings", "origin"])
    keep(session, actor, row, {"ring_style": "halo"})
    assert fresh(session, row).skipped_steps == ["origin"]


def test_what_became_an_answer_is_not_half_typed_any_more_and_what_went_on_is(
    session: Session, actor: Actor, planet: Planet
) -> None:
    typed = {"motto": "Carry it ", "tagline": "The long way home"}
    row = make_builder_session(session, planet, typed={str(actor.user_id): typed})
    keep(session, actor, row, {"motto": "Carry it", "tagline": "The long way"})
    assert fresh(session, row).typed == {str(actor.user_id): {"tagline": "The long way home"}}


def test_after_the_launch_the_same_answers_begin_nothing_and_another_goes_on_building(
    session: Session, actor: Actor, planet: Planet
) -> None:
    row = make_builder_session(session, planet, is_active=False, revision=7)
    keep(session, actor, row, {"surface_type": row.attributes["surface_type"]})
    assert len(session.exec(select(PlanetBuilderSession)).all()) == 1
    answer = keep(session, actor, row, {"surface_type": "gas"})
    assert (answer.saved, answer.revision) == ({"surface_type": "gas"}, 9)
    [begun] = session.exec(select(PlanetBuilderSession).where(PlanetBuilderSession.is_active))
    assert begun.attributes == {**row.attributes, "surface_type": "gas"}


def test_who_may_not_change_the_planet_keeps_nothing(
    session: Session, stranger: User, actor: Actor, planet: Planet
) -> None:
    with pytest.raises(NotBuilding):
        keep_answers(session, actor, planet.id or 0, Batch(scope="any", changes={"name": "Mine"}))
    row = make_builder_session(session, planet)
    let_in(session, planet, stranger, MemberRole.MEMBER)
    with pytest.raises(NotASteward):
        keep(session, actor_of(stranger), row, {"name": "Mine"})
    session.get_one(PlanetAppearance, planet.id).status = ArtStatus.ARCHIVED
    with pytest.raises(PlanetArchived):
        keep(session, actor, row, {"name": "Mine"})


_IDS = [question.id for question in load_steps().questions()]
_ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-20, 20)
    | st.text(max_size=8)
    | st.sampled_from(["gas", "#112233"]),
    lambda inside: st.lists(inside, max_size=3),
    max_leaves=4,
)


@budget(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(_IDS) | st.text(max_size=5), _ANYTHING, max_size=8))
def test_whatever_a_batch_holds_each_key_is_answered_once(changes: dict[str, Any]) -> None:
    row = PlanetBuilderSession(planet_id=1, steps_version=1, attributes={"motto": "Ours", "name": "Ember"})
    batch = Batch(scope="any", changes=changes)
    found = answers._sorted(load_steps(), row, batch, {1, 2})
    told = [found.settled.to_save, found.settled.already, found.settled.conflicts, found.errors]
    assert {name for part in told for name in part} - {"has_moons"} == set(changes) - {"has_moons"}
    assert sum(name in part for part in told for name in changes) == len(changes)


def test_a_half_typed_text_that_comes_after_the_answer_made_of_it_elsewhere_shows_both(
    session: Session, actor: Actor, row: PlanetBuilderSession
) -> None:
    late = {"name": "Morrow Ke"}
    began = Batch(scope="any", seq=1, changes=late, bases={"name": [None]})
    assert keep_typed(session, actor, row.planet_id, began).saved == late
    keep(session, actor, row, {"name": "Morrow Keep"}, {"name": [row.attributes.get("name")]})
    forgotten = Batch(scope="any", seq=2, changes={"name": None}, bases={"name": ["Morrow Ke"]})
    keep_typed(session, actor, row.planet_id, forgotten)

    again = Batch(scope="any", seq=1, changes=late, bases={"name": [None, "Morrow Ke"]})
    answer = keep_typed(session, actor, row.planet_id, again)

    assert (answer.saved, answer.conflicts) == ({}, {"name": "Morrow Keep"})
    assert fresh(session, row).typed[str(actor.user_id)] == {}


def test_a_text_goes_on_from_the_answer_that_it_began_from(
    session: Session, actor: Actor, steward: Actor, row: PlanetBuilderSession
) -> None:
    keep(session, actor, row, {"motto": "Carry it"})
    keep(session, steward, row, {"tagline": "The long way home"})
    further = {"motto": "Carry it gently", "tagline": "The long"}
    began = Batch(scope="any", seq=1, changes=further, bases={"motto": ["Carry it "], "tagline": [None]})
    assert keep_typed(session, actor, row.planet_id, began).saved == further
