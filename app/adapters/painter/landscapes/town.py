"""The city: roofs behind roofs up to a citadel, chimneys smoking, windows lit."""

import math

import numpy as np

from app.adapters.painter.figures.buildings import arch, house, round_wall, spire
from app.adapters.painter.figures.nature import birds
from app.adapters.painter.landscapes.heavens import paint_heavens
from app.adapters.painter.landscapes.surfaces import shades
from app.adapters.painter.scene import Scene
from app.adapters.painter.sketch import Chance, Sketch
from app.adapters.painter.weather import fog_bank


def paint_city(scene: Scene) -> None:
    """An old city seen over its roofs, with a cathedral and towers."""
    frame = scene.frame
    paint_heavens(scene, 0.60, across=0.44, low=0.10, climb=0.85)
    chance = scene.own_chance(60)
    walls = shades(scene, "#a8988c")
    lamps = 0.08 + 0.24 * scene.mood.lamps
    far = Sketch(scene)
    for x in np.arange(-1.05, 1.05, 0.028):
        spot = x * frame.half
        wide = chance.uniform(0.02, 0.04)
        house(
            far,
            chance,
            spot,
            scene.horizon + 0.04,
            wide,
            chance.uniform(0.02, 0.055) + 0.035 * math.exp(-((x + 0.45 * scene.side) ** 2) * 8),
            0.10,
        )
        if chance.random() < 0.12:
            spire(far, chance, spot, scene.horizon + 0.03, 0.014, chance.uniform(0.08, 0.14), lamps=0.2)
    far.polygon(
        [
            (-frame.half, scene.horizon + 0.035),
            (frame.half, scene.horizon + 0.035),
            (frame.half, frame.tall),
            (-frame.half, frame.tall),
        ],
        0.3,
    )
    far.lay(*walls, 5.2, rim=0.4, grain=0.2)
    fog_bank(scene, scene.horizon + 0.03, 0.03, 0.45)
    _cathedral(scene, chance, -scene.side * 0.52 * frame.half, scene.horizon + 0.10)
    for row, (base, size, distance) in enumerate(
        ((0.085, 0.052, 3.4), (0.145, 0.074, 2.3), (0.225, 0.105, 1.4), (0.34, 0.155, 0.7))
    ):
        roofs = Sketch(scene)
        for x in np.arange(-1.1, 1.1, size * 0.86 / frame.half):
            spot = (x + chance.normal(0, 0.01)) * frame.half
            # Lower in the middle: a street runs there, and the text above it.
            dip = 0.055 * (1 + row) * 0.5 * math.exp(-((x / 0.33) ** 2))
            wide = size * chance.uniform(0.75, 1.25)
            house(
                roofs,
                chance,
                spot,
                scene.horizon + base + dip + chance.normal(0, 0.008) + 0.03,
                wide,
                size * chance.uniform(0.75, 1.35),
                lamps,
            )
            if row in (0, 1) and abs(x) > 0.35 and chance.random() < 0.14:
                spire(roofs, chance, spot, scene.horizon + base, size * 0.42, size * chance.uniform(1.6, 2.5))
        roofs.lay(*walls, distance, rim=0.5, grain=0.5)
        _smoke(scene, chance, scene.horizon + base - size, row)
        fog_bank(scene, scene.horizon + base + 0.05, 0.028, 0.30)
    flock = Sketch(scene)
    birds(flock, chance, scene.side * 0.16, scene.horizon - 0.25, 0.09, 14, 0.009)
    flock.lay(*shades(scene, "#50525c"), 1.0, rim=0, grain=0)
    _balcony(scene, chance)


def _cathedral(scene: Scene, chance: Chance, x: float, base: float) -> None:
    """Nave, crossing dome and two western towers."""
    sketch = Sketch(scene)
    sunward = math.copysign(1.0, scene.sun[0] - x)
    sketch.polygon(
        [(x - 0.14, base), (x - 0.14, base - 0.11), (x + 0.15, base - 0.11), (x + 0.15, base)], 0.36
    )
    sketch.polygon(
        [
            (x - 0.145, base - 0.108),
            (x - 0.11, base - 0.155),
            (x + 0.13, base - 0.155),
            (x + 0.155, base - 0.108),
        ],
        0.22,
    )
    for place in np.linspace(-0.12, 0.13, 9):
        sketch.light(arch(x + place, base - 0.03, 0.010, 0.055), 0.75 * chance.uniform(0.5, 1))
        sketch.line([(x + place + 0.014, base), (x + place + 0.014, base - 0.112)], 0.004, 0.6)
    round_wall(sketch, x + 0.05, base - 0.14, 0.080, 0.055)
    t = np.linspace(0, math.pi / 2, 24)
    dome_y = base - 0.195
    for strip in range(8):
        a, b = strip / 4 - 1, (strip + 1) / 4 - 1
        left = [(x + 0.05 + a * 0.043 * math.cos(v), dome_y - 0.058 * math.sin(v)) for v in t]
        right = [(x + 0.05 + b * 0.043 * math.cos(v), dome_y - 0.058 * math.sin(v)) for v in t]
        sketch.polygon([*left, *right[::-1]], 0.30 + 0.34 * (a + b) / 2 * sunward)
    round_wall(sketch, x + 0.05, dome_y - 0.056, 0.014, 0.022)
    sketch.line([(x + 0.05, dome_y - 0.075), (x + 0.05, dome_y - 0.115)], 0.003, 0.5)
    for place in (-0.13, -0.075):
        round_wall(sketch, x + place, base, 0.042, 0.235)
        top = base - 0.235
        sketch.polygon([(x + place - 0.024, top), (x + place, top - 0.125), (x + place + 0.024, top)], 0.22)
        sketch.polygon([(x + place, top), (x + place, top - 0.125), (x + place + sunward * 0.024, top)], 0.55)
        sketch.light(arch(x + place, top + 0.055, 0.012, 0.034), 0.9)
        sketch.light(arch(x + place, top + 0.13, 0.010, 0.030), 0.6)
    sketch.lay(*shades(scene, "#b7aba0"), 2.9, rim=0.6, grain=0.5)


