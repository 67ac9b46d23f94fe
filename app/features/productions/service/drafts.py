"""Drafts: one kept set of choices for each person and upload."""

from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.attributes import flag_modified
from sqlmodel import Session

from app.features.productions import queries
from app.features.productions.errors import (
    DraftArchived,
    DraftChanged,
    DraftNotFound,
    NotAVideo,
    SourceGone,
    SourceNotReady,
    UploadNotFound,
)
from app.features.productions.models import DraftStatus, ProductionDraft, Upload, UploadKind, UploadStatus
from app.features.productions.rules.place import place_after_saving
from app.features.productions.schemas.drafts import DraftView
from app.features.productions.service import findings, history
from app.kernel import clock
from app.kernel.identity import Actor
from app.kernel.timings import saves, time_until_commit

MAX_ACTIVE = 200
"""How many active drafts a list holds."""
OPEN_TRIES = 3


def find_draft(session: Session, actor: Actor, upload_id: int) -> DraftView | None:
    """The active draft for an upload. A developer finds its owner's. None when there is none."""
    upload = queries.find_upload(session, actor, upload_id)
    draft = queries.find_active_draft(session, upload.user_id, upload_id) if upload else None
    return view(session, draft, upload) if draft and upload else None


def get_draft(session: Session, actor: Actor, draft_id: int) -> DraftView:
    """One draft, archived ones too. Raises `DraftNotFound`."""
    draft, upload = readable_draft(session, actor, draft_id)
    return view(session, draft, upload)


def list_active_drafts(session: Session, actor: Actor) -> list[DraftView]:
    """The actor's active drafts, the one that was touched last first."""
    drafts = queries.active_drafts(session, actor.user_id, MAX_ACTIVE)
    uploads = queries.uploads_by_id(session, actor.user_id, [draft.upload_id for draft in drafts])
    owned = findings.load_owned(session, actor.user_id, [draft.config_json for draft in drafts])
    # An upload may be deleted between the two reads, and its draft with it.
    return [_view(draft, uploads[draft.upload_id], owned) for draft in drafts if draft.upload_id in uploads]


def open_draft(session: Session, actor: Actor, upload_id: int) -> tuple[DraftView, bool]:
    """The active draft for the actor's own video, and whether it was made just now.

    Two at once get the same one. Raises `UploadNotFound`, `NotAVideo`, `SourceGone`,
    `SourceNotReady` (a video that could not be read).
    """
    upload = _own_video(session, actor, upload_id)
    for _ in range(OPEN_TRIES):
        if draft := queries.find_active_draft(session, actor.user_id, upload_id):
            return view(session, draft, upload), False
        if draft := _insert(session, actor, upload):
            return view(session, draft, upload), True
    raise UploadNotFound  # deleted just now: nothing can refer to it any more


def has_begun_draft(session: Session, upload: Upload) -> bool:
    """Whether the owner of an upload has chosen or cut anything for it."""
    assert upload.id is not None, "a stored upload"
    draft = queries.find_active_draft(session, upload.user_id, upload.id)
    return draft is not None and bool(draft.config_json)


def start_over(session: Session, actor: Actor, upload_id: int) -> DraftView:
    """Archive the active draft for an upload, if there is one, and open a fresh one."""
    if draft := queries.find_active_draft(session, actor.user_id, upload_id, lock=True):
        set_archived(session, draft)
    return open_draft(session, actor, upload_id)[0]


def save_draft(
    session: Session,
    actor: Actor,
    draft_id: int,
    config_patch: dict[str, Any],
    *,
    revision: int | None = None,
    replace: bool = False,
    device: str = "",
    step: history.Step = history.ELSEWHERE,
) -> DraftView:
    """Merge `config_patch` into the config key by key (null clears), or put it in its place.

    `revision` is the one that the change was based on; without it the last writer of each key wins
    and no other key is touched. A change of the timeline can be undone as `step`. What the patch
    leaves alone never stops it from being saved: that shows as `issues`. Raises `DraftNotFound`,
    `DraftArchived`, `DraftChanged`, `InvalidDraft`, `DraftTooLarge`; the draft is then as it was.
    """
    time_until_commit(session, saves)
    draft, upload = changeable_draft(session, actor, draft_id)
    before = draft.config_json
    if revision is not None and revision != draft.revision:
        raise DraftChanged(as_json(view(session, draft, upload)))
    config = findings.accept(session, upload, before, config_patch, replace=replace)
    if changed := findings.changed_keys(before, config):
        write(session, draft, config, device)
        if not history.KEYS.isdisjoint(changed):
            history.note(session, draft, before, step)
    return view(session, draft, upload)


