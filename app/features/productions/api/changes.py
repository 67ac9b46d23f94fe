"""REST of a browser's outbox: what it could not hand over through its socket."""

from fastapi import APIRouter, Request

from app.features.productions.service import keeping
from app.kernel.changes import Answer, Batch
from app.kernel.devices import device_of
from app.rest.deps import SignedIn, Transaction

router = APIRouter(tags=["Production drafts"])


@router.patch("/api/production-drafts/{draft_id}/changes")
def keep_draft_changes(
    session: Transaction, actor: SignedIn, draft_id: int, batch: Batch, request: Request
) -> Answer:
    """Save what nobody else has changed and no rule forbids, key by key; the answer names the rest."""
    device = device_of(request.headers.get("user-agent", ""))
    return keeping.keep_draft_changes(session, actor, draft_id, batch, device=device)[1]


@router.patch("/api/presets/{preset_id}/changes")
def keep_preset_changes(session: Transaction, actor: SignedIn, preset_id: int, batch: Batch) -> Answer:
    """The same for a preset."""
    return keeping.keep_preset_changes(session, actor, preset_id, batch)[1]
