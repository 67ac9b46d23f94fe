"""/planets/[planet_id]/build in a tab: what is shown, and what becomes of each event."""

from typing import Any

import pytest
from sqlmodel import Session, select

from app.features.accounts.models import User
from app.features.planets.models import ArtStatus, MemberRole, Planet, PlanetAppearance, PlanetBuilderSession
from app.features.planets.service import desk
from app.features.planets.service.answers import keep_answers
from app.features.planets.state.builder import MISSING, READY, REFUSED, BuilderState
from app.kernel import db
from app.kernel.changes import Batch
from app.kernel.errors import Unavailable
from app.kernel.jobs import Job
from tests.factories import fresh
from tests.factories.accounts import make_user
from tests.factories.planets import let_in, make_builder_session, make_planet
from tests.fakes.authenticator import actor_of
from tests.state_runner import Runner


class Page:
    """The builder of a planet in one tab."""

    def __init__(self, runner: Runner, planet_id: Any) -> None:
        self.runner, self.planet_id = runner, planet_id

    async def send(self, event: Any) -> BuilderState:
        await self.runner.run(event, path=f"/planets/{self.planet_id}/build")
        return await self.runner.state(BuilderState)

    async def open(self) -> BuilderState:
        return await self.send(BuilderState.open_page)

    async def answer(self, **changes: Any) -> BuilderState:
        return await self.send(BuilderState.keep_answers(self.batch(**changes)))

    async def move(self, kind: str, **given: Any) -> BuilderState:
        known = (await self.runner.state(BuilderState)).builder["revision"]
        return await self.send(BuilderState.move({"kind": kind, "revision": known, **given}))

    def batch(self, part: str = "answers", seq: int = 1, **changes: Any) -> dict[str, Any]:
        return {"scope": f"planet:{self.planet_id}:{part}", "seq": seq, "changes": changes}


@pytest.fixture
def planet(session: Session, user: User) -> Planet:
    return make_planet(session, user)


@pytest.fixture
async def page(runner: Runner, planet: Planet, user: User) -> Page:
    """The owner's, about to be opened."""
    runner.sign_in(user)
    return Page(runner, planet.id)


def answered_by_another(session: Session, planet: Planet, **changes: Any) -> None:
    """Another steward's answers, as if they had just come in."""
    steward = make_user(session)
    let_in(session, planet, steward, MemberRole.STEWARD)
    with db.unit_of_work() as own:
        known = Batch(scope="any", changes=changes, revision=10**6)
        assert not keep_answers(own, actor_of(steward), planet.id or 0, known).conflicts


def step_of(state: BuilderState) -> str:
    return str(state.builder["current_step"]["id"])


async def test_a_planet_that_nobody_has_begun_opens_at_its_first_step(page: Page, session: Session) -> None:
    state = await page.open()
    assert (state.phase, step_of(state), state.builder["people"]) == (READY, "intro", [])
    assert [step["id"] for step in state.script][:2] == ["intro", "tone"]
    assert state.topics[0].keys() >= {"id", "name"}
    assert state.answers == {
        "scope": f"planet:{page.planet_id}:answers",
        "url": f"/api/planets/{page.planet_id}/builder/answers",
        "values": {},
        "revision": 1,
    }
    assert len(session.exec(select(PlanetBuilderSession)).all()) == 1


async def test_another_device_opens_at_the_same_step_with_what_was_half_typed(
    page: Page, planet: Planet, session: Session
) -> None:
    make_builder_session(session, planet)
    await page.open()
    await page.move("goto", step="atmosphere")
    await page.send(BuilderState.keep_typed(page.batch("typed", motto="We ke")))
    async with Runner(page.runner._authenticator) as other:
        other.headers = page.runner.headers
        state = await Page(other, planet.id).open()
    assert (step_of(state), state.typed["values"]) == ("atmosphere", {"motto": "We ke"})


