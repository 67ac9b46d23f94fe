"""Grown, not weathered: great crystals, smaller ones between them, and facets seen through facets."""

from typing import NamedTuple

import numpy as np

from app.adapters.painter.planet.character import Character
from app.adapters.painter.planet.ground import Floats, Ground, mixed, smooth
from app.adapters.painter.planet.inks import Ramp
from app.adapters.painter.planet.points import Points


class Crystals(NamedTuple):
    """Of each place: how high the crystals of one size stand (radii), the facet's and the crystal's number,
    the line where two facets meet, the gap to the next crystal, and how near the tip is (0…1)."""

    height: Floats
    facet: Floats
    number: Floats
    bevel: Floats
    gap: Floats
    tip: Floats


def crystalline(at: Points, who: Character) -> Ground:
    size = who.vary(1, 1.7, 2.5) * (1 + 0.35 * who.detail)
    mass = at.warped(1.3, 3, 0.4, 31).fractal(1.2, 5, 34)
    lean = _leaning(at, who)
    steep = 0.50 * (1 + 0.4 * who.relief)
    seen = _grown(lean, size, 8, 11, steep, 0.55 + 1.6 * mass)
    druse = at.fractal(2.6, 4, 36)
    seen = _through(at, seen, _grown(at, size * 2.2, 7, 21, steep, 0.30 + 1.1 * druse))
    seen = _through(at, seen, _grown(lean, size * 5.2, 6, 26, steep, 0.10 - 1.2 * druse))
    depth = smooth(0.012, -0.035, seen.height)
    flaw, veil = _inside(at, seen, size)
    grain = at.fractal(16, 5, 66, 0.6)
    tone = 0.36 + 0.36 * (seen.facet - 0.5) + 0.24 * seen.tip - 0.24 * depth + 0.20 * mass
    tone = tone + 0.34 * (flaw - 0.4) + 0.26 * veil + 0.05 * grain
    hue = at.warped(1.1, 3, 0.5, 61).fractal(0.9, 4, 64) + 0.16 * (seen.number - 0.5) + 0.12 * (flaw - 0.5)
    colour = mixed(_gem(who)(tone), _vein(who)(tone), smooth(-0.14, 0.20, hue))
    colour = mixed(
        colour, who.inks.light(3, 0.72, 1.0), 0.40 * smooth(0.90, 0.97, seen.number) * smooth(0, 0.2, -mass)
    )
    colour = mixed(colour, who.inks.light(2, 0.90, 0.4), 0.42 * seen.bevel * (1 - seen.gap))
    colour = mixed(colour, colour * 0.30, 0.75 * seen.gap)
    frosted = smooth(0.10, 0.40, veil + 0.3 * grain)
    return Ground(
        height=seen.height + 0.0004 * grain,
        colour=colour,
        gloss=np.clip(0.93 - 0.20 * frosted - 0.30 * seen.gap - 0.10 * depth, 0, 0.97),
        metal=0.14,
        through=0.85,
        glow=(0.22 + who.inner)
        * (0.9 * smooth(0.66, 0.98, flaw) + 0.5 * seen.gap)
        * smooth(0.2, 0.9, depth + veil),
    )


def _leaning(at: Points, who: Character) -> Points:
    """Crystals grow longer in one direction than across it."""
    axis = np.random.default_rng((who.seed, 15)).normal(size=3)
    x, y, z = (axis / np.linalg.norm(axis)).astype(np.float32)
    along = np.float32(-0.42) * (at.x * x + at.y * y + at.z * z)
    return Points(at.x + along * x, at.y + along * y, at.z + along * z, at.foot, at.seed)


def _grown(at: Points, freq: float, planes: int, salt: int, steep: float, stand: Floats) -> Crystals:
    """Crystals of one size; `stand` raises them, in cells."""
    cells = at.cells(freq, salt, 0.98)
    slope, facet, edge = at.gems(cells, planes, salt + 3)
    fine, thin = at.foot * np.float32(freq), min(0.03, 0.0055 * freq)
    height = (steep * (slope + 0.55 * (cells.number - 0.4)) + 0.22 * stand) / freq
    return Crystals(
        height,
        _softened(facet, edge, fine),
        _softened(cells.number, cells.edge, fine),
        smooth(thin + 1.2 * fine, 0.0, edge) * (thin / (thin + 1.2 * fine)),
        smooth(0.035 + 1.2 * fine, 0.0, cells.edge) * (0.035 / (0.035 + fine)),
        smooth(-0.55, 0.0, slope),
    )


def _softened(number: Floats, edge: Floats, pixel: Floats) -> Floats:
    """Numbers that jump at an edge, drawn to their mean where a pixel holds both sides."""
    return 0.5 + (number - 0.5) * smooth(0, 0.9 * pixel, edge)


def _through(at: Points, some: Crystals, others: Crystals) -> Crystals:
    """What stands out where crystals grew through one another; pixels on the border have part of both."""
    share = smooth(-0.6 * at.foot, 0.6 * at.foot, others.height - some.height)
    return Crystals(*(one + (other - one) * share for one, other in zip(some, others, strict=True)))


def _inside(at: Points, seen: Crystals, size: float) -> tuple[Floats, Floats]:
    """Flaws below the surface, each facet showing them from another side; and veils of tiny bubbles."""
    bent = Points(
        at.x * 0.86 + 0.12 * (seen.facet - 0.5),
        at.y * 0.86 + 0.12 * (seen.number - 0.5),
        at.z * 0.86 - 0.09 * (seen.facet - 0.5),
        at.foot,
        at.seed,
    )
    deep = bent.cells(size * 2.1, 41, 0.98)
    _, flaw, edge = bent.gems(deep, 8, 44)
    flaw = _softened(flaw, np.minimum(edge, deep.edge), 2.1 * size * at.foot)
    return flaw, bent.warped(2, 3, 0.3, 51).fractal(3.0, 7, 54, 0.62)


def _gem(who: Character) -> Ramp:
    shade = who.inks.shade
    return Ramp(
        (0.0, shade(0, 0.16, 1.1)),
        (0.25, shade(0, 0.34, 1.3)),
        (0.55, shade(0, 0.56, 1.2)),
        (0.80, shade(0, 0.74, 0.9)),
        (1.0, shade(0, 0.88, 0.5)),
    )


def _vein(who: Character) -> Ramp:
    shade = who.inks.shade
    return Ramp(
        (0.0, shade(1, 0.18, 1.1)),
        (0.30, shade(1, 0.40, 1.3)),
        (0.65, shade(2, 0.62, 1.1)),
        (1.0, shade(2, 0.88, 0.5)),
    )
