"""The job `productions.render`: from a snapshot to a film."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlmodel import Session

from app.features.productions.errors import FileGone, FileUnreadable
from app.features.productions.rules.captions import written_cues
from app.features.productions.rules.plan import Medium, render_plan
from app.features.productions.schemas.snapshots import FileCopy
from app.features.productions.service import production_rows as rows
from app.features.productions.service import snapshots
from app.features.productions.service.productions import RENDER
from app.kernel import db, ports
from app.kernel.assets import publish_file
from app.kernel.errors import NotFound
from app.kernel.jobs import JobContext, JobKind
from app.kernel.ports.renderer import Kept, NotMedia, Rendered, Renderer
from app.kernel.ports.storage import Storage


def run(context: JobContext) -> dict[str, Any]:
    """Render and record the film once, however often this runs. The source is only ever read."""
    production_id = _production_id(context.payload)
    with db.unit_of_work() as session:
        started = rows.start_render(session, production_id)
    if started is not None:
        context.report(0.0, "Opening the files")
        rendered = _render(context, started)
        context.report(1.0, "Storing the film")
        _store(production_id, rendered)
    return {"production_id": str(production_id)}


def _render(context: JobContext, started: rows.Started) -> Rendered:
    """The film, in the attempt's own folder."""
    snapshot, renderer = started.snapshot, ports.get(Renderer)
    with ExitStack() as opened:
        media = {
            file.upload_id: opened.enter_context(_opened(file, started.storage_keys))
            for file in snapshots.files(snapshot)
        }
        source = media.pop(snapshot.source.upload_id)
        cues = written_cues(started.captions)
        presets = snapshots.settings_by_kind(snapshot.presets)
        plan = render_plan(snapshot.config, presets, source, media, cues)
        return renderer.render(plan, context.folder, context.report, Kept(context.kept, context.go_on_from))


@contextmanager
def _opened(file: FileCopy, storage_keys: dict[UUID, str]) -> Iterator[Medium]:
    """A file of the film for as long as it is needed.

    Raises `FileGone` if it was or gets deleted, `FileUnreadable` if it has been damaged since it came.
    """
    key = storage_keys.get(file.asset_id)
    if key is None:
        raise FileGone(file.name)
    try:
        with ports.get(Storage).local(key) as path:
            yield _read(path, file.name)
    except Exception as error:
        # Whatever the renderer made of it: a file that is no longer there is the reason.
        if isinstance(error, NotFound | FileNotFoundError) or not _is_there(key):
            raise FileGone(file.name) from error
        raise


def _read(path: Path, name: str) -> Medium:
    try:
        return Medium(path, ports.get(Renderer).probe(path))
    except NotMedia as damaged:
        # It was read when it came, so what is wrong is the stored file, not what the person brought.
        raise FileUnreadable(name) from damaged


def _is_there(key: str) -> bool:
    try:
        ports.get(Storage).size(key)
    except NotFound:
        return False
    return True


def _store(production_id: UUID, rendered: Rendered) -> None:
    """Publish the film and record it; files that nothing points at don't stay."""
    published: list[str] = []
    recorded = False
    try:
        video_key, video_bytes = publish_file(rendered.video, rendered.video.suffix)
        published.append(video_key)
        poster_key, poster_bytes = publish_file(rendered.poster, rendered.poster.suffix)
        published.append(poster_key)
        info = replace(rendered.info, bytes=video_bytes)
        film = rows.Film(video_key, poster_key, info, poster_bytes, rendered.way, rendered.way_reason or None)
        with db.unit_of_work() as session:
            recorded = rows.finish_render(session, production_id, film)
    finally:
        if not recorded:
            _discard(published)


def _discard(keys: list[str]) -> None:
    for key in keys:
        ports.get(Storage).delete(key)


def _production_id(payload: dict[str, Any]) -> UUID:
    return UUID(payload["production_id"])


def _failed(session: Session, payload: dict[str, Any], message: str) -> None:
    rows.fail_render(session, _production_id(payload), message)


def _cancelled(session: Session, payload: dict[str, Any]) -> None:
    rows.cancel_render(session, _production_id(payload))


def _requeued(session: Session, payload: dict[str, Any]) -> None:
    rows.requeue_render(session, _production_id(payload))


def _pictures(session: Session, payloads: Sequence[dict[str, Any]]) -> list[str | None]:
    return rows.picture_urls(session, [_production_id(payload) for payload in payloads])


KINDS: list[JobKind] = [
    JobKind(RENDER, run, failed=_failed, cancelled=_cancelled, requeued=_requeued, pictures=_pictures),
]
