"""What a person may pick up again here, and what was finished: read by Home."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from app.features.productions import queries
from app.features.productions.models import ProductionDraft, Upload, UploadStatus
from app.features.productions.rules.config import DraftConfig
from app.features.productions.rules.fields import shape_errors
from app.features.productions.rules.place import in_editor, place_and_progress
from app.features.productions.schemas.uploads import UploadView
from app.features.productions.service import uploads
from app.kernel import part_files
from app.kernel.assets import asset_url
from app.kernel.identity import Actor
from app.kernel.ports.resumables import Finished, Resumable, ResumableSource


class ProductionResumables(ResumableSource):
    """Active drafts that hold a choice, and films that were completed."""

    def list_resumables(self, session: Session, actor: Actor, limit: int) -> Sequence[Resumable]:
        drafts = queries.active_drafts(session, actor.user_id, limit, begun=True)
        uploads = queries.uploads_by_id(session, actor.user_id, [draft.upload_id for draft in drafts])
        return [_resumable(draft, uploads[draft.upload_id]) for draft in drafts if draft.upload_id in uploads]

    def list_finished(
        self, session: Session, actor: Actor, since: datetime, limit: int
    ) -> Sequence[Finished]:
        return [
            Finished(
                kind="production",
                title=production.name,
                href=f"/productions/{production.id}",
                picture_url=asset_url(production.poster_asset_id),
                finished_at=production.finished_at,
            )
            for production in queries.completed_since(session, actor.user_id, since, limit)
            if production.finished_at is not None
        ]


class UploadResumables(ResumableSource):
    """Files that have not arrived whole."""

    def list_resumables(self, session: Session, actor: Actor, limit: int) -> Sequence[Resumable]:
        unfinished = uploads.list_uploads(session, actor, status=UploadStatus.UPLOADING, limit=limit)
        return [_unfinished(upload) for upload in sorted(unfinished, key=_touched, reverse=True)]

    def list_finished(
        self, session: Session, actor: Actor, since: datetime, limit: int
    ) -> Sequence[Finished]:
        return []


def _touched(upload: UploadView) -> datetime:
    return upload.updated_at


def _unfinished(upload: UploadView) -> Resumable:
    sending = part_files.is_busy(str(upload.id))
    then = "on its way" if sending else "choose the file to go on"
    return Resumable(
        kind="upload",
        title=upload.display_name,
        place=f"Uploading · {int(100 * upload.progress)} %, {then}",
        progress=upload.progress,
        href="/uploads",
        updated_at=upload.updated_at,
    )


def _resumable(draft: ProductionDraft, upload: Upload) -> Resumable:
    config = draft.config_json
    choices = DraftConfig() if shape_errors(DraftConfig, config) else DraftConfig.of(config)
    place, progress = place_and_progress(choices, draft.place)
    return Resumable(
        kind="production",
        title=(choices.name or "").strip() or upload.display_name,
        place=place,
        progress=progress,
        href=_address(draft, upload),
        picture_url=asset_url(upload.poster_asset_id),
        updated_at=draft.updated_at,
        device=draft.device or None,
    )


def _address(draft: ProductionDraft, upload: Upload) -> str:
    """The page on which the person left."""
    if in_editor(draft.place):
        return f"/edit-video?upload={upload.id}&from=home"
    return f"/produce?upload={upload.id}"
