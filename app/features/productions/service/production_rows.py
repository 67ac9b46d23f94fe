"""How a production's row moves while its film is made: the steps of the render job."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from uuid import UUID

from sqlmodel import Session

from app.features.productions import queries
from app.features.productions.errors import ImpossibleTransition
from app.features.productions.models import Production, ProductionStatus, Upload
from app.features.productions.schemas.snapshots import Snapshot
from app.features.productions.service import tracks
from app.features.productions.service.streaming import request_streaming
from app.kernel import clock
from app.kernel.assets import Asset, asset_url, record
from app.kernel.ports.renderer import MediaInfo

POSTER_MIME = "image/jpeg"

_MAY_BECOME = {
    ProductionStatus.QUEUED: {
        ProductionStatus.RENDERING,
        ProductionStatus.FAILED,
        ProductionStatus.CANCELLED,
    },
    ProductionStatus.RENDERING: {
        ProductionStatus.RENDERING,  # the job of a worker that died runs again
        ProductionStatus.QUEUED,
        ProductionStatus.COMPLETED,
        ProductionStatus.FAILED,
        ProductionStatus.CANCELLED,
    },
    ProductionStatus.FAILED: {ProductionStatus.QUEUED},
    ProductionStatus.CANCELLED: {ProductionStatus.QUEUED},
    ProductionStatus.COMPLETED: set[ProductionStatus](),
}
_FINAL = (ProductionStatus.COMPLETED, ProductionStatus.FAILED, ProductionStatus.CANCELLED)


@dataclass(frozen=True)
class Started:
    """What to render, and where storage keeps each file of it that is still there, by asset."""

    snapshot: Snapshot
    storage_keys: dict[UUID, str]
    captions: str
    """WebVTT of what is drawn into it."""


@dataclass(frozen=True)
class Film:
    """A finished film whose files storage has already."""

    video_key: str
    poster_key: str
    info: MediaInfo
    poster_bytes: int
    way: str = "full"
    way_reason: str | None = None


def move(session: Session, production: Production, to: ProductionStatus, *, error: str | None = None) -> None:
    """The one place where a production's status changes. Raises `ImpossibleTransition`."""
    if to not in _MAY_BECOME[production.status]:
        raise ImpossibleTransition(production.status, to)
    production.status = to
    production.error = error[:1000] if error else None
    production.updated_at = clock.now()
    production.finished_at = production.updated_at if to in _FINAL else None
    session.add(production)
    session.flush()


def reach(session: Session, production: Production, to: ProductionStatus) -> None:
    """Move it there unless it is there already, which its job's own step may have seen to."""
    if production.status is not to:
        move(session, production, to)


def start_render(session: Session, production_id: UUID) -> Started | None:
    """Mark it as rendering and give what to render; None when nothing is to be done any more."""
    production = queries.find_production_row(session, production_id, lock=True)
    if production is None or ProductionStatus.RENDERING not in _MAY_BECOME[production.status]:
        return None
    move(session, production, ProductionStatus.RENDERING)
    snapshot = Snapshot.model_validate(production.snapshot)
    wanted = [snapshot.source, *snapshot.files.values()]
    assets = queries.rows_by_id(session, Asset, [file.asset_id for file in wanted])
    keys = {asset_id: asset.storage_key for asset_id, asset in assets.items()}
    return Started(snapshot, keys, tracks.find_burnt_in(session, production_id))


def finish_render(session: Session, production_id: UUID, film: Film) -> bool:
    """Record the film once. False when it was deleted, stopped, or finished by another run meanwhile."""
    production = queries.find_production_row(session, production_id, lock=True)
    if production is None or production.status is not ProductionStatus.RENDERING:
        return False
    video = _asset(production, "render", film.video_key, film.info.mime, film.info.bytes)
    poster = _asset(production, "render_poster", film.poster_key, POSTER_MIME, film.poster_bytes)
    production.video_asset_id = record(session, video).id
    production.poster_asset_id = record(session, poster).id
    production.way, production.way_reason = film.way, film.way_reason
    production.duration_seconds = film.info.duration_seconds
    production.width, production.height = film.info.width, film.info.height
    move(session, production, ProductionStatus.COMPLETED)
    request_streaming(session, production)
    return True


def fail_render(session: Session, production_id: UUID, reason: str) -> None:
    """Tell the row why there is no film. A finished, stopped or deleted one stays as it is."""
    _end(session, production_id, ProductionStatus.FAILED, reason)


def cancel_render(session: Session, production_id: UUID) -> None:
    """The render was stopped, by the worker or before it began."""
    _end(session, production_id, ProductionStatus.CANCELLED)


def requeue_render(session: Session, production_id: UUID) -> None:
    """A retry of the job puts the production back to queued."""
    _end(session, production_id, ProductionStatus.QUEUED)


def picture_urls(session: Session, production_ids: Sequence[UUID]) -> list[str | None]:
    """The poster of each film, or while there is none its source's."""
    found = queries.rows_by_id(session, Production, production_ids)
    sources = queries.rows_by_id(session, Upload, [production.upload_id for production in found.values()])
    urls: list[str | None] = []
    for production_id in production_ids:
        production = found.get(production_id)
        source = sources.get(production.upload_id) if production else None
        own = production.poster_asset_id if production else None
        urls.append(asset_url(own or (source.poster_asset_id if source else None)))
    return urls


def _end(session: Session, production_id: UUID, to: ProductionStatus, error: str | None = None) -> None:
    production = queries.find_production_row(session, production_id, lock=True)
    if production is not None and to in _MAY_BECOME[production.status]:
        move(session, production, to, error=error)


def _asset(production: Production, kind: str, key: str, mime: str, size: int) -> Asset:
    return Asset(
        account_id=production.account_id,
        user_id=production.user_id,
        kind=kind,
        mime=mime,
        bytes=size,
        storage_key=key,
        filename=_filename(production.name, PurePosixPath(key).suffix),
    )


def _filename(name: str, suffix: str) -> str:
    """The name of a download: the film's, without what file systems refuse."""
    kept = "".join("_" if letter in '/\\:*?"<>|' or not letter.isprintable() else letter for letter in name)
    return (kept.strip(" .")[:120] or "film") + suffix
