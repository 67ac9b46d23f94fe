"""Weather: where clouds lie and how thick, 0 to 1."""

import numpy as np

from app.adapters.painter.planet.character import Character
from app.adapters.painter.planet.ground import smooth
from app.adapters.painter.planet.kernels import weather
from app.adapters.painter.planet.points import Floats, Points
from app.kernel.ports.planet import AtmosphereStyle, SurfaceType

_HARD = (SurfaceType.METALLIC, SurfaceType.CRYSTALLINE, SurfaceType.ORGANIC)
"""Over these only veils lie: a pattern that hides in shreds is no longer seen as one."""


def cloud_cover(at: Points, who: Character) -> Floats:
    """Fronts and fleece, drawn out along the winds; where there are storms, cyclones with an eye."""
    if who.cloud <= 0.01:
        return np.zeros_like(at.x)
    storms = _cyclones(who)
    stirred = _wound(at.warped(2.4, 3, 0.05, 191), storms)
    veil, thin = who.recipe.surface_type is SurfaceType.GAS, who.recipe.surface_type in _HARD
    swept = stirred.stretched(1, 3.2 if veil else 1.8).warped(1.2, 4, 0.42, 201).warped(3.4, 4, 0.12, 211)
    masses = swept.fractal(who.vary(901, 1.1, 1.5), 5, 221, 0.5)
    fleece = swept.fractal(5.2, 8, 231, 0.64)
    cells = swept.ridges(3.0, 6, 241, 0.58) - 0.42
    climate = 0.10 * np.cos(at.y * np.float32(9.5)) - 0.05 * smooth(0.85, 1, np.abs(at.y))
    body = masses + 0.30 * fleece + 0.22 * cells + climate
    threshold = 0.50 - 0.90 * who.cloud
    stormy = who.recipe.atmosphere_style is AtmosphereStyle.STORMY
    cover = smooth(threshold, threshold + (0.5 if stormy else 0.75), body)
    # Thick and thin within a cloud: what its tops and edges are seen by.
    cover = cover * np.clip(0.66 + 0.80 * fleece + 0.35 * cells, 0.12, 1)
    if len(storms):
        cover = _with_spirals(at, storms, cover, fleece)
    return (cover * (0.45 if veil else 0.60 if thin else 0.97)).astype(np.float32)


def _cyclones(who: Character) -> Floats:
    """Under a stormy sky many and large ones, else a few small ones."""
    stormy = who.recipe.atmosphere_style is AtmosphereStyle.STORMY
    kept: list[Floats] = []
    for storm in who.storms:
        storm = storm * np.array([1, 1, 1, 1.45 if stormy else 0.85, 1], np.float32)
        if all(np.sqrt(np.sum((storm[:3] - other[:3]) ** 2)) > 0.8 * (storm[3] + other[3]) for other in kept):
            kept.append(storm)
    most = len(kept) if stormy else max(1, len(kept) // 2)
    return np.array(kept[:most], np.float32).reshape(-1, 5)


def _wound(at: Points, storms: Floats) -> Points:
    x, y, z, foot = at.x.copy(), at.y.copy(), at.z.copy(), at.foot.copy()
    weather.wind(x, y, z, foot, storms)
    return Points(x, y, z, foot, at.seed)


def _with_spirals(at: Points, storms: Floats, cover: Floats, fleece: Floats) -> Floats:
    body, held = np.zeros_like(at.x), np.zeros_like(at.x)
    frayed = at.warped(5.0, 5, 0.028, 261)
    weather.spirals(frayed.x, frayed.y, frayed.z, storms, body, held)
    own = body * np.clip(0.80 + 0.85 * fleece, 0.12, 1)
    return cover + (np.maximum(own, cover * (1 - held) * 0.9) - cover) * held
