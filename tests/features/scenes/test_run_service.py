"""Runs on our own pages: every move is kept, none is lost to another device, every way back is exact."""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlmodel import Session, select

from app.features.accounts.models import User
from app.features.scenes.errors import (
    NothingToUndo,
    NoWayBack,
    RunMoved,
    RunNotFound,
    StoryMissing,
    StoryNotFound,
)
from app.features.scenes.errors.play import ChoiceNotOffered
from app.features.scenes.models import Party, Playthrough
from app.features.scenes.rules import Move
from app.features.scenes.schemas.parties import read_save
from app.features.scenes.schemas.runs import RunView
from app.features.scenes.service import rewinding, runs
from app.features.scenes.service.parties import save_parties
from app.kernel import db
from app.kernel.identity import Actor
from tests.factories import fresh
from tests.factories.scenes import make_party
from tests.fakes.authenticator import actor_of
from tests.features.scenes.playing import move, played

pytestmark = pytest.mark.usefixtures("short_story")


def test_a_run_starts_at_the_first_scene_under_an_id_that_nobody_guesses(
    session: Session, actor: Actor
) -> None:
    run, other = runs.start_run(session, actor), runs.start_run(session, None)
    assert (run.scene, run.revision, run.owner, run.party_name) == (1, 1, "you", "The unnamed few")
    assert (other.owner, other.last, other.undo) == ("nobody", None, None)
    letters = run.session_id.removeprefix("run-").replace("-", "")
    assert len(letters) == 16
    assert set(letters) <= set("0123456789abcdefghjkmnpqrstvwxyz")
    assert run.session_id != other.session_id


def test_a_story_that_is_not_here_can_not_be_begun(session: Session) -> None:
    with pytest.raises(StoryNotFound):
        runs.start_run(session, None, "nowhere")


def test_a_run_whose_story_was_taken_away_is_kept_and_says_so(session: Session) -> None:
    run = played(session, None, 3)
    kept = session.exec(select(Playthrough)).one()
    kept.story = "gone"
    session.commit()
    with pytest.raises(StoryMissing):
        runs.open_run(session, None, run.session_id)
    kept.story = "short-crossing"
    session.commit()
    assert runs.open_run(session, None, run.session_id) == run


def test_a_run_is_played_to_its_ending_and_stands_in_the_row_that_clients_load(
    session: Session, actor: Actor
) -> None:
    run = played(session, actor, 11)
    party = session.exec(select(Party)).one()
    assert (run.finished, run.page.ask, run.revision) == (True, "ending", 11)
    assert run.page.ending is not None
    assert (party.name, party.scene_index, party.symbol_choice) == ("The Oars", 11, "chaos")
    assert party.choices["scene2"] == "thief,fighter"
    assert party.choices["scene8"] == "fight"
    assert [hero["class"] for hero in party.heroes] == ["thief", "fighter"]
    assert party.more["story"]["id"] == "short-crossing"


def test_a_choice_shows_what_came_of_it_and_where_it_was_made(session: Session) -> None:
    run = played(session, None, 9)
    assert run.last is not None
    assert (run.last.scene, run.last.title, run.last.choice_id) == (8, "The warden", "fight")
    assert run.last.rolls
    assert [stop.state for stop in run.rail] == ["past"] * 8 + ["here"] + ["ahead"] * 2
    assert [stop.title for stop in run.rail][8:] == ["The yard", "", ""]
    assert run.rail[1].choice == "The Oars"


def test_a_choice_on_a_scene_that_moved_on_is_refused_with_the_newer_state(session: Session) -> None:
    run = played(session, None, 3)
    newer = runs.choose(session, None, run.session_id, move(run, "cut"), run.revision)
    with pytest.raises(RunMoved) as refused:
        runs.choose(session, None, run.session_id, move(run, "pick"), run.revision)
    assert refused.value.facts["run"] == runs.as_json(newer)
    assert runs.open_run(session, None, run.session_id) == newer


def test_a_choice_that_is_not_offered_leaves_the_run_as_it_was(session: Session) -> None:
    run = played(session, None, 3)
    with pytest.raises(ChoiceNotOffered):
        runs.choose(session, None, run.session_id, move(run, "fly"), run.revision)
    assert runs.open_run(session, None, run.session_id) == run


def test_of_many_devices_that_choose_at_once_one_is_heard_and_the_others_are_told(
    session: Session, database: str
) -> None:
    run = played(session, None, 4)

    def choose(choice: str) -> RunView | dict[str, Any]:
        try:
            with db.unit_of_work() as own:
                return runs.choose(own, None, run.session_id, move(run, choice), run.revision)
        except RunMoved as refused:
            return dict(refused.facts["run"])

    with ThreadPoolExecutor(8) as devices:
        answers = list(devices.map(choose, ["swim", "rest"] * 8))
    heard = [answer for answer in answers if isinstance(answer, RunView)]
    assert len(heard) == 1
    assert all(answer == runs.as_json(heard[0]) for answer in answers if isinstance(answer, dict))
    session.commit()
    assert runs.open_run(session, None, run.session_id) == heard[0]


