"""Saving and loading parties, several at once: together they are asked of the database in one statement."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection
from sqlmodel import Session, select

from app.features.scenes.errors.parties import PartyMovedOn, PartyNotFound
from app.features.scenes.models import Party
from app.features.scenes.schemas.parties import PartyAsked, PartyLoaded, PartySave, PartySaved
from app.kernel import clock
from app.kernel.columns import UtcDateTime
from app.kernel.timings import saves as timings
from app.kernel.timings import time_until_commit

# Written out, because composing such a statement takes longer than running it.
_UPSERT = """
INSERT INTO parties (id, session_id, revision, name, heroes, symbol_choice, scene_index, choices, more,
                     created_at, updated_at)
VALUES {rows}
ON CONFLICT (session_id) DO UPDATE SET
    revision = parties.revision + excluded.revision, name = excluded.name, heroes = excluded.heroes,
    symbol_choice = excluded.symbol_choice, scene_index = excluded.scene_index,
    choices = excluded.choices, more = excluded.more, updated_at = excluded.updated_at
WHERE {guard}
RETURNING session_id, revision
"""
_COLUMNS = 11
_FREE = "parties.owner_id IS NULL"
_AT_REVISION = "parties.revision = {mark}"

_SELECT = """
SELECT CAST(owner_id AS TEXT), session_id, revision, scene_index, name, symbol_choice,
       CAST(heroes AS TEXT), CAST(choices AS TEXT), CAST(more AS TEXT)
FROM parties WHERE session_id IN ({ids})
"""
TRIES = 3

Refused = PartyNotFound | PartyMovedOn


def save_parties(session: Session, saves: Sequence[PartySave]) -> list[PartySaved | Refused]:
    """Store each save whole, a later one over an earlier one; the outcomes are in the order of `saves`.

    Those that name a person or a revision come after all others. A party that nobody owns takes every save.
    An owned one takes its owner's; for all others it does not exist: `PartyNotFound`. `PartyMovedOn` is for
    a save that expects the party at another revision.
    """
    time_until_commit(session, timings)
    connection = session.connection()
    revisions = _save_to_free(connection, [save for save in saves if asks_for_nothing(save)])
    outcomes: list[PartySaved | Refused] = []
    for save in saves:
        if not asks_for_nothing(save):
            outcomes.append(_save_alone(session, connection, save))
        elif save.session_id in revisions:
            revisions[save.session_id] += 1
            outcomes.append(PartySaved(save.scene_index, revisions[save.session_id]))
        else:
            outcomes.append(PartyNotFound())
    return outcomes


def load_parties(session: Session, asked: Sequence[PartyAsked]) -> list[PartyLoaded | PartyNotFound]:
    """The parties that were asked for, in that order; `PartyNotFound` for none and for somebody else's."""
    connection = session.connection()
    ids = tuple({one.session_id for one in asked})
    statement = _select(_mark(connection), len(ids))
    rows = {row[1]: row for row in connection.exec_driver_sql(statement, ids)}
    return [_loaded(rows.get(one.session_id), one.user_id) for one in asked]


def _loaded(row: Sequence[Any] | None, user_id: UUID | None) -> PartyLoaded | PartyNotFound:
    if row is None or not (row[0] is None or UUID(row[0]) == user_id):
        return PartyNotFound()
    return PartyLoaded(*row[1:])


def asks_for_nothing(save: PartySave) -> bool:
    """Whether it comes from nobody in particular and expects nothing: many such are one statement."""
    return save.user_id is None and save.expected is None


def _save_to_free(connection: Connection, saves: Sequence[PartySave]) -> dict[str, int]:
    """Store the last save of each free party; gives their revisions before, without owned parties.

    Nobody could have seen the earlier saves of the same transaction, but they count as revisions.
    """
    if not saves:
        return {}
    times = Counter(save.session_id for save in saves)
    last = {save.session_id: save for save in saves}
    # In one order everywhere, or two processes could wait for each other's rows.
    reached = _upsert(connection, [(last[one], times[one]) for one in sorted(last)], _FREE)
    return {session_id: revision - times[session_id] for session_id, revision in reached.items()}


def _save_alone(session: Session, connection: Connection, save: PartySave) -> PartySaved | Refused:
    """Store the save of somebody who said who they are, or what they expect."""
    asked = (
        select(Party.revision, Party.owner_id).where(Party.session_id == save.session_id).with_for_update()
    )
    revision: int | None = None
    for _ in range(TRIES):
        revision, owner = session.exec(asked).first() or (None, None)
        if owner not in (None, save.user_id):
            return PartyNotFound()
        if save.expected is not None and not save.expected.holds(revision):
            return PartyMovedOn(revision)
        # A party that another process makes right now is at none of the revisions that this one takes.
        if reached := _upsert(connection, [(save, 1)], _AT_REVISION, revision or 0):
            return PartySaved(save.scene_index, reached[save.session_id])
    return PartyMovedOn(revision)


def _upsert(
    connection: Connection, saves: Sequence[tuple[PartySave, int]], guard: str, *of_guard: int
) -> dict[str, int]:
    """Store saves of different parties, each as so many revisions; gives those that the guard let through."""
    dialect = connection.dialect
    stored = UtcDateTime().dialect_impl(dialect).bind_processor(dialect)
    now = stored(clock.now()) if stored else clock.now()
    values: list[Any] = []
    for save, times in saves:
        # Both databases take an id in this form.
        values += (uuid4().hex, save.session_id, times, save.name, save.heroes, save.symbol_choice)
        values += (save.scene_index, save.choices, save.more, now, now)
    statement = _upsert_statement(_mark(connection), len(saves), guard)
    reached = connection.exec_driver_sql(statement, (*values, *of_guard))
    return {session_id: revision for session_id, revision in reached}


def _mark(connection: Connection) -> str:
    return "?" if connection.dialect.paramstyle == "qmark" else "%s"


@lru_cache
def _upsert_statement(mark: str, rows: int, guard: str) -> str:
    row = f"({', '.join([mark] * _COLUMNS)})"
    return _UPSERT.format(rows=", ".join([row] * rows), guard=guard.format(mark=mark))


@lru_cache
def _select(mark: str, ids: int) -> str:
    return _SELECT.format(ids=", ".join([mark] * ids))
