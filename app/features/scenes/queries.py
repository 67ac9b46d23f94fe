"""Selects that are used twice or deserve a name."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select
from sqlalchemy import select as select_columns
from sqlalchemy.orm import defer
from sqlmodel import Session, col, select

from app.features.scenes.models import Party, Playthrough
from app.features.scenes.rules.frozen import LAST_SCENE

Run = tuple[Party, Playthrough | None]
"""A party and what our own pages keep beside it, if it was ever played there. In lists without its steps."""


def find_run(session: Session, session_id: str) -> Run | None:
    """The party under a session id and all that is kept beside it, as both stood at one moment."""
    wanted = _played().where(col(Party.session_id) == session_id)
    found = session.execute(wanted.execution_options(populate_existing=True)).first()
    return None if found is None else (found[0], found[1])


def find_party(session: Session, session_id: str, *, lock: bool = False) -> Party | None:
    """The party under a session id; `lock` keeps it still until the transaction ends."""
    wanted = select(Party).where(Party.session_id == session_id)
    if lock:
        # A lock of the key too would keep others from so much as referring to it.
        wanted = wanted.with_for_update(key_share=True).execution_options(populate_existing=True)
    return session.exec(wanted).first()


def find_revision(session: Session, session_id: str) -> tuple[UUID | None, int] | None:
    """Whose a party is, and its revision: all of it that pages ask for again and again."""
    wanted = select(Party.owner_id, Party.revision).where(Party.session_id == session_id)
    return session.exec(wanted).first()


def find_playthrough(session: Session, party_id: UUID) -> Playthrough | None:
    """What our own pages keep beside a party, as it is stored now."""
    return session.get(Playthrough, party_id, populate_existing=True)


def owned_runs(session: Session, user_id: UUID, limit: int) -> list[Run]:
    """A person's runs, the one that was played last first."""
    return _all(session, _runs().where(col(Party.owner_id) == user_id).limit(limit))


def unfinished_runs(session: Session, user_id: UUID, limit: int) -> list[Run]:
    """A person's runs that have not come to their ending."""
    going_on = (col(Party.owner_id) == user_id, col(Party.scene_index) < LAST_SCENE)
    return _all(session, _runs().where(*going_on).limit(limit))


def runs_finished_since(session: Session, user_id: UUID, since: datetime, limit: int) -> list[Run]:
    """A person's runs that came to their ending after `since`."""
    ended = (col(Party.scene_index) == LAST_SCENE, col(Playthrough.finished_at) > since)
    found = (
        _runs()
        .where(col(Party.owner_id) == user_id, *ended)
        .order_by(None)
        .order_by(col(Playthrough.finished_at).desc())
    )
    return _all(session, found.limit(limit))


def free_runs(session: Session, session_ids: Sequence[str]) -> list[Run]:
    """Those of these runs that nobody owns."""
    named = (col(Party.session_id).in_(session_ids), col(Party.owner_id).is_(None))
    return _all(session, _runs().where(*named))


def _played() -> Select[Party, Playthrough]:
    return select_columns(Party, Playthrough).outerjoin(
        Playthrough, col(Playthrough.party_id) == col(Party.id)
    )


def _runs() -> Select[Party, Playthrough]:
    newest_first = (col(Party.updated_at).desc(), col(Party.id))
    # No list shows how a run came to where it is, and that is most of its row.
    unread = (defer(steps, raiseload=True) for steps in (Playthrough.steps, Playthrough.undone))  # type: ignore[arg-type]  # typed as their values
    return _played().options(*unread).order_by(*newest_first)


def _all(session: Session, runs: Select[Party, Playthrough]) -> list[Run]:
    return [(party, row) for party, row in session.execute(runs)]
