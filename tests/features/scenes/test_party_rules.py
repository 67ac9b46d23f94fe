"""What a save must keep to: each breach is named, and what was saved before is kept."""

import json
from typing import Any

import pytest

from tests.features.scenes.games import LOAD, SAVE, game
from tests.rest_client import Client

HERO = {"name": "Aether", "class": "scribe", "hp": 70}

BREACHES: dict[str, tuple[str, Any]] = {
    "no id": ("session_id", {"state": game()["state"]}),
    "an empty id": ("session_id", game("")),
    "a long id": ("session_id", game("a" * 129)),
    "an id with a slash": ("session_id", game("a/b")),
    "an id with a line break": ("session_id", game("a\n")),
    "an id in another script": ("session_id", game("ключ")),
    "a number as id": ("session_id", {"session_id": 7, "state": game()["state"]}),
    "no state": ("state", {"session_id": "a"}),
    "a list as state": ("state", {"session_id": "a", "state": []}),
    "no scene": ("state.scene_index", game(scene_index=None)),
    "scene 0": ("state.scene_index", game(scene_index=0)),
    "scene 12": ("state.scene_index", game(scene_index=12)),
    "a scene as text": ("state.scene_index", game(scene_index="6")),
    "a scene as truth": ("state.scene_index", game(scene_index=True)),
    "a scene with a point": ("state.scene_index", game(scene_index=6.0)),
    "no name": ("state.party_name", game(party_name="")),
    "a long name": ("state.party_name", game(party_name="é" * 121)),
    "heroes as an object": ("state.heroes", game(heroes={})),
    "nine heroes": ("state.heroes", game(heroes=[HERO] * 9)),
    "a hero as text": ("state.heroes.1", game(heroes=[HERO, "Kael"])),
    "a hero without a name": ("state.heroes.0.name", game(heroes=[{"class": "a", "hp": 1}])),
    "a hero with a long name": ("state.heroes.0.name", game(heroes=[HERO | {"name": "a" * 81}])),
    "a hero with a long class": ("state.heroes.0.class", game(heroes=[HERO | {"class": "a" * 41}])),
    "a hero without a class": ("state.heroes.0.class", game(heroes=[{"name": "a", "hp": 1}])),
    "hp below nothing": ("state.heroes.0.hp", game(heroes=[HERO | {"hp": -1}])),
    "hp above all": ("state.heroes.0.hp", game(heroes=[HERO | {"hp": 10_000}])),
    "hp with a point": ("state.heroes.0.hp", game(heroes=[HERO | {"hp": 70.0}])),
    "hp as truth": ("state.heroes.0.hp", game(heroes=[HERO | {"hp": True}])),
    "hp as text": ("state.heroes.0.hp", game(heroes=[HERO | {"hp": "70"}])),
    "hp as nothing": ("state.heroes.0.hp", game(heroes=[HERO | {"hp": None}])),
    "hp of a hundred digits": ("state.heroes.0.hp", game(heroes=[HERO | {"hp": 10**100}])),
    "a long symbol": ("state.symbol_choice", game(symbol_choice="a" * 81)),
    "a symbol as number": ("state.symbol_choice", game(symbol_choice=3)),
    "choices as nothing": ("state.choices", game(choices=None)),
    "choices as a list": ("state.choices", game(choices=["left"])),
    "a choice of scene 12": ("state.choices.scene12", game(choices={"scene12": "a"})),
    "a choice of scene 01": ("state.choices.scene01", game(choices={"scene01": "a"})),
    "a choice of nothing": ("state.choices.", game(choices={"": "a"})),
    "a long choice": ("state.choices.scene3", game(choices={"scene3": "a" * 201})),
    "a choice as number": ("state.choices.scene3", game(choices={"scene3": 1})),
    "NUL in the name": ("state.party_name", game(party_name="a\0b")),
    "NUL in a hero's name": ("state.heroes.0.name", game(heroes=[HERO | {"name": "\0"}])),
    "NUL in a choice": ("state.choices.scene3", game(choices={"scene3": "\0"})),
    "NUL in something more": ("state.more.0", game(more=["\0"])),
    "NUL in a name of something more": ("state.a\0", game(**{"a\0": 1})),
    "half a character in the name": ("state.party_name", game(party_name="\ud800")),
    "half a character in something more": ("state.heroes.0.mood", game(heroes=[HERO | {"mood": "\udfff"}])),
    "half a character in a key": ("state.a?", game(**{"a\ud800": 1})),
    "not a number": ("state.more", game(more=float("nan"))),
    "infinity": ("state.heroes.0.luck", game(heroes=[HERO | {"luck": float("-inf")}])),
    "a number of a thousand digits": ("state.more", game(more=10**1000)),
    "a list": ("body", []),
    "nothing": ("body", None),
    "a text": ("body", "save me"),
}
RAW: dict[str, tuple[str, bytes]] = {
    "an empty body": ("body", b""),
    "half a body": ("body", json.dumps(game()).encode()[:-9]),
    "two bodies": ("body", json.dumps(game()).encode() * 2),
    "a form": ("body", b"session_id=a&scene_index=6"),
    "other bytes": ("body", b"\xff\xfe\x00"),
    "a broken letter": ("body", json.dumps(game()).encode().replace(b"Night", b"N\xefght")),
    "half a letter in UTF-8": ("body", json.dumps(game()).encode().replace(b"Night", b"\xed\xa0\x80")),
    "UTF-16": ("body", json.dumps(game()).encode("utf-16")),
    "a bare NUL": ("body", json.dumps(game()).encode().replace(b"Night", b"N\0ght")),
    "a thousand lists": (
        "body",
        json.dumps(game(more="@")).encode().replace(b'"@"', b"[" * 9999 + b"]" * 9999),
    ),
    "a number beyond all": ("state.more", json.dumps(game(more="@")).encode().replace(b'"@"', b"1e999")),
    "five thousand digits": ("state.more", json.dumps(game(more="@")).encode().replace(b'"@"', b"9" * 5000)),
    "a choice made twice": (
        "state.choices.scene3",
        json.dumps(game()).encode().replace(b'"scene8": null', b'"scene3": "right"'),
    ),
    "a state given twice": (
        "state",
        json.dumps(game()).encode().replace(b'"state"', b'"state": {}, "state"'),
    ),
}


