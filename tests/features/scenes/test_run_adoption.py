"""Whatever a game client may save can be opened on our pages, read to the end, and taken along."""

import json
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import settings as effort
from hypothesis import strategies as st
from sqlmodel import Session

from app.features.scenes.rules import HeroForm, Move, PartyForm
from app.features.scenes.schemas.parties import PartyAsked, read_save
from app.features.scenes.schemas.runs import RunView
from app.features.scenes.service import exports, rewinding, runs
from app.features.scenes.service.parties import load_parties, save_parties
from app.kernel.statements import within
from tests.features.scenes.games import STATES, game

pytestmark = pytest.mark.usefixtures("short_story")

NOTES = st.dictionaries(
    st.sampled_from(["version", "seed", "flags"]), st.none() | st.integers() | st.lists(st.text("ab"))
)
"""What stands where our own pages note the story, from a client that has its own idea of it."""


def move(run: RunView, chance: Random) -> Move:
    """Anything that is offered."""
    if run.page.party is None:
        return Move(scene=run.scene, choice=chance.choice(run.page.choices).id)
    two = tuple(HeroForm(name=one.names[0], hero_class=one.id) for one in run.page.party.classes[:2])
    return Move(scene=run.scene, party=PartyForm(name="The Oars", heroes=two))


def saved(session: Session, state: dict[str, Any]) -> str:
    session_id = runs.new_id(runs.CHANCE)
    save_parties(session, [read_save(json.dumps({"session_id": session_id, "state": state}).encode())])
    return session_id


def loaded(session: Session, session_id: str) -> dict[str, Any]:
    [party] = load_parties(within(session), [PartyAsked(session_id)])
    assert not isinstance(party, Exception)
    session.expire_all()
    return dict(json.loads(party.body())["state"])


@effort(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STATES, st.none() | NOTES, st.integers(0, 99))
@example(game()["state"] | {"heroes": []}, {"seed": -1, "flags": [""]}, 1)
@example(game()["state"], {"seed": 2**80}, 1)
def test_any_save_is_played_to_the_end_and_nothing_of_it_is_lost(
    session: Session, state: dict[str, Any], notes: dict[str, Any] | None, luck: int
) -> None:
    state = state | ({} if notes is None else {"story": notes})
    session_id = saved(session, state)
    run = first = runs.open_run(session, None, session_id)
    assert (run.scene, run.party_name) == (state["scene_index"], state["party_name"])
    chance = Random(luck)
    while not run.finished:
        run = runs.choose(session, None, session_id, move(run, chance), run.revision)
    kept = loaded(session, session_id)
    for name, value in state.items():
        if name not in ("scene_index", "party_name", "heroes", "symbol_choice", "choices", "story"):
            assert kept[name] == value
    assert exports.export_markdown(session, None, session_id).text
    assert json.loads(exports.export_json(session, None, session_id).text)["state"] == kept
    if first.scene < 11:
        back = rewinding.rewind(session, None, session_id, first.scene, run.revision)
        assert (back.page, back.heroes, back.symbol) == (first.page, first.heroes, first.symbol)
    session.rollback()


def test_an_unknown_class_keeps_its_name_and_its_hit_points(session: Session) -> None:
    hero = {"name": "Zed", "class": "Sky-Whaler", "hp": 300, "pet": "an owl"}
    run = runs.open_run(session, None, saved(session, game(heroes=[hero])["state"]))
    assert [(one.class_name, one.hp, one.max_hp) for one in run.heroes] == [("Sky-Whaler", 300, 300)]
    runs.choose(session, None, run.session_id, move(run, Random(1)), run.revision)
    assert loaded(session, run.session_id)["heroes"][0]["pet"] == "an owl"
