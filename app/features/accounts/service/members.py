"""The people of one account: invited by link, given a role, let go."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session

from app.features.accounts import queries
from app.features.accounts.errors import LastOwner, NoSuchInvitation, NoSuchMember
from app.features.accounts.models import OneTimeToken, User
from app.features.accounts.schemas import (
    InvitationView,
    MemberView,
    NewInvitation,
    NewInvitationView,
    RoleChange,
)
from app.features.accounts.service.departure import remove_user
from app.features.accounts.service.keys import LINK_PREFIX, new_secret
from app.features.accounts.service.registration import INVITATION
from app.kernel import clock
from app.kernel.errors import NotAllowed
from app.kernel.identity import Actor, Role
from app.kernel.secret_hashes import hash_secret

INVITATION_LIFETIME = timedelta(days=7)


def list_members(session: Session, actor: Actor) -> list[MemberView]:
    """Everybody in the actor's account, the first to join first."""
    return [MemberView.model_validate(user) for user in queries.members(session, actor.account_id)]


def change_role(session: Session, actor: Actor, user_id: UUID, change: RoleChange) -> MemberView:
    """Give a member another role. Raises `NotAllowed`, `NoSuchMember`, `LastOwner`."""
    _require_owner(actor)
    member = _member(session, actor, user_id)
    if change.role is not Role.OWNER:
        _require_another_owner(session, member)
    member.role = change.role
    session.flush()
    return MemberView.model_validate(member)


def remove_member(session: Session, actor: Actor, user_id: UUID) -> None:
    """Delete a member and everything of theirs. Raises `NotAllowed`, `NoSuchMember`, `LastOwner`."""
    _require_owner(actor)
    member = _member(session, actor, user_id)
    _require_another_owner(session, member)
    remove_user(session, member)


def invite(session: Session, actor: Actor, wanted: NewInvitation) -> NewInvitationView:
    """A link by which one person may join within a week. Raises `NotAllowed`."""
    _require_owner(actor)
    secret = new_secret(LINK_PREFIX)
    invitation = OneTimeToken(
        purpose=INVITATION,
        account_id=actor.account_id,
        role=wanted.role,
        secret_hash=hash_secret(secret),
        created_at=clock.now(),
        expires_at=clock.now() + INVITATION_LIFETIME,
    )
    session.add(invitation)
    session.flush()
    view = InvitationView.model_validate(invitation)
    return NewInvitationView(invitation=view, link=f"/join#token={secret}")


def list_invitations(session: Session, actor: Actor) -> list[InvitationView]:
    """Invitations that nobody has accepted yet. Raises `NotAllowed`."""
    _require_owner(actor)
    found = queries.open_invitations(session, actor.account_id, clock.now())
    return [InvitationView.model_validate(invitation) for invitation in found]


def withdraw_invitation(session: Session, actor: Actor, invitation_id: UUID) -> None:
    """Let a link be good no more. Raises `NotAllowed`, `NoSuchInvitation`."""
    _require_owner(actor)
    found = session.get(OneTimeToken, invitation_id)
    if found is None or found.purpose != INVITATION or found.account_id != actor.account_id:
        raise NoSuchInvitation
    session.delete(found)


def _require_owner(actor: Actor) -> None:
    if actor.role is not Role.OWNER:
        raise NotAllowed("Only an owner of this account may do this.")


def _member(session: Session, actor: Actor, user_id: UUID) -> User:
    member = session.get(User, user_id)
    if member is None or member.account_id != actor.account_id:
        raise NoSuchMember
    return member


def _require_another_owner(session: Session, member: User) -> None:
    if all(owner.id == member.id for owner in queries.owners(session, member.account_id)):
        raise LastOwner
