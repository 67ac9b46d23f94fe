"""What the uploads page shows: files, and the draft that waits on each video."""

from sqlmodel import Session

from app.features.productions import queries
from app.features.productions.models import ProductionDraft, Upload, UploadKind, UploadStatus
from app.features.productions.rules.config import DraftConfig
from app.features.productions.rules.fields import shape_errors
from app.features.productions.rules.place import in_editor, place_and_progress
from app.features.productions.schemas.uploads import DraftGlance, Library
from app.features.productions.service import upload_limits, uploads
from app.kernel import jobs, part_files
from app.kernel.config import settings
from app.kernel.identity import Actor

MAX_UNFINISHED = 50
MAX_DRAFTS = 200


def read_library(
    session: Session, actor: Actor, kind: UploadKind | None = None, search: str = "", limit: int = 48
) -> Library:
    """The newest `limit` files that have arrived, those that have not, and the drafts on them."""
    arrived = uploads.list_uploads(session, actor, kind, search, arrived=True, limit=limit + 1)
    unfinished = uploads.list_uploads(session, actor, status=UploadStatus.UPLOADING, limit=MAX_UNFINISHED)
    drafts = queries.active_drafts(session, actor.user_id, MAX_DRAFTS)
    return Library(
        arrived=arrived[:limit],
        has_more=len(arrived) > limit,
        unfinished=unfinished,
        arriving={one.id for one in unfinished if part_files.is_busy(str(one.id))},
        drafts={draft.upload_id: _glance(draft) for draft in drafts},
        used_bytes=upload_limits.used_bytes(session, actor.account_id),
        quota_bytes=settings().account_quota_bytes,
    )


def retry_preparing(session: Session, actor: Actor, upload_id: int) -> None:
    """Prepare a file again whose preparation failed or was stopped. Raises `UploadNotFound`, `Conflict`."""
    upload: Upload = uploads.owned_upload(session, actor, upload_id)
    if upload.job_id is not None:
        jobs.request_retry(session, actor, upload.job_id)


def _glance(draft: ProductionDraft) -> DraftGlance:
    config = draft.config_json
    choices = DraftConfig() if shape_errors(DraftConfig, config) else DraftConfig.of(config)
    place, progress = place_and_progress(choices, draft.place)
    return DraftGlance(id=draft.id or 0, place=place, progress=progress, in_editor=in_editor(draft.place))
