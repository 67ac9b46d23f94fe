"""What a picture of a planet shows, for whoever can't see it, made from the answers."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from app.features.planets.rules.colour_names import named

_WORLDS = {
    "gas": "A gas giant with bands of cloud",
    "ice": "A world of cracked ice",
    "oceanic": "An ocean world with a few coasts",
    "rocky": "A rocky world with craters and canyons",
    "metallic": "A world of metal plates",
    "organic": "A living, overgrown world",
    "crystalline": "A world of crystal facets",
    "hybrid": "A world of two kinds in one",
}
_RINGS = {
    "single": "One ring",
    "double": "Two rings with a gap between them",
    "multiple": "Many fine rings",
    "fragmented": "Broken rings of rubble",
    "halo": "A halo of glowing dust",
}
_SKIES = {
    "aurora": "Curtains of aurora stand over its poles",
    "nebula": "It hangs before a coloured nebula",
    "stormy": "Storm clouds whirl over it",
    "calm": "High, thin cloud lies over it",
    "glowing": "Its air glows",
    "vaporwave": "Its sky is as pink and cyan as a vaporwave sunset",
}
_COUNTS = ("no", "one", "two", "three", "four", "five", "six")
_MOST_COLOURS = 4


def description(appearance: Mapping[str, Any], lit_from: Literal["left", "right"] | None = None) -> str:
    """Two to five sentences without the name; of what was left open nothing is said."""
    sentences = (
        _world(appearance),
        _light(lit_from),
        _rings(appearance),
        _moons(appearance),
        _detailed(_SKIES.get(appearance["atmosphere_style"], ""), appearance["atmosphere_descriptors"]),
    )
    return " ".join(f"{sentence}." for sentence in sentences if sentence)


def _world(appearance: Mapping[str, Any]) -> str:
    kind = _WORLDS.get(appearance["surface_type"], "A planet")
    codes = [appearance["primary_color"], appearance["secondary_color"], *appearance["palette"]]
    names = list(dict.fromkeys(named(code) for code in codes if code))[:_MOST_COLOURS]
    seen = f"{kind}, in {listed(names)}" if names else f"{kind}, seen from space"
    return _detailed(seen, appearance["surface_descriptors"])


def _light(lit_from: Literal["left", "right"] | None) -> str:
    if lit_from is None:
        return ""
    dark = "left" if lit_from == "right" else "right"
    return f"Light falls on it from the {lit_from}; its {dark} side is dark"


def _rings(appearance: Mapping[str, Any]) -> str:
    kind = _RINGS.get(appearance["ring_style"])
    if kind is None:
        return ""
    verb = "circles" if appearance["ring_style"] in ("single", "halo") else "circle"
    colour = f" in {named(appearance['ring_color'])}" if appearance["ring_color"] else ""
    return _detailed(f"{kind}{colour} {verb} it", appearance["ring_descriptors"])


def _moons(appearance: Mapping[str, Any]) -> str:
    if not appearance["has_moons"]:
        return ""
    count = max(1, appearance["moon_count"])
    number = _COUNTS[count] if count < len(_COUNTS) else str(count)
    said = f"{number} moon{' is' if count == 1 else 's are'} near it"
    return _detailed(f"{said[:1].upper()}{said[1:]}", appearance["moon_descriptors"])


def _detailed(sentence: str, words: Iterable[str]) -> str:
    more = listed(list(words))
    return f"{sentence}: {more}" if sentence and more else sentence


def listed(words: list[str]) -> str:
    """`dusty, cracked and old`."""
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)