@pytest.mark.parametrize("named", ["999999", "none", "٣", "9" * 40])
async def test_a_planet_that_does_not_exist_is_missing(page: Page, named: str) -> None:
    page.planet_id = named
    state = await page.open()
    assert (state.phase, state.builder) == (MISSING, {})
    assert "no such planet" in state.trouble


async def test_somebody_elses_planet_is_refused(runner: Runner, planet: Planet, stranger: User) -> None:
    runner.sign_in(stranger)
    state = await Page(runner, planet.id).open()
    assert (state.phase, state.builder) == (REFUSED, {})
    assert "owner and the stewards" in state.trouble


async def test_an_answer_is_acknowledged_and_the_planet_follows(page: Page, planet: Planet) -> None:
    before = await page.open()
    pictured = before.builder["preview_url"]
    state = await page.answer(surface_type="ice", primary_color="blue")
    assert state.answers_answer["saved"] == {"surface_type": "ice"}
    assert "HEX" in state.answers_answer["errors"]["primary_color"]
    assert (state.answers["values"], state.answers["revision"]) == ({"surface_type": "ice"}, 2)
    assert state.builder["preview_url"] != pictured


async def test_another_stewards_answer_is_seen_at_the_next_look(
    page: Page, planet: Planet, session: Session
) -> None:
    await page.open()
    answered_by_another(session, planet, surface_type="gas")
    state = await page.send(BuilderState.look)
    assert state.builder["attributes"] == state.answers["values"] == {"surface_type": "gas"}
    assert state.builder["changed_by"]["surface_type"]["revision"] == 2


async def test_answers_that_somebody_else_put_away_do_not_vanish_without_a_word(
    page: Page, planet: Planet, session: Session
) -> None:
    make_builder_session(session, planet)
    await page.open()
    steward = make_user(session)
    let_in(session, planet, steward, MemberRole.STEWARD)
    with db.unit_of_work() as own:
        desk.make_move(own, actor_of(steward), planet.id or 0, desk.Intent(kind="restart", revision=1))
    state = await page.send(BuilderState.look)
    assert state.builder["attributes"] == {}
    assert "put away, not lost" in state.said
    state = await page.move("undo")
    assert (bool(state.builder["attributes"]), state.said) == (True, "")


async def test_an_answer_that_another_steward_was_faster_with_is_shown_with_theirs(
    page: Page, planet: Planet, session: Session
) -> None:
    await page.open()
    answered_by_another(session, planet, surface_type="gas")
    state = await page.answer(surface_type="ice", motto="Ours")
    assert state.answers_answer["conflicts"] == {"surface_type": "gas"}
    assert state.answers["values"] == {"surface_type": "gas", "motto": "Ours"}


async def test_a_look_at_a_planet_that_is_gone_or_archived_says_so(
    page: Page, planet: Planet, session: Session
) -> None:
    await page.open()
    session.get_one(PlanetAppearance, planet.id).status = ArtStatus.ARCHIVED
    session.commit()
    state = await page.answer(motto="Ours")
    assert "archived" in str(page.runner.events)
    session.delete(fresh(session, planet))
    session.commit()
    state = await page.send(BuilderState.look)
    assert (state.phase, state.builder) == (MISSING, {})


async def test_next_takes_along_what_was_not_acknowledged_yet(page: Page, planet: Planet) -> None:
    await page.open()
    state = await page.move("next", pending=page.batch(name="Ember Hollow"))
    assert (step_of(state), state.answered, state.said) == ("tone", 1, "")
    assert state.answers_answer["saved"] == {"name": "Ember Hollow"}


async def test_a_move_that_comes_twice_is_made_once_and_answered_twice(page: Page) -> None:
    await page.open()
    sent = {"kind": "next", "revision": 1, "pending": page.batch(name="Ember Hollow")}
    await page.send(BuilderState.move(sent))
    state = await page.send(BuilderState.move(sent))
    assert (step_of(state), state.answered, state.said) == ("tone", 2, "")


