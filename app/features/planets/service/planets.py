"""Planets: made, shown, changed, put away, deleted."""

import random
from dataclasses import replace
from typing import Any, get_args

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from app.features.planets import queries
from app.features.planets.errors import PlanetChanged, TooManyPlanets
from app.features.planets.models import ArtStatus, MemberRole, Membership, Planet, PlanetAppearance
from app.features.planets.rules.answers import merged
from app.features.planets.rules.slugs import another_slug, slug_of
from app.features.planets.schemas.planets import NewPlanet, PlanetChange, PlanetView
from app.features.planets.service import access
from app.features.planets.service.access import Reached
from app.features.planets.service.appearances import settle_status
from app.features.planets.service.art import Part
from app.features.planets.service.builder import CHANCE
from app.features.planets.service.launching import stop_unfinished
from app.features.planets.service.planet_views import planet_view
from app.features.planets.service.sessions import Standing, building_of, keep, place_of
from app.kernel import clock
from app.kernel.assets import delete_asset
from app.kernel.identity import Actor

MAX_PLANETS = 500
"""How many planets one person may have made."""
MOST_EMPTY = 5
"""How many of the newest planets without a name are looked at for one that is still empty."""
SLUG_TRIES = 5
SEEDS = 2**53
"""Seeds stay whole numbers in every client's JSON."""


def create_planet(
    session: Session, actor: Actor, wanted: NewPlanet, *, chance: random.Random = CHANCE
) -> PlanetView:
    """A new planet of the actor's, about which nothing is known yet. Raises `TooManyPlanets`."""
    if queries.count_planets(session, actor.user_id) >= MAX_PLANETS:
        raise TooManyPlanets(MAX_PLANETS)
    planet = _insert(session, actor, wanted, chance)
    assert planet.id is not None
    session.add(Membership(planet_id=planet.id, user_id=actor.user_id, role=MemberRole.OWNER))
    session.add(PlanetAppearance(planet_id=planet.id, seed=chance.randrange(SEEDS)))
    session.flush()
    return planet_view(session, actor, access.owned(session, actor, planet.id))


def begin_planet(session: Session, actor: Actor) -> int:
    """The id of a planet to build: a new one, or one of the actor's that nobody has said anything about.

    Raises `TooManyPlanets`.
    """
    wanted = NewPlanet()
    empty = [
        planet.id
        for planet in queries.new_planets(session, actor.user_id, wanted.name, MOST_EMPTY)
        if planet.id is not None and _is_untouched(session, planet.id)
    ]
    return empty[0] if empty else create_planet(session, actor, wanted).id


def get_planet(session: Session, actor: Actor | None, planet_id: int, *, look: bool = False) -> PlanetView:
    """One planet; with `look` its veil is lifted.

    Raises `PlanetNotFound`, `PlanetHidden`; `NotSignedIn` where only a visitor may not see it.
    """
    return planet_view(session, actor, access.visible(session, actor, planet_id), look=look)


def change_planet(session: Session, actor: Actor, planet_id: int, change: PlanetChange) -> PlanetView:
    """Change what is given and leave the rest; only the owner changes who sees it and puts it away.

    Putting it away stops the painting that is under way.

    Raises `PlanetNotFound`, `NotASteward`, `NotTheOwner`, `PlanetArchived`, and `PlanetChanged` with the
    newer planet when it is not at the revision that is named.
    """
    given = change.model_dump(exclude_none=True, exclude={"revision", "archived"})
    if "visibility" in given or change.archived is not None:
        owned = access.owned(session, actor, planet_id)
        if change.archived:
            stop_unfinished(session, owned.appearance)
    reached = access.held(session, actor, planet_id, archived=change.archived is False)
    planet = reached.planet
    if change.revision not in (None, planet.revision):
        newer = planet_view(session, actor, reached)
        raise PlanetChanged(newer.model_dump(mode="json"))
    if given:
        planet.sqlmodel_update(given)
        planet.revision += 1
        planet.updated_at = clock.now()
        session.add(planet)
        _call_it_so(session, actor, reached, given)
    if change.archived is not None:
        _put_away(session, reached, change.archived)
    session.flush()
    return planet_view(session, actor, reached)


def delete_planet(session: Session, actor: Actor, planet_id: int) -> None:
    """Delete a planet with its paintings, stopping the one under way. Raises `NotTheOwner`."""
    reached = access.owned(session, actor, planet_id)
    stop_unfinished(session, reached.appearance)
    # Whoever is just recording a painting is waited for, so that its files are among these.
    queries.hold_appearance(session, planet_id)
    files = [
        asset_id
        for version in queries.art_versions(session, planet_id)
        for asset_id in (getattr(version, f"{part}_asset_id") for part in get_args(Part))
    ]
    session.delete(reached.planet)
    session.flush()
    session.expire_all()
    for asset_id in files:
        delete_asset(session, asset_id)


def _is_untouched(session: Session, planet_id: int) -> bool:
    """Whether its builder was not opened, or left without an answer."""
    row = queries.find_last_session(session, planet_id)
    return row is None or not (row.attributes or row.typed or row.earlier)


def _insert(session: Session, actor: Actor, wanted: NewPlanet, chance: random.Random) -> Planet:
    slug = first = slug_of(wanted.name)
    for attempt in range(SLUG_TRIES):
        planet = Planet(
            account_id=actor.account_id, creator_id=actor.user_id, slug=slug, **wanted.model_dump()
        )
        try:
            with session.begin_nested():
                session.add(planet)
            return planet
        except IntegrityError:
            if attempt == SLUG_TRIES - 1:
                raise
            slug = another_slug(first, chance)
    raise AssertionError("the last try returns or raises")


def _call_it_so(session: Session, actor: Actor, reached: Reached, given: dict[str, Any]) -> None:
    """What the planet is called here, its builder calls it too."""
    named: dict[str, Any] = {name: given[name] for name in ("name", "tagline") if name in given}
    reached.appearance.sqlmodel_update(named)
    session.add(reached.appearance)
    row = queries.find_last_session(session, reached.planet_id)
    if row is not None and named:
        answered = {name: value or None for name, value in named.items() if name in row.attributes}
        renamed = replace(building_of(row), attributes=merged(row.attributes, answered))
        here = place_of(row, actor.user_id)
        keep(session, actor, Standing(reached, row), renamed, row.device, place=here)


def _put_away(session: Session, reached: Reached, archived: bool) -> None:
    """An archived planet that comes back stands where its art does."""
    appearance = reached.appearance
    if archived:
        appearance.status = ArtStatus.ARCHIVED
    elif appearance.status is ArtStatus.ARCHIVED:
        appearance.status = ArtStatus.LIVE if appearance.art_version else ArtStatus.DRAFT
        last = queries.find_last_session(session, reached.planet_id)
        if last is not None:
            settle_status(session, appearance, last.attributes)
    session.add(appearance)
