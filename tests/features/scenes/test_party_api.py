"""Saving and loading over REST, as any game client does it."""

from typing import Any

from tests.rest_client import Client


def game(session_id: str = "shard-472-demo", **state: Any) -> dict[str, Any]:
    """A save that breaks no rule; `state` goes over it."""
    known = {
        "scene_index": 6,
        "party_name": "The Night Watch",
        "heroes": [{"name": "Aether", "class": "scribe", "hp": 70}],
        "symbol_choice": "chaos",
        "choices": {"scene3": "left", "scene8": None},
    }
    return {"session_id": session_id, "state": known | state}


def test_a_save_loads_as_it_was_sent(client: Client) -> None:
    answer = client.post("/api/v1/save", json=game())
    assert (answer.status_code, answer.json()) == (200, {"status": "saved", "scene_index": 6})
    assert client.get("/api/v1/load/shard-472-demo").json() == game()


def test_nothing_saved_is_404(client: Client) -> None:
    assert client.get("/api/v1/load/nobody-was-here").status_code == 404
