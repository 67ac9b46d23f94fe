"""A database that is busy or full: the save is told so, the last one is kept, and the next one works."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from app.kernel import db
from tests.features.scenes.games import LOAD, SAVE, game
from tests.rest_client import Client


@pytest.fixture
def before(client: Client) -> dict[str, Any]:
    """What was saved before."""
    kept = game(scene_index=2)
    assert client.post(SAVE, json=kept).status_code == 200
    return kept


def test_a_busy_database_is_503_and_loads_go_on(
    client: Client, before: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db, "BUSY_TIMEOUT_SECONDS", 0.05)
    db.reset_engine()
    holder = sqlite3.connect(tmp_path / "everkeep.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    answer = client.post(SAVE, json=game())
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "database_away")
    assert client.get(f"{LOAD}shard-472-demo").json() == before
    holder.rollback()
    assert client.post(SAVE, json=game()).status_code == 200


def test_a_full_disk_is_503_and_loses_nothing(client: Client, before: dict[str, Any]) -> None:
    _let_the_database_have(pages=1)  # no more than it has
    answer = client.post(SAVE, json=game(more_than_a_page="x" * 30_000))
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "disk_full")
    assert client.get(f"{LOAD}shard-472-demo").json() == before
    _let_the_database_have(pages=1_000_000)
    assert client.post(SAVE, json=game(more_than_a_page="x" * 30_000)).status_code == 200


def _let_the_database_have(pages: int) -> None:
    """What SQLite says at its own limit is what it says at the disk's."""
    with closing(db.autocommit_engine().raw_connection()) as connection:
        connection.cursor().execute(f"PRAGMA max_page_count={pages}")
