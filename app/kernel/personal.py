"""Everything that belongs to one person, found by the schema itself, so that no feature can be forgotten."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from pydantic_core import to_jsonable_python
from sqlalchemy import ColumnElement, ForeignKey, Table, or_, select
from sqlmodel import Session, SQLModel

_SECRET = ("secret_hash", "password_hash", "storage_key")
_PEOPLE = "users"


def rows_of(session: Session, user_id: UUID) -> dict[str, list[dict[str, Any]]]:
    """Every row that is this user's, and every row that goes with one, ready for JSON, without secrets."""
    found = {table.name: _rows(session, table, user_id) for table in SQLModel.metadata.sorted_tables}
    return {name: rows for name, rows in found.items() if rows}


def plain_row(row: SQLModel) -> dict[str, Any]:
    """One row, ready for JSON, without secrets."""
    return _plain(row.model_dump())


def safe_name(filename: str) -> str:
    """A name that unpacks inside its folder on every system."""
    return re.sub(r'[\x00-\x1f<>:"/\\|?*]', "_", filename).strip(". ")[:150] or "file"


def _rows(session: Session, table: Table, user_id: UUID) -> list[dict[str, Any]]:
    whose = _whose(table, user_id)
    if whose is None:
        return []
    return [_plain(row) for row in session.execute(select(table).where(whose)).mappings()]


def _whose(table: Table, user_id: UUID) -> ColumnElement[bool] | None:
    """What tells that a row is theirs: it would be deleted with them, or with a row that would be."""
    named = [key.parent == user_id for key in _ties(table) if key.column.table.name == _PEOPLE]
    if named:
        return or_(*named)
    belonging = [
        key.parent.in_(select(key.column).where(theirs))
        for key in _ties(table)
        if (theirs := _whose(key.column.table, user_id)) is not None
    ]
    return or_(*belonging) if belonging else None


def _ties(table: Table) -> list[ForeignKey]:
    """What a row can't be without; who else is named in it, it outlives."""
    return [key for key in table.foreign_keys if key.ondelete == "CASCADE" and key.column.table is not table]


def _plain(row: Mapping[Any, Any]) -> dict[str, Any]:
    return {
        str(name): to_jsonable_python(value, fallback=str)
        for name, value in row.items()
        if name not in _SECRET
    }