def _smoke(scene: Scene, chance: Chance, top: float, row: int) -> None:
    frame = scene.frame
    for _ in range(4):
        x, foot = chance.uniform(-0.95, 0.95) * frame.half, top + chance.normal(0, 0.02)
        first, last = max(0, int((foot - 0.4) * frame.unit)), int(foot * frame.unit)
        y = frame.y[first:last]
        rise = foot - y
        drift = -scene.side * (rise * 0.5 + rise * rise * 1.2)
        waver = 0.12 * rise * scene.soft.at(y * 1.5 + x, np.float32(x + row * 0.2))
        plume = np.exp(-np.square((frame.x - x - drift - waver) / (0.003 + 0.085 * rise)))
        cover = plume * np.exp(-rise / 0.12) * 0.30
        scene.lay(scene.mood.haze * np.float32(0.92), cover.astype(np.float32), top=first)


def _balcony(scene: Scene, chance: Chance) -> None:
    """The edge of the roof that one stands on: a ridge with tiles, a chimney, a lit garret."""
    frame, sketch = scene.frame, Sketch(scene)
    for side in (-1, 1):
        ridge, eaves = frame.tall * (0.84 if side == scene.side else 0.78), frame.tall + 0.05
        inner, outer = side * 0.44 * frame.half, side * 1.15 * frame.half
        sketch.polygon(
            [(inner, eaves), (side * 0.74 * frame.half, ridge), (outer, ridge - 0.02), (outer, eaves)], 0.30
        )
        for row in range(16):
            y = ridge + (eaves - ridge) * row / 16
            reach = side * (0.74 - 0.30 * row / 16) * frame.half
            for x in np.arange(abs(reach), abs(outer), 0.028) + (row % 2) * 0.014:
                sketch.polygon(
                    [
                        (side * x, y),
                        (side * (x + 0.026), y),
                        (side * (x + 0.026), y + 0.014),
                        (side * (x + 0.013), y + 0.019),
                        (side * x, y + 0.014),
                    ],
                    chance.uniform(0.12, 0.55),
                )
        chimney = side * 0.93 * frame.half
        sketch.polygon(
            [
                (chimney - 0.035, ridge + 0.10),
                (chimney - 0.035, ridge - 0.13),
                (chimney + 0.035, ridge - 0.13),
                (chimney + 0.035, ridge + 0.10),
            ],
            0.36,
        )
        sketch.polygon(
            [
                (chimney - 0.042, ridge - 0.125),
                (chimney - 0.042, ridge - 0.145),
                (chimney + 0.042, ridge - 0.145),
                (chimney + 0.042, ridge - 0.125),
            ],
            0.6,
        )
    window = -scene.side * 0.76 * frame.half
    y = frame.tall * 0.90
    sketch.polygon(
        [
            (window - 0.055, y + 0.06),
            (window - 0.055, y - 0.03),
            (window, y - 0.085),
            (window + 0.055, y - 0.03),
            (window + 0.055, y + 0.06),
        ],
        0.42,
    )
    sketch.line([(window - 0.065, y - 0.022), (window, y - 0.09), (window + 0.065, y - 0.022)], 0.010, 0.18)
    for dx in (-0.017, 0.017):
        for dy in (0.0, 0.034):
            sketch.light(
                [
                    (window + dx - 0.014, y + dy),
                    (window + dx - 0.014, y + dy - 0.029),
                    (window + dx + 0.014, y + dy - 0.029),
                    (window + dx + 0.014, y + dy),
                ],
                0.9,
            )
    sketch.lay(*shades(scene, "#6d5a54"), 0.25, rim=0.6, grain=0.7)
