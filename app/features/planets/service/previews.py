"""The planet as it would be painted from the answers so far."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from app.features.planets import queries
from app.features.planets.models import PlanetAppearance
from app.features.planets.rules.looks import recipe_of
from app.features.planets.rules.steps import load_steps
from app.features.planets.service import access
from app.kernel.identity import Actor
from app.kernel.ports.planet import PlanetRecipe


def get_recipe(session: Session, actor: Actor, planet_id: int) -> PlanetRecipe:
    """What the painter is given for a planet of the actor's. Raises `PlanetNotFound`, `NotASteward`."""
    reached = access.changeable(session, actor, planet_id)
    row = queries.find_last_session(session, planet_id)
    return recipe_of(load_steps(), row.attributes if row else {}, reached.appearance.seed)


def preview_url(appearance: PlanetAppearance, attributes: Mapping[str, Any]) -> str:
    """Where the picture of these answers is; append `&width=`. It changes whenever the picture does."""
    edition = recipe_of(load_steps(), attributes, appearance.seed).fingerprint()
    return f"/api/planets/{appearance.planet_id}/builder/preview?v={edition}"
