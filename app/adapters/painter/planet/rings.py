"""Rings across: how dense and of what colour, from the inner edge to the outer one."""

from dataclasses import dataclass

import numpy as np

from app.adapters.painter.colour import linear
from app.adapters.painter.planet.character import Character
from app.adapters.painter.planet.ground import smooth
from app.adapters.painter.planet.inks import Ramp
from app.adapters.painter.planet.points import Floats
from app.kernel.ports.planet import RingStyle

_ACROSS = 4096
_EXTENT: dict[RingStyle, tuple[float, float]] = {
    RingStyle.NONE: (1.0, 1.0),
    RingStyle.SINGLE: (1.55, 1.98),
    RingStyle.DOUBLE: (1.40, 2.15),
    RingStyle.MULTIPLE: (1.28, 2.32),
    RingStyle.FRAGMENTED: (1.42, 2.12),
    RingStyle.HALO: (1.22, 2.35),
}


@dataclass(frozen=True)
class Rings:
    """`sums` are running sums (n + 1, 4) of colour × density and density across the ring."""

    inner: float
    outer: float
    sums: Floats
    broken: float
    grain: float
    shine: float


def make_rings(who: Character) -> Rings | None:
    """The rings of a planet; None without any."""
    style = who.recipe.ring_style
    if style is RingStyle.NONE:
        return None
    inner, outer = _EXTENT[style]
    outer = inner + (outer - inner) * (1 + 0.30 * who.trait("wide"))
    chance = np.random.default_rng(who.ring_seed)
    across = np.linspace(0, 1, _ACROSS)
    density = np.clip(_densities(style, across, chance, who.trait("gaps")), 0, 0.97)
    colour = _colours(who, across, chance)
    rows = np.concatenate([colour * density[:, None], density[:, None]], axis=1)
    sums = np.concatenate([np.zeros((1, 4)), np.cumsum(rows, axis=0)])
    halo = style is RingStyle.HALO
    return Rings(
        inner,
        outer,
        np.ascontiguousarray(sums, np.float64),
        broken=1.0 if style is RingStyle.FRAGMENTED else 0.0,
        grain=(0.25 if halo else 0.55) + 0.35 * who.trait("sparkle"),
        shine=(0.55 if halo else 0.0) + 0.25 * max(0.0, who.trait("sparkle")),
    )


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
    fine = _rough(across, chance, 9, 7, 0.72)
    ends = smooth(0.0, 0.02, across) * smooth(1.0, 0.985, across)
    if style is RingStyle.HALO:
        veil = (
            np.exp(-(((across - 0.22) / 0.20) ** 2)) * 0.50 + np.exp(-(((across - 0.60) / 0.26) ** 2)) * 0.26
        )
        return veil * (1 + 0.16 * fine) * smooth(0, 0.16, across) * smooth(1.0, 0.55, across)
    body = np.clip(0.62 + 0.20 * fine, 0.05, 1)
    if style is RingStyle.SINGLE:
        return (
            body
            * ends
            * (0.85 + 0.15 * smooth(0, 0.3, across))
            * _cleft(across, chance, 1 + round(2 * max(0, gaps)))
        )
    if style is RingStyle.DOUBLE:
        middle = chance.uniform(0.46, 0.58)
        gap = smooth(0.055, 0.075, np.abs(across - middle))
        first = np.where(across < middle, 0.78, 1.0)
        haze = 0.05 * (1 - gap)
        return (body * first * gap + haze) * ends * _cleft(across, chance, 1 + round(2 * max(0, gaps)))
    if style is RingStyle.MULTIPLE:
        parts = _rough(across, chance, 7, 4, 0.8)
        bands = smooth(-0.32, 0.10, parts)
        envelope = np.clip(0.55 + 0.5 * _rough(across, chance, 4, 2, 0.5), 0.16, 1)
        return (
            (bands * body * envelope * 1.25 + 0.035)
            * ends
            * _cleft(across, chance, 4 + round(4 * max(0, gaps)))
        )
    return np.clip(0.78 + 0.25 * fine, 0.1, 1) * smooth(0, 0.12, across) * smooth(1.0, 0.85, across)


def _cleft(across: Floats, chance: np.random.Generator, count: int) -> Floats:
    """Narrow gaps that moons have swept."""
    kept = np.ones_like(across)
    for _ in range(count):
        where, wide = chance.uniform(0.12, 0.92), chance.uniform(0.004, 0.016)
        kept *= 1 - 0.92 * smooth(wide, wide * 0.55, np.abs(across - where))
    return kept


def _colours(who: Character, across: Floats, chance: np.random.Generator) -> Floats:
    inks = who.inks
    if who.recipe.ring_color is not None:
        base = linear(who.recipe.ring_color)
        tones = np.clip(1 + 0.28 * _rough(across, chance, 6, 4, 0.6), 0.45, 1.6)
        return base * tones[:, None]
    ramp = Ramp(
        (0.0, inks.shade(1, 0.40, 0.5)),
        (0.4, inks.shade(0, 0.58, 0.5)),
        (0.7, inks.shade(2, 0.70, 0.5)),
        (1.0, inks.shade(1, 0.82, 0.35)),
    )
    return ramp(np.clip(0.52 + 0.42 * _rough(across, chance, 5, 5, 0.62), 0, 1))
