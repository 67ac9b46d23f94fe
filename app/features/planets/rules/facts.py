"""A planet as one would tell a friend of it."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from app.features.planets.rules.describing import listed
from app.features.planets.rules.steps import load_steps

_COUNTS = ("No", "One", "Two", "Three", "Four", "Five", "Six")
_COLOURS = (
    ("primary_color", "Main colour"),
    ("secondary_color", "Second colour"),
    ("palette", "Another colour"),
)


class Fact(NamedTuple):
    """One thing to know: what it is about, and a sentence."""

    about: str
    sentence: str


class Colour(NamedTuple):
    """A colour as `#RRGGBB`, and what it is for."""

    code: str
    use: str


def facts(appearance: Mapping[str, Any], still_open: Collection[str] = ()) -> list[Fact]:
    """What there is to say of it, in the order in which one would; nothing of what was left open.

    `still_open` are the fields that an unfinished planet has no answer for yet.
    """
    told = [
        Fact("How it feels", _feeling(appearance)),
        Fact("From orbit", _surface(appearance)),
        Fact("Around it", _around(appearance) or _nothing_around(appearance, still_open)),
        Fact("In its sky", "" if "atmosphere_style" in still_open else _sky(appearance)),
        Fact("How it began", _origin(appearance)),
    ]
    return [fact for fact in told if fact.sentence]


def colours(appearance: Mapping[str, Any]) -> list[Colour]:
    """Its colours, the main one first, each once."""
    named = [Colour(code, use) for field, use in _COLOURS for code in _several(appearance[field]) if code]
    if appearance["ring_style"] != "none" and appearance["ring_color"]:
        named.append(Colour(appearance["ring_color"], "Rings"))
    first: dict[str, Colour] = {}
    for colour in named:
        first.setdefault(colour.code.upper(), colour)
    return list(first.values())


def _feeling(appearance: Mapping[str, Any]) -> str:
    tone = appearance["emotional_tone"]
    if tone is None:
        return ""
    if tone == "custom":
        return _sentence(appearance["tone_label"])
    label, line = _choice("emotional_tone", tone)
    return _sentence(f"{label}: {line[:1].lower()}{line[1:]}")


def _surface(appearance: Mapping[str, Any]) -> str:
    if appearance["surface_type"] is None:
        return ""
    return _sentence(
        _choice("surface_type", appearance["surface_type"])[1], appearance["surface_descriptors"]
    )


def _around(appearance: Mapping[str, Any]) -> str:
    style, moons = appearance["ring_style"], max(1, appearance["moon_count"])
    told = []
    if style != "none":
        told.append(_sentence(_choice("ring_style", style)[1], appearance["ring_descriptors"]))
    if appearance["has_moons"]:
        count = _COUNTS[moons] if moons < len(_COUNTS) else str(moons)
        told.append(_sentence(f"{count} moon{'s' * (moons != 1)}", appearance["moon_descriptors"]))
    return " ".join(told)


def _nothing_around(appearance: Mapping[str, Any], still_open: Collection[str]) -> str:
    known = appearance["surface_type"] is not None and not {"ring_style", "has_moons"} <= set(still_open)
    return "Nothing circles it." if known else ""


def _sky(appearance: Mapping[str, Any]) -> str:
    if appearance["surface_type"] is None:
        return ""
    line = _choice("atmosphere_style", appearance["atmosphere_style"])[1]
    return _sentence(line, appearance["atmosphere_descriptors"])


def _origin(appearance: Mapping[str, Any]) -> str:
    told = []
    if appearance["origin_type"] != "unknown":
        told.append(_sentence(_choice("origin_type", appearance["origin_type"])[1]))
    if appearance["materials"]:
        told.append(f"It is made of {listed(appearance['materials'])}.")
    return " ".join(told)


def _choice(field: str, value: str) -> tuple[str, str]:
    """The label and the line of an answer."""
    question = next(one for one in load_steps().questions() if one.id == field)
    choice = next(one for one in question.choices if one.id == value)
    return choice.label, choice.line or choice.label


def _sentence(text: str, words: Iterable[str] = ()) -> str:
    more = listed(list(words))
    whole = f"{text}: {more}" if more else text
    return f"{whole[:1].upper()}{whole[1:]}." if whole else ""


def _several(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]
