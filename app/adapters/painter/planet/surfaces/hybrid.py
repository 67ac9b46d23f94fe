"""Two natures in one body: one breaks out of the other where it lies high, and dusts its neighbourhood."""

from collections.abc import Callable

import numpy as np

from app.adapters.painter.planet.character import Character
from app.adapters.painter.planet.ground import Floats, Ground, mixed, smooth
from app.adapters.painter.planet.points import Points
from app.adapters.painter.planet.surfaces.crystalline import crystalline
from app.adapters.painter.planet.surfaces.ice import ice
from app.adapters.painter.planet.surfaces.metallic import metallic
from app.adapters.painter.planet.surfaces.oceanic import oceanic
from app.adapters.painter.planet.surfaces.organic import organic
from app.adapters.painter.planet.surfaces.rocky import rocky

_Nature = Callable[[Points, Character], Ground]
_PAIRS: tuple[tuple[_Nature, _Nature], ...] = (
    (oceanic, crystalline),
    (rocky, metallic),
    (oceanic, metallic),
    (ice, organic),
    (rocky, crystalline),
    (organic, metallic),
    (ice, rocky),
    (oceanic, organic),
)
_WIDE = 0.15
"""How far from the frontier both natures are found side by side."""


def hybrid(at: Points, who: Character) -> Ground:
    old, new = _PAIRS[int(who.vary(101, 0, len(_PAIRS) - 1e-6))]
    lie = at.warped(1.2, 4, 0.45, 104).fractal(0.8, 4, 108, 0.45) - who.vary(102, -0.08, 0.08)
    # Each nature is worked out only where something of it may be seen.
    here, there = np.flatnonzero(lie < _WIDE), np.flatnonzero(lie > -_WIDE)
    first, second = _in_place(old, at, who, here), _in_place(new, at, who, there)
    relief = _relief(second, there, at) - _relief(first, here, at)
    ragged = at.warped(4, 3, 0.10, 111).fractal(5, 7, 114, 0.66)
    frontier = lie + 0.10 * ragged + np.clip(3.0 * relief, -0.06, 0.06) * smooth(_WIDE, 0.05, np.abs(lie))
    share = smooth(-0.012, 0.016, frontier) * (lie > -_WIDE)
    share = np.where(lie > _WIDE, 1, share).astype(np.float32)
    ground = Ground.joined(at.x.size, [(first, here, 1 - share[here]), (second, there, share[there])])
    return _weathered(ground, who, frontier, ragged)


def _in_place(nature: _Nature, at: Points, who: Character, places: Floats) -> Ground:
    if places.size:
        return nature(at.pick(places), who)
    return Ground(height=np.zeros(0, np.float32), colour=np.zeros((0, 3), np.float32))


def _relief(ground: Ground, places: Floats, at: Points) -> Floats:
    """Heights where this nature is, 0 elsewhere."""
    heights = np.zeros_like(at.x)
    heights[places] = ground.height
    return heights


def _weathered(ground: Ground, who: Character, frontier: Floats, ragged: Floats) -> Ground:
    """A scarp along the frontier, rubble at its foot, and dust of one nature over the other."""
    foot = smooth(-0.09, -0.005, frontier) * smooth(0.02, -0.005, frontier)
    edge = smooth(-0.012, 0.004, frontier) * smooth(0.030, 0.004, frontier)
    dusty = 0.45 * foot * smooth(-0.3, 0.4, ragged)
    ground.colour = mixed(ground.colour, who.inks.light(0, 0.42, 0.7), dusty)
    ground.colour = ground.colour * (1 - 0.35 * edge)[:, None]
    ground.height = (
        ground.height + 0.014 * smooth(-0.02, 0.03, frontier) + 0.004 * foot * ragged + 0.003 * edge
    )
    ground.gloss = ground.gloss * (1 - 0.7 * dusty)
    ground.metal = ground.metal * (1 - dusty)
    ground.glow = ground.glow + 0.8 * edge * who.inner
    return ground
