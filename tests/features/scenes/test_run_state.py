"""/scenes/[session_id] in a tab: what is shown, and what becomes of each event."""

from typing import Any

import pytest
from sqlmodel import Session, select

from app.features.accounts.models import User
from app.features.scenes.errors import StoryMissing
from app.features.scenes.models import Party, Playthrough
from app.features.scenes.rules import Move
from app.features.scenes.schemas.runs import RunView
from app.features.scenes.service import runs, standing
from app.features.scenes.state.run import MISSING, READY, REFUSED, RunState
from app.kernel.errors import Unavailable
from tests.factories import fresh
from tests.factories.scenes import make_party
from tests.fakes.authenticator import actor_of
from tests.features.scenes.playing import PARTY, move, played
from tests.state_runner import Runner

pytestmark = pytest.mark.usefixtures("short_story")


class Page:
    """The page of a run in one tab."""

    def __init__(self, runner: Runner, session_id: str) -> None:
        self.runner, self.session_id = runner, session_id

    async def send(self, event: Any) -> RunState:
        await self.runner.run(event, path=f"/scenes/{self.session_id}")
        return await self.runner.state(RunState)

    async def open(self) -> RunState:
        return await self.send(RunState.open_page)

    async def choose(self, run: RunView, choice: str | None = None) -> RunState:
        """The usual move of somebody who sees `run`."""
        wanted = move(run, choice).model_dump(mode="json", by_alias=True)
        return await self.send(RunState.move({**wanted, "run": run.session_id, "revision": run.revision}))


def at(session: Session, scene: int, user: User | None = None) -> RunView:
    return played(session, actor_of(user) if user else None, scene)


async def test_a_run_opens_where_it_stands(runner: Runner, session: Session) -> None:
    run = at(session, 5)
    state = await Page(runner, run.session_id).open()
    assert state.phase == READY
    assert state.run["scene"]["number"] == 5
    assert [one["id"] for one in state.run["choices"]] == [one.id for one in run.page.choices]
    assert [one["returns"] for one in state.run["chapters"]] == [True] * 4 + [False] * 7


async def test_an_unknown_id_is_explained_and_shows_no_story(runner: Runner, database: str) -> None:
    state = await Page(runner, "nobody-knows").open()
    assert (state.phase, state.run) == (MISSING, {})
    assert "no run under this id" in state.trouble


async def test_somebody_elses_run_is_not_there(runner: Runner, session: Session, user: User) -> None:
    state = await Page(runner, at(session, 3, user).session_id).open()
    assert (state.phase, state.run) == (MISSING, {})


async def test_a_choice_leads_to_the_next_scene_and_is_answered(runner: Runner, session: Session) -> None:
    run = at(session, 3)
    page = Page(runner, run.session_id)
    await page.open()
    state = await page.choose(run)
    assert (state.run["scene"]["number"], state.answered, state.said) == (4, 1, "")


async def test_a_choice_that_arrives_twice_is_made_once_and_nothing_is_said(
    runner: Runner, session: Session
) -> None:
    run = at(session, 3)
    page = Page(runner, run.session_id)
    await page.open()
    await page.choose(run)
    state = await page.choose(run)
    assert (state.run["scene"]["number"], state.answered, state.said) == (4, 2, "")


async def test_a_choice_on_a_page_that_is_behind_is_refused_with_the_newer_scene(
    runner: Runner, session: Session
) -> None:
    stale = at(session, 4)
    page = Page(runner, stale.session_id)
    await page.open()
    played(session, None, 6, stale)
    state = await page.choose(stale, "swim")
    assert state.run["scene"]["number"] == 6
    assert "your choice was not made" in state.said
    assert state.answered == 1


async def test_of_two_parties_formed_at_once_the_second_is_told_that_it_did_not_set_out(
    runner: Runner, session: Session
) -> None:
    run = at(session, 2)
    page = Page(runner, run.session_id)
    await page.open()
    await page.choose(run)
    again = await page.choose(run)
    assert (again.run["scene"]["number"], again.said) == (3, "")
    other = Move(scene=2, party=PARTY.model_copy(update={"name": "The Others"}))
    sent = {**other.model_dump(mode="json", by_alias=True), "run": run.session_id, "revision": run.revision}
    state = await page.send(RunState.move(sent))
    assert state.run["party"]["name"] == "The Oars"
    assert "your choice was not made" in state.said


async def test_what_cannot_be_chosen_is_said_and_changes_nothing(runner: Runner, session: Session) -> None:
    run = at(session, 3)
    page = Page(runner, run.session_id)
    await page.open()
    state = await page.choose(run, "fly")
    assert state.run["scene"]["number"] == 3
    assert "can't be chosen" in state.said


