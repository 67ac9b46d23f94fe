"""A forged world: fields of brushed plates, trenches between them, and oxide where the finish has worn."""

from typing import NamedTuple

import numpy as np

from app.adapters.painter.planet.character import Character
from app.adapters.painter.planet.ground import Floats, Ground, mixed, smooth
from app.adapters.painter.planet.inks import Ramp, blend
from app.adapters.painter.planet.points import Cells, Panels, Points, Tracks
from app.adapters.painter.planet.tracks import drawn


class Hull(NamedTuple):
    """Of each place: its field, its plate, the trenches; strokes of the brush (-1…1), wear in masses, in
    scratches and in pits, and how much oxide has grown (0…1)."""

    fields: Cells
    plates: Panels
    trench: Tracks
    brush: Floats
    worn: Floats
    scuffs: Floats
    pits: Floats
    oxide: Floats


def metallic(at: Points, who: Character) -> Ground:
    hull = _hull(at, who)
    plates, trench, oxide = hull.plates, hull.trench, hull.oxide
    dark = np.clip(np.maximum(plates.seam, trench.core), 0, 1)
    polish = 0.66 + 0.14 * who.gloss + 0.5 * plates.tone + 0.20 * hull.brush + 0.10 * hull.worn
    return Ground(
        height=0.014 * plates.lift
        - 0.0034 * plates.seam
        + 0.010 * trench.rims
        - 0.014 * trench.core
        + 0.0016 * hull.brush * (1 - oxide)
        + 0.006 * oxide * (0.6 * hull.worn + 0.35 * hull.scuffs + 0.25 * hull.pits)
        + 0.006 * hull.worn,
        colour=mixed(_finish(at, who, hull), np.zeros(3, np.float32), 0.83 * dark),
        gloss=np.clip(mixed(polish, 0.22, 0.9 * oxide) - 0.3 * dark, 0.05, 0.93),
        metal=0.93 - 0.8 * oxide,
        glow=_lamps(at, who, plates, trench, oxide),
    )


def _hull(at: Points, who: Character) -> Hull:
    size = who.vary(1, 1.05, 1.6) * (1 + 0.3 * who.detail)
    fields = at.warped(1.3, 2, 0.05, 9).cells(size, 11, 0.95)
    plates = at.panels(fields, size, 0.0036, 14)
    trench = _trenches(at, who, fields, size)
    worn = at.warped(1.6, 4, 0.5, 31).fractal(1.5, 10, 34, 0.60)
    scuffs = at.warped(3, 3, 0.3, 41).ridges(6, 6, 44, 0.6)
    pits = at.fractal(28, 4, 47, 0.7)
    grown = worn + 0.22 * scuffs + 0.08 * pits + 0.26 * who.age + 0.22 * trench.stain
    oxide = smooth(0.26, 0.68, grown)
    return Hull(fields, plates, trench, _brushed(at, plates, size), worn, scuffs, pits, oxide)


def _finish(at: Points, who: Character, hull: Hull) -> Floats:
    """Alloys, oxide over them, and edges that wear has bared."""
    plates, worn, pits = hull.plates, hull.worn, hull.pits
    alloy = 0.50 + 0.62 * plates.tone + 0.16 * (hull.fields.number - 0.5)
    alloy = alloy + 0.07 * hull.brush + 0.20 * worn - 0.10 * smooth(0.0, 1.0, hull.fields.first)
    region = at.warped(2, 3, 0.3, 51).fractal(0.9, 4, 54) + 0.3 * (plates.number - 0.5)
    other = np.maximum(0.85 * smooth(0.10, 0.20, region), 0.7 * (plates.number > 0.93))
    colour = mixed(_alloy(who)(alloy), _second(who)(alloy), other)
    oxide = _oxide(who)(0.10 + 0.9 * worn + 0.5 * hull.scuffs + 0.7 * pits)
    colour = mixed(colour, oxide, 0.80 * hull.oxide)
    bare = smooth(0.10, 0.65, plates.seam) * smooth(0.95, 0.55, plates.seam) + 0.6 * hull.trench.rims
    bare = bare * smooth(-0.25, 0.25, worn + 0.5 * pits) * (1 - 0.6 * hull.oxide)
    return mixed(colour, who.inks.light(0, 0.90, 0.25), 0.55 * bare)


