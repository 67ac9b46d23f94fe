"""Uploads: announced, looked at, renamed, deleted. Their bytes are `receiving`'s."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col, select

from app.features.productions import queries
from app.features.productions.errors import (
    BadFileName,
    EmptyFile,
    PictureHasUse,
    UploadInUse,
    UploadNotFound,
)
from app.features.productions.models import (
    ImageRole,
    Production,
    ProductionStatus,
    Upload,
    UploadKind,
    UploadStatus,
)
from app.features.productions.rules import file_names
from app.features.productions.schemas.uploads import NewUpload, UploadChange, UploadView
from app.features.productions.service import drafts
from app.features.productions.service import upload_limits as limits
from app.kernel import clock, jobs, part_files
from app.kernel.assets import delete_asset
from app.kernel.identity import Actor
from app.kernel.jobs import UNFINISHED, Job

CANCELLED = (
    "This upload was cancelled. What you chose and cut is kept: upload the same file to go on with it."
)
GIVEN_UP = (
    "This upload broke off and nothing more came. What you chose and cut is kept: upload the same file to go "
    "on with it."
)


def create_upload(session: Session, actor: Actor, wanted: NewUpload) -> tuple[UploadView, bool]:
    """Announce a file; its bytes follow. The same unfinished file again gives the row that it has.

    Returns the upload and whether it is new. Raises `BadFileName`, `EmptyFile`, `FileTooLarge`,
    `QuotaReached`, `RoleNeedsPicture`.
    """
    name = _file_name(wanted.name)
    if wanted.bytes == 0:
        raise EmptyFile
    if (same := _find_unfinished(session, actor, name, wanted)) is not None:
        if same.status is UploadStatus.FAILED:  # its room was given back
            limits.require_room(session, actor, wanted.bytes)
        _go_on(same, wanted)
        session.flush()
        return _view(session, same), False
    kind = likely_kind(wanted, name)
    limits.require_role(wanted.role, kind, limits.PNG)
    limits.require_size(wanted.kind, wanted.bytes)
    limits.require_room(session, actor, wanted.bytes)
    upload = Upload(
        account_id=actor.account_id,
        user_id=actor.user_id,
        kind=kind,
        role=wanted.role,
        original_name=name,
        display_name=wanted.display_name or file_names.title_of(name),
        description=wanted.description,
        declared_bytes=wanted.bytes,
        fingerprint=wanted.fingerprint,
    )
    _go_on(upload, wanted)
    session.add(upload)
    session.flush()
    return _view(session, upload), True


def list_uploads(
    session: Session,
    actor: Actor,
    kind: UploadKind | None = None,
    search: str | None = None,
    *,
    role: ImageRole | None = None,
    status: UploadStatus | None = None,
    arrived: bool = False,
    before: int | None = None,
    limit: int = 100,
) -> list[UploadView]:
    """The actor's uploads, newest first, at most `limit`; `before` is the last id of the page before.

    `arrived` leaves out those that are still on their way.
    """
    found = select(Upload).where(Upload.user_id == actor.user_id, col(Upload.source_deleted_at).is_(None))
    for column, value in ((Upload.kind, kind), (Upload.role, role), (Upload.status, status)):
        if value is not None:
            found = found.where(column == value)
    if arrived:
        found = found.where(col(Upload.status) != UploadStatus.UPLOADING)
    if before is not None:
        found = found.where(col(Upload.id) < before)
    if search and search.strip():
        found = found.where(_mentions(search.strip()))
    return _views(session, session.exec(found.order_by(col(Upload.id).desc()).limit(limit)))


def get_upload(session: Session, actor: Actor, upload_id: int) -> UploadView:
    """One upload of the actor's (a developer may read anyone's). Raises `UploadNotFound`."""
    upload = session.get(Upload, upload_id)
    mine = upload is not None and (upload.user_id == actor.user_id or actor.is_developer)
    if upload is None or not mine or upload.source_deleted_at is not None:
        raise UploadNotFound
    return _view(session, upload)


def change_upload(session: Session, actor: Actor, upload_id: int, change: UploadChange) -> UploadView:
    """Rename, describe, or give a picture its role. Raises `RoleNeedsPicture`, `LowerThirdNotPng`."""
    upload = owned_upload(session, actor, upload_id)
    if change.display_name is not None:
        upload.display_name = change.display_name
    if change.description is not None:
        upload.description = change.description
    if "role" in change.model_fields_set:
        limits.require_role(change.role, upload.kind, upload.mime or limits.PNG)
        upload.role = change.role
    upload.updated_at = clock.now()
    session.flush()
    return _view(session, upload)


def give_role(session: Session, actor: Actor, upload_id: int, role: ImageRole) -> None:
    """Give a picture that has none its role; one that has it already keeps it.

    Raises `UploadNotFound`, `PictureHasUse`, `RoleNeedsPicture`, `LowerThirdNotPng`.
    """
    upload = owned_upload(session, actor, upload_id, lock=True)
    if upload.role not in (None, role):
        raise PictureHasUse
    change_upload(session, actor, upload_id, UploadChange(role=role))


def delete_upload(session: Session, actor: Actor, upload_id: int) -> None:
    """Cancel an unfinished upload, or delete the source of a finished one.

    Productions made from it stay, so its row does too; an open draft on it is archived. What was chosen
    and cut while a file was on its way outlives the cancelling: it waits for the same file, until the
    upload is deleted once more. Raises `UploadNotFound`, `UploadInUse`.
    """
    # The job before its upload, as the job's runner does.
    jobs.lock_job(session, owned_upload(session, actor, upload_id).job_id)
    upload = owned_upload(session, actor, upload_id, lock=True)
    if (production := _production_in_work(session, upload)) is not None:
        raise UploadInUse(production.name)
    _stop_job(session, actor, upload)
    part_files.discard(session, str(upload.id))
    _delete_files(session, upload)
    if upload.status is UploadStatus.READY:
        upload.source_deleted_at = upload.updated_at = clock.now()
        _archive_draft(session, upload)
    elif upload.status is not UploadStatus.FAILED:
        _end_unfinished(session, upload, CANCELLED)
    else:
        session.delete(upload)
    session.flush()


def give_up(session: Session, upload: Upload) -> None:
    """End an upload of which nothing more comes; what was cut for it waits, as behind a cancelled one."""
    part_files.discard(session, str(upload.id))
    _end_unfinished(session, upload, GIVEN_UP)


def owned_upload(session: Session, actor: Actor, upload_id: int, *, lock: bool = False) -> Upload:
    """The actor's own upload, to change it; `lock` keeps others from using it. Raises `UploadNotFound`."""
    # A lock of the key too would keep others from so much as referring to it.
    locked = {"key_share": True} if lock else None
    upload = session.get(Upload, upload_id, with_for_update=locked, populate_existing=lock)
    if upload is None or upload.user_id != actor.user_id or upload.source_deleted_at is not None:
        raise UploadNotFound
    return upload


