"""Weather: where clouds lie, 0 to 1."""

import numpy as np

from app.adapters.painter.planet.character import Character
from app.adapters.painter.planet.ground import smooth
from app.adapters.painter.planet.points import Floats, Points
from app.kernel.ports.planet import AtmosphereStyle, SurfaceType


def cloud_cover(at: Points, who: Character) -> Floats:
    """Fronts and fleece, drawn out along the winds and wound up in storms."""
    if who.cloud <= 0.01:
        return np.zeros_like(at.x)
    stormy = who.recipe.atmosphere_style is AtmosphereStyle.STORMY
    veil = who.recipe.surface_type is SurfaceType.GAS
    stirred = at.whirled(who.storms)
    drawn = stirred.stretched(1, 1.9 if not veil else 3.2)
    swept = drawn.warped(1.15, 4, 0.46, 201).warped(3.1, 4, 0.15, 211)
    masses = swept.fractal(who.vary(901, 1.15, 1.6), 5, 221, 0.5)
    fleece = swept.fractal(4.6, 8, 231, 0.60)
    cells = swept.ridges(3.2, 5, 241, 0.55) - 0.42
    climate = 0.10 * np.cos(at.y * np.float32(9.5)) - 0.05 * smooth(0.85, 1, np.abs(at.y))
    body = masses + 0.42 * fleece + 0.20 * cells + climate
    threshold = 0.52 - 0.98 * who.cloud
    cover = smooth(threshold, threshold + (0.42 if not stormy else 0.34), body)
    cover = cover * (0.62 + 0.38 * smooth(-0.25, 0.2, fleece))
    return (cover * (0.45 if veil else 0.96)).astype(np.float32)
