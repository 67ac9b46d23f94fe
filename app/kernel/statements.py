"""Single statements, straight to the driver: for what is asked thousands of times a second.

Each begins and commits by itself. A session and its transaction take longer than such a statement runs,
and on PostgreSQL two round trips more.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, nullcontext
from datetime import UTC, datetime
from typing import Any

from pydantic_core import to_json
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from app.kernel import db

Statement = Mapping[str, str]
"""A statement's text in the words of each database, by its dialect's name."""
Rows = Sequence[Sequence[Any]]
Run = Callable[[Statement, Sequence[Any]], Rows]
"""Runs a statement with its parameters, and gives its rows."""

_SQLITE = {
    "part": "json_extract(value, '$[{}]')",
    "table": "(SELECT {} FROM json_each(?))",
    "mark": "?",
    "integer": "CAST({} AS INTEGER)",
}
_POSTGRESQL = {
    "part": "(value ->> {})",
    "table": "(SELECT {} FROM jsonb_array_elements(CAST(%s AS JSONB)) AS listed)",
    "mark": "%s",
    "integer": "CAST({} AS INTEGER)",
    "json": "CAST({} AS JSONB)",
    "uuid": "CAST({} AS UUID)",
    "time": "CAST({} AS TIMESTAMP) AT TIME ZONE 'UTC'",
}


def over_rows(text: str, **columns: str) -> Statement:
    """`text`, where `{given}` is a table with these columns and `{mark}` a further parameter.

    A column is `text`, `integer`, `json`, `uuid` or `time`. The table is one parameter, from `rows_as_json`,
    so the text is the same for any number of rows, and is prepared once.
    """

    def in_words(words: Mapping[str, str]) -> str:
        parts = (
            words.get(kind, "{}").format(words["part"].format(number)) + f" AS {name}"
            for number, (name, kind) in enumerate(columns.items())
        )
        table = words["table"].format(", ".join(parts))
        return text.format(given=f"{table} AS given", mark=words["mark"])

    return {"sqlite": in_words(_SQLITE), "postgresql": in_words(_POSTGRESQL)}


def rows_as_json(rows: Sequence[Sequence[Any]]) -> str:
    """The parameter for `given`. What is JSON goes in as text, a time through `time_as_text`."""
    return to_json(rows).decode()


def time_as_text(moment: datetime) -> str:
    """A time as SQLite keeps it: in UTC, without saying so."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


def write_at_once(statement: Statement, parameters: Sequence[Any]) -> Rows:
    """Run a statement that writes; it is committed when this returns. Raises `DiskFull`, `DatabaseAway`."""
    return _run(statement, parameters, writes=True)


def read_at_once(statement: Statement, parameters: Sequence[Any]) -> Rows:
    """Run a statement that only reads; on SQLite it waits for no writer. Raises `DatabaseAway`."""
    return _run(statement, parameters, writes=False)


def within(session: Session) -> Run:
    """What runs statements in the transaction of `session`, which commits them."""
    connection = session.connection()

    def run(statement: Statement, parameters: Sequence[Any]) -> Rows:
        return connection.exec_driver_sql(statement[connection.dialect.name], tuple(parameters)).all()

    return run


def _run(statement: Statement, parameters: Sequence[Any], *, writes: bool) -> Rows:
    turn = db.turn_to_write() if writes else nullcontext()
    with db.told_plainly(), turn, _cursor() as cursor:
        cursor.execute(statement[db.autocommit_engine().dialect.name], parameters)
        # SQLite commits with the last row.
        rows: Rows = cursor.fetchall()
        return rows


@contextmanager
def _cursor() -> Iterator[Any]:
    """A cursor of a connection from the pool. Raises what the driver says as SQLAlchemy's `DBAPIError`."""
    dialect = db.autocommit_engine().dialect
    with closing(db.autocommit_engine().raw_connection()) as connection:
        try:
            yield connection.cursor()
        except dialect.loaded_dbapi.Error as error:
            lost = dialect.is_disconnect(error, connection.dbapi_connection, None)
            if lost:
                connection.invalidate(error)
            raise DBAPIError.instance(
                None, None, error, dialect.loaded_dbapi.Error, connection_invalidated=lost, dialect=dialect
            ) from error
