"""Saving and loading parties, several at once: together they are asked of the database in one statement."""

from collections import Counter
from collections.abc import Sequence
from time import perf_counter
from typing import Any
from uuid import UUID, uuid4

from sqlmodel import Session, select

from app.features.scenes.errors.parties import PartyMovedOn, PartyNotFound
from app.features.scenes.models import Party
from app.features.scenes.schemas.parties import PartyAsked, PartyLoaded, PartySave, PartySaved
from app.kernel import clock
from app.kernel.statements import Run, Statement, over_rows, rows_as_json, time_as_text, within
from app.kernel.timings import saves as timings
from app.kernel.timings import time_until_commit

# Written out, because composing such a statement takes longer than running it.
_UPSERT = """
INSERT INTO parties (id, session_id, revision, name, heroes, symbol_choice, scene_index, choices, more,
                     created_at, updated_at)
SELECT id, session_id, times, name, heroes, symbol_choice, scene_index, choices, more, saved_at, saved_at
FROM {given} WHERE TRUE
ON CONFLICT (session_id) DO UPDATE SET
    revision = parties.revision + excluded.revision, name = excluded.name, heroes = excluded.heroes,
    symbol_choice = excluded.symbol_choice, scene_index = excluded.scene_index,
    choices = excluded.choices, more = excluded.more, updated_at = excluded.updated_at
WHERE parties.%s
RETURNING session_id, revision
"""
_SAVED = {
    "id": "uuid",
    "session_id": "text",
    "times": "integer",
    "name": "text",
    "heroes": "json",
    "symbol_choice": "text",
    "scene_index": "integer",
    "choices": "json",
    "more": "json",
    "saved_at": "time",
}
_SAVE_TO_FREE = over_rows(_UPSERT % "owner_id IS NULL", **_SAVED)
_SAVE_AT_REVISION = over_rows(_UPSERT % "revision = {mark}", **_SAVED)

_LOAD = over_rows(
    """
SELECT CAST(owner_id AS TEXT), session_id, revision, scene_index, name, symbol_choice,
       CAST(heroes AS TEXT), CAST(choices AS TEXT), CAST(more AS TEXT)
FROM parties WHERE session_id IN (SELECT asked_id FROM {given})
""",
    asked_id="text",
)
TRIES = 3

Refused = PartyNotFound | PartyMovedOn


def save_parties(session: Session, saves: Sequence[PartySave]) -> list[PartySaved | Refused]:
    """Store each save whole, a later one over an earlier one; the outcomes are in the order of `saves`.

    Those that name a person or a revision come after all others. A party that nobody owns takes every save.
    An owned one takes its owner's; for all others it does not exist: `PartyNotFound`. `PartyMovedOn` is for
    a save that expects the party at another revision.
    """
    time_until_commit(session, timings)
    run = within(session)
    free = iter(_save_to_free(run, [save for save in saves if asks_for_nothing(save)]))
    return [next(free) if asks_for_nothing(save) else _save_alone(session, run, save) for save in saves]


def save_free_parties(run: Run, saves: Sequence[PartySave]) -> list[PartySaved | PartyNotFound]:
    """`save_parties` for those that ask for nothing, with one statement, which `run` commits."""
    began = perf_counter()
    outcomes = _save_to_free(run, saves)
    timings.record(perf_counter() - began)
    return outcomes


def load_parties(run: Run, asked: Sequence[PartyAsked]) -> list[PartyLoaded | PartyNotFound]:
    """The parties that were asked for, in that order; `PartyNotFound` for none and for somebody else's."""
    ids = {one.session_id for one in asked}
    rows = {row[1]: row for row in run(_LOAD, (rows_as_json([(one,) for one in ids]),))}
    return [_loaded(rows.get(one.session_id), one.user_id) for one in asked]


def _loaded(row: Sequence[Any] | None, user_id: UUID | None) -> PartyLoaded | PartyNotFound:
    if row is None or not (row[0] is None or UUID(row[0]) == user_id):
        return PartyNotFound()
    return PartyLoaded(*row[1:])


def asks_for_nothing(save: PartySave) -> bool:
    """Whether it comes from nobody in particular and expects nothing: many such are one statement."""
    return save.user_id is None and save.expected is None


def _save_to_free(run: Run, saves: Sequence[PartySave]) -> list[PartySaved | PartyNotFound]:
    """Store the last save of each free party; the outcomes are in the order of `saves`.

    Nobody could have seen the earlier saves of the same transaction, but they count as revisions.
    """
    if not saves:
        return []
    times = Counter(save.session_id for save in saves)
    last = {save.session_id: save for save in saves}
    # In one order everywhere, or two processes could wait for each other's rows.
    reached = _upsert(run, _SAVE_TO_FREE, [(last[one], times[one]) for one in sorted(last)])
    revisions = {session_id: revision - times[session_id] for session_id, revision in reached.items()}
    outcomes: list[PartySaved | PartyNotFound] = []
    for save in saves:
        if save.session_id in revisions:
            revisions[save.session_id] += 1
            outcomes.append(PartySaved(save.scene_index, revisions[save.session_id]))
        else:
            outcomes.append(PartyNotFound())
    return outcomes


def _save_alone(session: Session, run: Run, save: PartySave) -> PartySaved | Refused:
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
        if reached := _upsert(run, _SAVE_AT_REVISION, [(save, 1)], revision or 0):
            return PartySaved(save.scene_index, reached[save.session_id])
    return PartyMovedOn(revision)


def _upsert(
    run: Run, statement: Statement, saves: Sequence[tuple[PartySave, int]], *of_guard: int
) -> dict[str, int]:
    """Store saves of different parties, each as so many revisions; gives those that the guard let through."""
    now = time_as_text(clock.now())
    rows = [
        (
            uuid4().hex,
            save.session_id,
            times,
            save.name,
            save.heroes,
            save.symbol_choice,
            save.scene_index,
            save.choices,
            save.more,
            now,
        )
        for save, times in saves
    ]
    return {session_id: revision for session_id, revision in run(statement, (rows_as_json(rows), *of_guard))}