def likely_kind(wanted: NewUpload, name: str) -> UploadKind:
    """What the file will be taken for until it is here."""
    guessed = UploadKind.IMAGE if wanted.role else UploadKind(file_names.likely_kind(name))
    return wanted.kind or guessed


def _file_name(name: str) -> str:
    try:
        return file_names.file_name(name)
    except ValueError as problem:
        raise BadFileName(str(problem)) from None


def _go_on(upload: Upload, wanted: NewUpload) -> None:
    """Let it wait for its bytes, with what its sender knows of them."""
    if upload.status is UploadStatus.FAILED:
        upload.status, upload.error, upload.received_bytes = UploadStatus.UPLOADING, None, 0
    upload.known_seconds = wanted.known_seconds or upload.known_seconds
    upload.width = wanted.known_width or upload.width
    upload.height = wanted.known_height or upload.height


def _end_unfinished(session: Session, upload: Upload, reason: str) -> None:
    """Keep the row for as long as somebody's work on it waits for the same file."""
    if not drafts.has_begun_draft(session, upload):
        session.delete(upload)
        return
    upload.status, upload.error = UploadStatus.FAILED, reason
    upload.received_bytes, upload.job_id = 0, None
    upload.updated_at = clock.now()


def _find_unfinished(session: Session, actor: Actor, name: str, wanted: NewUpload) -> Upload | None:
    """The same file on its way, or one of which nothing is kept: its draft may wait for it."""
    if not wanted.fingerprint:
        return None
    failed = (col(Upload.status) == UploadStatus.FAILED) & col(Upload.source_asset_id).is_(None)
    return session.exec(
        select(Upload).where(
            Upload.user_id == actor.user_id,
            (col(Upload.status) == UploadStatus.UPLOADING) | failed,
            Upload.fingerprint == wanted.fingerprint,
            Upload.original_name == name,
            Upload.declared_bytes == wanted.bytes,
        )
    ).first()


