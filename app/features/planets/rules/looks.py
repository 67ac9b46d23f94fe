"""From answers to looks: what is stored of a planet's appearance, and what the painter is given."""

from collections.abc import Mapping
from typing import Any

from app.features.planets.rules.answers import judge, merged
from app.features.planets.rules.steps import Steps
from app.kernel.ports.planet import GENERATION, PlanetRecipe

NAME_LENGTH = 120

DEFAULTS: Mapping[str, Any] = {
    "name": "",
    "tagline": "",
    "motto": "",
    "primary_color": None,
    "secondary_color": None,
    "palette": [],
    "surface_type": None,
    "surface_descriptors": [],
    "ring_style": "none",
    "ring_descriptors": [],
    "ring_color": None,
    "has_moons": False,
    "moon_count": 0,
    "moon_descriptors": [],
    "atmosphere_style": "none",
    "atmosphere_descriptors": [],
    "origin_type": "unknown",
    "materials": [],
    "emotional_tone": None,
    "tone_label": "",
    "accessibility_notes": "",
    "custom_warnings": [],
    "trigger_topics": [],
}
"""An appearance about which nothing was answered."""

_NOT_PAINTED = frozenset(
    {"name", "tagline", "motto", "accessibility_notes", "custom_warnings", "trigger_topics"}
)
"""Parts of an appearance that change nothing on the picture."""


def appearance_of(steps: Steps, attributes: Mapping[str, Any]) -> dict[str, Any]:
    """The whole appearance: every answer that is asked for, and defaults for the rest."""
    asked = {field.id for field in steps.questions() if field.is_asked(attributes)}
    given = {name: value for name, value in attributes.items() if name in asked and name in DEFAULTS}
    return {**DEFAULTS, **given}


def proposed(steps: Steps, attributes: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """The answers as they would be with those of `given`, of any step; what breaks a rule changes nothing.

    Trigger topics, which are on no picture, are not looked at.
    """
    after = dict(attributes)
    for step in steps.steps:
        judged = judge(step, given, after, (), whole=False)
        after = merged(after, {name: judged.values[name] for name in judged.values.keys() - judged.errors})
    return after


def painted_part(appearance: Mapping[str, Any]) -> dict[str, Any]:
    """What of an appearance is on the picture."""
    return {name: value for name, value in appearance.items() if name not in _NOT_PAINTED}


def with_picture_of(attributes: Mapping[str, Any], older: Mapping[str, Any]) -> dict[str, Any]:
    """The answers with an older picture, and its description, in place of theirs; other words stay."""
    words = {name: value for name, value in attributes.items() if name in _NOT_PAINTED}
    notes = {name: older[name] for name in ("accessibility_notes",) if name in older}
    return {**painted_part(older), **words, **notes}


def recipe_of(
    steps: Steps, attributes: Mapping[str, Any], seed: int, generation: int = GENERATION
) -> PlanetRecipe:
    """What the painter is given; answers that are still open leave its own defaults."""
    painted = painted_part(appearance_of(steps, attributes))
    known = {name: value for name, value in painted.items() if value is not None}
    return PlanetRecipe.model_validate({**known, "seed": seed, "generation": generation})
