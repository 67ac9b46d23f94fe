"""Weather: where clouds lie, 0 to 1."""

import numpy as np

from app.adapters.painter.planet.character import Character
from app.adapters.painter.planet.ground import smooth
from app.adapters.painter.planet.points import Floats, Points
from app.kernel.ports.planet import AtmosphereStyle, SurfaceType

_HARD = (SurfaceType.METALLIC, SurfaceType.CRYSTALLINE, SurfaceType.ORGANIC)
"""Over these only veils lie: a pattern that hides in shreds is no longer seen as one."""


def cloud_cover(at: Points, who: Character) -> Floats:
    """Fronts and fleece, drawn out along the winds and wound up in storms."""
    if who.cloud <= 0.01:
        return np.zeros_like(at.x)
    stormy = who.recipe.atmosphere_style is AtmosphereStyle.STORMY
    veil = who.recipe.surface_type is SurfaceType.GAS
    stirred = at.warped(2.4, 3, 0.07, 191).whirled(who.storms)
    drawn = stirred.stretched(1, 1.9 if not veil else 3.2)
    swept = drawn.warped(1.15, 4, 0.46, 201).warped(3.1, 4, 0.15, 211)
    masses = swept.fractal(who.vary(901, 1.15, 1.6), 5, 221, 0.5)
    fleece = swept.fractal(4.6, 8, 231, 0.60)
    cells = swept.ridges(3.2, 5, 241, 0.55) - 0.42
    climate = 0.10 * np.cos(at.y * np.float32(9.5)) - 0.05 * smooth(0.85, 1, np.abs(at.y))
    curls = stirred.warped(6.0, 2, 0.05, 251).fractal(9.0, 6, 255, 0.62)
    body = masses + 0.36 * fleece + 0.20 * cells + 0.24 * curls + climate
    thin = who.recipe.surface_type in _HARD
    threshold = 0.52 - 0.96 * who.cloud
    cover = smooth(threshold, threshold + (0.40 if stormy else 0.95 if thin else 0.66), body)
    cover = cover**1.15 * (0.62 + 0.38 * smooth(-0.25, 0.2, fleece))
    return (cover * (0.45 if veil else 0.6 if thin else 0.96)).astype(np.float32)
