"""What the preparing job tells its upload. It acts for the system: the upload's owner asked for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from app.features.productions import queries
from app.features.productions.models import Upload, UploadStatus
from app.kernel import clock
from app.kernel.assets import Asset, asset_url, record

JOB = "uploads.prepare"


@dataclass(frozen=True)
class DerivedFile:
    """A stored file and which `part` of the upload it is: poster, strip, proxy, waveform."""

    part: str
    key: str
    bytes: int
    mime: str


def find_source_key(session: Session, upload_id: int) -> str | None:
    """Where the source lies, while the upload still waits to be prepared."""
    upload = _preparing(session, upload_id)
    source = session.get(Asset, upload.source_asset_id) if upload and upload.source_asset_id else None
    return source.storage_key if source else None


def finish_preparing(
    session: Session, upload_id: int, files: list[DerivedFile], strip_facts: dict[str, Any]
) -> bool:
    """Make the upload ready; False when it no longer waits for this."""
    upload = _preparing(session, upload_id)
    if upload is None:
        return False
    for file in files:
        asset = Asset(
            account_id=upload.account_id,
            user_id=upload.user_id,
            kind=file.part,
            mime=file.mime,
            bytes=file.bytes,
            storage_key=file.key,
            filename=f"{file.part}{file.key[file.key.rindex('.') :]}",
        )
        setattr(upload, f"{file.part}_asset_id", record(session, asset).id)
    upload.strip_facts = strip_facts
    upload.status = UploadStatus.READY
    upload.updated_at = clock.now()
    return True


def fail_preparing(session: Session, upload_id: int, reason: str) -> None:
    """Say why it can't be used. The source stays, so that a retry needs no second upload."""
    upload = _preparing(session, upload_id)
    if upload is not None:
        upload.status = UploadStatus.FAILED
        upload.error = reason[:500]
        upload.updated_at = clock.now()


def requeue_preparing(session: Session, upload_id: int) -> None:
    """A retry was asked for."""
    upload = session.get(Upload, upload_id)
    if upload is not None and upload.status is UploadStatus.FAILED and upload.source_asset_id:
        upload.status = UploadStatus.PROCESSING
        upload.error = None
        upload.updated_at = clock.now()


def poster_urls(session: Session, upload_ids: Sequence[int]) -> list[str | None]:
    """The poster of each, where it has one by now."""
    found = queries.rows_by_id(session, Upload, upload_ids)
    return [asset_url(found[number].poster_asset_id) if number in found else None for number in upload_ids]


def _preparing(session: Session, upload_id: int) -> Upload | None:
    upload = session.get(Upload, upload_id, with_for_update=True)
    return upload if upload is not None and upload.status is UploadStatus.PROCESSING else None
