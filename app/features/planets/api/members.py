"""REST of those who share a planet."""

from uuid import UUID

from fastapi import APIRouter

from app.features.planets.api.planets import MAX_BODY, PlanetId
from app.features.planets.schemas.planets import (
    JoinInput,
    MemberList,
    MemberView,
    NewInvitationView,
    NewMember,
    NewPlanetInvitation,
    PlanetView,
    RoleChange,
)
from app.features.planets.service import invitations, members
from app.rest.deps import SignedIn, Transaction
from app.rest.failures import failures
from app.rest.limits import body_limit

joining = APIRouter(prefix="/api/planets/invitations", tags=["Planets"], route_class=body_limit(MAX_BODY))
router = APIRouter(prefix="/api/planets/{planet_id}", tags=["Planets"], route_class=body_limit(MAX_BODY))


@joining.post("/accept", responses=failures(400, 401, 403, 404))
def join(session: Transaction, actor: SignedIn, wanted: JoinInput) -> PlanetView:
    """Take an invitation, with the token of its link."""
    return invitations.join(session, actor, wanted.token)


@router.get("/members", responses=failures(400, 401, 403, 404))
def list_members(session: Transaction, actor: SignedIn, planet_id: PlanetId) -> MemberList:
    """Everybody who shares the planet, and for those who may change it the open invitations."""
    return members.list_members(session, actor, planet_id)


@router.post("/members", status_code=201, responses=failures(400, 401, 403, 404, 409))
def add_member(session: Transaction, actor: SignedIn, planet_id: PlanetId, wanted: NewMember) -> MemberView:
    """Let somebody of your own account in at once. Invite everybody else."""
    return members.add_member(session, actor, planet_id, wanted)


@router.patch("/members/{user_id}", responses=failures(400, 401, 403, 404, 409))
def change_role(
    session: Transaction, actor: SignedIn, planet_id: PlanetId, user_id: UUID, change: RoleChange
) -> MemberView:
    """Make a member a steward, or a steward a member."""
    return members.change_role(session, actor, planet_id, user_id, change)


@router.delete("/members/{user_id}", status_code=204, responses=failures(400, 401, 403, 404, 409))
def remove_member(session: Transaction, actor: SignedIn, planet_id: PlanetId, user_id: UUID) -> None:
    """Let a member go; with your own id, leave."""
    members.remove_member(session, actor, planet_id, user_id)


@router.post("/invitations", status_code=201, responses=failures(400, 401, 403, 404, 409, 429))
def invite(
    session: Transaction, actor: SignedIn, planet_id: PlanetId, wanted: NewPlanetInvitation
) -> NewInvitationView:
    """A link by which one person may join within seven days. It is in this answer and nowhere else."""
    return invitations.invite(session, actor, planet_id, wanted)


@router.delete("/invitations/{invitation_id}", status_code=204, responses=failures(400, 401, 403, 404))
def withdraw_invitation(
    session: Transaction, actor: SignedIn, planet_id: PlanetId, invitation_id: UUID
) -> None:
    """Let a link be good no more."""
    invitations.withdraw_invitation(session, actor, planet_id, invitation_id)
