"""REST of the editor: edits of a draft's timeline, undo and redo."""

from fastapi import APIRouter, Request

from app.features.productions.schemas.edits import EditedDraft, EditInput, Move
from app.features.productions.service import editing as service
from app.kernel.devices import device_of
from app.rest.deps import SignedIn, Transaction
from app.rest.limits import body_limit

router = APIRouter(
    prefix="/api/production-drafts/{draft_id}/edits",
    tags=["Production drafts"],
    route_class=body_limit(64 * 1024),
)


def _device(request: Request) -> str:
    return device_of(request.headers.get("user-agent", ""))


@router.get("")
def read_edits(session: Transaction, actor: SignedIn, draft_id: int) -> EditedDraft:
    """The draft with what can be undone and done again."""
    return service.get_edits(session, actor, draft_id)


@router.post("")
def edit_draft(
    session: Transaction, actor: SignedIn, draft_id: int, wanted: EditInput, request: Request
) -> EditedDraft:
    """Split, delete, drag an edge, or lay, move, trim, dress, remove a picture.

    409 says why the timeline doesn't allow it, or carries the draft that another page has saved meanwhile.
    """
    return service.edit_draft(session, actor, draft_id, wanted, device=_device(request))


@router.post("/undo")
def undo_edit(
    session: Transaction, actor: SignedIn, draft_id: int, move: Move, request: Request
) -> EditedDraft:
    """Take the last change of the timeline back; the last fifty can be."""
    return service.undo_edit(session, actor, draft_id, move, device=_device(request))


@router.post("/redo")
def redo_edit(
    session: Transaction, actor: SignedIn, draft_id: int, move: Move, request: Request
) -> EditedDraft:
    """Do again what was undone last."""
    return service.redo_edit(session, actor, draft_id, move, device=_device(request))
