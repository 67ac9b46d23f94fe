"""Planets with how they look, who shares them, their builder and their art."""

from itertools import count
from typing import Any, get_args

from sqlmodel import Session

from app.features.accounts.models import User
from app.features.planets.models import (
    ArtStatus,
    ArtVersion,
    MemberRole,
    Membership,
    Planet,
    PlanetAppearance,
    PlanetBuilderSession,
)
from app.features.planets.rules.looks import recipe_of
from app.features.planets.rules.steps import load_steps
from app.features.planets.service.art import Part
from tests.factories import saved
from tests.factories.productions import make_asset

_numbers = count(1)
ANSWERS: dict[str, Any] = {
    "name": "Ember Hollow",
    "emotional_tone": "tender",
    "primary_color": "#2F6FB3",
    "surface_type": "oceanic",
    "atmosphere_style": "calm",
}
"""Everything that is required."""


def make_planet(
    session: Session, owner: User, *, looks: dict[str, Any] | None = None, **given: Any
) -> Planet:
    """A private planet of `owner`'s; `looks` lies over an appearance about which nothing is known."""
    values = {"name": "A planet", "slug": f"planet-{next(_numbers)}"}
    owned = {"account_id": owner.account_id, "creator_id": owner.id}
    planet = saved(session, Planet(**owned | values | given))
    let_in(session, planet, owner, MemberRole.OWNER)
    saved(session, PlanetAppearance(planet_id=planet.id, **{"seed": 7, **(looks or {})}))
    return planet


def let_in(session: Session, planet: Planet, user: User, role: MemberRole) -> Membership:
    return saved(session, Membership(planet_id=planet.id, user_id=user.id, role=role))


def make_builder_session(session: Session, planet: Planet, **given: Any) -> PlanetBuilderSession:
    """An active session whose required steps are answered."""
    steps = load_steps()
    values = {"planet_id": planet.id, "steps_version": steps.version, "attributes": dict(ANSWERS)}
    return saved(session, PlanetBuilderSession(**values | given))


def make_art(session: Session, planet: Planet, owner: User, **given: Any) -> ArtVersion:
    """Its first painting, which it shows."""
    files = {
        f"{part}_asset_id": make_asset(
            session, owner, part.encode(), kind=f"planet_{part}", mime="image/webp", filename=f"{part}.webp"
        ).id
        for part in get_args(Part)
    }
    recipe = recipe_of(load_steps(), ANSWERS, 7).model_dump(mode="json")
    values = {"planet_id": planet.id, "number": 1, "attributes": dict(ANSWERS), "recipe": recipe}
    version = saved(session, ArtVersion(**values | files | given))
    appearance = session.get_one(PlanetAppearance, planet.id)
    appearance.sqlmodel_update({**files, "art_version": version.number, "status": ArtStatus.LIVE})
    saved(session, appearance)
    return version
