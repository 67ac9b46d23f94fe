"""Answers that chance gives, for "Surprise me"."""

import random
from collections.abc import Mapping
from typing import Any

from app.features.planets.rules.steps import InputType, Question, Step

MOST_WORDS = 3
MOST_MOONS = 4
# Most planets have no moons worth telling of, and a full sky is no surprise any more.
_MOONS = 0.6


def chosen_by_chance(step: Step, answered: Mapping[str, Any], chance: random.Random) -> dict[str, Any]:
    """An answer for each field of `step` that `answered` leaves open; none where only a person can know."""
    values: dict[str, Any] = {}
    for field in step.fields:
        if field.id in answered or not field.is_asked({**answered, **values}):
            continue
        value = _drawn(field, chance)
        if value is not None:
            values[field.id] = value
    return values


def _drawn(field: Question, chance: random.Random) -> Any:
    if field.topics or field.lines:
        return None
    match field.input_type:
        case InputType.CHOICE:
            # What a person would have to put into words of their own is nothing that chance can say.
            return chance.choice([choice.id for choice in field.choices if choice.id != "custom"])
        case InputType.BOOLEAN:
            return chance.random() < _MOONS
        case InputType.NUMBER:
            return chance.randint(1, MOST_MOONS)
        case InputType.COLOR if not field.many:
            return _color(chance)
        case InputType.COLOR:
            return [_color(chance) for _ in range(chance.randint(1, MOST_WORDS))]
        case _ if not field.suggestions:
            return None
        case _ if field.many:
            return chance.sample(
                field.suggestions, chance.randint(1, min(MOST_WORDS, len(field.suggestions)))
            )
        case _:
            return chance.choice(field.suggestions)


def _color(chance: random.Random) -> str:
    return f"#{chance.randrange(0x1000000):06X}"
