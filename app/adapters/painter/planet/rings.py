"""Rings across: how dense and of what colour, from the inner edge to the outer one."""

from dataclasses import dataclass

import numpy as np

from app.adapters.painter.colour import linear
from app.adapters.painter.planet.character import Character
from app.adapters.painter.planet.ground import mixed, smooth
from app.adapters.painter.planet.inks import Ramp
from app.adapters.painter.planet.points import Floats
from app.kernel.ports.planet import RingStyle

_ACROSS = 4096
_EXTENT: dict[RingStyle, tuple[float, float]] = {
    RingStyle.NONE: (1.0, 1.0),
    RingStyle.SINGLE: (1.50, 2.02),
    RingStyle.DOUBLE: (1.34, 2.20),
    RingStyle.MULTIPLE: (1.26, 2.34),
    RingStyle.FRAGMENTED: (1.40, 2.16),
    RingStyle.HALO: (1.18, 2.40),
}


@dataclass(frozen=True)
class Rings:
    """`sums` are running sums (n + 1, 4) of colour × density and density across the ring."""

    inner: float
    outer: float
    sums: Floats
    stones: Floats
    """Rows of angle, distance, height over the plane, radius (radii of the planet), r, g, b, gloss."""
    broken: float
    grain: float
    shine: float


def make_rings(who: Character) -> Rings | None:
    """The rings of a planet; None without any."""
    style = who.recipe.ring_style
    if style is RingStyle.NONE:
        return None
    chance = np.random.default_rng(who.ring_seed)
    inner, outer = _EXTENT[style]
    inner += chance.uniform(-0.06, 0.10)
    outer = inner + (outer - inner) * chance.uniform(0.90, 1.06) * (1 + 0.30 * who.trait("wide"))
    across = np.linspace(0, 1, _ACROSS)
    density = np.clip(_densities(style, across, chance, max(0, who.trait("gaps"))), 0, 0.97)
    colour = _colours(who, across, chance)
    rows = np.concatenate([colour * density[:, None], density[:, None]], axis=1)
    sums = np.concatenate([np.zeros((1, 4)), np.cumsum(rows, axis=0)])
    halo = style is RingStyle.HALO
    sparkle = who.trait("sparkle")
    return Rings(
        inner,
        outer,
        np.ascontiguousarray(sums, np.float64),
        _stones(style, chance, colour, inner, outer, sparkle),
        broken=1.0 if style is RingStyle.FRAGMENTED else 0.0,
        grain=(0.20 if halo else 0.38) + 0.35 * sparkle,
        shine=(0.30 if halo else 0.0) + 0.20 * max(0.0, sparkle),
    )


def _stones(
    style: RingStyle, chance: np.random.Generator, colour: Floats, inner: float, outer: float, sparkle: float
) -> Floats:
    """Rubble of a broken ring, in swarms; glitter in a halo."""
    broken, halo = style is RingStyle.FRAGMENTED, style is RingStyle.HALO
    count = (620 if broken else 260 if halo else 0) + int(160 * max(0.0, sparkle))
    swarms = chance.uniform(0, 2 * np.pi, 9)
    angle = swarms[chance.integers(0, 9, count)] + chance.normal(0, 0.42, count)
    angle = np.where(chance.random(count) < 0.3, chance.uniform(0, 2 * np.pi, count), angle)
    place = np.clip(chance.normal(0.5, 0.26, count), 0.01, 0.99)
    size = 0.0030 + 0.0022 * (1 - chance.random(count)) ** -0.55 if broken else np.full(count, 0.0022)
    size = np.minimum(size, 0.030)
    tint = colour[(place * (_ACROSS - 1)).astype(int)] * chance.uniform(0.55, 1.25, (count, 1))
    tint = tint * 0.75 + 0.25 * tint.mean(axis=1, keepdims=True)
    gloss = np.full(count, 0.25 if broken else 1.6)
    height = chance.normal(0, 0.012, count)
    return np.column_stack([angle, inner + (outer - inner) * place, height, size, tint, gloss])


def _rough(across: Floats, chance: np.random.Generator, waves: int, octaves: int, gain: float) -> Floats:
    """Smooth chance along a line, about -1…1."""
    total, amp = np.zeros_like(across), 1.0
    for _ in range(octaves):
        knots = chance.uniform(-1, 1, waves + 2)
        place = across * waves
        at = np.minimum(place.astype(int), waves)
        t = place - at
        t = t * t * (3 - 2 * t)
        total += amp * (knots[at] * (1 - t) + knots[np.minimum(at + 1, waves + 1)] * t)
        waves, amp = waves * 2 + 1, amp * gain
    return total


