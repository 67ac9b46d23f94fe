"""The job `productions.stream`: a finished film in several sizes, with playlists and thumbnails."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from sqlmodel import Session

from app.features.productions.rules.playlists import MIME, master_playlist, media_playlist
from app.features.productions.service import production_rows as rows
from app.features.productions.service import streaming
from app.features.productions.service.streaming import MASTER, STREAM, THUMBNAILS, StreamFile
from app.kernel import db, ports
from app.kernel.assets import publish_file
from app.kernel.disk import writing
from app.kernel.errors import NotFound
from app.kernel.jobs import JobContext, JobKind
from app.kernel.ports.renderer import Kept, Renderer, Streamed
from app.kernel.ports.storage import Storage

_MAKING_SHARE = 0.98


def run(context: JobContext) -> dict[str, Any]:
    """Make a film ready for streaming, once, however often this runs. The film is only ever read."""
    production_id = UUID(context.payload["production_id"])
    with db.reading() as session:
        key = streaming.find_film_key(session, production_id)
    if key is not None:
        try:
            _store(production_id, context.folder, _make(context, key), context)
        except NotFound:
            # The production was deleted meanwhile, and its film with it: there is nobody to tell.
            if _is_wanted(production_id):
                raise
    return {"production_id": str(production_id)}


def _make(context: JobContext, key: str) -> Streamed:
    def report(done: float, stage: str) -> None:
        context.report(_MAKING_SHARE * done, stage)

    renderer = ports.get(Renderer)
    with ports.get(Storage).local(key) as film:
        kept = Kept(context.kept, lambda done: context.go_on_from(_MAKING_SHARE * done))
        return renderer.stream(film, renderer.probe(film), context.folder, report, kept)


def _is_wanted(production_id: UUID) -> bool:
    with db.reading() as session:
        return streaming.find_film_key(session, production_id) is not None


def _store(production_id: UUID, folder: Path, made: Streamed, context: JobContext) -> None:
    """Publish everything and record it; files that nothing points at don't stay."""
    context.report(_MAKING_SHARE, "Storing")
    files: list[StreamFile] = []
    recorded = False
    try:
        _publish(made, folder, files.append)
        with db.unit_of_work() as session:
            recorded = streaming.finish_streaming(session, production_id, files)
    finally:
        if not recorded:
            for file in files:
                ports.get(Storage).delete(file.key)


def _publish(made: Streamed, folder: Path, published: Callable[[StreamFile], None]) -> None:
    """Playlists name files by their ids, which stand beside their own under `/api/assets/`."""
    addresses: dict[str, str] = {}

    def publish(part: str, path: Path, mime: str, facts: dict[str, Any] | None = None) -> StreamFile:
        key, size = publish_file(path, path.suffix)
        file = StreamFile(part, uuid4(), key, size, mime, facts or {})
        published(file)
        return file

    def publish_text(part: str, text: str) -> StreamFile:
        path = folder / f"{part}.m3u8"
        with writing():
            path.write_text(text)
        return publish(part, path, MIME)

    for version in made.versions:
        mime = "video/mp4" if version.width else "audio/mp4"
        media = publish(f"{version.name}.media", version.media, mime)
        playlist = media_playlist(version, str(media.asset_id), media.bytes)
        addresses[version.name] = str(publish_text(version.name, playlist).asset_id)
    publish(THUMBNAILS, made.thumbnails, "image/webp", made.thumbnail_facts)
    publish_text(MASTER, master_playlist(made.versions, addresses, made.frame_rate))


def _pictures(session: Session, payloads: Sequence[dict[str, Any]]) -> list[str | None]:
    return rows.picture_urls(session, [UUID(payload["production_id"]) for payload in payloads])


KINDS = [JobKind(STREAM, run, pictures=_pictures)]