def _mentions(words: str) -> ColumnElement[bool]:
    columns = (col(Upload.display_name), col(Upload.original_name), col(Upload.description))
    return or_(*(column.icontains(words, autoescape=True) for column in columns))


def _production_in_work(session: Session, upload: Upload) -> Production | None:
    unfinished = (ProductionStatus.QUEUED, ProductionStatus.RENDERING)
    found = session.exec(
        select(Production).where(Production.user_id == upload.user_id, col(Production.status).in_(unfinished))
    )
    return next(
        (one for one in found if upload.id in (one.upload_id, *_uploads_named_in(one.snapshot))), None
    )


def _uploads_named_in(value: object) -> Iterable[int]:
    """Every upload that a snapshot names, at any depth."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key.lower().endswith("uploadid") and isinstance(inner, int):
                yield inner
            yield from _uploads_named_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _uploads_named_in(inner)


def _stop_job(session: Session, actor: Actor, upload: Upload) -> None:
    job = session.get(Job, upload.job_id) if upload.job_id else None
    if job is not None and job.status in UNFINISHED:
        jobs.request_cancel(session, actor, job.id)


def _delete_files(session: Session, upload: Upload) -> None:
    kept = session.exec(select(Production.id).where(Production.upload_id == upload.id).limit(1)).first()
    parts = ["source_asset_id", "proxy_asset_id", "strip_asset_id", "waveform_asset_id"]
    for part in parts if kept else [*parts, "poster_asset_id"]:
        asset_id = getattr(upload, part)
        setattr(upload, part, None)
        session.flush()
        delete_asset(session, asset_id)


def _archive_draft(session: Session, upload: Upload) -> None:
    assert upload.id is not None
    if draft := queries.find_active_draft(session, upload.user_id, upload.id, lock=True):
        drafts.set_archived(session, draft)


def _view(session: Session, upload: Upload) -> UploadView:
    return _views(session, [upload])[0]


def _views(session: Session, uploads: Iterable[Upload]) -> list[UploadView]:
    rows = list(uploads)
    wanted = {row.job_id for row in rows if row.status is UploadStatus.PROCESSING and row.job_id}
    working = (
        {job.id: job for job in session.exec(select(Job).where(col(Job.id).in_(wanted)))} if wanted else {}
    )
    return [_shown(row, working.get(row.job_id) if row.job_id else None) for row in rows]


def _shown(upload: Upload, job: Job | None) -> UploadView:
    progress, stage = 1.0, ""
    if upload.status is UploadStatus.UPLOADING:
        progress, stage = upload.received_bytes / max(1, upload.declared_bytes), "Uploading"
    elif upload.status is UploadStatus.PROCESSING:
        progress, stage = (job.progress, job.stage or "Preparing") if job else (0.0, "Preparing")
    urls = {
        f"{part}_url": f"/api/assets/{asset_id}" if asset_id else None
        for part in ("source", "poster", "strip", "proxy", "waveform")
        for asset_id in [getattr(upload, f"{part}_asset_id")]
    }
    return UploadView.model_validate(upload).model_copy(update={"progress": progress, "stage": stage, **urls})
