"""A frozen shell: bright plates, long cracks with raised lips, and blue depth inside them."""

import numpy as np

from app.adapters.painter.planet.character import Character
from app.adapters.painter.planet.ground import Ground, mixed, smooth
from app.adapters.painter.planet.inks import Ramp, blend
from app.adapters.painter.planet.points import Points


def ice(at: Points, who: Character) -> Ground:
    bent = at.warped(0.8, 2, 0.22, 11)
    base = at.warped(1.1, 4, 0.45, 15).fractal(1.3, 10, 21, 0.55)
    frost = at.fractal(3.1, 9, 25, 0.62)
    width = 1 + 0.6 * who.cracks
    long = np.maximum.reduce([_arc(bent, who, n, width) for n in range(9)])
    plates = at.warped(4.0, 3, 0.035, 81).cells(who.vary(1, 1.9, 2.8), 84, 0.95)
    floes = at.warped(8.0, 2, 0.016, 86).cells(who.vary(2, 6.0, 9.0), 89, 0.95)
    seam = _crack(plates.edge, 0.045 * width, at.foot * 2.5)
    split = _crack(floes.edge, 0.050 * width, at.foot * 8) * smooth(0.0, 0.24, base + 0.4 * frost)
    lip = smooth(0.16, 0.05, plates.edge) * (1 - seam)
    ridge = smooth(0.0, 0.7, long) * (1 - 0.6 * smooth(0.86, 1.0, long))
    broken = smooth(0.10, 0.26, at.fractal(1.5, 5, 91) - 0.06 + 0.12 * who.cracks)
    rubble = at.cells(19, 94)
    deep = np.maximum.reduce([seam, 0.55 * smooth(0.85, 1.0, long), 0.62 * split])
    lift = (plates.number - 0.5) * 0.5 + 0.35 * (floes.number - 0.5)
    tone = 0.66 + 0.42 * base + 0.20 * frost + 0.22 * lift + 0.25 * broken * (rubble.number - 0.6)
    stain = np.clip(0.85 * ridge + 0.40 * smooth(0.10, 0.34, -base), 0, 1)
    colour = mixed(_snow(who)(tone), _stained(who)(tone), 0.62 * stain)
    colour = mixed(colour, _depth(who)(0.5 + 0.6 * frost), 0.85 * deep)
    cap = smooth(0.80, 0.96, np.abs(at.y) + 0.12 * base)
    colour = mixed(colour, who.inks.light(who.inks.sea, 0.96, 0.1), 0.7 * cap * (1 - 0.6 * deep))
    return Ground(
        height=0.024 * base * (1 + who.relief)
        + 0.008 * frost
        + 0.007 * lift
        + 0.008 * lip
        + 0.006 * ridge
        - 0.010 * deep
        + broken * 0.012 * (rubble.number - rubble.first),
        colour=colour,
        gloss=np.clip(0.40 + 0.3 * smooth(-0.1, 0.3, -frost) + 0.25 * deep + 0.2 * who.gloss, 0, 0.95),
        through=0.50 + 0.35 * deep,
        glow=who.inner * deep * 0.8,
    )


def _arc(at: Points, who: Character, number: int, width: float) -> np.ndarray:
    """One long band, as tides draw them: along a circle round the globe, fading at both ends."""
    chance = np.random.default_rng((who.seed, 31, number))
    x, y, z = (float(axis) for axis in chance.normal(size=3) / 1.7)
    length = np.sqrt(x * x + y * y + z * z)
    apart = np.abs(
        (at.x * x + at.y * y + at.z * z) / np.float32(length) - np.float32(chance.uniform(-0.6, 0.6))
    )
    wide = width * np.float32(chance.uniform(0.010, 0.026)) + 1.6 * at.foot
    u, v, w = chance.normal(size=3)
    along = np.sin(
        at.x * np.float32(2 * u) + at.y * np.float32(2 * v) + at.z * np.float32(2 * w) + np.float32(number)
    )
    return smooth(wide, 0.15 * wide, apart) * smooth(-0.5, 0.5, along)


def _crack(edge: np.ndarray, width: float, foot: np.ndarray) -> np.ndarray:
    """1 in the crack; where it is thinner than a pixel it pales instead."""
    wide = width + foot
    return smooth(wide, 0.25 * wide, edge) * (width / wide) ** 0.6


def _snow(who: Character) -> Ramp:
    shade = who.inks.shade
    return Ramp(
        (0.0, blend(shade(0, 0.50, 1.0), (0.52, -0.03, -0.06), 0.35)),
        (0.35, blend(shade(0, 0.70, 0.85), (0.74, -0.02, -0.04), 0.35)),
        (0.65, blend(shade(0, 0.86, 0.5), (0.90, -0.01, -0.02), 0.4)),
        (1.0, (0.92, -0.005, -0.012)),
    )


def _stained(who: Character) -> Ramp:
    shade = who.inks.shade
    return Ramp((0.0, shade(1, 0.40, 1.0)), (0.5, shade(1, 0.62, 1.0)), (1.0, shade(2, 0.84, 0.6)))


def _depth(who: Character) -> Ramp:
    sea = who.inks.sea
    return Ramp((0.0, who.inks.shade(sea, 0.24, 1.1)), (1.0, who.inks.shade(sea, 0.52, 1.3)))
