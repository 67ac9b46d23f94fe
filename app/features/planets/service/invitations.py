"""Invitations: a link by which one person joins a planet, shown or sent once."""

import secrets
from datetime import timedelta
from uuid import UUID

from sqlmodel import Session

from app.features.planets import queries
from app.features.planets.errors import InvitationNotFound, TooManyInvitations, TooManyLetters
from app.features.planets.models import MemberRole, Membership, PlanetInvitation
from app.features.planets.schemas.pages import InvitationPreview
from app.features.planets.schemas.planets import (
    InvitationView,
    NewInvitationView,
    NewPlanetInvitation,
    PlanetView,
)
from app.features.planets.service import access
from app.features.planets.service.access import Reached
from app.features.planets.service.members import may_invite, put
from app.features.planets.service.planet_views import SOMEBODY, planet_view
from app.kernel import clock, ports
from app.kernel.config import public_url
from app.kernel.identity import Actor
from app.kernel.letters import post
from app.kernel.ports.pace import Pace
from app.kernel.ports.people import People
from app.kernel.secret_hashes import hash_secret

LIFETIME = timedelta(days=7)
SECRET_BYTES = 32
MOST_OPEN = 100
"""How many links to one planet may be good at once."""
LETTERS_A_MINUTE = 10


def invite(session: Session, actor: Actor, planet_id: int, wanted: NewPlanetInvitation) -> NewInvitationView:
    """A link by which one person may join within a week. Only the owner makes stewards; on a planet
    that is not private, members may bring in members.

    Raises `NotASteward`, `NotTheOwner`, `TooManyInvitations`, `TooManyLetters`.
    """
    reached = may_invite(session, actor, planet_id, wanted.role)
    if len(queries.open_invitations(session, planet_id, clock.now())) >= MOST_OPEN:
        raise TooManyInvitations(MOST_OPEN)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    row = PlanetInvitation(
        planet_id=planet_id,
        role=wanted.role,
        email=wanted.email,
        secret_hash=hash_secret(secret),
        invited_by_id=actor.user_id,
        expires_at=clock.now() + LIFETIME,
    )
    session.add(row)
    session.flush()
    link = f"/planets/join#token={secret}"
    if wanted.email:
        _send(session, actor, reached, wanted.email, link)
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
    """Take an invitation; for whoever has as much of a part already, it stays good for somebody else.

    Raises `InvitationNotFound`.
    """
    row = queries.find_invitation(session, hash_secret(secret), clock.now())
    if row is None:
        raise InvitationNotFound
    if _gives_more(row, queries.find_membership(session, row.planet_id, actor.user_id)):
        row.used_at = clock.now()
        session.add(row)
        put(session, row.planet_id, actor.user_id, row.role, row.invited_by_id)
    return planet_view(session, actor, access.shared(session, actor, row.planet_id))


def _gives_more(row: PlanetInvitation, inside: Membership | None) -> bool:
    return inside is None or (inside.role is MemberRole.MEMBER and row.role is MemberRole.STEWARD)


def _send(session: Session, actor: Actor, reached: Reached, to: str, link: str) -> None:
    if wait := ports.get(Pace).wait(f"planet-letters:{actor.user_id}", LETTERS_A_MINUTE):
        raise TooManyLetters(wait)
    host = ports.get(People).names(session, [actor.user_id]).get(actor.user_id, SOMEBODY)
    post(session, to, f"{host} shares a planet with you", _letter(host, reached, link))


def _letter(host: str, reached: Reached, link: str) -> str:
    return (
        f"{host} invites you to the planet “{reached.planet.name}” on Everkeep.\n\n"
        f"Open this link within seven days to join:\n{public_url()}{link}\n\n"
        "If you don't know what this is about, do nothing.\n"
    )