def test_a_page_and_game_clients_that_write_at_once_never_mix_their_states(
    session: Session, database: str
) -> None:
    run = played(session, None, 4)
    elsewhere = {
        "scene_index": 9,
        "party_name": "Elsewhere",
        "heroes": [{"name": "Mo", "class": "ranger", "hp": 9}],
        "choices": {"scene8": "flee"},
    }
    body = json.dumps({"session_id": run.session_id, "state": elsewhere}).encode()

    def write(number: int) -> int:
        with db.unit_of_work() as own:
            if number % 2:
                return len(save_parties(own, [read_save(body)]))
            try:
                runs.choose(own, None, run.session_id, move(run), run.revision)
            except RunMoved:
                return 0
            return 1

    with ThreadPoolExecutor(8) as writers:
        writes = sum(writers.map(write, range(24)))
    session.commit()
    party = session.exec(select(Party)).one()
    assert party.revision == run.revision + writes
    assert (party.name, party.scene_index, party.heroes) == ("Elsewhere", 9, elsewhere["heroes"])
    assert party.choices == elsewhere["choices"]


def test_going_back_restores_the_scene_exactly_and_choosing_the_same_gives_the_same(
    session: Session, actor: Actor
) -> None:
    seen = [played(session, actor, 2)]
    while seen[-1].scene < 11:
        seen.append(played(session, actor, seen[-1].scene + 1, seen[-1]))
    end = seen[-1]
    back = rewinding.rewind(session, actor, end.session_id, 4, end.revision)
    once = next(run for run in seen if run.scene == 4)
    for part in ("page", "heroes", "symbol", "party_name", "last", "finished"):
        assert getattr(back, part) == getattr(once, part), part
    assert [stop.may_return for stop in back.rail] == [True] * 3 + [False] * 8
    again = played(session, actor, 11, back)
    for part in ("page", "heroes", "symbol", "last", "rail"):
        assert getattr(again, part) == getattr(end, part), part


def test_going_back_is_undone_step_by_step_until_a_choice_is_made(session: Session) -> None:
    end = played(session, None, 9)
    to_seven = rewinding.rewind(session, None, end.session_id, 7, end.revision)
    to_four = rewinding.rewind(session, None, end.session_id, 4, to_seven.revision)
    assert to_four.undo is not None
    assert (to_four.undo.scene, to_four.undo.title) == (7, "The lane")
    seven = rewinding.undo_rewind(session, None, end.session_id, to_four.revision)
    nine = rewinding.undo_rewind(session, None, end.session_id, seven.revision)
    assert (seven.page, nine.page, nine.rail) == (to_seven.page, end.page, end.rail)
    with pytest.raises(NothingToUndo):
        rewinding.undo_rewind(session, None, end.session_id, nine.revision)
    again = rewinding.rewind(session, None, end.session_id, 7, nine.revision)
    gone_on = runs.choose(session, None, end.session_id, move(again), again.revision)
    assert gone_on.undo is None


def test_the_warning_before_going_back_names_what_is_undone(session: Session) -> None:
    run = played(session, None, 7)
    warned = rewinding.preview_rewind(session, None, run.session_id, 5)
    assert [(step.scene, step.title, step.choice) for step in warned.undone] == [
        (5, "The isle", "Dig"),
        (6, "The three doors", "Chaos"),
    ]
    assert (warned.symbol_lost, warned.revision, warned.title) == (True, run.revision, "The isle")
    assert warned.heroes[0].hp > run.heroes[0].hp
    assert runs.open_run(session, None, run.session_id) == run


@pytest.mark.parametrize("scene", [0, 7, 8, 12])
def test_there_is_no_way_to_a_scene_that_was_not_played(session: Session, scene: int) -> None:
    run = played(session, None, 7)
    with pytest.raises(NoWayBack):
        rewinding.rewind(session, None, run.session_id, scene, run.revision)


def test_a_stale_page_can_not_go_back_nor_undo(session: Session) -> None:
    run = played(session, None, 5)
    with pytest.raises(RunMoved):
        rewinding.rewind(session, None, run.session_id, 3, run.revision - 1)
    rewound = rewinding.rewind(session, None, run.session_id, 3, run.revision)
    with pytest.raises(RunMoved):
        rewinding.undo_rewind(session, None, run.session_id, run.revision)
    assert rewinding.undo_rewind(session, None, run.session_id, rewound.revision).scene == 5


