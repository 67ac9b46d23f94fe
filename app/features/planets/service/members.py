"""Who shares a planet: invited by link, or let in by their account; given a role, let go."""

import secrets
from datetime import timedelta
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from app.features.planets import queries
from app.features.planets.errors import InvitationNotFound, MemberNotFound, NotAColleague, OwnerStays
from app.features.planets.models import MemberRole, Membership, PlanetInvitation, Visibility
from app.features.planets.schemas.pages import InvitationPreview
from app.features.planets.schemas.planets import (
    InvitationView,
    MemberList,
    MemberView,
    NewInvitationView,
    NewMember,
    NewPlanetInvitation,
    PersonView,
    PlanetView,
    RoleChange,
)
from app.features.planets.service import access
from app.features.planets.service.access import Reached
from app.features.planets.service.planet_views import SOMEBODY, planet_view
from app.kernel import clock, ports
from app.kernel.config import public_url
from app.kernel.identity import Actor
from app.kernel.letters import post
from app.kernel.ports.people import People
from app.kernel.secret_hashes import hash_secret

INVITATION_LIFETIME = timedelta(days=7)
SECRET_BYTES = 32


def list_members(session: Session, actor: Actor, planet_id: int) -> MemberList:
    """Everybody who shares the planet, for its members. Raises `PlanetNotFound`, `NotAMember`."""
    reached = access.shared(session, actor, planet_id)
    rows = queries.memberships(session, planet_id)
    people = {row.user_id for row in rows} | {row.invited_by_id for row in rows if row.invited_by_id}
    names = ports.get(People).names(session, people)
    invitations = queries.open_invitations(session, planet_id, clock.now()) if reached.may_change else []
    return MemberList(
        members=[_view(row, names) for row in rows],
        invitations=[InvitationView.model_validate(row) for row in invitations],
    )


def list_colleagues(session: Session, actor: Actor, planet_id: int) -> list[PersonView]:
    """People of the actor's own account who have no part in the planet yet. Raises what `invite` does."""
    reached = _may_invite(session, actor, planet_id, MemberRole.MEMBER)
    inside = {row.user_id for row in queries.memberships(session, reached.planet_id)}
    others = ports.get(People).colleagues(session, actor)
    return [PersonView(id=one, name=name) for one, name in others.items() if one not in inside]


def add_member(session: Session, actor: Actor, planet_id: int, wanted: NewMember) -> MemberView:
    """Let somebody of the actor's own account in at once; who is in already gets the role.

    Raises `NotASteward`, `NotTheOwner`, `NotAColleague`, `OwnerStays`.
    """
    reached = _may_invite(session, actor, planet_id, wanted.role)
    if not ports.get(People).is_colleague(session, actor, wanted.user_id):
        raise NotAColleague
    row = _join(session, reached, wanted.user_id, wanted.role, actor.user_id)
    return _shown(session, row)


def change_role(
    session: Session, actor: Actor, planet_id: int, user_id: UUID, change: RoleChange
) -> MemberView:
    """Give a member another role. Raises `NotTheOwner`, `MemberNotFound`, `OwnerStays`."""
    access.owned(session, actor, planet_id)
    row = _member(session, planet_id, user_id)
    row.role = change.role
    session.add(row)
    session.flush()
    return _shown(session, row)


def remove_member(session: Session, actor: Actor, planet_id: int, user_id: UUID) -> None:
    """Let a member go, or leave. The owner may send everybody away, a steward only plain members.

    Raises `NotTheOwner`, `NotASteward`, `MemberNotFound`, `OwnerStays`.
    """
    if user_id != actor.user_id:
        access.changeable(session, actor, planet_id)
    else:
        access.shared(session, actor, planet_id)
    row = _member(session, planet_id, user_id)
    if row.role is MemberRole.STEWARD and user_id != actor.user_id:
        access.owned(session, actor, planet_id)
    session.delete(row)
    _forget_their_typing(session, planet_id, user_id)
    session.flush()


def leave(session: Session, actor: Actor, planet_id: int) -> None:
    """Have no part in the planet any more. Raises `PlanetNotFound`, `NotAMember`, `OwnerStays`."""
    remove_member(session, actor, planet_id, actor.user_id)


def invite(session: Session, actor: Actor, planet_id: int, wanted: NewPlanetInvitation) -> NewInvitationView:
    """A link by which one person may join within a week. Only the owner makes stewards; on a planet
    that is not private, members may bring in members.

    Raises `NotASteward`, `NotTheOwner`.
    """
    reached = _may_invite(session, actor, planet_id, wanted.role)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    row = PlanetInvitation(
        planet_id=planet_id,
        role=wanted.role,
        email=wanted.email,
        secret_hash=hash_secret(secret),
        invited_by_id=actor.user_id,
        expires_at=clock.now() + INVITATION_LIFETIME,
    )
    session.add(row)
    session.flush()
    link = f"/planets/join#token={secret}"
    if wanted.email:
        host = ports.get(People).names(session, [actor.user_id]).get(actor.user_id, SOMEBODY)
        post(session, wanted.email, f"{host} shares a planet with you", _letter(host, reached, link))
    return NewInvitationView(invitation=InvitationView.model_validate(row), link=link)