def write(session: Session, draft: ProductionDraft, config: dict[str, Any], device: str) -> None:
    """Put a locked draft's config in its place, whatever it says, and count the revision up."""
    draft.place = place_after_saving(draft.place, findings.changed_keys(draft.config_json, config))
    draft.config_json = config
    flag_modified(draft, "config_json")  # SQLAlchemy takes 1 and true for the same value
    draft.revision += 1
    draft.device = device[:30]
    draft.updated_at = clock.now()
    session.add(draft)
    session.flush()


def archive_draft(session: Session, actor: Actor, draft_id: int) -> DraftView:
    """Put a draft away; one that is archived already stays as it is. Raises `DraftNotFound`."""
    draft, upload = own_draft(session, actor, draft_id)
    if draft.archived_at is None:
        set_archived(session, draft)
    return view(session, draft, upload)


def set_archived(session: Session, draft: ProductionDraft) -> None:
    """The one transition of a draft: active → archived."""
    draft.status = DraftStatus.ARCHIVED
    draft.archived_at = draft.updated_at = clock.now()
    session.add(draft)
    session.flush()
    history.forget(session, draft)


def readable_draft(session: Session, actor: Actor, draft_id: int) -> tuple[ProductionDraft, Upload]:
    """The draft and its video, for its owner or a developer. Raises `DraftNotFound`."""
    draft = queries.find_draft_row(session, draft_id)
    upload = queries.find_upload(session, actor, draft.upload_id) if draft else None
    if draft is None or upload is None or not (draft.user_id == actor.user_id or actor.is_developer):
        raise DraftNotFound
    return draft, upload


def own_draft(session: Session, actor: Actor, draft_id: int) -> tuple[ProductionDraft, Upload]:
    """The actor's own draft, locked until the transaction ends, and its video. Raises `DraftNotFound`."""
    draft = queries.find_draft_row(session, draft_id, lock=True)
    if draft is None or draft.user_id != actor.user_id:
        raise DraftNotFound
    upload = session.get(Upload, draft.upload_id)
    assert upload is not None, "a draft goes with its upload"
    return draft, upload


def changeable_draft(session: Session, actor: Actor, draft_id: int) -> tuple[ProductionDraft, Upload]:
    """The same, while it takes changes. Raises `DraftArchived`, too."""
    draft, upload = own_draft(session, actor, draft_id)
    if draft.archived_at is not None:
        raise DraftArchived(as_json(view(session, draft, upload)))
    return draft, upload


def view(session: Session, draft: ProductionDraft, upload: Upload) -> DraftView:
    """What leaves: the draft with whatever stands in the way of producing it right now."""
    return _view(draft, upload, findings.load_owned(session, draft.user_id, [draft.config_json]))


def as_json(draft: DraftView) -> dict[str, Any]:
    """The view as REST shows it."""
    return draft.model_dump(mode="json", by_alias=True)


def _view(draft: ProductionDraft, upload: Upload, owned: findings.Owned) -> DraftView:
    issues = findings.issues(draft.config_json, upload, owned)
    assert draft.id is not None
    return DraftView(
        id=draft.id,
        upload_id=draft.upload_id,
        status=draft.status,
        config=draft.config_json,
        revision=draft.revision,
        issues=issues,
        device=draft.device,
        note=draft.note,
        created_at=draft.created_at,
        updated_at=draft.updated_at,
        archived_at=draft.archived_at,
        production_id=draft.production_id,
    )


def _own_video(session: Session, actor: Actor, upload_id: int) -> Upload:
    upload = queries.find_upload(session, actor, upload_id)
    if upload is None or upload.user_id != actor.user_id:
        raise UploadNotFound
    if upload.kind is not UploadKind.VIDEO:
        raise NotAVideo
    return upload


def _insert(session: Session, actor: Actor, upload: Upload) -> ProductionDraft | None:
    """A fresh draft, or None when another transaction has just made it, or deleted its upload."""
    if upload.source_deleted_at is not None:
        raise SourceGone
    if upload.status is UploadStatus.FAILED:
        raise SourceNotReady(failed=True)
    assert upload.id is not None
    draft = ProductionDraft(user_id=actor.user_id, upload_id=upload.id)
    try:
        with session.begin_nested():
            session.add(draft)
    except IntegrityError:
        return None
    return draft
