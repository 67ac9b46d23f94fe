"""A frozen shell: bright plates, long cracks with raised lips, and blue depth inside them."""

import numpy as np

from app.adapters.painter.planet.character import Character
from app.adapters.painter.planet.ground import Ground, mixed, smooth
from app.adapters.painter.planet.inks import Ramp, blend
from app.adapters.painter.planet.points import Points


def ice(at: Points, who: Character) -> Ground:
    bent = at.warped(0.9, 3, 0.55, 11)
    fine = at.warped(2.8, 3, 0.14, 15)
    base = bent.fractal(1.4, 10, 21, 0.55)
    frost = at.fractal(3.1, 8, 25, 0.6)
    width = 1 + 0.5 * who.cracks
    long = np.maximum.reduce([bent.lines(1.1 + 0.5 * n, 0.030 * width, 31 + 3 * n) for n in range(4)])
    short = np.maximum.reduce([fine.lines(3.2 + 1.7 * n, 0.050 * width, 51 + 3 * n) for n in range(4)])
    hair = np.maximum(fine.lines(11, 0.08, 71), fine.lines(17, 0.09, 74)) * smooth(-0.1, 0.2, frost)
    plates = at.warped(3.5, 3, 0.10, 81).cells(who.vary(1, 2.3, 3.4), 84)
    seam = smooth(0.050 * width, 0.0, plates.edge - 0.015)
    lip = smooth(0.16, 0.06, plates.edge) * (1 - seam)
    broken = smooth(0.10, 0.30, at.fractal(1.7, 5, 91) + 0.10 * who.cracks)
    rubble = at.cells(15, 94)
    deep = np.maximum.reduce([seam, smooth(0.25, 0.9, long), 0.75 * smooth(0.4, 0.95, short), 0.45 * hair])
    lift = (plates.number - 0.5) * 0.25
    tone = 0.62 + 0.50 * base + 0.22 * frost + 0.5 * lift + broken * 0.3 * (rubble.number - 0.6)
    stain = smooth(0.02, 0.5, long * 0.9 + 0.5 * short - 0.2) * smooth(-0.05, 0.3, base + 0.1)
    colour = mixed(_snow(who)(tone), _stained(who)(tone), 0.75 * stain)
    colour = mixed(colour, _depth(who)(0.5 + 0.6 * frost), 0.86 * deep)
    return Ground(
        height=0.022 * base * (1 + who.relief)
        + 0.004 * frost
        + 0.010 * lift
        + 0.007 * lip
        - 0.010 * deep
        + broken * 0.010 * (rubble.number - rubble.first),
        colour=colour,
        gloss=np.clip(0.50 + 0.3 * smooth(-0.1, 0.3, -frost) + 0.25 * deep + 0.2 * who.gloss, 0, 0.95),
        through=0.55 + 0.35 * deep,
        glow=who.inner * deep * 0.8,
    )


def _snow(who: Character) -> Ramp:
    shade = who.inks.shade
    return Ramp(
        (0.0, blend(shade(0, 0.50, 1.0), (0.52, -0.03, -0.06), 0.35)),
        (0.35, blend(shade(0, 0.70, 0.85), (0.74, -0.02, -0.04), 0.35)),
        (0.65, blend(shade(0, 0.86, 0.5), (0.90, -0.01, -0.02), 0.4)),
        (1.0, (0.97, -0.004, -0.010)),
    )


def _stained(who: Character) -> Ramp:
    shade = who.inks.shade
    return Ramp((0.0, shade(1, 0.40, 1.0)), (0.5, shade(1, 0.62, 1.0)), (1.0, shade(2, 0.84, 0.6)))


def _depth(who: Character) -> Ramp:
    sea = who.inks.sea
    return Ramp((0.0, who.inks.shade(sea, 0.24, 1.1)), (1.0, who.inks.shade(sea, 0.52, 1.3)))