def _trenches(at: Points, who: Character, fields: Cells, size: float) -> Tracks:
    """Where fields meet, and a few straight ones that go round the whole globe."""
    wide = np.float32(0.0034 * size) + at.foot * np.float32(0.6 * size)
    far = fields.edge / (2 * wide)
    pale = 0.0034 * size / wide
    ways = at.tracks(
        drawn(who.seed + 61, 2, (0.012, 0.017), (3.2, 3.2)),
        drawn(who.seed + 62, 7, (0.004, 0.008), (0.3, 1.2)),
    )
    return Tracks(
        np.maximum(ways.core, pale * smooth(0.75, 0.45, far)),
        np.maximum(ways.rims, 0.5 * pale * smooth(1.7, 1.2, far) * smooth(0.6, 0.9, far)),
        np.maximum(ways.stain, smooth(5, 1, far)),
    )


def _brushed(at: Points, plates: Panels, size: float) -> Floats:
    """Fine strokes along each plate, about -1…1."""
    along, across = np.float32(1.5), np.float32(52 / size)
    strokes = Points(
        plates.along * along + plates.number * np.float32(31),
        plates.across * across,
        plates.number * np.float32(17),
        at.foot * np.float32(52),
        at.seed,
    )
    return strokes.fractal(1.1, 4, 21, 0.8)


def _lamps(at: Points, who: Character, plates: Panels, trench: Tracks, oxide: Floats) -> Floats:
    """Windows of crowded quarters and lamps in the trenches; only the night shows them."""
    rows, columns = plates.across * np.float32(90), plates.along * np.float32(62)
    soft = 0.16 + np.minimum(60 * at.foot, 1)
    street = smooth(0.30 + soft, 0.30 - 0.16, np.abs(rows - np.round(rows)) * 2)
    window = smooth(0.45 + soft, 0.20, np.abs(columns - np.round(columns)) * 2)
    awake = smooth(-0.10, 0.35, at.fractal(55, 2, 63) + 0.5 * at.fractal(9, 3, 65))
    quarter = smooth(0.25, 0.6, plates.dense) * smooth(0.02, 0.28, at.fractal(2.2, 5, 64)) * (1 - oxide)
    strength = 0.8 + who.inner + 1.4 * who.towns
    lane = trench.core * smooth(-0.15, 0.3, at.fractal(1.7, 4, 66)) * (0.12 + 0.9 * awake)
    return strength * (2.4 * street * window * awake * quarter / (1 + 3 * soft) + lane)


def _alloy(who: Character) -> Ramp:
    shade = who.inks.shade
    return Ramp(
        (0.0, blend(shade(0, 0.34, 0.9), (0.36, 0.0, -0.01), 0.25)),
        (0.5, blend(shade(0, 0.62, 0.85), (0.66, 0.0, 0.0), 0.25)),
        (1.0, blend(shade(0, 0.88, 0.5), (0.90, 0.0, 0.01), 0.3)),
    )


def _second(who: Character) -> Ramp:
    shade = who.inks.shade
    return Ramp((0.0, shade(1, 0.36, 0.8)), (0.5, shade(1, 0.60, 0.85)), (1.0, shade(1, 0.84, 0.5)))


def _oxide(who: Character) -> Ramp:
    shade = who.inks.shade
    return Ramp(
        (0.0, shade(2, 0.22, 0.8)),
        (0.5, shade(2, 0.42, 0.95)),
        (1.0, blend(shade(3, 0.62, 0.7), shade(2, 0.64, 0.8), 0.4)),
    )
