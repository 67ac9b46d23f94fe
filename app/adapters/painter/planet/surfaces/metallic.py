"""A forged world: plates of brushed metal, seams between them, patina where the finish has worn."""

import numpy as np

from app.adapters.painter.planet.character import Character
from app.adapters.painter.planet.ground import Ground, mixed, smooth
from app.adapters.painter.planet.inks import Ramp, blend
from app.adapters.painter.planet.points import Points


def metallic(at: Points, who: Character) -> Ground:
    plates = at.cells(who.vary(1, 1.7, 2.6), 11, 0.75)
    panels = at.cells(who.vary(2, 5.5, 8.0), 14, 0.85)
    rivets = at.cells(24, 17, 0.5)
    across = Points(
        at.x * mixed(2.0, 46.0, plates.number > 0.66),
        at.y * mixed(2.0, 46.0, plates.number < 0.33),
        at.z * mixed(2.0, 46.0, (plates.number >= 0.33) & (plates.number <= 0.66)),
        at.foot * 23,
        at.seed,
    )
    brush = across.fractal(2.2, 3, 21, 0.7)
    worn = at.warped(1.6, 4, 0.5, 31).fractal(1.7, 10, 34, 0.58)
    scuffs = at.warped(3, 3, 0.3, 41).ridges(6, 6, 44, 0.6)
    seam = smooth(0.045, 0.012, plates.edge)
    joint = smooth(0.060, 0.020, panels.edge) * (panels.number < 0.8)
    patina = smooth(0.02, 0.30, worn + 0.22 * scuffs - 0.26 + 0.2 * who.age + 0.25 * joint)
    alloy = 0.52 + 0.26 * (plates.number - 0.5) + 0.18 * (panels.number - 0.5) + 0.10 * brush + 0.12 * worn
    colour = mixed(_alloy(who)(alloy), _second(who)(alloy), smooth(0.60, 0.64, plates.number))
    rust = _patina(who)(0.5 + 0.8 * worn + 0.3 * scuffs)
    colour = mixed(colour, rust, 0.85 * patina)
    groove = np.maximum(seam, 0.6 * joint)
    colour = mixed(colour, colour * 0.10, groove)
    windows = (
        smooth(0.30, 0.12, rivets.first) * (rivets.number > 0.55) * (panels.number > 0.45) * (1 - patina)
    )
    return Ground(
        height=0.006 * (plates.number - 0.5)
        + 0.0035 * (panels.number - 0.5)
        - 0.009 * groove
        + 0.0009 * brush
        + 0.004 * patina * worn,
        colour=colour,
        gloss=np.clip(mixed(0.66 + 0.12 * who.gloss + 0.10 * brush, 0.2, 0.9 * patina), 0.05, 0.95),
        metal=1 - 0.85 * patina,
        glow=(0.55 + who.inner) * (0.9 * windows + 1.1 * seam * smooth(0.25, 0.55, plates.number + worn)),
    )


def _alloy(who: Character) -> Ramp:
    shade = who.inks.shade
    return Ramp(
        (0.0, blend(shade(0, 0.46, 0.6), (0.46, 0.0, -0.005), 0.4)),
        (0.5, blend(shade(0, 0.70, 0.6), (0.72, 0.0, 0.0), 0.35)),
        (1.0, blend(shade(0, 0.90, 0.4), (0.92, 0.0, 0.01), 0.4)),
    )


def _second(who: Character) -> Ramp:
    shade = who.inks.shade
    return Ramp((0.0, shade(1, 0.46, 0.9)), (0.5, shade(1, 0.68, 0.9)), (1.0, shade(1, 0.88, 0.6)))


def _patina(who: Character) -> Ramp:
    shade = who.inks.shade
    return Ramp((0.0, shade(2, 0.28, 0.8)), (0.5, shade(2, 0.46, 0.9)), (1.0, shade(3, 0.66, 0.7)))
