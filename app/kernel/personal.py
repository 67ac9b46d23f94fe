"""Everything that belongs to one person, found by the schema itself, so that no feature can be forgotten."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from pydantic_core import to_jsonable_python
from sqlalchemy import Table, select
from sqlmodel import Session, SQLModel

_SECRET = ("secret_hash", "password_hash", "storage_key")


def rows_of(session: Session, user_id: UUID) -> dict[str, list[dict[str, Any]]]:
    """The rows of every table with a `user_id` that are this user's, ready for JSON, without secrets."""
    found = {table.name: _rows(session, table, user_id) for table in SQLModel.metadata.sorted_tables}
    return {name: rows for name, rows in found.items() if rows}


def plain_row(row: SQLModel) -> dict[str, Any]:
    """One row, ready for JSON, without secrets."""
    return _plain(row.model_dump())


def safe_name(filename: str) -> str:
    """A name that unpacks inside its folder on every system."""
    return re.sub(r'[\x00-\x1f<>:"/\\|?*]', "_", filename).strip(". ")[:150] or "file"


def _rows(session: Session, table: Table, user_id: UUID) -> list[dict[str, Any]]:
    if "user_id" not in table.columns:
        return []
    return [
        _plain(row) for row in session.execute(select(table).where(table.c.user_id == user_id)).mappings()
    ]


def _plain(row: Mapping[Any, Any]) -> dict[str, Any]:
    return {
        str(name): to_jsonable_python(value, fallback=str)
        for name, value in row.items()
        if name not in _SECRET
    }
