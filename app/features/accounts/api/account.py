"""The people of one account: members and invitations."""

from uuid import UUID

from fastapi import APIRouter

from app.features.accounts import service
from app.features.accounts.schemas import (
    InvitationView,
    MemberView,
    NewInvitation,
    NewInvitationView,
    RoleChange,
)
from app.rest.deps import Oneself, SignedIn, Transaction
from app.rest.failures import failures

router = APIRouter(prefix="/api/auth", tags=["Account"])


@router.get("/members", responses=failures(401))
def list_members(session: Transaction, actor: SignedIn) -> list[MemberView]:
    """Everybody in your account."""
    return service.list_members(session, actor)


@router.patch("/members/{user_id}", responses=failures(400, 401, 403, 404, 409))
def change_role(session: Transaction, actor: Oneself, user_id: UUID, body: RoleChange) -> MemberView:
    """Give a member another role. Only owners may."""
    return service.change_role(session, actor, user_id, body)


@router.delete("/members/{user_id}", status_code=204, responses=failures(400, 401, 403, 404, 409))
def remove_member(session: Transaction, actor: Oneself, user_id: UUID) -> None:
    """Delete a member with everything of theirs. Only owners may."""
    service.remove_member(session, actor, user_id)


@router.get("/invitations", responses=failures(401, 403))
def list_invitations(session: Transaction, actor: Oneself) -> list[InvitationView]:
    """Invitations that nobody has accepted yet. Only owners may."""
    return service.list_invitations(session, actor)


@router.post("/invitations", status_code=201, responses=failures(400, 401, 403))
def invite(session: Transaction, actor: Oneself, body: NewInvitation) -> NewInvitationView:
    """A link by which one person may join within a week. Only owners may."""
    return service.invite(session, actor, body)


@router.delete("/invitations/{invitation_id}", status_code=204, responses=failures(400, 401, 403, 404))
def withdraw_invitation(session: Transaction, actor: Oneself, invitation_id: UUID) -> None:
    """Let an invitation be good no more. Only owners may."""
    service.withdraw_invitation(session, actor, invitation_id)
