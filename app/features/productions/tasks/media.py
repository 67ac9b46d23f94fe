"""Preparing an upload: poster, thumbnail strip, proxy and waveform, derived by a job."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from app.features.productions.service import preparing
from app.features.productions.service.preparing import JOB, DerivedFile
from app.kernel import db, ports
from app.kernel.assets import publish_file
from app.kernel.jobs import JobContext, JobKind
from app.kernel.ports.renderer import Derived, MediaInfo, MediaKind, Renderer
from app.kernel.ports.storage import Storage

_MIMES = {
    ".webp": "image/webp",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".mp4": "video/mp4",
    ".json": "application/json",
}
# The last part of the bar is for storing what was made.
_DERIVING_SHARE = 0.97


def prepare(context: JobContext) -> dict[str, Any] | None:
    """Derive what the pages show of an upload. A second run of a finished one does nothing."""
    upload_id = int(context.payload["upload_id"])
    with db.reading() as session:
        key = preparing.find_source_key(session, upload_id)
    if key is None:
        return None
    info = _info(context.payload["info"])
    storage = ports.get(Storage)
    with storage.local(key) as path:
        derived = ports.get(Renderer).derive(
            path, info, context.folder, lambda done, stage: context.report(done * _DERIVING_SHARE, stage)
        )
        context.report(_DERIVING_SHARE, "Storing")
        files = _publish(derived)
    return _finish(upload_id, files, derived.strip_facts)


def _finish(upload_id: int, files: list[DerivedFile], strip_facts: dict[str, Any]) -> dict[str, Any] | None:
    taken = False
    try:
        with db.unit_of_work() as session:
            taken = preparing.finish_preparing(session, upload_id, files, strip_facts)
    finally:
        if not taken:  # deleted meanwhile, or finished by another worker
            for file in files:
                ports.get(Storage).delete(file.key)
    return {"uploadId": upload_id} if taken else None


def _publish(derived: Derived) -> list[DerivedFile]:
    made = {
        "poster": derived.poster,
        "strip": derived.strip,
        "proxy": derived.proxy,
        "waveform": derived.waveform,
    }
    files = []
    for part, path in made.items():
        if path is not None:
            suffix = path.suffix
            key, size = publish_file(path, suffix)
            files.append(DerivedFile(part, key, size, _MIMES[suffix]))
    return files


def _info(payload: dict[str, Any]) -> MediaInfo:
    return MediaInfo(**{**payload, "kind": MediaKind(payload["kind"])})


def _failed(session: Session, payload: dict[str, Any], message: str) -> None:
    preparing.fail_preparing(session, int(payload["upload_id"]), message)


def _cancelled(session: Session, payload: dict[str, Any]) -> None:
    _failed(session, payload, "You stopped the preparation of this file. Retry it under Activity.")


def _requeued(session: Session, payload: dict[str, Any]) -> None:
    preparing.requeue_preparing(session, int(payload["upload_id"]))


def _pictures(session: Session, payloads: Sequence[dict[str, Any]]) -> list[str | None]:
    return preparing.poster_urls(session, [int(payload["upload_id"]) for payload in payloads])


KINDS = [JobKind(JOB, prepare, failed=_failed, cancelled=_cancelled, requeued=_requeued, pictures=_pictures)]
