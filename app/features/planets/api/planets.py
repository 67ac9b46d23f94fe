"""REST of planets: made, shown, changed, deleted."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from app.features.planets.schemas.planets import Filter, NewPlanet, PlanetChange, PlanetList, PlanetView
from app.features.planets.service import changes, listing, planets
from app.kernel.changes import Answer, Batch
from app.rest.deps import MaybeSignedIn, SignedIn, Transaction
from app.rest.failures import failures
from app.rest.limits import body_limit

MAX_BODY = 256 * 1024

router = APIRouter(prefix="/api/planets", tags=["Planets"], route_class=body_limit(MAX_BODY))

PlanetId = Annotated[int, Path(description="The planet's number")]


@router.get("", responses=failures(400, 401))
def list_planets(
    session: Transaction,
    actor: MaybeSignedIn,
    which: Annotated[
        Filter | None, Query(alias="filter", description="Without it, all that you have a part in.")
    ] = None,
    limit: Annotated[int, Query(ge=1, le=listing.MOST_AT_ONCE)] = listing.MOST_AT_ONCE,
    after: Annotated[str | None, Query(pattern=listing.SPOT, description="The answer's `next`.")] = None,
) -> PlanetList:
    """Planets, the last changed first. Public ones are listed for visitors as well."""
    return listing.list_planets(session, actor, which, limit=limit, after=after)


@router.post("", status_code=201, responses=failures(400, 401, 403, 409))
def create_planet(session: Transaction, actor: SignedIn, wanted: NewPlanet) -> PlanetView:
    """A new planet of yours, private unless you say otherwise."""
    return planets.create_planet(session, actor, wanted)


@router.get("/{planet_id}", responses=failures(400, 401, 403, 404))
def get_planet(
    session: Transaction,
    actor: MaybeSignedIn,
    planet_id: PlanetId,
    look: Annotated[bool, Query(description="Show what your own settings would veil.")] = False,
) -> PlanetView:
    """One planet. A public one is shown to visitors as well."""
    return planets.get_planet(session, actor, planet_id, look=look)


@router.patch("/{planet_id}", responses=failures(400, 401, 403, 404, 409))
def change_planet(
    session: Transaction, actor: SignedIn, planet_id: PlanetId, change: PlanetChange
) -> PlanetView:
    """Change what is given. 409 with the newer `planet` when it is not at the `revision` that you name."""
    return planets.change_planet(session, actor, planet_id, change)


@router.delete("/{planet_id}", status_code=204, responses=failures(400, 401, 403, 404))
def delete_planet(session: Transaction, actor: SignedIn, planet_id: PlanetId) -> None:
    """Delete a planet of yours with its builder, its members' access and its pictures."""
    planets.delete_planet(session, actor, planet_id)


@router.patch("/{planet_id}/changes", responses=failures(400, 401, 403, 404))
def keep_planet_changes(session: Transaction, actor: SignedIn, planet_id: PlanetId, batch: Batch) -> Answer:
    """Save name, tagline, description and accent colour one by one; the answer names what could not be."""
    return changes.keep_planet_changes(session, actor, planet_id, batch)
