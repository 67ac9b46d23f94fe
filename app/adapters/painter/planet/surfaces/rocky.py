"""Old stone: plains of dust, mountains, and craters of every size, the youngest with rays."""

import numpy as np

from app.adapters.painter.planet.character import Character
from app.adapters.painter.planet.ground import Ground, mixed, smooth
from app.adapters.painter.planet.inks import Ramp, blend
from app.adapters.painter.planet.points import Points


def rocky(at: Points, who: Character) -> Ground:
    moved = at.warped(1.5, 4, 0.35 + 0.3 * who.swirl, 11)
    base = moved.fractal(who.vary(1, 1.0, 1.6), 10, 21, 0.55)
    plains = smooth(-0.02, 0.16, -base + who.vary(2, -0.12, 0.06) + 0.1 * at.fractal(3, 4, 25))
    ridge = moved.ridges(who.vary(3, 2.6, 4.2), 9, 31, 0.55) * (1 - 0.75 * plains)
    pits, rays = at.craters(who.vary(4, 1.9, 2.6), 6, 0.30 + 0.22 * who.craters, 41)
    dust = at.stretched(1, who.vary(5, 1.0, 2.6)).warped(2, 3, 0.3, 51).fractal(2.4, 8, 54, 0.58)
    rift = smooth(0.0, 1.0, moved.lines(who.vary(6, 0.9, 1.4), 0.055, 61)) * smooth(
        0.0, 0.2, at.fractal(1.3, 3, 64)
    )
    tone = 0.48 + 0.55 * base + 0.30 * dust - 0.26 * plains + 0.16 * (ridge - 0.4) + 6 * pits
    colour = mixed(
        _stone(who)(tone), _dust(who)(tone + 0.2 * ridge), smooth(0.0, 0.36, dust + 0.4 * base + 0.02)
    )
    colour = mixed(colour, colour * 0.45, 0.7 * rift) * (1 + np.clip(rays, -0.2, 1.1) * 0.75)[:, None]
    frost = smooth(0.88, 0.97, np.abs(at.y) + 0.10 * dust + 0.34 * who.ice - 0.02)
    colour = mixed(colour, who.inks.light(1, 0.90, 0.15), 0.9 * frost)
    molten = who.lava * smooth(0.35, 1.0, at.warped(3, 3, 0.22, 71).lines(who.vary(7, 1.8, 2.6), 0.16, 74))
    molten = molten * smooth(0.62, 0.2, ridge) + who.lava * 0.9 * smooth(0.15, 0.32, plains * (dust + 0.15))
    return Ground(
        height=(0.05 * base + 0.030 * ridge) * (1 + 0.7 * who.relief)
        + 0.85 * pits
        - 0.020 * rift
        + 0.004 * dust,
        colour=mixed(colour, colour * 0.2, np.clip(molten * 1.5, 0, 1)),
        gloss=0.06 + 0.25 * frost,
        through=0.02 + 0.25 * frost,
        glow=2.6 * np.clip(molten, 0, 1.3),
    )


def _stone(who: Character) -> Ramp:
    shade = who.inks.shade
    return Ramp(
        (0.0, shade(0, 0.24, 0.5)),
        (0.3, shade(0, 0.40, 0.75)),
        (0.6, shade(0, 0.58, 0.8)),
        (1.0, blend(shade(0, 0.70, 0.6), shade(1, 0.74, 0.5), 0.5)),
    )


def _dust(who: Character) -> Ramp:
    shade = who.inks.shade
    return Ramp(
        (0.0, blend(shade(0, 0.30, 0.6), shade(1, 0.30, 0.5), 0.35)),
        (0.35, blend(shade(0, 0.46, 0.8), shade(2, 0.48, 0.6), 0.4)),
        (0.65, blend(shade(0, 0.64, 0.8), shade(2, 0.66, 0.7), 0.6)),
        (1.0, blend(shade(0, 0.72, 0.5), shade(2, 0.76, 0.5), 0.6)),
    )
