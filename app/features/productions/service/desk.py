"""What the page that cuts a film needs, each in one transaction."""

from collections.abc import Mapping

from sqlmodel import Session

from app.features.productions.models import ImageRole, UploadKind, UploadStatus
from app.features.productions.rules.editing.edits import AddPicture
from app.features.productions.rules.legacy import has_legacy_keys
from app.features.productions.schemas.editor import Editing, LibraryPicture
from app.features.productions.schemas.edits import EditedDraft, EditInput, Move
from app.features.productions.schemas.uploads import UploadView
from app.features.productions.service import drafts, dressing, editing, films, legacy, places, uploads
from app.kernel.identity import Actor

MAX_PICTURES = 200
_FOR_FILMS = (ImageRole.OVERLAY, None)


def open_desk(session: Session, actor: Actor, upload_id: int, query: Mapping[str, str]) -> Editing:
    """Get or create the draft for an upload; choices in an old link's `query` seed it while it is empty.

    Raises what `drafts.open_draft` raises.
    """
    draft, _ = drafts.open_draft(session, actor, upload_id)
    notes: list[str] = []
    if has_legacy_keys(query):
        seeded = legacy.seed_draft(session, actor, draft.id, query)
        notes = [seeded.note] if seeded.note else []
    return _desk(session, actor, editing.get_edits(session, actor, draft.id), notes)


def read_desk(session: Session, actor: Actor, draft_id: int) -> Editing:
    """The same for a draft that is open on a page. Raises `DraftNotFound`."""
    return _desk(session, actor, editing.get_edits(session, actor, draft_id))


def edit(session: Session, actor: Actor, draft_id: int, wanted: EditInput, *, device: str = "") -> Editing:
    """Do one edit, and show what it made. A picture that had no use yet is for laying over films then.

    Raises what `editing.edit_draft` and, for a new picture, `uploads.give_role` does.
    """
    if isinstance(wanted.edit, AddPicture):
        drafts.own_draft(session, actor, draft_id)  # before its files, as producing does
        uploads.give_role(session, actor, wanted.edit.picture.upload_id, ImageRole.OVERLAY)
    return _desk(session, actor, editing.edit_draft(session, actor, draft_id, wanted, device=device))


def undo(session: Session, actor: Actor, draft_id: int, move: Move, *, device: str = "") -> Editing:
    """Take the last change back, and show what that made. Raises what `editing.undo_edit` does."""
    return _desk(session, actor, editing.undo_edit(session, actor, draft_id, move, device=device))


def redo(session: Session, actor: Actor, draft_id: int, move: Move, *, device: str = "") -> Editing:
    """Do again what was undone last, and show it. Raises what `editing.redo_edit` does."""
    return _desk(session, actor, editing.redo_edit(session, actor, draft_id, move, device=device))


def _desk(session: Session, actor: Actor, edited: EditedDraft, notes: list[str] | None = None) -> Editing:
    draft = edited.draft
    upload = uploads.get_upload(session, actor, draft.upload_id)
    pictures = uploads.list_uploads(session, actor, UploadKind.IMAGE, arrived=True, limit=MAX_PICTURES)
    return Editing(
        film=films.film_of(upload),
        edited=edited,
        preview=dressing.find_preview(session, actor, draft, upload),
        library=[_picture(picture) for picture in pictures if picture.role in _FOR_FILMS],
        place=places.read_place(session, draft.id),
        notes=notes or [],
    )


def _picture(upload: UploadView) -> LibraryPicture:
    return LibraryPicture(
        id=upload.id,
        name=upload.display_name,
        url=upload.poster_url or upload.source_url or "",
        width=upload.width,
        height=upload.height,
        ready=upload.status is UploadStatus.READY,
        error=upload.error or "",
    )