async def test_a_choice_stays_unanswered_while_the_database_is_away(
    runner: Runner, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = at(session, 3)
    page = Page(runner, run.session_id)
    await page.open()

    def away(*_: Any, **__: Any) -> None:
        raise Unavailable("The database is away.")

    monkeypatch.setattr(runs, "choose", away)
    state = await page.choose(run)
    assert (state.answered, state.run["scene"]["number"]) == (0, 3)


@pytest.mark.parametrize("garbage", [{}, {"run": 3}, {"run": "x", "revision": "now", "scene": 1}])
async def test_a_move_that_makes_no_sense_is_refused(
    garbage: dict[str, Any], runner: Runner, session: Session
) -> None:
    run = at(session, 3)
    page = Page(runner, run.session_id)
    await page.open()
    state = await page.send(RunState.move(garbage))
    assert (state.run["revision"], state.answered) == (run.revision, 1)


async def test_the_page_shows_what_another_device_did(runner: Runner, session: Session) -> None:
    run = at(session, 3)
    page = Page(runner, run.session_id)
    await page.open()
    runs.choose(session, None, run.session_id, move(run), run.revision, device="phone")
    session.commit()
    state = await page.send(RunState.look)
    assert state.run["scene"]["number"] == 4
    assert state.said == "This story was continued on your phone a moment ago. Here is where it stands now."


async def test_looking_at_a_run_that_did_not_move_says_nothing(runner: Runner, session: Session) -> None:
    page = Page(runner, at(session, 3).session_id)
    await page.open()
    state = await page.send(RunState.look)
    assert state.said == ""


async def test_a_run_that_was_deleted_meanwhile_is_explained(runner: Runner, session: Session) -> None:
    run = at(session, 3)
    page = Page(runner, run.session_id)
    await page.open()
    runs.delete_run(session, None, run.session_id)
    session.commit()
    assert (await page.send(RunState.look)).phase == MISSING


async def test_a_hero_without_a_name_is_marked_in_the_form(runner: Runner, session: Session) -> None:
    run = at(session, 2)
    page = Page(runner, run.session_id)
    await page.open()
    heroes = [{"name": "Cy", "class": "thief"}, {"name": " ", "class": "fighter"}]
    wanted = {"run": run.session_id, "revision": run.revision, "scene": 2, "choice": ""}
    state = await page.send(RunState.move({**wanted, "party": {"name": "", "heroes": heroes}}))
    assert set(state.form_errors) == {"party_name", "name_fighter"}
    assert state.run["scene"]["number"] == 2


async def test_names_that_are_half_typed_come_back(runner: Runner, session: Session) -> None:
    run = at(session, 2)
    page = Page(runner, run.session_id)
    opened = await page.open()
    batch = {"scope": opened.typed["scope"], "seq": 3, "changes": {"party_name": "The O"}}
    state = await page.send(RunState.keep_typed(batch))
    assert (state.typed_answer["seq"], state.typed_answer["saved"]) == (3, {"party_name": "The O"})
    assert (await page.open()).typed["values"] == {"party_name": "The O"}


async def test_the_place_is_kept_for_the_next_visit(runner: Runner, session: Session) -> None:
    run = at(session, 3)
    page = Page(runner, run.session_id)
    first = (await page.open()).visit
    place = {"scene": 3, "paragraph": 1, "offset": 0.25}
    await page.send(RunState.keep_place({"run": run.session_id, **place}))
    state = await page.open()
    assert state.run["place"] == place
    assert state.visit > first


async def test_a_place_that_is_none_disturbs_nobody(runner: Runner, session: Session) -> None:
    page = Page(runner, at(session, 3).session_id)
    await page.open()
    runner.events.clear()
    await page.send(RunState.keep_place({"run": page.session_id, "scene": 99}))
    assert "toast" not in str(runner.events)


async def test_going_back_is_asked_in_words_then_done_then_undone(runner: Runner, session: Session) -> None:
    run = at(session, 7)
    page = Page(runner, run.session_id)
    await page.open()

    asked = (await page.send(RunState.ask_return(5))).returning
    assert [line.split(",")[0] for line in asked["undone"]] == ["Scene 5", "Scene 6"]
    assert "You choose your symbol anew" in asked["restored"]
    assert any(line.startswith("Cy stands at") for line in asked["restored"])

    back = await page.send(RunState.go_back)
    assert (back.run["scene"]["number"], back.run["undo"]["scene"], back.returning) == (5, 7, {})

    again = await page.send(RunState.undo_return)
    assert (again.run["scene"]["number"], again.run["undo"]) == (7, None)


async def test_staying_undoes_nothing(runner: Runner, session: Session) -> None:
    run = at(session, 5)
    page = Page(runner, run.session_id)
    await page.open()
    await page.send(RunState.ask_return(3))
    await page.send(RunState.stay(False))
    state = await page.send(RunState.go_back)
    assert (state.returning, state.run["revision"]) == ({}, run.revision)


async def test_going_back_from_a_page_that_is_behind_shows_the_newer_scene(
    runner: Runner, session: Session
) -> None:
    run = at(session, 5)
    page = Page(runner, run.session_id)
    await page.open()
    await page.send(RunState.ask_return(3))
    played(session, None, 6, run)
    state = await page.send(RunState.go_back)
    assert state.run["scene"]["number"] == 6
    assert "was continued" in state.said


async def test_playing_again_finds_the_same_party_in_the_form(runner: Runner, session: Session) -> None:
    run = at(session, 11)
    page = Page(runner, run.session_id)
    await page.open()
    await page.send(RunState.play_again)
    session.expire_all()
    new = session.exec(select(Party).where(Party.session_id != run.session_id)).one()
    kept = session.get_one(Playthrough, new.id)
    assert kept.typed["party_name"] == PARTY.name
    assert f"/scenes/{new.session_id}" in str(runner.events)
    assert "kept.add" in str(runner.events)


async def test_a_free_run_becomes_the_persons_own(runner: Runner, session: Session, user: User) -> None:
    party = make_party(session)
    runner.sign_in(user)
    page = Page(runner, party.session_id)
    await page.open()
    state = await page.send(RunState.claim)
    assert state.run["owner"] == "you"
    assert fresh(session, party).owner_id == user.id


async def test_a_run_that_somebody_else_claimed_first_is_not_called_ones_own(
    runner: Runner, session: Session, user: User, stranger: User
) -> None:
    party = make_party(session)
    runner.sign_in(user)
    page = Page(runner, party.session_id)
    await page.open()
    runs.claim_runs(session, actor_of(stranger), [party.session_id])
    session.commit()
    state = await page.send(RunState.claim)
    assert (state.phase, state.run) == (MISSING, {})
    assert "taken into another account" in state.trouble
    assert "in your account now" not in str(runner.events)
    assert fresh(session, party).owner_id == stranger.id


async def test_a_run_that_came_to_ones_account_on_another_tab_is_ones_own(
    runner: Runner, session: Session, user: User
) -> None:
    party = make_party(session)
    runner.sign_in(user)
    page = Page(runner, party.session_id)
    await page.open()
    runs.claim_runs(session, actor_of(user), [party.session_id])
    session.commit()
    assert (await page.send(RunState.claim)).run["owner"] == "you"


@pytest.mark.parametrize("event", ["move", "look", "typed", "return"])
async def test_a_story_that_was_taken_away_is_said_plainly_and_asked_for_no_more(
    event: str, runner: Runner, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = at(session, 3)
    page = Page(runner, run.session_id)
    opened = await page.open()
    played(session, None, 4, run)
    monkeypatch.setattr(standing, "get_story", _no_story)
    events = {
        "look": RunState.look,
        "typed": RunState.keep_typed({"scope": opened.typed["scope"], "seq": 1, "changes": {}}),
        "return": RunState.undo_return,
    }
    state = await (page.choose(run) if event == "move" else page.send(events[event]))
    assert (state.phase, state.run) == (REFUSED, {})
    assert "is not installed here" in state.trouble
    assert "toast.error" not in str(runner.events)


def _no_story(story: str) -> Any:
    raise StoryMissing(story)


async def test_a_fight_is_told_round_by_round_with_the_foes_hit_points(
    runner: Runner, session: Session
) -> None:
    run = at(session, 9)
    state = await Page(runner, run.session_id).open()
    assert run.last is not None
    fight = next(beat for beat in state.run["step"]["beats"] if beat["kind"] == "fight")
    thrown = [roll for part in fight["rounds"] for roll in part["rolls"]]
    assert len(thrown) == len(run.last.rolls)
    assert len(fight["rounds"]) == run.last.rolls[-1].round
    assert {roll["outcome"] for roll in thrown} <= {"Hit", "Miss", "harm"}
    left = [part["foe"] for part in fight["rounds"] if part["foe"] is not None]
    assert left == sorted(left, reverse=True)


async def test_what_came_of_a_check_is_told_after_its_dice(runner: Runner, session: Session) -> None:
    run = at(session, 4)
    state = await Page(runner, run.session_id).open()
    kinds = [beat["kind"] for beat in state.run["step"]["beats"]]
    assert "roll" in kinds
    assert "text" in kinds[kinds.index("roll") :]


async def test_no_beat_is_lost_or_told_twice(runner: Runner, session: Session) -> None:
    for scene in range(2, 12):
        run = played(session, None, scene, seed=scene)
        state = await Page(runner, run.session_id).open()
        told = str(state.run["step"]["beats"])
        assert run.last is not None
        for text in (*run.last.echo, *(change.text for change in run.last.changes)):
            assert text in told.replace("\\'", "'"), (scene, text)
