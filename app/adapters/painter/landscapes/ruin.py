"""What is left of a temple on a hill."""

import math

import numpy as np

from app.adapters.painter.colour import Floats, linear, mix, smoothstep
from app.adapters.painter.figures.nature import blades
from app.adapters.painter.landscapes.heavens import paint_heavens
from app.adapters.painter.landscapes.surfaces import lit_ground, shades
from app.adapters.painter.scene import Scene
from app.adapters.painter.sketch import Chance, Point, Sketch
from app.adapters.painter.terrain import paint_ground, survey
from app.adapters.painter.weather import fog_bank, snowed, wet


def paint_ruin(scene: Scene) -> None:
    """What is left of a temple on a hill: columns, an arch, fallen blocks, ivy and grass."""
    paint_heavens(scene, 0.62, across=0.40, low=0.09, climb=0.8)
    _hill(scene)
    chance = scene.own_chance(51)
    _far_columns(scene, chance)
    fog_bank(scene, scene.horizon + 0.03, 0.035, 0.45)
    _hall(scene, chance, -scene.side)
    _ivy(scene, chance, -scene.side)
    _near_column(scene, chance)
    _meadow(scene, chance)


def _hill(scene: Scene) -> None:
    def heights(x: Floats, z: Floats) -> Floats:
        far = smoothstep(5, 11, z)
        return (
            0.12 * scene.soft.at(x * 0.06, z * 0.06) * smoothstep(0.6, 3, z)
            + far * 0.95 * scene.crags.at(x * 0.04 + 0.2, z * 0.04)
            - 0.02
        )

    ground = survey(scene, heights, camera=0.32, near=0.55, far=16.0)
    x, z = ground.x, ground.z
    grass = scene.rough.at(x * 1.1, z * 0.7) + 0.5 * scene.rough.at(x * 3.5, z * 2)
    surface = mix(linear("#5d6638"), linear("#807850"), 0.35) * (0.86 + 0.26 * grass)[..., None] * wet(scene)
    if snowed(scene):
        surface = surface + (linear("#e6ecf4") - surface) * np.float32(0.86)
    paint_ground(scene, ground, lit_ground(scene, ground, surface.astype(np.float32)))


def _far_columns(scene: Scene, chance: Chance) -> None:
    far, foot = Sketch(scene), scene.horizon + 0.035
    for place in (0.18, 0.27, 0.36, 0.52):
        _column(far, chance, scene.side * place * scene.frame.half, foot, 0.020, chance.uniform(0.06, 0.17))
    far.lay(*shades(scene, "#b3a68f"), 3.2, rim=0.4, grain=0.4)


def _hall(scene: Scene, chance: Chance, side: float) -> None:
    """The gate, the columns that still stand around it, and what fell."""
    half, base, hall = scene.frame.half, scene.horizon + 0.135, Sketch(scene)
    _broken_arch(hall, chance, side * 0.68 * half, base + 0.03, 0.34, 0.47)
    for place, height in ((0.27, 0.17), (0.40, 0.37), (1.0, 0.30)):
        _column(hall, chance, side * place * half, base + 0.02, 0.044, height)
    for _ in range(16):
        x = side * chance.uniform(0.15, 1.05) * half
        _block(hall, chance, x, base + chance.uniform(0.03, 0.10), chance.uniform(0.03, 0.075))
    hall.lay(*shades(scene, "#c2b294"), 0.9, rim=0.7, grain=0.9)


def _near_column(scene: Scene, chance: Chance) -> None:
    frame, near = scene.frame, Sketch(scene)
    _column(near, chance, scene.side * 0.86 * frame.half, frame.tall + 0.03, 0.095, 0.62)
    for _ in range(6):
        x = scene.side * chance.uniform(0.5, 0.85) * frame.half
        _block(near, chance, x, frame.tall - chance.uniform(0.0, 0.05), chance.uniform(0.06, 0.12))
    near.lay(*shades(scene, "#9c8e78"), 0.3, rim=0.8, grain=1.0)


def _meadow(scene: Scene, chance: Chance) -> None:
    frame, meadow = scene.frame, Sketch(scene)
    for left, right in ((-1.05, -0.3), (0.3, 1.05)):
        blades(meadow, chance, (left * frame.half, right * frame.half), frame.tall, 0.13, 330, 0.45)
    meadow.lay(*shades(scene, "#646a38" if not snowed(scene) else "#858278"), 0.2, rim=0.6, grain=0.2)


_FLUTES = 9


def _column(sketch: Sketch, chance: Chance, x: float, base: float, width: float, height: float) -> None:
    """A fluted column, broken off at the top."""
    sunward = np.sign(sketch.scene.sun[0] - x) or 1.0
    breaks = height * (1 + chance.normal(0, 0.03, _FLUTES + 1))
    foot, top = width / 2, width * 0.43
    for flute in range(_FLUTES):
        a, b = flute / _FLUTES * 2 - 1, (flute + 1) / _FLUTES * 2 - 1
        tone = 0.30 + 0.42 * ((a + b) / 2 * sunward) + (0.12 if flute % 2 else -0.06)
        left, right = base - breaks[flute], base - breaks[flute + 1]
        sketch.polygon(
            [(x + a * foot, base), (x + a * top, left), (x + b * top, right), (x + b * foot, base)], tone
        )
    for share in np.arange(0.18, 0.95, 0.21):
        y = base - height * share
        joint = [(x - width * 0.47, y), (x, y + width * 0.05), (x + width * 0.47, y)]
        sketch.line(joint, width * 0.022, 0.08)
    _slab(sketch, x, width * 0.68, width * 0.68, base + width * 0.1, base - width * 0.16, 0.42)
    _slab(sketch, x, width * 0.58, width * 0.55, base - width * 0.16, base - width * 0.30, 0.6)


