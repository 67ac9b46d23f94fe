"""Bytes as they arrive: written, forced to the disk, acknowledged; then looked into and stored."""

from dataclasses import asdict
from pathlib import Path
from typing import Any, Self
from uuid import uuid4

from sqlmodel import Session

from app.features.productions.errors import MoreThanDeclared, NotUploading, WrongOffset
from app.features.productions.models import Upload, UploadKind, UploadStatus
from app.features.productions.schemas.uploads import NewUpload, UploadView
from app.features.productions.service import fitting, upload_limits, uploads
from app.features.productions.service.preparing import JOB
from app.kernel import clock, jobs, part_files, ports
from app.kernel.assets import Asset, publish_file, record
from app.kernel.errors import AppError, NotFound, Unavailable
from app.kernel.identity import Actor
from app.kernel.part_files import PartFile
from app.kernel.ports.renderer import MediaInfo, Renderer
from app.kernel.ports.storage import Storage
from app.kernel.transact import Transact

SAVE_EVERY = 8 * 1024 * 1024
"""Bytes between two acknowledgements: what a killed server may make the browser send again."""


def get_offset(session: Session, actor: Actor, upload_id: int) -> tuple[int, int]:
    """Bytes that are safe on the disk, and bytes announced. Raises `UploadNotFound`."""
    upload = uploads.owned_upload(session, actor, upload_id)
    return safe_bytes(upload), upload.declared_bytes


def safe_bytes(upload: Upload) -> int:
    """How much of the upload is acknowledged and (a restored backup aside) still there."""
    if upload.status is not UploadStatus.UPLOADING:
        return upload.declared_bytes
    return min(upload.received_bytes, part_files.part_size(str(upload.id)))


def require_offset(session: Session, actor: Actor, upload_id: int, offset: int) -> int:
    """Check that bytes may be appended at `offset`; returns the bytes announced.

    Raises `UploadNotFound`, `NotUploading`, `WrongOffset`.
    """
    upload = uploads.owned_upload(session, actor, upload_id)
    if upload.status is not UploadStatus.UPLOADING:
        raise NotUploading
    if offset != safe_bytes(upload):
        raise WrongOffset(safe_bytes(upload))
    return upload.declared_bytes


def acknowledge(session: Session, actor: Actor, upload_id: int, received: int) -> None:
    """Note that `received` bytes are on the disk. Raises `UploadNotFound` when it was cancelled."""
    upload = uploads.owned_upload(session, actor, upload_id)
    if upload.status is not UploadStatus.UPLOADING:
        raise NotUploading
    upload.received_bytes = received
    upload.updated_at = clock.now()


def amend(session: Session, actor: Actor, upload_id: int, wanted: NewUpload) -> None:
    """Take the words and the role that came behind the file. Raises `RoleNeedsPicture`."""
    upload = uploads.owned_upload(session, actor, upload_id)
    upload.kind = uploads.likely_kind(wanted, upload.original_name)
    upload_limits.require_role(wanted.role, upload.kind, upload_limits.PNG)
    upload.role = wanted.role
    upload.display_name = wanted.display_name or upload.display_name
    upload.description = wanted.description


def finish_upload(
    session: Session, actor: Actor, upload_id: int, info: MediaInfo, key: str, size: int
) -> UploadView:
    """Record the stored file and queue the job that prepares it."""
    upload = uploads.owned_upload(session, actor, upload_id)
    source = Asset(
        account_id=upload.account_id,
        user_id=upload.user_id,
        kind="source",
        mime=info.mime,
        bytes=size,
        storage_key=key,
        filename=upload.original_name[:255],
    )
    upload.source_asset_id = record(session, source).id
    _take_facts(upload, info, size)
    session.flush()
    fitting.fit_draft(session, upload)
    upload.status = UploadStatus.PROCESSING
    upload.job_id = jobs.enqueue(
        session,
        actor,
        JOB,
        key=f"{JOB}:{upload.id}",
        title=f"Preparing “{upload.display_name[:200]}”",
        payload={"upload_id": upload.id, "info": asdict(info)},
        href="/uploads",
    ).id
    session.flush()
    return uploads.get_upload(session, actor, upload_id)


def refuse_upload(session: Session, actor: Actor, upload_id: int, reason: str) -> None:
    """The whole file is here and isn't what Everkeep takes: say why, keep none of it."""
    upload = uploads.owned_upload(session, actor, upload_id)
    upload.status = UploadStatus.FAILED
    upload.error = reason[:500]
    upload.updated_at = clock.now()
    part_files.discard(session, str(upload.id))


