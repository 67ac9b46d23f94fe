"""The planet as it would be painted from the answers so far, and from those that are on their way."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Thread
from typing import Any

import structlog
from sqlmodel import Session

from app.features.planets import queries
from app.features.planets.errors import ProposalUnreadable
from app.features.planets.models import PlanetAppearance
from app.features.planets.rules.describing import description
from app.features.planets.rules.looks import appearance_of, proposed, recipe_of
from app.features.planets.rules.steps import load_steps
from app.features.planets.service import access
from app.kernel import ports
from app.kernel.errors import AppError
from app.kernel.identity import Actor
from app.kernel.ports.painter import Painter
from app.kernel.ports.planet import PlanetRecipe

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Preview:
    """What the painter is given, and the `edition` of the stored answers that it goes back to."""

    recipe: PlanetRecipe
    edition: str


def get_preview(session: Session, actor: Actor, planet_id: int, proposal: str = "") -> Preview:
    """The stored answers, and over them the valid ones of `proposal`: `{field: answer}` as JSON.

    Raises `PlanetNotFound`, `NotASteward`, `ProposalUnreadable`.
    """
    reached = access.changeable(session, actor, planet_id)
    row = queries.find_last_session(session, planet_id)
    steps, seed, stored = load_steps(), reached.appearance.seed, row.attributes if row else {}
    kept = recipe_of(steps, stored, seed)
    if not proposal:
        return Preview(kept, kept.fingerprint())
    shown = proposed(steps, stored, _read(proposal))
    return Preview(recipe_of(steps, shown, seed), kept.fingerprint())


def preview_url(appearance: PlanetAppearance, attributes: Mapping[str, Any]) -> str:
    """Where the picture of these answers is; append `&width=`. It changes whenever the picture does."""
    edition = recipe_of(load_steps(), attributes, appearance.seed).fingerprint()
    return f"/api/planets/{appearance.planet_id}/builder/preview?v={edition}"


def described(appearance: PlanetAppearance, attributes: Mapping[str, Any]) -> str:
    """What the picture of these answers shows."""
    steps = load_steps()
    recipe = recipe_of(steps, attributes, appearance.seed)
    return description(appearance_of(steps, attributes), ports.get(Painter).lit_from(recipe))


def expect_previews() -> None:
    """Have the painter ready for somebody who opens a builder now. Returns at once."""
    Thread(target=_get_ready, name="expect previews", daemon=True).start()


def _get_ready() -> None:
    try:
        ports.get(Painter).get_ready()
    except AppError as reason:
        # The first picture that is asked for tells the person.
        log.warning("the painter of planets is not ready", reason=reason.message)


def _read(proposal: str) -> dict[str, Any]:
    try:
        answers = json.loads(proposal)
    except (ValueError, RecursionError):
        raise ProposalUnreadable from None
    if not isinstance(answers, dict):
        raise ProposalUnreadable
    return answers
