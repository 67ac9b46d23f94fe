"""A forged world: belts of brushed plates, seams between them, patina where the finish has worn."""

from typing import NamedTuple

import numpy as np

from app.adapters.painter.planet.character import Character
from app.adapters.painter.planet.ground import Floats, Ground, mixed, smooth
from app.adapters.painter.planet.inks import Ramp, blend
from app.adapters.painter.planet.points import Points


class Plates(NamedTuple):
    """Of each place: radians to the edge of its plate, and the plate's number, 0…1."""

    edge: Floats
    number: Floats


def metallic(at: Points, who: Character) -> Ground:
    belts = round(who.vary(1, 6, 10))
    large = _plates(at, belts, 2 * belts, 11)
    small = _plates(at, belts * 3, belts * 7, 12)
    tiny = _plates(at, belts * 9, belts * 22, 13)
    brush = at.stretched(1.6, 56).fractal(1.3, 3, 21, 0.75)
    worn = at.warped(1.6, 4, 0.5, 31).fractal(1.5, 10, 34, 0.58)
    scuffs = at.warped(3, 3, 0.3, 41).ridges(6, 6, 44, 0.6)
    divided = large.number > 0.35
    crowded = divided & (small.number > 0.72)
    groove = np.maximum.reduce(
        [
            _groove(large, at, 0.0075),
            0.7 * _groove(small, at, 0.0035) * divided,
            0.5 * _groove(tiny, at, 0.0020) * crowded,
        ]
    )
    patina = smooth(0.06, 0.34, worn + 0.20 * scuffs - 0.24 + 0.22 * who.age + 0.18 * groove)
    shade = 0.30 * (large.number - 0.5) + 0.26 * (small.number - 0.5) * divided
    alloy = 0.50 + shade + 0.20 * (tiny.number - 0.5) * crowded + 0.14 * brush + 0.10 * worn
    colour = mixed(_alloy(who)(alloy), _second(who)(alloy), (large.number > 0.80) * 1.0)
    colour = mixed(colour, _patina(who)(0.5 + 0.8 * worn + 0.3 * scuffs), 0.85 * patina)
    colour = mixed(colour, colour * 0.12, groove)
    windows = crowded * (tiny.number > 0.62) * smooth(0.004, 0.010, tiny.edge) * (1 - patina)
    windows = windows * smooth(0.020, 0.006, at.foot)
    return Ground(
        height=0.006 * large.number
        + 0.004 * small.number * divided
        + 0.003 * tiny.number * crowded
        - 0.010 * groove
        + 0.0022 * brush * (1 - patina)
        + 0.006 * patina * (worn + 0.5 * scuffs),
        colour=colour,
        gloss=np.clip(
            mixed(0.70 + 0.12 * who.gloss + 0.16 * brush + 0.10 * shade, 0.2, 0.9 * patina), 0.05, 0.95
        ),
        metal=1 - 0.8 * patina,
        glow=(0.5 + who.inner + 0.6 * who.towns) * (0.8 * windows + 0.5 * (large.number < 0.2) * groove),
    )


def _plates(at: Points, belts: int, around: int, salt: int) -> Plates:
    """Rows of plates about the axis, fewer of them towards the poles, where a cap closes the row."""
    north = np.arcsin(np.clip(at.y, -1, 1)) / np.float32(np.pi) + 0.5
    place = north * belts
    belt = np.minimum(np.floor(place), belts - 1)
    across = place - belt
    middle = np.cos(((belt + 0.5) / belts - 0.5) * np.pi)
    count = np.maximum(3, np.round(around * middle)) * (middle > 1.2 / belts) + (middle <= 1.2 / belts)
    east = np.arctan2(at.z, at.x) / np.float32(2 * np.pi) + 0.5
    along = east * count + _chance(belt, np.zeros_like(belt), at.seed + salt)
    plate = np.floor(along) % count
    along = along - np.floor(along)
    tall = np.minimum(across, 1 - across) * np.float32(np.pi / belts)
    round_ = np.sqrt(np.maximum(1 - at.y * at.y, 0)) * np.float32(2 * np.pi)
    wide = np.where(count > 1, np.minimum(along, 1 - along) * round_ / count, np.float32(9))
    return Plates(np.minimum(tall, wide), _chance(belt, plate + 1, at.seed + salt + 7))


def _chance(belt: Floats, plate: Floats, seed: int) -> Floats:
    mixed_up = belt.astype(np.uint32) * np.uint32(0x8DA6B343) ^ plate.astype(np.uint32) * np.uint32(
        0xD8163841
    )
    mixed_up = (mixed_up ^ np.uint32(seed & 0xFFFFFFFF)) * np.uint32(0x7FEB352D)
    mixed_up = (mixed_up ^ (mixed_up >> np.uint32(15))) * np.uint32(0x846CA68B)
    return ((mixed_up >> np.uint32(9)) & np.uint32(1023)).astype(np.float32) / np.float32(1023)


def _groove(plates: Plates, at: Points, width: float) -> Floats:
    """1 in the seams, never thinner than a pixel but fainter instead."""
    wide = width + 0.9 * at.foot
    return smooth(wide, wide * 0.3, plates.edge) * (width / wide) ** 0.6


def _alloy(who: Character) -> Ramp:
    shade = who.inks.shade
    return Ramp(
        (0.0, blend(shade(0, 0.46, 0.7), (0.46, 0.0, -0.005), 0.35)),
        (0.5, blend(shade(0, 0.70, 0.7), (0.72, 0.0, 0.0), 0.35)),
        (1.0, blend(shade(0, 0.90, 0.4), (0.92, 0.0, 0.01), 0.4)),
    )


def _second(who: Character) -> Ramp:
    shade = who.inks.shade
    return Ramp((0.0, shade(1, 0.46, 0.8)), (0.5, shade(1, 0.68, 0.8)), (1.0, shade(1, 0.88, 0.5)))


def _patina(who: Character) -> Ramp:
    shade = who.inks.shade
    return Ramp((0.0, shade(2, 0.28, 0.8)), (0.5, shade(2, 0.44, 0.9)), (1.0, shade(3, 0.62, 0.7)))
