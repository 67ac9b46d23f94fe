"""Whether there is something new at a builder, and who else is there: asked twice a second by every page."""

from collections.abc import Set
from uuid import UUID

from sqlmodel import Session

from app.features.planets import queries
from app.features.planets.errors import NotASteward, PlanetNotFound
from app.features.planets.models import ArtStatus
from app.kernel import ports
from app.kernel.identity import Actor
from app.kernel.ports.presence import Presence


def read_news(session: Session, actor: Actor, planet_id: int) -> str:
    """The edition of what the actor would be shown; noting that they are here is all that it leaves behind.

    One indexed select. Raises `PlanetNotFound`, `NotASteward`.
    """
    found = queries.find_edition(session, planet_id, actor.user_id)
    if found is None:
        raise PlanetNotFound
    status, role, revision = found
    if role not in queries.CHANGING:
        raise NotASteward
    here = ports.get(Presence).note(_room(planet_id), str(actor.user_id))
    return edition_of(revision, status, here - {str(actor.user_id)})


def others_here(planet_id: int, user_id: UUID) -> Set[str]:
    """The ids, as text, of those who have this builder in sight besides the person."""
    return ports.get(Presence).here(_room(planet_id)) - {str(user_id)}


def edition_of(revision: int, status: ArtStatus, others: Set[str]) -> str:
    """Another text whenever a page that shows this would show something else."""
    return ".".join([str(revision), status, *sorted(others)])


def _room(planet_id: int) -> str:
    return f"planet:{planet_id}"
