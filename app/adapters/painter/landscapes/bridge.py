"""A bridge of many arches."""

import math
from collections.abc import Callable

import numpy as np

from app.adapters.painter.colour import Floats, linear, smoothstep
from app.adapters.painter.figures.nature import blades, boulder, conifer
from app.adapters.painter.landscapes.heavens import paint_heavens
from app.adapters.painter.landscapes.surfaces import lit_ground, shades
from app.adapters.painter.scene import Scene
from app.adapters.painter.sketch import Chance, Sketch
from app.adapters.painter.terrain import paint_ground, survey
from app.adapters.painter.water import paint_water
from app.adapters.painter.weather import fog_bank, snowed, wet


def paint_bridge(scene: Scene) -> None:
    """A bridge of many arches over a river between steep banks."""
    paint_heavens(scene, 0.54, across=0.40, low=0.10, climb=0.85)
    _gorge(scene)
    fog_bank(scene, scene.horizon + 0.06, 0.06, 0.55)
    chance = scene.own_chance(52)
    shore = scene.horizon + 0.20
    span = Sketch(scene)
    _span(span, scene, shore)
    span.lay(*shades(scene, "#a59a88"), 1.3, rim=0.6, grain=0.9)
    paint_water(scene, shore, waves=0.8)
    fog_bank(scene, shore, 0.022, 0.5)
    _banks(scene, chance, shore)


def _gorge(scene: Scene) -> None:
    def heights(x: Floats, z: Floats) -> Floats:
        gorge = 1 - np.exp(-np.square((x - 0.3 * scene.side * smoothstep(4, 10, z)) / (0.55 + 0.13 * z)))
        return (
            gorge * (0.30 + 1.5 * scene.crags.at(x * 0.05 + 0.3, z * 0.05) * smoothstep(1.5, 8, z))
            + 0.05 * scene.soft.at(x * 0.2, z * 0.2)
            - 0.12
        )

    ground = survey(scene, heights, camera=0.34, near=1.6, far=15.0, slices=340)
    grain = scene.rough.at(ground.x * 0.7, ground.z * 0.7)
    rock, moss = linear("#5f5a5c"), linear("#4c5634")
    surface = (
        (rock + (moss - rock) * smoothstep(0.5, 0.2, ground.steep)[..., None])
        * (0.9 + 0.24 * grain)[..., None]
        * wet(scene)
    )
    if snowed(scene):
        surface = surface + (linear("#e6ecf4") - surface) * smoothstep(0.6, 0.2, ground.steep)[..., None]
    paint_ground(scene, ground, lit_ground(scene, ground, surface.astype(np.float32)))


Road = Callable[[float], float]
"""The height of the road at x."""
_SPANS = ((0.0, 0.40), (-0.44, 0.32), (0.44, 0.32), (-0.80, 0.24), (0.80, 0.24))
"""Middle and width of each arch."""


def _span(sketch: Sketch, scene: Scene, water: float) -> None:
    """Five arches, the middle one widest, under a road that rises to the middle."""
    half = scene.frame.half * 1.05

    def road(x: float) -> float:
        return water - 0.235 - 0.060 * math.cos(x / half * math.pi / 2)

    top = [(x, road(x)) for x in np.linspace(-half, half, 41)]
    sketch.polygon([*top, (half, water + 0.01), (-half, water + 0.01)], 0.40)
    _courses(sketch, scene.own_chance(53), half, water, road)
    for edge, width, tone in ((0.0, 0.012, 0.85), (0.014, 0.006, 0.10), (0.034, 0.008, 0.62)):
        sketch.line([(x, y + edge) for x, y in top], width, tone)
    for x, wide in _SPANS:
        x, wide = x * half / 0.93, wide * half / 0.93
        _arch(sketch, x, wide, water, road(x) + 0.055)
        _lantern(sketch, x, road(x))


def _courses(sketch: Sketch, chance: Chance, half: float, water: float, road: Road) -> None:
    """Stones, row by row up to the road."""
    for row in range(15):
        y = water - 0.018 * row
        for x in np.arange(-half, half, 0.042) + (row % 2) * 0.021:
            if y - 0.018 > road(float(x)) + 0.012:
                sketch.polygon(
                    [(x, y), (x, y - 0.0168), (x + 0.0405, y - 0.0168), (x + 0.0405, y)],
                    0.40 + chance.normal(0, 0.07),
                )


def _arch(sketch: Sketch, x: float, wide: float, water: float, crown: float) -> None:
    """An opening with its rim of stones, and a little of its vault on the side that is seen."""
    rise = min(wide / 2, water - crown - 0.01)
    spring = crown + rise
    turns = np.linspace(0, math.pi, 25)
    curve = [(x - wide / 2 * math.cos(t), spring - rise * math.sin(t)) for t in turns]
    rim = [(x - (wide / 2 + 0.016) * math.cos(t), spring - (rise + 0.016) * math.sin(t)) for t in turns]
    sketch.line(rim, 0.016, 0.66)
    sketch.polygon([(x - wide / 2, water + 0.02), *curve, (x + wide / 2, water + 0.02)], 0.04)
    depth = -(np.sign(sketch.scene.sun[0] - x) or 1.0) * 0.028
    inner = [(px + depth, py + 0.006) for px, py in curve]
    sketch.hole([(x - wide / 2 + depth, water + 0.02), *inner, (x + wide / 2 + depth, water + 0.02)])


def _lantern(sketch: Sketch, x: float, foot: float) -> None:
    y = foot - 0.045
    sketch.line([(x, foot), (x, y)], 0.004, 0.3)
    glass = [(x - 0.005, y + 0.006), (x - 0.006, y - 0.008), (x + 0.006, y - 0.008), (x + 0.005, y + 0.006)]
    sketch.light(glass, 1.0)


def _banks(scene: Scene, chance: Chance, shore: float) -> None:
    frame = scene.frame
    bank, firs = Sketch(scene), Sketch(scene)
    for side in (-1, 1):
        for _ in range(9):
            x = side * chance.uniform(0.62, 1.05) * frame.half
            boulder(
                bank,
                chance,
                x,
                frame.tall * chance.uniform(0.95, 1.03),
                chance.uniform(0.12, 0.34),
                chance.uniform(0.05, 0.15),
            )
        for place, size in ((1.02, 0.52), (0.90, 0.34), (0.98, 0.40)):
            conifer(
                firs,
                chance,
                side * place * frame.half,
                frame.tall * 0.97,
                size * chance.uniform(0.7, 1.1),
                0.42,
            )
    firs.lay(*shades(scene, "#2f3d2e"), 0.5, rim=0.4)
    blades(bank, chance, (-1.05 * frame.half, -0.55 * frame.half), frame.tall, 0.12, 130, 0.4)
    blades(bank, chance, (0.55 * frame.half, 1.05 * frame.half), frame.tall, 0.12, 130, 0.4)
    bank.lay(*shades(scene, "#55533f"), 0.25, rim=0.5, grain=0.7)
