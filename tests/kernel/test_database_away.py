"""A database that is busy or away is told as such, and trying again is worth it."""

import socket
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text

from app.features.accounts.models import Account
from app.kernel import config, db
from tests.fakes import Fakes
from tests.rest_client import Client


@pytest.fixture
def held_by_another(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> sqlite3.Connection:
    """Another program's transaction, for which nobody here waits long."""
    monkeypatch.setattr(db, "BUSY_TIMEOUT_SECONDS", 0.05)
    db.reset_engine()
    holder = sqlite3.connect(tmp_path / "everkeep.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    return holder


@pytest.fixture
def nobody_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    monkeypatch.setenv("DATABASE_URL", f"postgresql://everkeep@127.0.0.1:{port}/everkeep?connect_timeout=2")
    config.settings.cache_clear()
    db.reset_engine()


def test_a_writer_that_waits_in_vain_is_told_to_try_again(held_by_another: sqlite3.Connection) -> None:
    with pytest.raises(db.DatabaseAway, match="busy for too long"), db.unit_of_work() as session:
        session.add(Account(name="Ada"))
    held_by_another.rollback()
    with db.unit_of_work() as session:
        session.add(Account(name="Ada"))


@pytest.mark.usefixtures("nobody_listens")
def test_a_database_that_refuses_the_connection_is_told_plainly() -> None:
    for opened in (db.unit_of_work, db.reading):
        with pytest.raises(db.DatabaseAway, match="can't reach its database"), opened() as session:
            session.connection().execute(text("SELECT 1"))


def test_over_rest_it_is_503(client: Client, fakes: Fakes, nobody_listens: None) -> None:
    answer = client.get("/api/uploads", headers={"Authorization": "Bearer eks_any"})
    assert answer.status_code == 503
    assert answer.json()["error"]["code"] == "database_away"


def test_what_the_database_calls_an_error_of_ours_stays_one(database: str) -> None:
    with pytest.raises(Exception, match="no such table"), db.reading() as session:
        session.connection().execute(text("SELECT * FROM nowhere"))