@pytest.fixture
def before(client: Client) -> dict[str, Any]:
    """What was saved before."""
    kept = game(scene_index=2)
    assert client.post(SAVE, json=kept).status_code == 200
    return kept


def _sent(client: Client, body: bytes, **headers: str) -> Any:
    return client.post(SAVE, content=body, headers={"Content-Type": "application/json"} | headers)


@pytest.mark.parametrize("breach", BREACHES)
def test_a_breach_is_named_and_loses_nothing(breach: str, client: Client, before: dict[str, Any]) -> None:
    field, wrong = BREACHES[breach]
    answer = _sent(client, json.dumps(wrong).encode())
    _is_told(answer, field)
    assert client.get(f"{LOAD}shard-472-demo").json() == before


@pytest.mark.parametrize("breach", RAW)
def test_what_is_no_json_is_told_and_loses_nothing(
    breach: str, client: Client, before: dict[str, Any]
) -> None:
    field, wrong = RAW[breach]
    _is_told(_sent(client, wrong), field)
    assert client.get(f"{LOAD}shard-472-demo").json() == before


def _is_told(answer: Any, field: str) -> None:
    assert answer.status_code == 400, answer.text
    error = answer.json()["error"]
    assert list(error["fields"]) == [field]
    assert all(error["fields"][field])
    assert "is kept" in error["message"]


def test_the_limits_themselves_are_allowed(client: Client) -> None:
    longest = game(
        "A.z_9-" + "x" * 122,
        scene_index=11,
        party_name="🎲" * 120,
        heroes=[{"name": "é" * 80, "class": "字" * 40, "hp": 9999}] * 8,
        symbol_choice="\u0001" * 80,
        choices={f"scene{scene}": "\u2028" * 200 for scene in range(1, 12)},
    )
    assert client.post(SAVE, json=longest).status_code == 200
    assert client.get(LOAD + str(longest["session_id"])).json() == longest


def test_a_colon_or_a_written_escape_in_a_text_is_nothing_wrong(client: Client) -> None:
    written = game(party_name='A: "b" :: \\u0000 {"scene3": 1}', more={"a:b": ["c: d"]})
    assert client.post(SAVE, json=written).status_code == 200
    assert client.get(f"{LOAD}shard-472-demo").json() == written


def test_keys_beside_id_and_state_are_no_part_of_the_game(client: Client) -> None:
    assert client.post(SAVE, json=game() | {"client": "mine 1.0"}).status_code == 200
    assert client.get(f"{LOAD}shard-472-demo").json() == game()


def test_a_hundred_breaches_are_told_briefly(client: Client) -> None:
    wrong = game(choices={f"no{number}": 1 for number in range(3000)})
    answer = client.post(SAVE, json=wrong)
    assert (answer.status_code, len(answer.json()["error"]["fields"])) == (400, 20)
    assert len(answer.content) < 5000


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]
)
def test_another_kind_of_body_is_415(kind: str, client: Client, before: dict[str, Any]) -> None:
    answer = _sent(client, json.dumps(game()).encode(), **{"Content-Type": kind})
    assert answer.status_code == 415
    assert "application/json" in answer.json()["error"]["message"]
    assert client.get(f"{LOAD}shard-472-demo").json() == before


@pytest.mark.parametrize(
    "kind", ["application/json; charset=utf-8", "APPLICATION/JSON", "application/game+json"]
)
def test_json_by_any_name_is_taken(kind: str, client: Client) -> None:
    assert _sent(client, json.dumps(game()).encode(), **{"Content-Type": kind}).status_code == 200


def _of_size(size: int) -> bytes:
    empty = json.dumps(game(more="")).encode()
    return json.dumps(game(more="x" * (size - len(empty)))).encode()


def test_64_kib_are_taken_and_one_byte_more_is_not(client: Client) -> None:
    assert _sent(client, _of_size(65_536)).status_code == 200
    answer = _sent(client, _of_size(65_537))
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "body_too_large")
    assert len(client.get(f"{LOAD}shard-472-demo").json()["state"]["more"]) > 65_000


def test_a_length_that_is_not_declared_shows_all_the_same(client: Client) -> None:
    pieces = iter([_of_size(65_537)[:40_000], _of_size(65_537)[40_000:]])
    assert client.post(SAVE, content=pieces, headers={"Content-Type": "application/json"}).status_code == 413
