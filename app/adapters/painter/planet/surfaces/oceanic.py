"""Continents with shelves, mountains and ice caps in a sea that mirrors the sun."""

import numpy as np

from app.adapters.painter.planet.character import Character
from app.adapters.painter.planet.ground import Ground, mixed, smooth
from app.adapters.painter.planet.inks import Ramp, blend
from app.adapters.painter.planet.points import Points


def oceanic(at: Points, who: Character) -> Ground:
    drifted = at.warped(who.vary(1, 1.1, 1.7), 4, 0.42 + 0.25 * who.swirl, 11)
    base = drifted.fractal(who.vary(2, 0.95, 1.5), 11, 21, 0.54 + 0.05 * who.detail)
    ridge = at.warped(2.1, 3, 0.25, 31).ridges(who.vary(3, 2.4, 3.6), 8, 34, 0.52)
    wet = at.fractal(1.9, 7, 41)
    sea = who.vary(4, -0.06, 0.11) + 0.16 * who.sea
    rise = base - sea
    land = smooth(-0.004, 0.004, rise)
    inland = smooth(0.0, 0.24, rise)
    peaks = ridge * inland * (0.55 + 0.45 * smooth(-0.15, 0.25, wet)) * (1 + 0.6 * who.relief)
    north = np.abs(at.y)
    cold = smooth(0.86, 1.0, north + 0.16 * wet + 0.10 * base + 0.22 * who.ice)
    snow = np.maximum(
        cold * smooth(-0.02, 0.05, rise + 0.02), smooth(0.62, 0.86, peaks + 0.50 * north**2 - 0.12)
    )
    tone = 0.10 + 0.9 * inland * (0.45 + 0.55 * ridge) + 0.55 * wet * smooth(0, 0.08, rise)
    ground = mixed(_land(who)(tone), _dry(who)(tone), smooth(0.02, 0.28, wet + 0.16 - 0.30 * north))
    ground = mixed(ground, _white(who), snow)
    swell = at.stretched(1, 1.6).fractal(5, 5, 51)
    depth = smooth(0.0, 1.0, np.exp(np.minimum(rise, 0) * 9) + 0.16 * swell)
    water = mixed(_water(who)(depth), _white(who), cold * 0.94 * smooth(0.02, 0.0, 0.14 - cold * 0.2))
    frozen = smooth(0.5, 0.9, cold)
    return Ground(
        height=mixed(0.0004 * swell, 0.004 + 0.035 * inland * (0.25 + 0.75 * base) + 0.042 * peaks, land)
        + 0.0015 * frozen,
        colour=mixed(water, ground, land),
        gloss=mixed(0.70 - 0.4 * frozen, 0.12 + 0.22 * snow, land),
        through=mixed(0.15 + 0.3 * frozen, 0.08 + 0.3 * snow, land),
        glow=who.towns * _towns(at, land * (1 - snow), rise) if who.towns else 0.0,
    )


def _water(who: Character) -> Ramp:
    inks = who.inks
    return Ramp(
        (0.00, inks.shade(inks.sea, 0.27, 0.55)),
        (0.35, inks.shade(inks.sea, 0.36, 0.70)),
        (0.70, inks.shade(inks.sea, 0.45, 0.80)),
        (0.93, inks.shade(inks.sea, 0.55, 0.75)),
        (1.00, inks.shade(inks.sea, 0.63, 0.60)),
    )


def _land(who: Character) -> Ramp:
    inks = who.inks
    return Ramp(
        (0.00, blend(inks.shade(inks.land, 0.72, 0.55), (0.80, 0.01, 0.05), 0.35)),
        (0.07, inks.shade(inks.land, 0.56, 0.85)),
        (0.30, inks.shade(inks.land, 0.46, 1.0)),
        (0.55, inks.shade(inks.land, 0.56, 0.85)),
        (0.80, blend(inks.shade(inks.other, 0.50, 0.6), inks.shade(inks.land, 0.5, 0.5), 0.4)),
        (1.00, inks.shade(inks.other, 0.66, 0.4)),
    )


def _dry(who: Character) -> Ramp:
    inks = who.inks
    return Ramp(
        (0.00, blend(inks.shade(inks.other, 0.78, 0.6), (0.82, 0.01, 0.06), 0.35)),
        (0.25, inks.shade(inks.other, 0.66, 0.85)),
        (0.60, blend(inks.shade(inks.other, 0.54, 0.8), inks.shade(inks.land, 0.5, 0.8), 0.5)),
        (1.00, inks.shade(inks.land, 0.70, 0.45)),
    )


def _white(who: Character) -> np.ndarray:
    return who.inks.light(who.inks.sea, 0.95, 0.12)


def _towns(at: Points, land: np.ndarray, rise: np.ndarray) -> np.ndarray:
    """Lights along the coasts, in swarms; only the night shows them."""
    swarm = smooth(0.02, 0.30, at.fractal(4.5, 4, 61)) * smooth(0.20, 0.01, rise) * land
    sparks = at.cells(46, 62)
    return 1.6 * swarm * smooth(0.42, 0.12, sparks.first) * smooth(0.25, 0.8, sparks.number)