async def test_nobody_goes_on_over_an_answer_that_is_refused_or_disputed(
    page: Page, planet: Planet, session: Session
) -> None:
    make_builder_session(session, planet, attributes={"name": "Ember"})
    await page.open()
    state = await page.move("next", pending=page.batch(name=None, motto="Ours"))
    assert (step_of(state), state.errors) == ("intro", {"name": "Planet name is required."})
    assert (state.answered, state.builder["attributes"]["motto"]) == (1, "Ours")
    answered_by_another(session, planet, name="Theirs")
    state = await page.move("next", pending={**page.batch(name="Ours"), "bases": {"name": ["Ember"]}})
    assert (step_of(state), "Choose one of the two" in state.said) == ("intro", True)


async def test_a_move_that_is_refused_is_answered_with_its_reason(page: Page) -> None:
    await page.open()
    state = await page.move("next")
    assert (step_of(state), state.answered) == ("intro", 1)
    assert state.errors == {"name": "Planet name is required."}
    state = await page.move("skip")
    assert "can't be skipped" in state.said
    state = await page.move("goto", step="rings")
    assert (step_of(state), state.said, state.errors) == ("rings", "", {})


@pytest.mark.parametrize(
    "sent",
    [{}, {"kind": "jump", "revision": 1}, {"kind": "next"}, {"kind": "next", "revision": 1, "pending": 3}, 7],
)
async def test_a_move_that_makes_no_sense_is_answered_so_that_it_is_not_sent_forever(
    page: Page, sent: Any
) -> None:
    await page.open()
    state = await page.send(BuilderState.move(sent))
    assert (state.answered, step_of(state)) == (1, "intro")
    assert "could not be read" in str(page.runner.events)


async def test_a_move_is_not_answered_while_the_database_is_away(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    await page.open()

    def away(*_: Any, **__: Any) -> None:
        raise Unavailable("The database is away.")

    monkeypatch.setattr(desk, "make_move", away)
    state = await page.move("goto", step="rings")
    assert (state.answered, state.phase) == (0, READY)


async def test_where_a_window_was_left_behind_the_page_shows_where_the_person_is(
    page: Page, planet: Planet, session: Session, user: User
) -> None:
    make_builder_session(session, planet)
    await page.open()
    with db.unit_of_work() as own:
        wanted = desk.Intent.model_validate({"kind": "goto", "step": "origin", "revision": 1})
        desk.make_move(own, actor_of(user), planet.id or 0, wanted)
    state = await page.move("back")
    assert (step_of(state), state.answered) == ("origin", 1)
    assert "You went on in another window" in state.said


async def test_a_launch_takes_along_what_is_pending_and_leads_to_the_planet(
    page: Page, planet: Planet, session: Session
) -> None:
    make_builder_session(session, planet)
    await page.open()
    await page.send(BuilderState.confirm(page.batch(motto="Ours")))
    job = session.exec(select(Job)).one()
    assert job.payload["attributes"]["motto"] == "Ours"
    assert f"/planets/{planet.id}" in str(page.runner.events)
    page.runner.events.clear()
    await page.send(BuilderState.confirm())
    assert f"/planets/{planet.id}" in str(page.runner.events)
    assert len(session.exec(select(Job)).all()) == 1


async def test_a_launch_says_what_is_missing_and_orders_nothing(
    page: Page, planet: Planet, session: Session
) -> None:
    await page.open()
    state = await page.send(BuilderState.confirm())
    assert "Before it can be painted, answer: First words" in state.said
    assert set(state.errors) >= {"intro", "tone"}
    state = await page.send(BuilderState.confirm(page.batch(name="Ember", primary_color="blue")))
    assert set(state.errors) == {"primary_color"}
    assert state.builder["attributes"] == {"name": "Ember"}
    assert session.exec(select(Job)).all() == []


@pytest.mark.parametrize("scope", ["", "planet:x:answers", "draft:1", "planet:1"])
async def test_a_batch_that_names_no_planet_is_refused(page: Page, scope: str) -> None:
    await page.open()
    state = await page.send(BuilderState.keep_answers({"scope": scope, "changes": {"motto": "Ours"}}))
    assert "names no planet" in str(page.runner.events)
    assert state.answers_answer == {}