def _take_facts(upload: Upload, info: MediaInfo, size: int) -> None:
    """What the file is by its content, whatever its sender took it for."""
    upload.kind = UploadKind(info.kind.value)
    upload.mime = info.mime
    upload.bytes = upload.declared_bytes = upload.received_bytes = size
    upload.width, upload.height, upload.rotation = info.width, info.height, info.rotation
    upload.duration_seconds, upload.frame_rate = info.duration_seconds, info.frame_rate
    upload.has_audio = info.has_audio
    upload.updated_at = clock.now()
    if upload.kind is not UploadKind.IMAGE:
        upload.role = None


class Receiver:
    """Takes the bytes of one upload, from `offset` on, as its only writer.

    `transact` opens a short transaction for each acknowledgement; none is open while bytes travel.
    Raises `PartFileBusy`, and what `require_offset` raises.
    """

    def __init__(
        self, transact: Transact, upload_id: int, offset: int = 0, *, over: AppError | None = None
    ) -> None:
        self.upload_id = upload_id
        self._transact = transact
        self._over = over
        self._announced = transact(require_offset, upload_id, offset)
        self._file = PartFile(str(upload_id))
        self._acknowledged = offset
        try:
            # Once more under the lock, and before anything is cut off: another writer may just have left.
            transact(require_offset, upload_id, offset)
            self._file.continue_at(offset)
        except BaseException:
            self.close()
            raise

    @property
    def offset(self) -> int:
        """Bytes acknowledged."""
        return self._acknowledged

    @property
    def is_complete(self) -> bool:
        return self._acknowledged == self._announced

    def write(self, block: bytes) -> None:
        """Append `block`, and acknowledge now and then.

        Raises `DiskFull`, and `over` (by default `MoreThanDeclared`) for more than was announced.
        """
        if self._file.size + len(block) > self._announced:
            raise self._over or MoreThanDeclared(self._announced)
        self._file.write(block)
        if self._file.size - self._acknowledged >= SAVE_EVERY:
            self.save()

    def save(self) -> int:
        """Force what was written to the disk, then acknowledge it; returns the new offset."""
        safe = self._file.sync()
        if safe != self._acknowledged:
            self._transact(acknowledge, self.upload_id, safe)
            self._acknowledged = safe
        return safe

    def end_here(self) -> None:
        """What was written is all there is: the sender could not say how much it would be."""
        self._announced = self._file.size

    def finish(self, expected: UploadKind | None = None) -> UploadView:
        """Look into the complete file and store it. Refused files are gone afterwards.

        Raises `NotMedia`, `WrongKind`, `FileTooLarge`, `LowerThirdNotPng`; `Unavailable` keeps the bytes.
        """
        try:
            info = ports.get(Renderer).probe(self._file.path)
            upload_limits.require_kind(UploadKind(info.kind.value), expected)
            self._transact(_require_fit, self.upload_id, info, self._file.size)
        except Unavailable:
            raise
        except AppError as refusal:
            self._transact(refuse_upload, self.upload_id, refusal.message)
            raise
        return self._store(info)

    def _store(self, info: MediaInfo) -> UploadView:
        twin = _twin(self._file.path)
        try:
            key, size = publish_file(twin, info.suffix)
        finally:
            twin.unlink(missing_ok=True)
        try:
            view = self._transact(finish_upload, self.upload_id, info, key, size)
        except NotFound:  # cancelled meanwhile. After any other failure the commit may have happened.
            ports.get(Storage).delete(key)
            raise
        self._file.remove()
        return view

    def close(self) -> None:
        """Let others write."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()


def _twin(path: Path) -> Path:
    """A second name for the file, to be moved away: until the row is committed the first one stays."""
    twin = path.with_name(f"{uuid4().hex}.whole")
    twin.hardlink_to(path)
    return twin


def _require_fit(session: Session, actor: Actor, upload_id: int, info: MediaInfo, size: int) -> None:
    """Raise `FileTooLarge` or `LowerThirdNotPng` when the file, as it is, can't be what it was meant as."""
    upload = uploads.owned_upload(session, actor, upload_id)
    kind = UploadKind(info.kind.value)
    upload_limits.require_size(kind, size)
    if kind is UploadKind.IMAGE:
        upload_limits.require_role(upload.role, kind, info.mime)