def test_the_run_of_another_client_opens_where_it_was_saved_and_goes_on(session: Session) -> None:
    party = make_party(session, heroes=[{"name": "Mo", "class": "thief", "hp": 12, "bow": "yew"}])
    opened = runs.open_run(session, None, party.session_id)
    assert (opened.scene, opened.party_name, opened.last) == (4, party.name, None)
    assert [(hero.name, hero.class_name, hero.hp) for hero in opened.heroes] == [("Mo", "Thief", 12)]
    assert session.get(Playthrough, party.id) is None
    gone_on = runs.choose(session, None, party.session_id, Move(scene=4, choice="rest"), opened.revision)
    session.commit()
    assert [stop.may_return for stop in gone_on.rail][2:5] == [False, True, False]
    saved = fresh(session, party)
    assert saved.choices == {"scene2": "thief,scribe", "scene3": "left", "scene4": "rest"}
    assert saved.heroes[0]["bow"] == "yew"


def test_what_another_client_saves_meanwhile_counts_and_a_page_that_has_not_seen_it_is_refused(
    session: Session,
) -> None:
    run = played(session, None, 5)
    party = session.exec(select(Party)).one()
    _save_elsewhere(session, party.id, scene_index=9, choices={**party.choices, "scene8": "flee"})
    with pytest.raises(RunMoved):
        runs.choose(session, None, run.session_id, move(run), run.revision)
    session.rollback()
    moved = runs.open_run(session, None, run.session_id)
    assert (moved.scene, moved.revision, moved.device) == (9, run.revision + 1, "")
    assert not any(stop.may_return for stop in moved.rail)
    assert runs.choose(session, None, run.session_id, move(moved), moved.revision).scene == 10


def test_a_client_that_saves_what_it_loaded_takes_nobody_off_their_way(session: Session) -> None:
    run = played(session, None, 5)
    party = session.exec(select(Party)).one()
    _save_elsewhere(session, party.id, more={**party.more, "portrait": "mo.png"})
    still = runs.open_run(session, None, run.session_id)
    assert [stop.may_return for stop in still.rail] == [True] * 4 + [False] * 7
    runs.choose(session, None, run.session_id, move(still), still.revision)
    session.commit()
    assert session.exec(select(Party)).one().more["portrait"] == "mo.png"


def _save_elsewhere(session: Session, party_id: Any, **changes: Any) -> None:
    party = session.get(Party, party_id)
    assert party is not None
    party.sqlmodel_update({**changes, "revision": party.revision + 1})
    session.add(party)
    session.commit()


def test_a_run_of_somebody_else_does_not_exist(session: Session, actor: Actor, stranger: User) -> None:
    run = played(session, actor, 5)
    for other in (None, actor_of(stranger)):
        for ask in (
            lambda who: runs.open_run(session, who, run.session_id),
            lambda who: runs.read_revision(session, who, run.session_id),
            lambda who: runs.choose(session, who, run.session_id, move(run), run.revision),
            lambda who: runs.copy_run(session, who, run.session_id),
            lambda who: runs.delete_run(session, who, run.session_id),
            lambda who: rewinding.preview_rewind(session, who, run.session_id, 3),
            lambda who: rewinding.rewind(session, who, run.session_id, 3, run.revision),
            lambda who: rewinding.undo_rewind(session, who, run.session_id, run.revision),
        ):
            with pytest.raises(RunNotFound):
                ask(other)


@pytest.mark.parametrize("session_id", ["", "run-none", "a b", "x" * 129, "nul\x00", "half\ud800"])
def test_an_id_that_names_no_run_is_not_found(session: Session, session_id: str) -> None:
    with pytest.raises(RunNotFound):
        runs.open_run(session, None, session_id)


def test_a_copy_for_a_friend_is_a_run_of_its_own(session: Session, actor: Actor) -> None:
    run = played(session, actor, 6)
    copy = runs.copy_run(session, actor, run.session_id)
    assert (copy.owner, copy.page, copy.heroes, copy.rail) == ("nobody", run.page, run.heroes, run.rail)
    runs.choose(session, None, copy.session_id, move(copy), copy.revision)
    assert runs.open_run(session, actor, run.session_id) == run


def test_deleting_takes_everything_that_was_kept_beside_the_run(session: Session, actor: Actor) -> None:
    run, other = played(session, actor, 4), played(session, None, 3, seed=8)
    runs.delete_run(session, actor, run.session_id)
    session.commit()
    assert len(session.exec(select(Playthrough)).all()) == 1
    assert runs.open_run(session, None, other.session_id) == other
    with pytest.raises(RunNotFound):
        runs.open_run(session, actor, run.session_id)
