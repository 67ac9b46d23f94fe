"""/planets/[planet_id] in a tab: what it shows to whom, and what each of them can do there."""

from dataclasses import replace
from typing import Any

import pytest
from sqlmodel import Session

from app.features.accounts.models import User
from app.features.planets.models import (
    AppearanceTopic,
    ArtStatus,
    AvoidedTopic,
    MemberRole,
    Planet,
    PlanetAppearance,
    TriggerTopic,
)
from app.features.planets.service.access import Reached
from app.features.planets.service.appearances import mirror
from app.features.planets.state.paintings import PaintingsState
from app.features.planets.state.planet import BUSY_MS, IDLE_MS, PlanetState
from app.kernel.errors import Unavailable
from app.kernel.identity import Role
from app.kernel.jobs.runner import run_job
from tests.factories import saved
from tests.factories.accounts import make_user
from tests.factories.planets import ANSWERS, let_in, make_art, make_builder_session, make_planet
from tests.fakes import FakePainter, FakeQueue, Fakes
from tests.fakes.authenticator import actor_of
from tests.state_runner import Runner

LOOKED = {**ANSWERS, "ring_style": "single", "ring_descriptors": ["icy"], "accessibility_notes": "Pale blue."}


@pytest.fixture
def planet(session: Session, fakes: Fakes, user: User) -> Planet:
    """A planet of `user`'s that is painted and public."""
    made = make_planet(session, user, name="Ember Hollow", visibility="public")
    make_builder_session(session, made, attributes=LOOKED, is_active=False)
    make_art(session, made, user, attributes=LOOKED)
    appearance = session.get_one(PlanetAppearance, made.id)
    mirror(session, Reached(made, appearance, MemberRole.OWNER), LOOKED)
    saved(session, appearance)
    return saved(session, made)


@pytest.fixture
def steward(session: Session, planet: Planet) -> User:
    person = make_user(session, display_name="Ada")
    let_in(session, planet, person, MemberRole.STEWARD)
    return person


async def see(runner: Runner, planet: Planet, *events: Any, who: User | None = None) -> PlanetState:
    """The page of the planet, once it is open and these events have happened on it."""
    if who is not None:
        runner.sign_in(who)
    address = f"/planets/{planet.id}"
    await runner.run(PlanetState.open_page, *events, path=address)
    return await runner.state(PlanetState)


def told(runner: Runner) -> str:
    return str(runner.events)


async def test_a_visitor_sees_a_public_planet_and_nothing_to_change_it_by(
    runner: Runner, planet: Planet
) -> None:
    page = await see(runner, planet)
    shown = page.planet
    assert (page.phase, shown["name"], shown["state"]) == ("ready", "Ember Hollow", "live")
    assert (shown["alt"], shown["hero"]) == ("Pale blue.", f"/api/planets/{planet.id}/art/1/hero")
    assert {"about": "Around it", "sentence": "A single clean band: icy."} in page.facts
    assert [colour["code"] for colour in page.colours] == ["#2F6FB3"]
    assert sorted(page.files) == ["hero", "icon", "spin"]
    assert not any(shown[may] for may in ("may_change", "may_own", "may_invite", "may_leave"))
    assert (page.versions, page.members, page.kept) == ([], [], {})


async def test_a_planet_that_is_not_public_is_kept_from_strangers_in_friendly_words(
    runner: Runner, planet: Planet, session: Session, stranger: User
) -> None:
    planet.visibility = "private"
    saved(session, planet)
    assert (await see(runner, planet)).phase == "stranger"
    assert (await see(runner, planet, who=stranger)).phase == "refused"


@pytest.mark.parametrize("address", ["/planets/99999", "/planets/first", "/planets/99999999999999999999"])
async def test_an_address_without_a_planet_says_so(runner: Runner, database: str, address: str) -> None:
    await runner.run(PlanetState.open_page, path=address)
    page = await runner.state(PlanetState)
    assert (page.phase, page.trouble) == ("missing", "There is no such planet. It may have been deleted.")