def withdraw_invitation(session: Session, actor: Actor, planet_id: int, invitation_id: UUID) -> None:
    """Let a link be good no more. Raises `NotASteward`, `InvitationNotFound`."""
    access.changeable(session, actor, planet_id)
    row = session.get(PlanetInvitation, invitation_id)
    if row is None or row.planet_id != planet_id:
        raise InvitationNotFound
    session.delete(row)


def preview_invitation(session: Session, actor: Actor | None, secret: str) -> InvitationPreview:
    """What a link says to whoever holds it, before they take it. Raises `InvitationNotFound`."""
    row = queries.find_invitation(session, hash_secret(secret), clock.now(), lock=False)
    planet = queries.find_planet(session, row.planet_id) if row else None
    if row is None or planet is None:
        raise InvitationNotFound
    host = row.invited_by_id
    inside = queries.find_membership(session, row.planet_id, actor.user_id) if actor else None
    names = ports.get(People).names(session, {host} if host else ())
    return InvitationPreview(
        planet_id=row.planet_id,
        planet_name=planet.name,
        accent_color=planet.accent_color,
        role=row.role,
        invited_by=names.get(host, SOMEBODY) if host else SOMEBODY,
        expires_at=row.expires_at,
        already=inside.role if inside else None,
    )


def join(session: Session, actor: Actor, secret: str) -> PlanetView:
    """Take an invitation; whoever is in already keeps the higher role.

    Raises `InvitationNotFound`.
    """
    row = queries.find_invitation(session, hash_secret(secret), clock.now())
    if row is None:
        raise InvitationNotFound
    row.used_at = clock.now()
    session.add(row)
    inside = queries.find_membership(session, row.planet_id, actor.user_id)
    if inside is None or (inside.role is MemberRole.MEMBER and row.role is MemberRole.STEWARD):
        _put(session, row.planet_id, actor.user_id, row.role, row.invited_by_id)
    return planet_view(session, actor, access.shared(session, actor, row.planet_id))


def _may_invite(session: Session, actor: Actor, planet_id: int, role: MemberRole) -> Reached:
    if role is MemberRole.STEWARD:
        return access.owned(session, actor, planet_id)
    reached = access.shared(session, actor, planet_id)
    if reached.planet.visibility is Visibility.PRIVATE:
        return access.changeable(session, actor, planet_id)
    return reached


def _join(
    session: Session, reached: Reached, user_id: UUID, role: MemberRole, invited_by: UUID
) -> Membership:
    inside = queries.find_membership(session, reached.planet_id, user_id)
    if inside is not None and inside.role is MemberRole.OWNER:
        raise OwnerStays
    return _put(session, reached.planet_id, user_id, role, invited_by)


def _put(
    session: Session, planet_id: int, user_id: UUID, role: MemberRole, invited_by: UUID | None
) -> Membership:
    """The person's membership with this role, of two at once the same one."""
    row = queries.find_membership(session, planet_id, user_id)
    if row is None:
        row = Membership(planet_id=planet_id, user_id=user_id, role=role, invited_by_id=invited_by)
        try:
            with session.begin_nested():
                session.add(row)
        except IntegrityError:
            row = queries.find_membership(session, planet_id, user_id)
            if row is None:
                raise
    row.role = role
    session.add(row)
    session.flush()
    return row


def _member(session: Session, planet_id: int, user_id: UUID) -> Membership:
    row = queries.find_membership(session, planet_id, user_id)
    if row is None:
        raise MemberNotFound
    if row.role is MemberRole.OWNER:
        raise OwnerStays
    return row


def _forget_their_typing(session: Session, planet_id: int, user_id: UUID) -> None:
    queries.hold_appearance(session, planet_id)
    row = queries.find_active_session(session, planet_id)
    if row is not None and str(user_id) in row.typed:
        row.typed = {who: typed for who, typed in row.typed.items() if who != str(user_id)}
        session.add(row)


def _shown(session: Session, row: Membership) -> MemberView:
    people = {row.user_id} | ({row.invited_by_id} if row.invited_by_id else set())
    return _view(row, ports.get(People).names(session, people))


def _view(row: Membership, names: dict[UUID, str]) -> MemberView:
    return MemberView(
        user_id=row.user_id,
        name=names.get(row.user_id, SOMEBODY),
        role=row.role,
        invited_by=names.get(row.invited_by_id, SOMEBODY) if row.invited_by_id else None,
        joined_at=row.created_at,
    )


def _letter(host: str, reached: Reached, link: str) -> str:
    return (
        f"{host} invites you to the planet “{reached.planet.name}” on Everkeep.\n\n"
        f"Open this link within seven days to join:\n{public_url()}{link}\n\n"
        "If you don't know what this is about, do nothing.\n"
    )
