"""Who may do what with a planet. Every verb comes through here to its rows."""

from dataclasses import dataclass

from sqlmodel import Session

from app.features.planets import queries
from app.features.planets.errors import (
    NotAMember,
    NotASteward,
    NotTheOwner,
    PlanetArchived,
    PlanetHidden,
    PlanetNotFound,
)
from app.features.planets.models import ArtStatus, MemberRole, Planet, PlanetAppearance, Visibility
from app.kernel.errors import NotSignedIn
from app.kernel.identity import Actor


@dataclass(frozen=True)
class Reached:
    """A planet that somebody may reach, and what they are to it."""

    planet: Planet
    appearance: PlanetAppearance
    role: MemberRole | None

    @property
    def planet_id(self) -> int:
        assert self.planet.id is not None
        return self.planet.id

    @property
    def may_change(self) -> bool:
        return self.role in queries.CHANGING

    @property
    def is_owner(self) -> bool:
        return self.role is MemberRole.OWNER


def visible(session: Session, actor: Actor | None, planet_id: int) -> Reached:
    """A planet that `actor` may look at. Raises `PlanetNotFound`, `PlanetHidden`, `NotSignedIn`."""
    reached = _reached(session, actor, planet_id)
    if reached.planet.visibility is Visibility.PUBLIC or reached.role is not None:
        return reached
    raise NotSignedIn if actor is None else PlanetHidden


def shared(session: Session, actor: Actor, planet_id: int) -> Reached:
    """A planet that `actor` is a member of. Raises `PlanetNotFound`, `NotAMember`."""
    reached = _reached(session, actor, planet_id)
    if reached.role is None:
        raise NotAMember
    return reached


def changeable(session: Session, actor: Actor, planet_id: int) -> Reached:
    """A planet that `actor` may change, only to look at it. Raises `PlanetNotFound`, `NotASteward`."""
    reached = _reached(session, actor, planet_id)
    if not reached.may_change:
        raise NotASteward
    return reached


def held(session: Session, actor: Actor, planet_id: int, *, archived: bool = False) -> Reached:
    """The same, locked until the transaction ends. An archived one is changed only by its revival.

    Raises `PlanetNotFound`, `NotASteward`, `PlanetArchived`.
    """
    # Read once it is ours: what was read before may have changed while we waited.
    queries.hold_appearance(session, planet_id)
    reached = changeable(session, actor, planet_id)
    if reached.appearance.status is ArtStatus.ARCHIVED and not archived:
        raise PlanetArchived
    return reached


def owned(session: Session, actor: Actor, planet_id: int) -> Reached:
    """A planet that `actor` owns. Raises `PlanetNotFound`, `NotTheOwner`."""
    reached = _reached(session, actor, planet_id)
    if reached.role is not MemberRole.OWNER:
        raise NotTheOwner
    return reached


def _reached(session: Session, actor: Actor | None, planet_id: int) -> Reached:
    found = queries.find_shared(session, planet_id, actor.user_id if actor else None)
    if found is None:
        raise PlanetNotFound
    return Reached(*found)
