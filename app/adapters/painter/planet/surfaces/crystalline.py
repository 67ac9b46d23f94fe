"""Grown, not weathered: facets that catch the light one by one, with more facets seen inside."""

import numpy as np

from app.adapters.painter.planet.character import Character
from app.adapters.painter.planet.ground import Ground, mixed, smooth
from app.adapters.painter.planet.inks import Ramp
from app.adapters.painter.planet.points import Points


def crystalline(at: Points, who: Character) -> Ground:
    size = who.vary(1, 2.1, 3.2) * (1 + 0.35 * who.detail)
    grown = at.cells(size, 11, 0.95)
    large, facet = at.gems(grown, 9, 14)
    shards = at.cells(size * 2.9, 21, 0.95)
    little, splinter = at.gems(shards, 7, 24)
    druse = smooth(0.02, 0.22, at.warped(1.5, 3, 0.4, 31).fractal(1.6, 5, 34) + 0.06)
    inside = Points(
        at.x * 0.82 + 0.10 * (facet - 0.5),
        at.y * 0.82 + 0.10 * (grown.number - 0.5),
        at.z * 0.82 + 0.10 * (splinter - 0.5),
        at.foot,
        at.seed,
    )
    deep = inside.cells(size * 1.7, 41, 0.95)
    _, flaw = inside.gems(deep, 8, 44)
    cloudy = inside.warped(2, 3, 0.3, 51).fractal(2.6, 7, 54, 0.6)
    edge = smooth(0.030 + 0.9 * at.foot * size, 0.0, grown.edge)
    large_hue = at.warped(1.1, 3, 0.5, 61).fractal(0.9, 4, 64)
    tone = 0.36 + 0.40 * (mixed(facet, splinter, 0.6 * druse) - 0.5) + 0.40 * (flaw - 0.4) + 0.34 * cloudy
    hue = smooth(-0.16, 0.24, large_hue + 0.22 * (grown.number - 0.5) + 0.14 * (flaw - 0.5))
    colour = mixed(_gem(who)(tone), _vein(who)(tone), hue)
    colour = mixed(colour, colour * 0.35, 0.8 * edge)
    return Ground(
        height=(0.62 * large / size + druse * 0.48 * little / (size * 2.9)) * (1 + 0.4 * who.relief),
        colour=colour,
        gloss=np.clip(0.90 - 0.10 * druse - 0.25 * edge, 0, 0.97),
        metal=0.18,
        through=0.85,
        glow=(0.30 + who.inner) * smooth(0.70, 0.98, flaw) * smooth(0.6, 0.1, deep.first),
    )


def _gem(who: Character) -> Ramp:
    shade = who.inks.shade
    return Ramp(
        (0.0, shade(0, 0.20, 1.1)),
        (0.3, shade(0, 0.40, 1.3)),
        (0.6, shade(0, 0.62, 1.15)),
        (1.0, shade(0, 0.92, 0.5)),
    )


def _vein(who: Character) -> Ramp:
    shade = who.inks.shade
    return Ramp(
        (0.0, shade(1, 0.22, 1.1)),
        (0.35, shade(1, 0.46, 1.3)),
        (0.65, shade(2, 0.66, 1.1)),
        (1.0, shade(2, 0.93, 0.45)),
    )
