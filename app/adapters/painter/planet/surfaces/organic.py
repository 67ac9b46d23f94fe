"""A living skin: folds like coral, cells with kernels, veins that carry light at night."""

import numpy as np

from app.adapters.painter.planet.character import Character
from app.adapters.painter.planet.ground import Ground, mixed, smooth
from app.adapters.painter.planet.inks import Ramp, blend
from app.adapters.painter.planet.points import Points


def organic(at: Points, who: Character) -> Ground:
    soft = at.warped(1.3, 3, 0.5 + 0.3 * who.swirl, 11)
    where = soft.fractal(1.15, 6, 21)
    folds = _folds(at.warped(2.4, 3, 0.22, 31), who)
    cells = at.warped(3.0, 3, 0.12, 41).cells(who.vary(1, 3.6, 5.6), 44)
    buds = at.cells(17, 47)
    carried = at.warped(2.0, 4, 0.20, 51)
    veins = np.maximum(carried.lines(who.vary(2, 1.3, 1.9), 0.055, 54), 0.7 * carried.lines(3.7, 0.07, 57))
    vein = smooth(0.15, 0.8, veins)
    grain = at.fractal(9, 5, 61, 0.6)
    tissue = smooth(0.0, 0.16, where + who.vary(3, -0.08, 0.08))
    dome = np.sqrt(np.maximum(1 - cells.first**2 * 1.5, 0)) * smooth(0.0, 0.18, cells.edge)
    kernel = smooth(0.34, 0.16, cells.first) * (cells.number > 0.35)
    skin = _skin(who)(0.30 + 0.42 * folds + 0.45 * where + 0.16 * grain)
    coral = _coral(who)(0.15 + 0.55 * dome + 0.35 * (cells.number - 0.5) + 0.2 * grain)
    coral = mixed(coral, who.inks.light(3, 0.74, 1.2), 0.8 * kernel)
    colour = mixed(skin, coral, tissue)
    colour = mixed(colour, who.inks.light(2, 0.34, 1.0), 0.6 * vein)
    spores = smooth(0.34, 0.10, buds.first) * (buds.number > 0.5) * smooth(0.02, 0.2, -where)
    border = smooth(0.10, 0.0, np.abs(where - 0.08 + 0.05 * grain))
    colour = mixed(colour, who.inks.light(1, 0.80, 0.9), 0.35 * spores + 0.30 * border)
    return Ground(
        height=mixed(0.024 * folds + 0.005 * spores, 0.034 * dome + 0.008 * kernel, tissue)
        + 0.020 * where
        + 0.010 * vein
        + 0.002 * grain,
        colour=colour,
        gloss=np.clip(0.36 + 0.25 * tissue * dome + 0.2 * who.gloss, 0, 0.9),
        through=0.7,
        glow=(0.5 + who.inner)
        * (0.75 * smooth(0.3, 1.0, veins) * (0.6 + grain) + 0.8 * spores + 0.6 * tissue * kernel),
    )


def _folds(at: Points, who: Character) -> np.ndarray:
    """A labyrinth like a brain's, 0 in the grooves and 1 on the folds, three sizes of it."""
    guide = at.fractal(1.6, 5, 71, 0.48)
    large = np.sin(guide * np.float32(who.vary(4, 17, 26)))
    small = np.sin(at.fractal(3.4, 4, 74, 0.5) * np.float32(30) + large)
    return 0.5 + 0.36 * large + 0.14 * small


def _skin(who: Character) -> Ramp:
    shade = who.inks.shade
    return Ramp(
        (0.0, shade(0, 0.22, 0.9)),
        (0.35, shade(0, 0.42, 0.9)),
        (0.7, blend(shade(0, 0.60, 0.8), shade(1, 0.62, 0.7), 0.35)),
        (1.0, shade(1, 0.76, 0.65)),
    )


def _coral(who: Character) -> Ramp:
    shade = who.inks.shade
    return Ramp((0.0, shade(2, 0.28, 1.0)), (0.45, shade(2, 0.52, 1.15)), (1.0, shade(0, 0.82, 0.75)))
