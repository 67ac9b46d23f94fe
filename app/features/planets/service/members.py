"""Who shares a planet: let in by their account, given a role, let go."""

from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, delete

from app.features.planets import queries
from app.features.planets.errors import MemberNotFound, NotAColleague, OwnerStays
from app.features.planets.models import MemberRole, Membership, PlanetInvitation, Visibility
from app.features.planets.schemas.planets import (
    InvitationView,
    MemberList,
    MemberView,
    NewMember,
    PersonView,
    RoleChange,
)
from app.features.planets.service import access
from app.features.planets.service.access import Reached
from app.features.planets.service.planet_views import SOMEBODY
from app.kernel import clock, ports
from app.kernel.identity import Actor
from app.kernel.ports.people import People


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
    reached = may_invite(session, actor, planet_id, MemberRole.MEMBER)
    inside = {row.user_id for row in queries.memberships(session, reached.planet_id)}
    others = ports.get(People).colleagues(session, actor)
    return [PersonView(id=one, name=name) for one, name in others.items() if one not in inside]


def add_member(session: Session, actor: Actor, planet_id: int, wanted: NewMember) -> MemberView:
    """Let somebody of the actor's own account in at once; to who is in already only the owner gives a role.

    Raises `NotASteward`, `NotTheOwner`, `NotAColleague`, `OwnerStays`.
    """
    reached = may_invite(session, actor, planet_id, wanted.role)
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
    _give(session, row, change.role)
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
    _end_their_links(session, planet_id, user_id)
    _forget_their_typing(session, planet_id, user_id)
    session.flush()


def leave(session: Session, actor: Actor, planet_id: int) -> None:
    """Have no part in the planet any more. Raises `PlanetNotFound`, `NotAMember`, `OwnerStays`."""
    remove_member(session, actor, planet_id, actor.user_id)


def may_invite(session: Session, actor: Actor, planet_id: int, role: MemberRole) -> Reached:
    """The planet, if `actor` may bring somebody in with this role. Raises `NotASteward`, `NotTheOwner`."""
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
    if inside is not None and not reached.is_owner:
        return inside
    return put(session, reached.planet_id, user_id, role, invited_by)


def put(
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
    _give(session, row, role)
    return row


def _give(session: Session, row: Membership, role: MemberRole) -> None:
    if row.role is MemberRole.STEWARD and role is MemberRole.MEMBER:
        _end_their_links(session, row.planet_id, row.user_id)
    row.role = role
    session.add(row)
    session.flush()


def _member(session: Session, planet_id: int, user_id: UUID) -> Membership:
    row = queries.find_membership(session, planet_id, user_id)
    if row is None:
        raise MemberNotFound
    if row.role is MemberRole.OWNER:
        raise OwnerStays
    return row


def _end_their_links(session: Session, planet_id: int, user_id: UUID) -> None:
    """What somebody could hand out is worth no more than they may do, or they let themselves in again."""
    theirs = (
        col(PlanetInvitation.planet_id) == planet_id,
        col(PlanetInvitation.invited_by_id) == user_id,
        col(PlanetInvitation.used_at).is_(None),
    )
    session.execute(delete(PlanetInvitation).where(*theirs))


def _forget_their_typing(session: Session, planet_id: int, user_id: UUID) -> None:
    queries.hold_appearance(session, planet_id)
    row = queries.find_active_session(session, planet_id)
    if row is not None and str(user_id) in row.typed:
        row.typed = {who: typed for who, typed in row.typed.items() if who != str(user_id)}
        row.typed_over = {who: bases for who, bases in row.typed_over.items() if who != str(user_id)}
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
