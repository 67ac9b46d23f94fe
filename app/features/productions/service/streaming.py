"""What a finished film is streamed with: made by a job of its own, so that nobody waits for it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlmodel import Session

from app.features.productions import queries
from app.features.productions.models import Production, ProductionFile, ProductionStatus
from app.features.productions.service.upload_limits import room_left
from app.kernel import jobs
from app.kernel.assets import Asset, delete_asset, record
from app.kernel.identity import Actor

STREAM = "productions.stream"
MASTER, THUMBNAILS = "master", "thumbnails"
"""Parts that clients are told of; they find the others from the master playlist."""


@dataclass(frozen=True)
class StreamFile:
    """A file that storage has already, under the id that playlists name it by."""

    part: str
    asset_id: UUID
    key: str
    bytes: int
    mime: str
    facts: dict[str, Any] = field(default_factory=dict)


def request_streaming(session: Session, production: Production) -> None:
    """Queue the making of a completed film's smaller sizes. It acts for the film's owner.

    Without room for about as much again as the film takes there is none: it plays from its file then.
    """
    film = session.get(Asset, production.video_asset_id)
    if film is None or film.bytes > room_left(session, production.account_id):
        return
    jobs.enqueue(
        session,
        Actor(production.user_id, production.account_id),
        STREAM,
        key=_key(production.id),
        title=f"Prepare “{production.name}” for every connection"[:255],
        payload={"production_id": str(production.id)},
        href=f"/productions/{production.id}",
    )


def find_film_key(session: Session, production_id: UUID) -> str | None:
    """Where a film lies that is still to be made ready; None when nothing is to be done any more."""
    production = _waiting(session, production_id)
    film = session.get(Asset, production.video_asset_id) if production and production.video_asset_id else None
    return film.storage_key if film else None


def finish_streaming(session: Session, production_id: UUID, files: Sequence[StreamFile]) -> bool:
    """Record all files once. False when the film was deleted, or another run was faster."""
    production = _waiting(session, production_id)
    if production is None:
        return False
    for file in files:
        asset = Asset(
            id=file.asset_id,
            account_id=production.account_id,
            user_id=production.user_id,
            kind=f"stream_{file.part}"[:40],
            mime=file.mime,
            bytes=file.bytes,
            storage_key=file.key,
            filename=f"{file.part}{file.key[file.key.rindex('.') :]}",
        )
        record(session, asset)
        session.add(
            ProductionFile(
                production_id=production_id, part=file.part, asset_id=file.asset_id, facts=file.facts
            )
        )
    session.flush()
    return True


def remove_streaming(session: Session, production_id: UUID) -> None:
    """Stop the making of it, and remove what is there, before the film goes."""
    unfinished = jobs.find_unfinished(session, _key(production_id))
    if unfinished is not None:
        jobs.stop(session, unfinished)
    for file in queries.streaming_files(session, [production_id]).values():
        asset_id = file.asset_id
        session.delete(file)
        session.flush()
        delete_asset(session, asset_id)


def _key(production_id: UUID) -> str:
    return f"stream:{production_id}"


def _waiting(session: Session, production_id: UUID) -> Production | None:
    """The completed film that has no streaming files yet, locked."""
    production = queries.find_production_row(session, production_id, lock=True)
    if production is None or production.status is not ProductionStatus.COMPLETED:
        return None
    return None if queries.streaming_files(session, [production_id]) else production
