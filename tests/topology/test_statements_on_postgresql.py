"""Single statements on PostgreSQL: the same promises, and connections that did not outlive the server."""

import psycopg
import pytest

from app.kernel import config, db
from app.kernel.statements import read_at_once
from tests.kernel import test_statements as statements

ONE = {"postgresql": "SELECT 1"}


@pytest.fixture
def database(postgres_database: str) -> str:
    return postgres_database


kept = statements.kept

test_what_returned_is_seen_at_once = statements.test_what_returned_is_seen_by_another_connection_at_once
test_within_a_session_after_the_commit_only = (
    statements.test_within_a_session_it_is_seen_after_the_commit_only
)
test_a_statement_that_fails_keeps_nothing = (
    statements.test_a_statement_that_fails_keeps_nothing_and_holds_up_nobody
)
test_text_comes_back_as_it_went_in = statements.test_text_comes_back_as_it_went_in


@pytest.mark.usefixtures("database")
def test_a_connection_that_idled_through_a_restart_is_replaced_unnoticed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(db, "IDLE_SECONDS", 0.0)
    _ask_both_ways()
    _end_all_connections()
    _ask_both_ways()


@pytest.mark.usefixtures("database")
def test_a_connection_lost_while_it_was_in_use_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(db, "IDLE_SECONDS", 1000.0)
    read_at_once(ONE, ())
    _end_all_connections()
    with pytest.raises(db.DatabaseAway):
        read_at_once(ONE, ())
    assert list(read_at_once(ONE, ())) == [(1,)]


def _ask_both_ways() -> None:
    assert list(read_at_once(ONE, ())) == [(1,)]
    with db.reading() as session:
        assert session.connection().exec_driver_sql("SELECT 1").scalar() == 1


def _end_all_connections() -> None:
    """As a restart of the server does."""
    url = config.settings().database_url.replace("+psycopg", "")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
