"""Engine and transactions. One door call is one unit of work."""

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from time import monotonic
from typing import Any

import structlog
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DisconnectionError, OperationalError
from sqlmodel import Session

from app.kernel.config import settings
from app.kernel.disk import DiskFull
from app.kernel.errors import Unavailable

log = structlog.get_logger()

AFTER_COMMIT = "after_commit"
AFTER_READING = "after_reading"
BUSY_TIMEOUT_SECONDS = 20
LEFT_AT = "left_at"
IDLE_SECONDS = 1.0
# SQLite's and PostgreSQL's words.
_FULL = re.compile(r"disk is full|No space left on device|could not extend file")
_LOST = re.compile(
    r"connection (failed|is closed|timeout)|server closed the connection|unable to open database"
)
_BUSY = re.compile(r"database (table )?is locked")


class DatabaseAway(Unavailable):
    """The database can't be reached, or others kept it busy for too long.

    When it left during a commit, nobody knows whether that happened.
    """

    code = "database_away"

    def __init__(self, text: str = "Everkeep can't reach its database right now.") -> None:
        super().__init__(f"{text} Everything that was shown as saved is kept; try again in a moment.")


def make_engine(url: str, *, autocommit: bool = False) -> Engine:
    """An engine for `url`; SQLite runs in WAL mode with foreign keys and full synchronisation.

    With `autocommit` each statement is a transaction of its own.
    """
    if not url.startswith("sqlite"):
        options = {"isolation_level": "AUTOCOMMIT", "pool_reset_on_return": None} if autocommit else {}
        made = create_engine(url, **options)
        _look_after_idling(made)
        return made
    # What begins is ours to say: the driver's own BEGIN comes too late for BEGIN IMMEDIATE.
    made = create_engine(url, connect_args={"check_same_thread": False, "timeout": BUSY_TIMEOUT_SECONDS})

    @event.listens_for(made, "connect")
    def _configure(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(made, "begin")
    def _begin(connection: Connection) -> None:
        # A transaction that reads and then writes would be refused if another wrote in between,
        # so writers take the lock when they begin.
        deferred = connection.get_execution_options().get("read_only", False)
        connection.exec_driver_sql("BEGIN" if deferred else "BEGIN IMMEDIATE")

    return made


def _look_after_idling(made: Engine) -> None:
    """Ask a connection that was left alone for a while whether it still stands, before it is used.

    As `pool_pre_ping` does, but not of one that was in use a moment ago: that would double the round trips
    of what takes one.
    """

    @event.listens_for(made, "checkin")
    def _leave(_connection: Any, record: Any) -> None:
        record.info[LEFT_AT] = monotonic()

    @event.listens_for(made, "checkout")
    def _look(connection: Any, record: Any, _proxy: Any) -> None:
        if monotonic() - record.info.get(LEFT_AT, 0.0) < IDLE_SECONDS:
            return
        try:
            made.dialect.do_ping(connection)
        except Exception as gone:
            # The pool drops it, and takes another.
            raise DisconnectionError from gone


@lru_cache
def engine() -> Engine:
    """The engine of this process, made at first use (never at import: the server forks after it)."""
    return make_engine(settings().database_url)


@lru_cache
def autocommit_engine() -> Engine:
    """Another engine, with connections of its own, where each statement commits by itself."""
    return make_engine(settings().database_url, autocommit=True)


def reset_engine() -> None:
    """Forget the engines, after a fork or when a test changes the database."""
    for made in (engine, autocommit_engine):
        if made.cache_info().currsize:
            made().dispose()
        made.cache_clear()


def after_commit(session: Session, act: Callable[[], None]) -> None:
    """Run `act` once the unit of work has committed; drop it if that rolls back."""
    session.info.setdefault(AFTER_COMMIT, []).append(act)


_writers = threading.Lock()


@contextmanager
def turn_to_write() -> Iterator[None]:
    """Let SQLite's writers of this process queue for their turn.

    Left to itself, SQLite asks for its lock ever more rarely, and some wait for a second among others
    that take milliseconds. Whoever waits longer than its own timeout is let through to be told by it.
    """
    mine = engine().dialect.name == "sqlite" and _writers.acquire(timeout=BUSY_TIMEOUT_SECONDS)
    try:
        yield
    finally:
        if mine:
            _writers.release()


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turn what a database says when it is full, busy or away into `DiskFull` or `DatabaseAway`."""
    try:
        yield
    except OperationalError as error:
        said = str(error.orig)
        if _FULL.search(said):
            raise DiskFull from error
        if _BUSY.search(said):
            raise DatabaseAway("The database has been busy for too long.") from error
        if error.connection_invalidated or _LOST.search(said):
            raise DatabaseAway from error
        raise


@contextmanager
def unit_of_work() -> Iterator[Session]:
    """One transaction that may write: commits on success, rolls back on error.

    Raises `DiskFull`, `DatabaseAway`.
    """
    with told_plainly(), turn_to_write(), Session(engine(), expire_on_commit=False) as session:
        try:
            yield session
            session.commit()
        except BaseException:
            session.rollback()
            raise
        acts = session.info.pop(AFTER_COMMIT, [])
    for act in acts:
        _follow(act)


def _follow(act: Callable[[], None]) -> None:
    """What is committed must not be told as failed; a file that stays is the orphan sweep's."""
    try:
        act()
    except Exception:
        log.exception("what was to follow a commit failed")


@contextmanager
def reading() -> Iterator[Session]:
    """One transaction that only reads; on SQLite it waits for no writer. Raises `DatabaseAway`."""
    acts: list[Callable[[Session], None]] = []
    with (
        told_plainly(),
        engine().connect().execution_options(read_only=True) as connection,
        Session(connection, expire_on_commit=False) as session,
    ):
        session.info[AFTER_READING] = acts
        yield session
    for act in acts:
        _note(act)


def _note(act: Callable[[Session], None]) -> None:
    try:
        with unit_of_work() as session:
            act(session)
    except (OperationalError, DiskFull, DatabaseAway):
        # What was read stands; that it was read is noted by the next one.
        log.warning("could not note a use", exc_info=True)


def write_beside(session: Session, act: Callable[[Session], None]) -> None:
    """Let `act` write what a read leaves behind, such as "last used".

    Here, where this transaction may write; in a short one of its own after one that only reads.
    """
    acts: list[Callable[[Session], None]] | None = session.info.get(AFTER_READING)
    if acts is None:
        act(session)
    else:
        acts.append(act)


@contextmanager
def for_schema_changes() -> Iterator[Connection]:
    """One transaction for a migration.

    SQLite alters a table by copying it and dropping the old one, which would take the rows that refer
    to it along; so its foreign keys are off meanwhile, and checked before the commit.
    """
    with engine().connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        raw: Any = connection.connection.driver_connection
        if sqlite:
            raw.execute("PRAGMA foreign_keys=OFF")
        try:
            yield connection
            if sqlite and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()):
                raise RuntimeError(f"the migration leaves {len(broken)} rows that refer to nothing")
            connection.commit()
        finally:
            connection.rollback()
            if sqlite:
                raw.execute("PRAGMA foreign_keys=ON")
