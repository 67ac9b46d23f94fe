"""The city: roofs behind roofs up to a citadel, chimneys smoking, windows lit."""

import math

import numpy as np

from app.adapters.painter.figures.buildings import arch, box, house, round_wall, spire
from app.adapters.painter.figures.nature import birds
from app.adapters.painter.landscapes.heavens import paint_heavens
from app.adapters.painter.landscapes.surfaces import shades
from app.adapters.painter.scene import Scene
from app.adapters.painter.sketch import Chance, Sketch
from app.adapters.painter.weather import fog_bank

_WALLS = "#a8988c"


def paint_city(scene: Scene) -> None:
    """An old city seen over its roofs, with a cathedral and towers."""
    paint_heavens(scene, 0.60, across=0.44, low=0.10, climb=0.85)
    chance = scene.own_chance(60)
    _far_roofs(scene, chance)
    fog_bank(scene, scene.horizon + 0.03, 0.03, 0.45)
    _cathedral(scene, chance, -scene.side * 0.52 * scene.frame.half, scene.horizon + 0.10)
    for row, (base, size, distance) in enumerate(
        ((0.085, 0.052, 3.4), (0.145, 0.074, 2.3), (0.225, 0.105, 1.4), (0.34, 0.155, 0.7))
    ):
        roofs = Sketch(scene)
        _row_of_roofs(roofs, chance, row, base, size)
        roofs.lay(*shades(scene, _WALLS), distance, rim=0.5, grain=0.5)
        _smoke(scene, chance, scene.horizon + base - size, row)
        fog_bank(scene, scene.horizon + base + 0.05, 0.028, 0.30)
    flock = Sketch(scene)
    birds(flock, chance, scene.side * 0.16, scene.horizon - 0.25, 0.09, 14, 0.009)
    flock.lay(*shades(scene, "#50525c"), 1.0, rim=0, grain=0)
    _balcony(scene, chance)


def _far_roofs(scene: Scene, chance: Chance) -> None:
    """The other end of the city, on its hill."""
    frame, far = scene.frame, Sketch(scene)
    for x in np.arange(-1.05, 1.05, 0.028):
        spot, wide = x * frame.half, chance.uniform(0.02, 0.04)
        hill = 0.035 * math.exp(-((x + 0.45 * scene.side) ** 2) * 8)
        house(far, chance, spot, scene.horizon + 0.04, wide, chance.uniform(0.02, 0.055) + hill, 0.10)
        if chance.random() < 0.12:
            spire(far, chance, spot, scene.horizon + 0.03, 0.014, chance.uniform(0.08, 0.14), lamps=0.2)
    edge = scene.horizon + 0.035
    slope = [(-frame.half, edge), (frame.half, edge), (frame.half, frame.tall), (-frame.half, frame.tall)]
    far.polygon(slope, 0.3)
    far.lay(*shades(scene, _WALLS), 5.2, rim=0.4, grain=0.2)


def _row_of_roofs(roofs: Sketch, chance: Chance, row: int, base: float, size: float) -> None:
    """Houses side by side, lower in the middle: a street runs there, and the text above it."""
    scene, half = roofs.scene, roofs.scene.frame.half
    lamps = 0.08 + 0.24 * scene.mood.lamps
    for x in np.arange(-1.1, 1.1, size * 0.86 / half):
        spot = (x + chance.normal(0, 0.01)) * half
        dip = 0.055 * (1 + row) * 0.5 * math.exp(-((x / 0.33) ** 2))
        wide = size * chance.uniform(0.75, 1.25)
        foot = scene.horizon + base + dip + chance.normal(0, 0.008) + 0.03
        house(roofs, chance, spot, foot, wide, size * chance.uniform(0.75, 1.35), lamps)
        if row in (0, 1) and abs(x) > 0.35 and chance.random() < 0.14:
            spire(roofs, chance, spot, scene.horizon + base, size * 0.42, size * chance.uniform(1.6, 2.5))


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
        ridge = frame.tall * (0.84 if side == scene.side else 0.78)
        _tiles(sketch, chance, side, ridge)
        _chimney(sketch, side * 0.93 * frame.half, ridge)
    _garret(sketch, -scene.side * 0.76 * frame.half, frame.tall * 0.90)
    sketch.lay(*shades(scene, "#6d5a54"), 0.25, rim=0.6, grain=0.7)


def _tiles(sketch: Sketch, chance: Chance, side: int, ridge: float) -> None:
    """A roof that falls away to the middle, in rows of tiles."""
    half, eaves = sketch.scene.frame.half, sketch.scene.frame.tall + 0.05
    inner, outer = side * 0.44 * half, side * 1.15 * half
    sketch.polygon([(inner, eaves), (side * 0.74 * half, ridge), (outer, ridge - 0.02), (outer, eaves)], 0.30)
    for row in range(16):
        y = ridge + (eaves - ridge) * row / 16
        reach = side * (0.74 - 0.30 * row / 16) * half
        for x in np.arange(abs(reach), abs(outer), 0.028) + (row % 2) * 0.014:
            near, far = side * x, side * (x + 0.026)
            tip = (side * (x + 0.013), y + 0.019)
            tile = [(near, y), (far, y), (far, y + 0.014), tip, (near, y + 0.014)]
            sketch.polygon(tile, chance.uniform(0.12, 0.55))


def _chimney(sketch: Sketch, x: float, ridge: float) -> None:
    """A shaft and its cap."""
    for wide, low, high, tone in ((0.035, 0.10, -0.13, 0.36), (0.042, -0.125, -0.145, 0.6)):
        foot, top = ridge + low, ridge + high
        sketch.polygon([(x - wide, foot), (x - wide, top), (x + wide, top), (x + wide, foot)], tone)


def _garret(sketch: Sketch, x: float, y: float) -> None:
    """A gable with four panes of light."""
    left, right = x - 0.055, x + 0.055
    gable = [(left, y + 0.06), (left, y - 0.03), (x, y - 0.085), (right, y - 0.03), (right, y + 0.06)]
    sketch.polygon(gable, 0.42)
    sketch.line([(x - 0.065, y - 0.022), (x, y - 0.09), (x + 0.065, y - 0.022)], 0.010, 0.18)
    for dx in (-0.017, 0.017):
        for dy in (0.0, 0.034):
            sketch.light(box(x + dx, y + dy, 0.028, 0.029), 0.9)
