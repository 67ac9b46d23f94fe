"""A planet in words: the prompts for a painter of pictures, the summary, and what its picture shows."""

from collections.abc import Iterable, Mapping
from typing import Any

from app.features.planets.rules.describing import description
from app.features.planets.rules.steps import Question, Step, Steps

_WORLDS = {
    "gas": "Gas giant",
    "ice": "Ice world",
    "oceanic": "Ocean world",
    "rocky": "Rocky world",
    "metallic": "Metal world",
    "organic": "Living world",
    "crystalline": "Crystal world",
    "hybrid": "Two worlds in one",
}
_RINGS = {
    "single": "one ring",
    "double": "two rings",
    "multiple": "many rings",
    "fragmented": "broken rings",
    "halo": "a halo",
}
_SKIES = {
    "aurora": "aurora",
    "nebula": "nebula",
    "stormy": "storms",
    "calm": "calm sky",
    "glowing": "glowing air",
    "vaporwave": "vaporwave sky",
}
SHOWN_LETTERS = 24
"""How much of a half typed text is told."""
_NO_TEXT = "No text, no lettering, no frame."


def hero_prompt(appearance: Mapping[str, Any]) -> str:
    """What a painter is told of the wide picture."""
    return f"A wide cinematic view of a whole planet in space. {_described(appearance)} {_NO_TEXT}"


def icon_prompt(appearance: Mapping[str, Any]) -> str:
    """What a painter is told of the small picture."""
    return (
        f"A single planet, centred, on a transparent background. {_described(appearance)} "
        f"No stars, no other scenery. {_NO_TEXT}"
    )


def picture_words(appearance: Mapping[str, Any]) -> str:
    """What the picture shows, for whoever can't see it: the person's own words where there are some."""
    if appearance["accessibility_notes"]:
        return str(appearance["accessibility_notes"])
    name = f"{appearance['name']}. " if appearance["name"] else ""
    return f"{name}{description(appearance)}"


def facts_line(appearance: Mapping[str, Any]) -> str:
    """`Ocean world · two rings · 3 moons · aurora`: as much as is known; empty while nothing is."""
    facts = (
        _WORLDS.get(appearance["surface_type"], ""),
        _RINGS.get(appearance["ring_style"], ""),
        _moons(appearance) if appearance["has_moons"] else "",
        _SKIES.get(appearance["atmosphere_style"], ""),
    )
    line = " · ".join(fact for fact in facts if fact)
    return line[:1].upper() + line[1:]


def place_words(steps: Steps, at: Step, typed: Mapping[str, str]) -> str:
    """Where a person left: `You left at Sky, step 6 of 10, with “violet aurora over quie…” half typed.`

    `typed` are their half typed texts by field; one of the step where they are is told first.
    """
    words = f"You left at {at.title}, step {steps.index(at) + 1} of {len(steps)}"
    for step in (at, *steps.steps):
        for field in step.fields:
            text = " ".join(typed.get(field.id, "").split())
            if text:
                where = "" if step is at else f" at {step.title}"
                return f"{words}, with “{text[:SHOWN_LETTERS].rstrip()}…” half typed{where}."
    return f"{words}."


def summary(
    steps: Steps, attributes: Mapping[str, Any], topic_names: Mapping[int, str]
) -> list[tuple[str, str, str]]:
    """`(step id, label, words)` for everything that was answered and is asked for."""
    return [
        (step.id, question.label, _in_words(question, attributes[question.id], topic_names))
        for step in steps.steps
        for question in step.fields
        if question.id in attributes and question.is_asked(attributes)
    ]


def _in_words(question: Question, value: Any, topic_names: Mapping[int, str]) -> str:
    if question.topics:
        return ", ".join(topic_names.get(one, "") for one in value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list):
        return ", ".join(value)
    return next((choice.label for choice in question.choices if choice.id == value), str(value))


def _described(appearance: Mapping[str, Any]) -> str:
    return " ".join(sentence for sentence in _sentences(appearance) if sentence)


def _sentences(appearance: Mapping[str, Any]) -> Iterable[str]:
    kind = appearance["surface_type"] or "undiscovered"
    yield f"Its surface is {kind}{_list(appearance['surface_descriptors'], ': ')}."
    colours = [appearance["primary_color"], appearance["secondary_color"], *appearance["palette"]]
    yield _list([colour for colour in colours if colour], "Its colours are ", ".")
    if appearance["ring_style"] != "none":
        colour = f" in {appearance['ring_color']}" if appearance["ring_color"] else ""
        yield f"Rings: {appearance['ring_style']}{colour}{_list(appearance['ring_descriptors'], ', ')}."
    if appearance["has_moons"]:
        yield f"It has {_moons(appearance)}{_list(appearance['moon_descriptors'], ': ')}."
    if appearance["atmosphere_style"] != "none":
        yield f"Sky: {appearance['atmosphere_style']}{_list(appearance['atmosphere_descriptors'], ', ')}."
    if appearance["origin_type"] != "unknown":
        yield f"Its origin is {appearance['origin_type']}."
    yield _list(appearance["materials"], "It is made of ", ".")
    tone = appearance["tone_label"] or appearance["emotional_tone"]
    yield f"It feels {tone}." if tone else ""


def _moons(appearance: Mapping[str, Any]) -> str:
    count = max(1, appearance["moon_count"])
    return "one moon" if count == 1 else f"{count} moons"


def _list(words: Iterable[str], before: str, after: str = "") -> str:
    joined = ", ".join(words)
    return f"{before}{joined}{after}" if joined else ""