async def test_what_a_person_avoids_is_veiled_with_its_picture_until_they_choose_to_look(
    runner: Runner, planet: Planet, session: Session, stranger: User
) -> None:
    topic = saved(session, TriggerTopic(name="Deep seas", slug="deep-seas"))
    saved(session, AppearanceTopic(planet_id=planet.id, topic_id=topic.id))
    saved(session, AvoidedTopic(user_id=stranger.id, topic_id=topic.id))
    page = await see(runner, planet, who=stranger)
    assert page.planet["veiled_by"] == "Deep seas"
    assert (page.planet["hero"], page.files, page.facts, page.colours) == ("", {}, [], [])
    await runner.run(PlanetState.look_anyway, PlanetState.look, path=f"/planets/{planet.id}")
    page = await runner.state(PlanetState)
    assert (page.planet["veiled_by"], page.planet["topics"]) == ("", "Deep seas")
    assert page.planet["hero"]
    assert (await see(runner, planet)).planet["veiled_by"] == "Deep seas"


async def test_another_shape_is_painted_with_a_bar_and_then_shown(
    runner: Runner, planet: Planet, user: User, queue: FakeQueue, session: Session
) -> None:
    page = await see(runner, planet, PlanetState.paint_another_shape, who=user)
    assert (page.planet["state"], page.planet["left"], page.every) == (
        "painting",
        "Waiting for its turn",
        BUSY_MS,
    )
    run_job(queue.sent[-1])
    page = await see(runner, planet)
    assert (page.planet["state"], page.every) == ("live", IDLE_MS)
    assert [(one["number"], one["shown"]) for one in page.versions] == [(2, True), (1, False)]
    session.expire_all()
    assert session.get_one(PlanetAppearance, planet.id).seed != 7


async def test_a_steward_stops_a_painting_that_the_owner_ordered(
    runner: Runner, planet: Planet, user: User, steward: User
) -> None:
    await see(runner, planet, PlanetState.paint_another_shape, who=user)
    page = await see(runner, planet, PlanetState.stop_painting, who=steward)
    assert (page.planet["state"], page.planet["trouble"]) == ("live", "")
    runner.events.clear()
    await see(runner, planet, PlanetState.stop_painting)
    assert "not being painted any more" in told(runner)


async def test_a_failure_says_why_and_can_be_tried_again(
    runner: Runner, planet: Planet, user: User, queue: FakeQueue, painter: FakePainter
) -> None:
    await see(runner, planet, PlanetState.paint_again, who=user)
    painter.failure = Unavailable("The painter has run out of blue.")
    run_job(queue.sent[-1])
    page = await see(runner, planet)
    assert (page.planet["state"], page.planet["trouble"]) == ("failed", "The painter has run out of blue.")
    assert page.planet["paintable"]
    page = await see(runner, planet, PlanetState.paint_again)
    assert page.planet["state"] == "painting"


async def test_answers_that_changed_since_ask_for_another_painting(
    runner: Runner, planet: Planet, user: User, session: Session
) -> None:
    make_builder_session(session, planet, attributes=LOOKED, step_index=3)
    appearance = session.get_one(PlanetAppearance, planet.id)
    appearance.status = ArtStatus.NEEDS_REGEN
    saved(session, appearance)
    page = await see(runner, planet, who=user)
    assert (page.planet["state"], page.planet["same_again"]) == ("changed", True)
    assert page.planet["build_words"] == "Go on at step 4 of 10: Surface"


async def test_an_older_painting_is_looked_at_large_and_shown_again(
    runner: Runner, planet: Planet, user: User, queue: FakeQueue
) -> None:
    here = f"/planets/{planet.id}"
    await see(runner, planet, PlanetState.paint_another_shape, who=user)
    run_job(queue.sent[-1])
    await runner.run(PaintingsState.open(1), path=here)
    sheet = (await runner.state(PaintingsState)).sheet
    assert (sheet["name"], sheet["shown"], sheet["hero"]) == (
        "Painting 1",
        False,
        f"/api/planets/{planet.id}/art/1/hero",
    )
    assert {"about": "How it feels", "sentence": "Tender: soft, and easily hurt."} in sheet["facts"]
    await runner.run(PaintingsState.restore, path=here)
    assert (await runner.state(PaintingsState)).sheet == {}
    page = await see(runner, planet)
    assert [(one["number"], one["shown"]) for one in page.versions] == [(2, False), (1, True)]
    await runner.run(PaintingsState.open(9), path=here)
    assert "no such picture" in told(runner)


