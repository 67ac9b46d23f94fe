"""A picture that has no use yet, taken for a film: it gets its role and is chosen, or neither."""

from sqlmodel import Session

from app.features.productions.models import ImageRole
from app.features.productions.rules.references import PICTURE_ROLES
from app.features.productions.service import drafts, keeping, uploads
from app.kernel.changes import Batch
from app.kernel.errors import Conflict, InvalidInput
from app.kernel.identity import Actor


def give_use(
    session: Session, actor: Actor, draft_id: int, upload_id: int, choice: Batch, *, device: str = ""
) -> None:
    """Give a picture the role of the one field that `choice` sets, and save the choice.

    Raises `DraftNotFound`, `UploadNotFound`, `PictureHasUse`, `LowerThirdNotPng`, `RoleNeedsPicture`,
    `InvalidInput` when the field takes no picture or refuses this one, `Conflict` when another device
    has set the field meanwhile.
    """
    key = next(iter(choice.changes), "")
    if len(choice.changes) != 1 or key not in PICTURE_ROLES:
        raise InvalidInput("No picture can be chosen there. Nothing was changed.")
    drafts.own_draft(session, actor, draft_id)  # before its files, as producing does
    uploads.give_role(session, actor, upload_id, ImageRole(PICTURE_ROLES[key]))
    _, answer = keeping.keep_draft_changes(session, actor, draft_id, choice, device=device)
    if key in answer.errors:
        raise InvalidInput(answer.errors[key])
    if key in answer.conflicts:
        raise Conflict("This was changed on another device a moment ago. Nothing was changed here.")
