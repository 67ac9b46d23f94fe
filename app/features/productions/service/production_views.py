"""What leaves of a production: its row, its job's progress, its files' addresses."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from app.features.productions import queries
from app.features.productions.models import Production, ProductionFile, ProductionStatus, Upload
from app.features.productions.rules.wording import in_words
from app.features.productions.schemas.captions import TrackView
from app.features.productions.schemas.productions import ProductionView, Setting, Thumbnails
from app.features.productions.schemas.snapshots import Snapshot
from app.features.productions.service import tracks
from app.features.productions.service.snapshots import settings_by_kind
from app.features.productions.service.streaming import MASTER, THUMBNAILS
from app.kernel.assets import Asset, asset_url
from app.kernel.jobs import Job, JobView

STAGES = {
    ProductionStatus.QUEUED: "Waiting for its turn",
    ProductionStatus.RENDERING: "Rendering",
    ProductionStatus.COMPLETED: "Finished",
    ProductionStatus.FAILED: "Failed",
    ProductionStatus.CANCELLED: "Cancelled",
}


@dataclass(frozen=True)
class _Around:
    """The rows that a production's view takes facts from, by id."""

    jobs: dict[UUID, Job]
    uploads: dict[int, Upload]
    assets: dict[UUID, Asset]
    tracks: dict[UUID, list[TrackView]]
    files: dict[tuple[UUID, str], ProductionFile]


def view(session: Session, production: Production) -> ProductionView:
    """One production, with the settings that it was made with."""
    shown = _view(production, _around(session, [production]))
    snapshot = Snapshot.model_validate(production.snapshot)
    names = {file.upload_id: file.name for file in snapshot.files.values()}
    told = in_words(snapshot.config, settings_by_kind(snapshot.presets), names)
    settings = [Setting(label=label, words=text) for label, text in [*told, *_way_in_words(production)]]
    return shown.model_copy(update={"settings": settings})


def _way_in_words(production: Production) -> Iterator[tuple[str, str]]:
    """How its picture was made, once it is."""
    if production.way == "smart":
        yield "Render", "Quick: only what you changed was encoded anew, the rest is your footage as it was."
    elif production.way_reason:
        yield "Render", production.way_reason


def views(session: Session, productions: Sequence[Production]) -> list[ProductionView]:
    """Many productions in a handful of queries, without their settings."""
    around = _around(session, productions)
    return [_view(production, around) for production in productions]


def _around(session: Session, productions: Sequence[Production]) -> _Around:
    uploads = queries.rows_by_id(session, Upload, [production.upload_id for production in productions])
    jobs = queries.rows_by_id(session, Job, [production.job_id for production in productions])
    videos = [production.video_asset_id for production in productions]
    files = queries.streaming_files(session, [production.id for production in productions])
    assets = queries.rows_by_id(session, Asset, videos)
    switchable = tracks.views_by_film(session, [production.id for production in productions])
    return _Around(jobs, uploads, assets, switchable, files)


def _view(production: Production, around: _Around) -> ProductionView:
    job = around.jobs.get(production.job_id) if production.job_id else None
    source = around.uploads.get(production.upload_id)
    film = around.assets.get(production.video_asset_id) if production.video_asset_id else None
    poster = production.poster_asset_id or (source.poster_asset_id if source else None)
    rendering = production.status is ProductionStatus.RENDERING
    video_url = f"/api/assets/{film.id}" if film else None
    return ProductionView(
        **production.model_dump(
            include={
                *("id", "upload_id", "name", "status", "error", "job_id", "duration_seconds"),
                *("width", "height", "way", "way_reason", "created_at", "updated_at", "finished_at"),
            }
        ),
        stage=(job.stage if rendering and job else "") or STAGES[production.status],
        progress=_progress(production, job),
        seconds_left=JobView.model_validate(job).seconds_left if rendering and job else None,
        cancelling=bool(job and job.cancel_requested and production.status not in _ENDED),
        bytes=film.bytes if film else None,
        video_url=video_url,
        download_url=f"{video_url}?download=1" if video_url else None,
        poster_url=f"/api/assets/{poster}" if poster else None,
        captions=around.tracks.get(production.id, []),
        hls_url=_hls_url(around.files.get((production.id, MASTER))),
        thumbnails=_thumbnails(around.files.get((production.id, THUMBNAILS))),
    )


def _hls_url(master: ProductionFile | None) -> str | None:
    return asset_url(master.asset_id) if master else None


def _thumbnails(sheet: ProductionFile | None) -> Thumbnails | None:
    return Thumbnails(url=f"/api/assets/{sheet.asset_id}", **sheet.facts) if sheet else None


_ENDED = (ProductionStatus.COMPLETED, ProductionStatus.FAILED, ProductionStatus.CANCELLED)


def _progress(production: Production, job: Job | None) -> float:
    if production.status is ProductionStatus.COMPLETED:
        return 1.0
    return job.progress if job and production.status is ProductionStatus.RENDERING else 0.0