async def test_words_are_kept_by_field_and_both_are_told_where_somebody_was_faster(
    runner: Runner, planet: Planet, user: User, steward: User
) -> None:
    def batch(seq: int, changes: dict[str, Any], **bases: list[Any]) -> Any:
        scope = f"planet-face:{planet.id}"
        return PlanetState.keep_changes({"scope": scope, "seq": seq, "changes": changes, "bases": bases})

    page = await see(runner, planet, batch(1, {"tagline": "A light left on "}, tagline=[None]), who=user)
    assert page.answer["saved"] == {"tagline": "A light left on"}
    page = await see(runner, planet, batch(2, {"tagline": "Mine"}, tagline=[None]), who=steward)
    assert page.answer["conflicts"] == {"tagline": "A light left on"}
    wrong = {"name": " ", "accent_color": "red", "description": "a\x00b", "slug": "mine"}
    page = await see(runner, planet, batch(3, wrong, name=["Ember Hollow"], accent_color=["#8B5CF6"]))
    assert page.answer["errors"] == {
        "name": "Write something here.",
        "accent_color": "Use a colour such as #8B5CF6.",
        "description": "Leave out invisible control characters.",
        "slug": "There is no such field here.",
    }
    assert page.planet["name"] == "Ember Hollow"


async def test_only_the_owner_says_who_sees_it_and_puts_it_away(
    runner: Runner, planet: Planet, user: User, steward: User
) -> None:
    page = await see(runner, planet, PlanetState.choose_visibility("private"), who=steward)
    assert (page.planet["visibility"], page.planet["may_own"]) == ("public", False)
    assert "Only the owner" in told(runner)
    page = await see(runner, planet, PlanetState.choose_visibility("private"), PlanetState.archive, who=user)
    assert (page.planet["visibility"], page.planet["state"]) == ("private", "archived")
    assert not page.planet["may_change"]
    page = await see(runner, planet, PlanetState.revive)
    assert (page.planet["state"], page.planet["may_change"]) == ("live", True)


async def test_a_viewer_of_an_account_is_offered_nothing_that_would_be_refused(
    runner: Runner, planet: Planet, steward: User, fakes: Fakes
) -> None:
    runner.use_cookie(fakes.authenticator.admit(replace(actor_of(steward), role=Role.VIEWER)))
    page = await see(runner, planet)
    assert len(page.versions) == 1
    assert not any(page.planet[may] for may in ("may_change", "may_own", "may_invite"))
    assert page.planet["may_leave"]
    await runner.run(PlanetState.leave, path=f"/planets/{planet.id}")
    assert "You have left" in told(runner)
    assert (await see(runner, planet)).planet["role"] == ""


async def test_deleting_says_what_goes_and_leads_back_to_the_planets(
    runner: Runner, planet: Planet, user: User, steward: User
) -> None:
    page = await see(runner, planet, PlanetState.ask("delete"), who=user)
    assert (page.open, page.planet["goes"]) == (
        "delete",
        ["All its answers and its words", "Its painting", "What one other person sees here"],
    )
    await runner.run(PlanetState.delete, path=f"/planets/{planet.id}")
    assert "/planets" in told(runner)
    assert (await runner.state(PlanetState)).phase == "loading", "what is gone is drawn no more"
    assert (await see(runner, planet)).phase == "missing"


async def test_what_was_stopped_before_it_was_ever_painted_can_be_painted_from_its_page(
    runner: Runner, session: Session, user: User, fakes: Fakes
) -> None:
    new = make_planet(session, user)
    page = await see(runner, new, who=user)
    assert (page.planet["build_words"], page.planet["paintable"]) == ("Begin to build it", False)
    building = make_builder_session(session, new)
    assert not (await see(runner, new)).planet["paintable"]
    building.is_active = False
    saved(session, building)
    page = await see(runner, new, PlanetState.paint_again, PlanetState.stop_painting)
    assert (page.planet["state"], page.planet["paintable"]) == ("draft", True)