def _slab(sketch: Sketch, x: float, foot: float, top: float, low: float, high: float, tone: float) -> None:
    """A stone from `low` to `high`, so far to each side of `x` at its foot and its top."""
    sketch.polygon([(x - foot, low), (x - top, high), (x + top, high), (x + foot, low)], tone)


def _broken_arch(sketch: Sketch, chance: Chance, x: float, base: float, width: float, height: float) -> None:
    """A gate whose vault still holds on one side, in dressed stones."""
    thick, outer = width * 0.20, width / 2
    spring = base - height + outer
    sunward = np.sign(sketch.scene.sun[0] - x) or 1.0
    for side in (-1, 1):
        pier = x + side * (outer - thick / 2)
        _pier(sketch, chance, pier, base, spring, thick, 0.38 + 0.20 * side * sunward)
    _vault(sketch, chance, (x, spring), outer - thick, outer, sunward)
    for course in range(5):
        wide = outer * (1.12 - 0.16 * course) * chance.uniform(0.85, 1.0)
        y = spring - outer - 0.022 * course + 0.012
        left = x - outer * 1.02
        stone = [
            (left, y),
            (left, y - 0.021),
            (x - outer + wide * 0.9, y - 0.021),
            (x - outer + wide * 0.95, y),
        ]
        sketch.polygon(stone, chance.uniform(0.3, 0.55))


_COURSES = 11


def _pier(
    sketch: Sketch, chance: Chance, x: float, base: float, spring: float, thick: float, tone: float
) -> None:
    for course in range(_COURSES):
        top = base - (base - spring) * (course + 1) / _COURSES
        foot = base - (base - spring) * course / _COURSES
        edge = chance.normal(0, 0.0018)
        left, right = x - thick / 2 + edge, x + thick / 2 + edge
        stone = [(left, foot), (left, top + 0.0014), (right, top + 0.0014), (right, foot)]
        sketch.polygon(stone, tone + chance.normal(0, 0.07))
        sketch.line([(x - thick / 2, foot), (x + thick / 2, foot)], 0.0016, 0.08)


_STONES, _FALLEN = 17, (11, 12)


def _vault(sketch: Sketch, chance: Chance, centre: Point, inner: float, outer: float, sunward: float) -> None:
    """The stones of a round arch, from its left foot to its right."""
    for stone in range(_STONES):
        if stone in _FALLEN:
            continue
        a, b = math.pi * stone / _STONES, math.pi * (stone + 0.94) / _STONES
        ring: list[Point] = [
            (centre[0] - radius * math.cos(t), centre[1] - radius * math.sin(t))
            for radius, t in ((inner, a), (outer, a), (outer, b), (inner, b))
        ]
        sketch.polygon(ring, 0.42 + 0.22 * math.cos(a) * -sunward + chance.normal(0, 0.06))


def _block(sketch: Sketch, chance: Chance, x: float, base: float, size: float) -> None:
    tilt = chance.normal(0, 0.25)
    high = size * chance.uniform(0.45, 0.8)

    def turned(dx: float, dy: float) -> Point:
        return x + dx * math.cos(tilt) - dy * math.sin(tilt), base + dx * math.sin(tilt) + dy * math.cos(tilt)

    front = [turned(-size / 2, 0), turned(-size / 2, -high), turned(size / 2, -high), turned(size / 2, 0)]
    sketch.polygon(front, chance.uniform(0.25, 0.5))
    back = (size * 0.12, -size * 0.16)
    upper = [
        turned(-size / 2, -high),
        turned(-size / 2 + back[0], -high + back[1]),
        turned(size / 2 + back[0], -high + back[1]),
        turned(size / 2, -high),
    ]
    sketch.polygon(upper, chance.uniform(0.7, 0.95))


def _ivy(scene: Scene, chance: Chance, side: float) -> None:
    frame, ivy = scene.frame, Sketch(scene)
    base = scene.horizon + 0.135
    for place, top in ((0.42, 0.33), (0.68 - 0.15 / frame.half, 0.34)):
        x, y = side * place * frame.half, base - top
        for _ in range(110):
            down = chance.power(0.7) * top * 0.8
            radius = chance.uniform(0.002, 0.0055)
            ivy.ellipse(x + chance.normal(0, 0.014), y + down, radius * 1.3, radius, chance.uniform(0.2, 0.9))
    ivy.lay(*shades(scene, "#46552c" if not snowed(scene) else "#77806f"), 0.8, rim=0.3, grain=0.2)
