"""A statement of its own is committed when it returns, and a lost connection is told and replaced."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.kernel import db
from app.kernel.statements import over_rows, read_at_once, rows_as_json, within, write_at_once

TABLE = "CREATE TABLE kept (word TEXT PRIMARY KEY, number INTEGER)"
KEEP = over_rows(
    "INSERT INTO kept SELECT word, number FROM {given} WHERE TRUE RETURNING word",
    word="text",
    number="integer",
)
FIND = over_rows("SELECT word, number FROM kept WHERE word IN (SELECT word FROM {given})", word="text")


@pytest.fixture
def kept(database: str) -> None:
    with db.unit_of_work() as session:
        session.connection().execute(text(TABLE))


@pytest.mark.usefixtures("kept")
def test_what_returned_is_seen_by_another_connection_at_once() -> None:
    for number in range(20):
        write_at_once(KEEP, (rows_as_json([(f"w{number}", number)]),))
        with db.engine().connect() as another:
            found = another.execute(text("SELECT max(number) FROM kept")).scalar()
        assert found == number


@pytest.mark.usefixtures("kept")
def test_within_a_session_it_is_seen_after_the_commit_only() -> None:
    asked = (rows_as_json([("a",)]),)
    with db.unit_of_work() as session:
        within(session)(KEEP, (rows_as_json([("a", 1)]),))
        assert list(read_at_once(FIND, asked)) == []
    assert [tuple(row) for row in read_at_once(FIND, asked)] == [("a", 1)]


@pytest.mark.usefixtures("kept")
def test_a_statement_that_fails_keeps_nothing_and_holds_up_nobody() -> None:
    with pytest.raises(IntegrityError):
        write_at_once(KEEP, (rows_as_json([("a", 1), ("b", 2), ("a", 3)]),))
    assert list(write_at_once(KEEP, (rows_as_json([("a", 1), ("b", 2)]),))) == [("a",), ("b",)]


@pytest.mark.usefixtures("kept")
def test_text_comes_back_as_it_went_in() -> None:
    odd = [
        "",
        " a ",
        "null",
        'q"\\',
        "\x01\x7f\n",
        "e\u0301",
        "\u2028\ufeff\uffff",
        "\U0001f9dd",
        "\U0010ffff",
    ]
    write_at_once(KEEP, (rows_as_json(list(zip(odd, range(len(odd)), strict=True))),))
    assert {word for word, _ in read_at_once(FIND, (rows_as_json([(word,) for word in odd]),))} == set(odd)