def _densities(style: RingStyle, across: Floats, chance: np.random.Generator, gaps: float) -> Floats:
    grooves = _rough(across, chance, 9, 8, 0.78)
    ends = smooth(0.0, 0.012, across) * smooth(1.0, 0.992, across)
    clefts = _cleft(across, chance, 1 + round(3 * gaps)) * ends
    if style is RingStyle.HALO:
        return _halo(across, grooves)
    if style is RingStyle.SINGLE:
        body = 0.54 + 0.20 * grooves + _waves(across, chance, 4)
        veil = 0.16 + 0.10 * grooves + 0.10 * smooth(0, 0.2, across)
        return np.clip(mixed(veil, body, smooth(0.17, 0.21, across)), 0.04, 1) * clefts
    if style is RingStyle.DOUBLE:
        return _double(across, chance, grooves) * clefts
    if style is RingStyle.MULTIPLE:
        return _several(across, chance, grooves) * clefts
    return np.clip(0.62 + 0.24 * grooves, 0.08, 1) * smooth(0, 0.10, across) * smooth(1.0, 0.86, across)


def _halo(across: Floats, grooves: Floats) -> Floats:
    """A glowing fog that is densest close to the planet, with a few faint shells."""
    fog = 0.42 * np.exp(-(((across - 0.20) / 0.17) ** 2)) + 0.20 * np.exp(-(((across - 0.55) / 0.24) ** 2))
    shells = 0.10 * np.exp(-(((across - 0.42) / 0.012) ** 2)) + 0.07 * np.exp(
        -(((across - 0.71) / 0.02) ** 2)
    )
    return (fog * (1 + 0.05 * grooves) + shells) * smooth(0, 0.16, across) * smooth(1.0, 0.55, across)


def _double(across: Floats, chance: np.random.Generator, grooves: Floats) -> Floats:
    """A broad ring, a dark division with a little dust, a narrower ring with waves."""
    middle, half = chance.uniform(0.50, 0.60), chance.uniform(0.045, 0.065)
    gap = smooth(half, half + 0.010, np.abs(across - middle))
    veil = smooth(0.0, 0.22, across) * 0.8 + 0.14
    first = (0.56 + 0.20 * grooves + _waves(across, chance, 2)) * veil
    second = 0.42 + 0.14 * grooves + _waves(across, chance, 4)
    dust = (0.07 + 0.05 * grooves) * (1 - gap)
    return np.clip(np.where(across < middle, first, second), 0.04, 1) * gap + np.maximum(0.02, dust)


def _several(across: Floats, chance: np.random.Generator, grooves: Floats) -> Floats:
    """Ringlets, each as wide and as dense as it came to be, in a little dust."""
    total = 0.09 * (1 + 0.5 * grooves)
    edge = 0.0
    while edge < 0.94:
        wide = 0.012 + 0.13 * chance.random() ** 1.7
        dense = chance.uniform(0.26, 0.86)
        soft = min(0.3 * wide, chance.choice([0.003, 0.008, 0.022]))
        inside = smooth(edge, edge + soft, across) * smooth(edge + wide, edge + wide - soft, across)
        total += inside * np.clip(dense + 0.16 * grooves, 0.05, 1)
        edge += wide + 0.004 + 0.05 * chance.random() ** 2.5
    return total + np.clip(total * 2, 0, 1) * _waves(across, chance, 3)


def _waves(across: Floats, chance: np.random.Generator, count: int) -> Floats:
    """Density waves: ripples that run outwards from a resonance, closer and weaker on the way."""
    total = np.zeros_like(across)
    for _ in range(count):
        start, long = chance.uniform(0.05, 0.9), chance.uniform(0.05, 0.14)
        away = np.maximum(0, across - start) / long
        total += np.where(
            across > start, 0.22 * np.exp(-2.2 * away) * np.cos(46 * away * (1 + 0.7 * away)), 0
        )
    return total


def _cleft(across: Floats, chance: np.random.Generator, count: int) -> Floats:
    """Narrow gaps that moons have swept, some with a thread left in them."""
    kept = np.ones_like(across)
    for _ in range(count):
        where, wide = chance.uniform(0.25, 0.93), chance.uniform(0.004, 0.013)
        swept = smooth(wide, wide * 0.75, np.abs(across - where))
        thread = 0.5 * smooth(0.0016, 0.0006, np.abs(across - where - 0.3 * wide)) * (chance.random() < 0.5)
        kept *= 1 - swept * (0.94 - thread)
    return kept


def _colours(who: Character, across: Floats, chance: np.random.Generator) -> Floats:
    inks = who.inks
    if who.recipe.ring_color is not None:
        base = linear(who.recipe.ring_color)
        tones = np.clip(0.78 + 0.34 * _rough(across, chance, 6, 7, 0.72), 0.25, 1.3)
        return base * tones[:, None]
    ramp = Ramp(
        (0.0, inks.shade(1, 0.40, 0.5)),
        (0.4, inks.shade(0, 0.58, 0.5)),
        (0.7, inks.shade(2, 0.70, 0.5)),
        (1.0, inks.shade(1, 0.82, 0.35)),
    )
    return ramp(np.clip(0.52 + 0.42 * _rough(across, chance, 5, 5, 0.62), 0, 1))
