"""A bay with a town on its slope."""

import numpy as np

from app.adapters.painter.colour import Floats, linear, smoothstep
from app.adapters.painter.figures.buildings import house, round_wall, spire
from app.adapters.painter.figures.nature import birds, boulder
from app.adapters.painter.figures.ships import ship
from app.adapters.painter.landscapes.heavens import paint_heavens
from app.adapters.painter.landscapes.surfaces import lit_ground, shades
from app.adapters.painter.scene import Scene
from app.adapters.painter.sketch import Chance, Sketch
from app.adapters.painter.terrain import paint_ground, survey
from app.adapters.painter.water import paint_water
from app.adapters.painter.weather import fog_bank, snowed


def paint_harbour(scene: Scene) -> None:
    """A bay with a town on its slope: a lighthouse, moored ships, lamps in the water."""
    frame = scene.frame
    paint_heavens(scene, 0.55, across=0.30, low=0.05, climb=0.9)
    chance = scene.own_chance(31)
    shore = scene.horizon + 0.035
    _hills(scene)
    town_side = -scene.side
    _town(scene, chance, town_side, shore)
    _lighthouse(scene, scene.side * 0.80 * frame.half, shore + 0.004)
    fog_bank(scene, shore - 0.01, 0.03, 0.35)
    paint_water(scene, shore, waves=0.7)
    hull = shades(scene, "#6e5a48")
    for place, line, length, heading in (
        (0.22 * town_side, 0.045, 0.16, -1.0),
        (0.66 * town_side, 0.12, 0.40, 1.0),
        (0.50 * scene.side, 0.085, 0.23, -1.0),
    ):
        moored = Sketch(scene)
        ship(
            moored, chance, place * frame.half, shore + line, length, sails=False, heading=heading * town_side
        )
        moored.reflect(shore + line, hull[0] * 0.6, 0.75)
        moored.lay(*hull, 2.2 - 4 * length, rim=0.7, grain=0.2)
    _quay(scene, chance, town_side)
    flock = Sketch(scene)
    birds(flock, chance, 0.1, scene.horizon - 0.24, 0.11, 10, 0.010)
    flock.lay(*shades(scene, "#50545e"), 1.0, rim=0, grain=0)


def _hills(scene: Scene) -> None:
    def heights(x: Floats, z: Floats) -> Floats:
        open_sea = np.exp(-np.square((x - 1.6 * scene.side) / 2.2))
        return (
            0.35 + 0.55 * scene.crags.at(x * 0.05, z * 0.05) + 0.3 * scene.soft.at(x * 0.06, z * 0.06)
        ) * (1 - 0.95 * open_sea) * smoothstep(4, 8, z) - 0.04

    ground = survey(scene, heights, camera=0.3, near=3.0, far=13.0, slices=200)
    grain = scene.rough.at(ground.x * 0.6, ground.z * 0.6)
    surface = linear("#4e5740" if not snowed(scene) else "#dde5ee") * (0.85 + 0.3 * grain)[..., None]
    paint_ground(scene, ground, lit_ground(scene, ground, surface))


def _town(scene: Scene, chance: Chance, side: float, shore: float) -> None:
    frame = scene.frame
    walls = shades(scene, "#b9a48c")
    lamps = 0.30 + 0.35 * scene.mood.lamps
    for row in range(5):  # the highest and farthest first
        houses = Sketch(scene)
        rise = 0.165 - 0.041 * row
        for x in np.arange(0.12, 1.12, 0.050 + 0.004 * row):
            place = side * (x + chance.normal(0, 0.008)) * frame.half
            climb = rise * smoothstep(0.05, 0.62, x)
            wide = chance.uniform(0.040, 0.062) * (1 + 0.07 * row)
            house(
                houses,
                chance,
                place,
                shore + 0.006 - climb + chance.normal(0, 0.004),
                wide,
                wide * chance.uniform(0.8, 1.7),
                lamps,
            )
        if row == 1:
            spire(houses, chance, side * 0.58 * frame.half, shore - 0.08, 0.034, 0.20)
        houses.lay(*walls, 2.4 - 0.28 * row, rim=0.4, grain=0.4)


def _lighthouse(scene: Scene, x: float, base: float) -> None:
    sketch, chance = Sketch(scene), scene.own_chance(32)
    for offset in (-0.07, -0.03, 0.03, 0.075):
        boulder(sketch, chance, x + offset, base + 0.012, 0.09, chance.uniform(0.02, 0.045))
    round_wall(sketch, x, base - 0.012, 0.034, 0.17, taper=0.3)
    top = base - 0.182
    sketch.polygon(
        [(x - 0.016, top), (x - 0.016, top - 0.006), (x + 0.016, top - 0.006), (x + 0.016, top)], 0.3
    )
    sketch.polygon([(x - 0.013, top - 0.028), (x, top - 0.046), (x + 0.013, top - 0.028)], 0.3)
    sketch.light(
        [
            (x - 0.009, top - 0.006),
            (x - 0.009, top - 0.028),
            (x + 0.009, top - 0.028),
            (x + 0.009, top - 0.006),
        ],
        1.0,
    )
    sketch.lay(*shades(scene, "#d5cfc8"), 1.5, rim=0.5, grain=0.2)

    def beam(frame_x: Floats, frame_y: Floats) -> Floats:
        ahead, down = (frame_x - x) * -scene.side, frame_y - (top - 0.017)
        narrow = np.exp(-np.square((np.arctan2(down, ahead) + 0.10) / 0.045))
        return narrow * np.exp(-np.hypot(ahead, down) / 0.55) * (ahead > 0)

    scene.glow(scene.mood.accent * (0.55 * scene.mood.lamps**2), beam)


def _quay(scene: Scene, chance: Chance, side: float) -> None:
    """The stone edge that one stands on, with bollards, crates and a lantern."""
    half, tall, sketch = scene.frame.half, scene.frame.tall, Sketch(scene)
    edge = tall * 0.955
    far, near = (side * 1.2 * half, edge - 0.055), (side * 0.30 * half, edge)
    sketch.polygon([(far[0], tall + 0.1), far, near, (-side * 0.10 * half, tall + 0.1)], 0.32)
    sketch.line([far, near], 0.010, 0.65)
    for place, size in ((0.44, 0.030), (0.60, 0.034), (0.95, 0.10), (0.86, 0.075), (0.90, 0.07)):
        foot = edge - 0.055 * (place - 0.3) / 0.9 + 0.012
        _crate(sketch, side * place * half, foot, size, chance.uniform(0.2, 0.5))
    _lantern(sketch, side * 0.74 * half, edge, side)
    sketch.lay(*shades(scene, "#5d5650"), 0.2, rim=0.5, grain=0.8)


def _crate(sketch: Sketch, x: float, foot: float, size: float, tone: float) -> None:
    left, right, top = x - size / 2, x + size / 2, foot - size
    sketch.polygon([(left, foot + 0.015), (left, top), (right, top), (right, foot + 0.015)], tone)
    sketch.line([(left, top), (right, top)], 0.004, 0.8)


def _lantern(sketch: Sketch, post: float, foot: float, side: float) -> None:
    """A lamp on an arm."""
    sketch.line([(post, foot), (post, foot - 0.27), (post - side * 0.03, foot - 0.285)], 0.008, 0.3)
    x, y = post - side * 0.032, foot - 0.262
    glass = [(x - 0.008, y + 0.012), (x - 0.011, y - 0.014), (x + 0.011, y - 0.014), (x + 0.008, y + 0.012)]
    sketch.light(glass, 1.0)
