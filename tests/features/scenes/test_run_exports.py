"""A run to take along: as JSON that loads again, and as a story to read."""

import json

import pytest
from sqlmodel import Session

from app.features.scenes.errors import RunNotFound
from app.features.scenes.rules import HeroForm, Move, PartyForm, PlayState, Step, replay
from app.features.scenes.schemas.runs import RunView
from app.features.scenes.service import exports, rewinding, runs
from app.features.scenes.service.stories import get_story
from app.kernel.identity import Actor
from tests.factories.scenes import make_party
from tests.features.scenes.playing import move, played
from tests.rest_client import Client

pytestmark = pytest.mark.usefixtures("short_story")


def test_the_json_is_what_loading_gives_and_saves_again(session: Session, client: Client) -> None:
    run = played(session, None, 7)
    exported = json.loads(exports.export_json(session, None, run.session_id).text)
    history = exported.pop("history")
    assert exported == client.get(f"/api/v1/load/{run.session_id}").json()
    runs.delete_run(session, None, run.session_id)
    session.commit()
    assert client.post("/api/v1/save", json={**exported, "history": history}).status_code == 200
    back = runs.open_run(session, None, run.session_id)
    for part in ("page", "heroes", "symbol", "party_name", "scene"):
        assert getattr(back, part) == getattr(run, part), part


def test_the_history_replays_to_where_the_run_stands(session: Session) -> None:
    run = played(session, None, 9)
    history = json.loads(exports.export_json(session, None, run.session_id).text)["history"]
    moves = [Move.model_validate(step["move"]) for step in history["steps"]]
    origin = PlayState.model_validate(history["origin"])
    steps: list[Step] = replay(get_story(history["story"]["id"]), origin, history["seed"], moves)
    assert steps[-1].after.scene == 9
    assert [hero.hp for hero in steps[-1].after.heroes] == [hero.hp for hero in run.heroes]
    assert list(steps[-1].echo) == history["steps"][-1]["echo"]


def test_the_story_to_read_holds_every_scene_choice_and_throw(session: Session) -> None:
    seen = [played(session, None, 1)]
    while seen[-1].scene < 11:
        seen.append(played(session, None, seen[-1].scene + 1, seen[-1]))
    file = exports.export_markdown(session, None, seen[-1].session_id)
    assert file.name == "The Oars - The short crossing.md"
    assert file.text.startswith("# The Oars\n\n*The short crossing. Eleven pages over a river*\n")
    places = [file.text.index(f"## {run.scene}. {run.page.title}") for run in seen]
    assert places == sorted(places)
    for run in seen:
        _is_told(run, file.text)
    assert "- Cy, Thief\n- Bo, Fighter" in file.text
    assert "**You chose:** Let Cy untie it" in file.text
    assert seen[-1].session_id not in file.text


def _is_told(run: RunView, text: str) -> None:
    for paragraph in run.page.paragraphs:
        assert paragraph in text
    if run.page.ending:
        assert f"### {run.page.ending.title}" in text
        assert all(paragraph in text for paragraph in run.page.ending.paragraphs)
    if run.last:
        assert all(echo in text for echo in run.last.echo)
        assert all(roll.text in text for roll in run.last.rolls)
        assert all(change.text in text for change in run.last.changes)


def test_a_story_that_goes_on_says_where_it_stands(session: Session) -> None:
    run = played(session, None, 4)
    text = exports.export_markdown(session, None, run.session_id).text
    assert text.index("## 4. The water") < text.index("*Here the story stands, at scene 4 of 11.*")
    assert "## 5." not in text
    back = rewinding.rewind(session, None, run.session_id, 3, run.revision)
    assert "## 4." not in exports.export_markdown(session, None, back.session_id).text


def test_a_story_begun_elsewhere_says_so(session: Session) -> None:
    party = make_party(session)
    text = exports.export_markdown(session, None, party.session_id).text
    assert "*The story before scene 4 was played elsewhere.*" in text
    assert "## 4. The water" in text


def test_names_are_text_whatever_signs_they_hold(session: Session) -> None:
    run = played(session, None, 2)
    heroes = (HeroForm(name="- <b>Cy</b>", hero_class="thief"), HeroForm(name="1. B|o", hero_class="cleric"))
    party = PartyForm(name="# *The* [Oars](javascript:x)", heroes=heroes)
    runs.choose(session, None, run.session_id, Move(scene=2, party=party), run.revision)
    file = exports.export_markdown(session, None, run.session_id)
    assert file.text.startswith("# \\# \\*The\\* \\[Oars\\](javascript:x)\n")
    assert "- \\- \\<b\\>Cy\\</b\\>, Thief\n- 1\\. B\\|o, Cleric" in file.text
    assert not set(file.name) & set('<>:"/\\|?*')


def test_somebody_elses_run_is_not_taken_along(session: Session, actor: Actor) -> None:
    run = played(session, actor, 3)
    assert move(run).choice == "pick"
    for export in (exports.export_json, exports.export_markdown):
        with pytest.raises(RunNotFound):
            export(session, None, run.session_id)
