"""Saving and loading over REST, as any game client does it."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from sqlmodel import Session, select

from app.api import make_api
from app.features.scenes.models import Party
from tests.factories.scenes import make_party
from tests.features.scenes.games import LOAD, SAVE, SESSION_IDS, STATES, game
from tests.rest_client import Client

Changed = Callable[[dict[str, Any]], Any]


def _as_read(text: str) -> Any:
    """JSON as most programs read it: one kind of number, objects without order."""
    return json.loads(text, parse_int=float)


def test_a_save_is_acknowledged_and_loads_as_it_was_sent(client: Client) -> None:
    answer = client.post(SAVE, json=game())
    assert (answer.status_code, answer.json()) == (200, {"status": "saved", "scene_index": 6})
    loaded = client.get(f"{LOAD}shard-472-demo")
    assert (loaded.status_code, loaded.json()) == (200, game())
    assert loaded.headers["content-type"] == "application/json"


def test_nothing_saved_is_404(client: Client) -> None:
    answer = client.get(f"{LOAD}nobody-was-here")
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "party_not_found")


@pytest.mark.parametrize("session_id", ["a" * 129, "käse", "a b", "a%00b", "a%0A", "%F0%9F%98%80", "a%2Fb"])
def test_an_id_that_nobody_can_have_is_404(session_id: str, client: Client) -> None:
    assert client.get(LOAD + session_id).status_code == 404


@effort(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(session_id=SESSION_IDS, state=STATES)
def test_what_is_saved_is_what_loads(session_id: str, state: dict[str, Any], client: Client) -> None:
    sent = json.dumps({"session_id": session_id, "state": state}, ensure_ascii=False)
    answer = client.post(SAVE, content=sent.encode(), headers={"Content-Type": "application/json"})
    if len(sent.encode()) > 65_536:
        assert answer.status_code == 413
        return
    assert answer.status_code == 200, answer.text
    # An id of dots alone is a path of its own to every client, so it is asked for in disguise.
    loaded = client.get(LOAD + session_id.replace(".", "%2E"))
    assert _as_read(loaded.text) == _as_read(sent)


def test_the_columns_are_those_of_the_contract(client: Client, session: Session) -> None:
    client.post(SAVE, json=game(weather="rain"))
    party = session.exec(select(Party)).one()
    state = game()["state"]
    assert (party.session_id, party.name, party.scene_index) == ("shard-472-demo", "The Night Watch", 6)
    assert (party.heroes, party.symbol_choice, party.choices) == (state["heroes"], "chaos", state["choices"])
    assert (party.more, party.revision, party.owner_id) == ({"weather": "rain"}, 1, None)
    assert party.created_at == party.updated_at


def test_a_later_save_takes_the_place_of_the_whole_earlier_one(client: Client, session: Session) -> None:
    client.post(SAVE, json=game(weather="rain", heroes=[{"name": "A", "class": "b", "hp": 1, "mood": "low"}]))
    first = session.exec(select(Party)).one()
    after = game(scene_index=7, heroes=[], choices={}, symbol_choice=None, party_name="Others")
    client.post(SAVE, json=after)
    assert client.get(f"{LOAD}shard-472-demo").json() == after
    session.commit()
    second = session.exec(select(Party).execution_options(populate_existing=True)).one()
    assert (second.id, second.created_at, second.revision) == (first.id, first.created_at, 2)


def test_choices_and_symbol_may_be_left_out_at_first(client: Client) -> None:
    state = {"scene_index": 1, "party_name": "Two of us", "heroes": []}
    assert client.post(SAVE, json={"session_id": "new", "state": state}).status_code == 200
    assert client.get(f"{LOAD}new").json()["state"] == state | {"choices": {}, "symbol_choice": None}


def test_numbers_keep_their_value(client: Client) -> None:
    exact = {"long": 12345678901234567890123, "tiny": 5e-324, "huge": 1.7976931348623157e308, "third": 1 / 3}
    client.post(SAVE, json=game(numbers=exact))
    loaded = client.get(f"{LOAD}shard-472-demo").json()["state"]["numbers"]
    assert loaded["long"] == exact["long"]
    assert {name: float(value) for name, value in loaded.items()} == {
        name: float(value) for name, value in exact.items()
    }


def test_what_our_own_rows_hold_loads_too(client: Client, session: Session) -> None:
    party = make_party(session, name='Zoë „🎲“ \\ "', more={"story": {"id": "tale", "flags": ["é"]}})
    state = client.get(LOAD + party.session_id).json()["state"]
    assert state["party_name"] == party.name
    assert state["story"] == {"id": "tale", "flags": ["é"]}


def test_another_method_is_refused_by_name(client: Client) -> None:
    for method in ("PUT", "PATCH", "DELETE", "GET", "HEAD"):
        answer = client.request(method, SAVE)
        assert (answer.status_code, answer.headers["allow"]) == (405, "POST")
    assert client.post(f"{LOAD}shard-472-demo").status_code == 405


def test_head_says_what_get_would_without_the_body(client: Client) -> None:
    client.post(SAVE, json=game())
    answer = client.head(f"{LOAD}shard-472-demo")
    assert (answer.status_code, answer.headers["etag"]) == (200, '"1"')


def test_the_description_has_examples_that_are_true(client: Client) -> None:
    described = make_api().openapi()["paths"]
    save, load = described[SAVE]["post"], described["/api/v1/load/{session_id}"]["get"]
    for example in save["requestBody"]["content"]["application/json"]["examples"].values():
        assert client.post(SAVE, json=example["value"]).status_code == 200
    shown = load["responses"]["200"]["content"]["application/json"]["example"]
    assert client.get(LOAD + shown["session_id"]).json() == shown
    assert {"400", "404", "412", "413", "415"} <= set(save["responses"])
