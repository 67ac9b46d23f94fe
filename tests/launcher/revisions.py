"""Every revision that the schema has had, and rows to have been in it."""

from typing import Any

from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Boolean, Connection, Float, Integer, inspect, text

from alembic import command
from app.kernel import db
from tests.conftest import ROOT, alembic_config

REVISIONS = [
    script.revision
    for script in reversed(list(ScriptDirectory.from_config(Config(ROOT / "alembic.ini")).walk_revisions()))
]


def database_at(revision: str) -> dict[str, int]:
    """Bring the empty database to `revision`, with rows in each table; returns the counts by table."""
    with db.for_schema_changes() as connection:
        migration = alembic_config()
        migration.attributes["connection"] = connection
        command.upgrade(migration, revision)
        return _fill(connection)


def counted(tables: dict[str, int]) -> dict[str, int]:
    """How many rows those tables have now."""
    with db.engine().connect() as connection:
        return {
            table: connection.execute(text(f'SELECT count(*) FROM "{table}"')).scalar_one()
            for table in tables
        }


def _fill(connection: Connection) -> dict[str, int]:
    known = inspect(connection)
    tables = [
        name for name, _ in known.get_sorted_table_and_fkc_names() if name and name != "alembic_version"
    ]
    counts: dict[str, int] = {}
    for table in tables:
        # What a migration brought itself is enough.
        counts[table] = connection.execute(text(f'SELECT count(*) FROM "{table}"')).scalar_one()
        if counts[table]:
            continue
        counts[table] = 1
        columns = [column for column in known.get_columns(table) if not column["nullable"]]
        values = {column["name"]: _value(table, column["type"]) for column in columns}
        for key in known.get_foreign_keys(table):
            if key["constrained_columns"][0] in values:
                values[key["constrained_columns"][0]] = _parent(connection, key)
        names = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join(f":{name}" for name in values)
        connection.execute(text(f'INSERT INTO "{table}" ({names}) VALUES ({marks})'), values)
    return counts


def _parent(connection: Connection, key: Any) -> object:
    found = f'SELECT "{key["referred_columns"][0]}" FROM "{key["referred_table"]}"'
    return connection.execute(text(f"{found} LIMIT 1")).scalar_one()


def _value(table: str, kind: Any) -> object:
    if isinstance(kind, Boolean):
        return True
    if isinstance(kind, Integer | Float):
        return 1
    name = str(kind).upper()
    if name.startswith(("DATETIME", "TIMESTAMP")):
        return "2026-01-01 12:00:00.000000"
    if name.startswith("JSON"):
        return "{}"
    if name.startswith(("CHAR", "UUID")):
        return "0" * 31 + "1"
    return f"{table}-1"[: kind.length]
