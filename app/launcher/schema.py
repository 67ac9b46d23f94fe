"""Brings the database to the newest schema: one process at a time, after a snapshot."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import structlog
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from filelock import FileLock
from sqlalchemy import Connection, text

from alembic import command
from app.kernel import clock, db
from app.kernel.config import settings

log = structlog.get_logger()

SNAPSHOTS_KEPT = 5
# Any number that nothing else in the database uses.
_ADVISORY_LOCK = 7_233_901
_ALEMBIC_INI = Path(__file__).parents[2] / "alembic.ini"


class SchemaTooNew(RuntimeError):
    """The database was made by a later version of Everkeep than this one."""


def current_revision() -> str | None:
    """What the database stands at; None when it is empty."""
    with db.engine().connect().execution_options(read_only=True) as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest_revision() -> str:
    """What the code expects."""
    return str(ScriptDirectory.from_config(Config(_ALEMBIC_INI)).get_current_head())


def upgrade() -> bool:
    """Upgrade to head; returns whether there was anything to do. Raises `SchemaTooNew`."""
    with _alone():
        current, newest = current_revision(), newest_revision()
        if current == newest:
            return False
        _refuse_unknown(current)
        if current is not None:
            _snapshot(current)
        with db.for_schema_changes() as connection:
            migration = Config(_ALEMBIC_INI)
            migration.attributes["connection"] = connection
            command.upgrade(migration, "head")
        log.info("database upgraded", before=current, after=newest)
        return True


def _refuse_unknown(current: str | None) -> None:
    known = {script.revision for script in ScriptDirectory.from_config(Config(_ALEMBIC_INI)).walk_revisions()}
    if current is not None and current not in known:
        raise SchemaTooNew(
            f"The database is at revision {current}, which this version does not know. "
            "Start the version that made it, or a later one; nothing was changed."
        )


@contextmanager
def _alone() -> Iterator[None]:
    """Hold the lock that keeps every other process from upgrading at the same time."""
    if settings().database_url.startswith("sqlite"):
        settings().data_dir.mkdir(parents=True, exist_ok=True)
        with FileLock(settings().data_dir / "schema.lock"):
            yield
        return
    with db.engine().connect() as connection:
        _lock(connection, "pg_advisory_lock")
        try:
            yield
        finally:
            _lock(connection, "pg_advisory_unlock")


def _lock(connection: Connection, function: str) -> None:
    connection.execute(text(f"SELECT {function}({_ADVISORY_LOCK})"))
    connection.commit()


def _snapshot(revision: str) -> None:
    """Copy a SQLite database aside; a PostgreSQL server has its own backups."""
    source = db.engine().url.database
    if db.engine().dialect.name != "sqlite" or not source or source == ":memory:":
        return
    folder = settings().data_dir / "snapshots"
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{clock.now():%Y%m%d-%H%M%S}-before-leaving-{revision}.db"
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(target)) as copy:
        live.backup(copy)
    log.info("database snapshot taken", path=str(target))
    for old in sorted(folder.glob("*.db"))[:-SNAPSHOTS_KEPT]:
        old.unlink()
