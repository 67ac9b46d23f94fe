"""Runs migrations on the database that the settings (or the caller's connection) name."""

from typing import Any, Literal

from sqlalchemy import JSON, Connection, DateTime, String, TypeDecorator
from sqlmodel import SQLModel

import app.tables  # noqa: F401  (registers every model)
from alembic import context
from app.kernel.db import for_schema_changes


def _plain_type(kind: str, item: Any, written: Any) -> str | Literal[False]:
    """Write our column types as the plain ones below them: a migration outlives the code."""
    if kind == "type" and isinstance(item, JSON):
        written.imports.add("from sqlalchemy.dialects import postgresql")
        return "sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')"
    if kind != "type" or not isinstance(item, TypeDecorator):
        return False
    below = item.impl_instance
    if isinstance(below, DateTime):
        return "sa.DateTime(timezone=True)"
    return f"sa.String(length={below.length})" if isinstance(below, String) else False


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        # SQLite can't alter a constraint in place; batch mode copies the table.
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
        render_item=_plain_type,
    )
    with context.begin_transaction():
        context.run_migrations()


given: Connection | None = context.config.attributes.get("connection")
if given is not None:
    _run(given)
else:
    with for_schema_changes() as own:
        _run(own)
