"""Among trees."""

from dataclasses import replace

import numpy as np

from app.adapters.painter.colour import Floats, linear, mix, smoothstep
from app.adapters.painter.figures.nature import blades, branches
from app.adapters.painter.landscapes.surfaces import shades
from app.adapters.painter.scene import Scene, strips
from app.adapters.painter.sketch import Chance, Sketch
from app.adapters.painter.weather import fog_bank, paint_stormlight, snowed, wet


def paint_forest(scene: Scene) -> None:
    """Among tall trunks that fade into light; shafts fall through the leaves."""
    # Under the trees no view is long, whatever the weather is.
    mood = scene.mood
    scene.mood = replace(mood, thickness=mood.thickness**0.4, haze=mood.haze * np.float32(0.62))
    scene.horizon = 0.66 * scene.frame.tall
    scene.sun = (scene.side * 0.24 * scene.frame.half, 0.26 * scene.frame.tall)
    _clearing(scene)
    paint_stormlight(scene)
    chance = scene.own_chance(40)
    for row, (distance, count, width) in enumerate(
        ((9.0, 34, 0.010), (6.0, 24, 0.017), (3.6, 15, 0.030), (1.8, 8, 0.056))
    ):
        foot = scene.horizon + 0.02 + 0.055 * row
        trunks = Sketch(scene)
        _row_of_trunks(trunks, chance, row, count, width, foot)
        trunks.lay(*shades(scene, "#4f443a"), distance, rim=0.5, grain=0.7)
        _leaves(scene, row, 0.34 - 0.045 * row)
        _floor(scene, foot - 0.012, row, distance)
        fog_bank(scene, foot - 0.03, 0.05, 0.30)
    _shafts(scene)
    _thicket(scene, chance)
    _leaves(scene, 5, 0.20)
    if mood.lamps > 0.8:
        _fireflies(scene, chance)


def _row_of_trunks(trunks: Sketch, chance: Chance, row: int, count: int, width: float, foot: float) -> None:
    """Trees side by side. A way leads to the light: nearer rows part more."""
    half, way = trunks.scene.frame.half, trunks.scene.sun[0] * 0.7
    for place in np.linspace(-1.05, 1.05, count):
        x = (place + chance.normal(0, 0.6 / count)) * half
        if abs(x - way) >= (0.02 + 0.075 * row) * half * 2:
            _trunk(trunks, chance, x, foot + chance.normal(0, 0.012), width * chance.uniform(0.6, 1.35))


def _thicket(scene: Scene, chance: Chance) -> None:
    """What is nearest: two trunks, grass, ferns."""
    frame, near = scene.frame, Sketch(scene)
    for place, width in ((-0.94, 0.17), (0.90, 0.13)):
        _trunk(near, chance, place * frame.half, frame.tall + 0.05, width)
    blades(near, chance, (-1.05 * frame.half, -0.45 * frame.half), frame.tall, 0.20, 110, 0.4)
    blades(near, chance, (0.45 * frame.half, 1.05 * frame.half), frame.tall, 0.20, 110, 0.4)
    for side in (-1, 1):
        for _ in range(7):
            x = side * chance.uniform(0.5, 1.0) * frame.half
            _fern(near, chance, x, frame.tall + 0.02, chance.uniform(0.14, 0.26))
    near.lay(*shades(scene, "#3a3a2c"), 0.25, rim=0.8, grain=0.9)


def _clearing(scene: Scene) -> None:
    """The light that one walks towards, and what grows too far away to tell apart."""
    frame, mood = scene.frame, scene.mood
    away = np.hypot((frame.x - scene.sun[0]) * 0.9, (frame.y - scene.sun[1] - 0.18) * 0.75)
    deep = mix(mood.ambient, linear("#2f4a34"), 0.45) * np.float32(0.42)
    light = mood.haze + mood.sun * 0.20
    share = np.exp(-np.square(away / 0.46))
    thicket = scene.soft.at(frame.x * 0.6, frame.y * 0.25) + 0.6 * scene.rough.at(
        frame.x * 2.2, frame.y * 0.7
    )
    share = np.clip(share * (1 + 0.10 * thicket) + 0.03 * thicket, 0, 1)[..., None].astype(np.float32)
    scene.light[:] = deep + (light - deep) * share


def _trunk(sketch: Sketch, chance: Chance, x: float, foot: float, width: float) -> None:
    """A trunk from its roots to beyond the frame, with the stubs and boughs of its kind."""
    sunward = np.sign(sketch.scene.sun[0] - x) or 1.0
    lean = chance.normal(0, 0.03)
    heights = np.linspace(0, 1, 14)
    centre = x + lean * heights + width * 0.10 * np.sin(heights * 7 + chance.uniform(0, 6))
    half = width / 2 * (1 - 0.42 * heights) + width * 0.55 * np.exp(-heights * 22)
    y = foot * (1 - heights) - 0.05 * heights
    strips = 6
    for strip in range(strips):
        a, b = strip / strips * 2 - 1, (strip + 1) / strips * 2 - 1
        facing = (a + b) / 2 * sunward
        left = list(zip(centre + a * half, y, strict=True))
        right = list(zip(centre + b * half, y, strict=True))
        sketch.polygon([*left, *right[::-1]], 0.22 + 0.30 * facing + 0.10 * chance.random())
    for _ in range(int(2 + 40 * width)):
        share = chance.uniform(0.35, 0.9)
        side = chance.choice([-1, 1])
        start = (float(np.interp(share, heights, centre)), float(np.interp(share, heights, y)))
        branches(
            sketch,
            chance,
            start,
            side * chance.uniform(0.7, 1.4),
            min(width * 3, 0.10) * chance.uniform(0.5, 1.3),
            width * 0.10,
            2,
            0.3,
        )


def _leaves(scene: Scene, row: int, reach: float) -> None:
    """The canopy: hanging masses with holes that let the sky in."""
    for strip in strips(int(min(scene.frame.tall, reach + 0.34) * scene.frame.unit)):
        colour, cover = _canopy(scene, row, reach, scene.frame.y[strip])
        scene.lay(colour, cover, top=strip.start)


def _canopy(scene: Scene, row: int, reach: float, y: Floats) -> tuple[Floats, Floats]:
    """Colour and cover of the leaves of some rows."""
    frame, mood = scene.frame, scene.mood
    size = 2.6 / (1 + row)
    leaf = scene.soft.at(frame.x * 0.30 * size + row * 0.37, y * 0.42 * size + row * 0.21)
    leaf = (
        leaf
        + 0.7 * scene.rough.at(frame.x * 0.9 * size + row, y * 1.1 * size)
        + 0.5 * scene.rough.at(frame.x * 3.0 * size, y * 3.4 * size)
    )
    sides = np.square(frame.x / frame.half)
    hang = (reach * (0.75 + 0.6 * sides) - y) / 0.11
    bare = 0.9 if snowed(scene) else 0.0
    cover = smoothstep(0.1, 0.55, leaf * 0.85 + hang - 0.4 - bare)
    towards = np.exp(-np.hypot(frame.x - scene.sun[0], y - scene.sun[1]) / 0.34)
    green = linear("#46592c") if not snowed(scene) else linear("#8d949c")
    tone = np.clip(0.25 + 0.22 * leaf, 0, 1) * (0.5 + 1.1 * towards)
    colour = green * (mood.ambient * 0.36 + mood.sun * (0.85 * tone)[..., None])
    veil = 1 - np.exp(-(7.5 - 1.45 * min(row, 5)) * 0.13 * mood.thickness)
    colour = colour + (mood.haze * 0.85 - colour) * np.float32(veil)
    return colour.astype(np.float32), (cover * 0.97).astype(np.float32)


def _floor(scene: Scene, top: float, row: int, distance: float) -> None:
    frame, mood = scene.frame, scene.mood
    first = int(top * frame.unit)
    y = frame.y[first:] - top
    hump = 0.020 * scene.soft.at(frame.x * 0.4 + row * 0.3, np.float32(0.2 * row)) + 0.006 * scene.rough.at(
        frame.x * 2.5, np.float32(row * 0.3)
    )
    cover = smoothstep(-0.004, 0.010, y - 0.02 + hump)
    z = 0.09 / (y + 0.05)
    litter = scene.rough.at(frame.x * z * 2.2, z * 4.0 + row * 0.2) + 0.6 * scene.rough.at(
        frame.x * 5.0, y * 14
    )
    path = np.exp(-np.square((frame.x - scene.sun[0] * (0.7 - 0.8 * y)) / (0.05 + 0.30 * y + 0.03 * row)))
    base = linear("#e6ebf2") if snowed(scene) else linear("#4a4228")
    base = base + (linear("#7a6848") * (1.6 if snowed(scene) else 1.0) - base) * np.float32(0.35)
    dapple = smoothstep(0.2, 1.4, scene.soft.at(frame.x * z * 0.8, z * 2.0 + 0.3)) * (0.25 + 0.75 * path)
    light = mood.ambient * 0.40 + mood.sun * (0.34 * dapple + 0.12 * path)[..., None]
    colour = base * (0.8 + 0.2 * litter + 0.25 * path)[..., None] * light * wet(scene)
    veil = np.float32(1 - np.exp(-distance * 0.13 * mood.thickness))
    colour = colour + (mood.haze * 0.9 - colour) * veil
    scene.lay(colour.astype(np.float32), cover.astype(np.float32), top=first)


def _shafts(scene: Scene) -> None:
    """Light between the trees, fanned out from the sun."""

    def shafts(frame_x: Floats, frame_y: Floats) -> Floats:
        x, y = frame_x - scene.sun[0], frame_y - (scene.sun[1] - 0.25)
        angle = np.arctan2(x, np.maximum(y, 0.02)).astype(np.float32)
        rays = scene.dunes.at(angle * 0.8 + 0.2, np.float32(0.4))
        rays = rays + 0.35 * scene.soft.at(angle * 0.9, np.float32(0.7))
        return smoothstep(0.0, 2.2, rays) * np.exp(-np.hypot(x, y) / 0.62) * smoothstep(0.05, 0.4, y)

    veiled = 0.35 if scene.mood.cloud > 0.7 else 1.0
    scene.glow(scene.mood.sun * (0.24 * veiled), shafts)


def _fern(sketch: Sketch, chance: Chance, x: float, base: float, size: float) -> None:
    for angle in np.linspace(-1.2, 1.2, 7):
        angle += chance.normal(0, 0.1)
        points = [
            (x + np.sin(angle) * size * t, base - np.cos(angle * (0.5 + 0.6 * t)) * size * t)
            for t in np.linspace(0, 1, 12)
        ]
        sketch.line(points, 0.0025, 0.4)
        for at, point in enumerate(points[2:], start=2):
            leaf = size * 0.20 * np.sin(np.pi * at / 12.5)
            for side in (-1, 1):
                sketch.polygon(
                    [
                        point,
                        (point[0] + side * leaf, point[1] + leaf * 0.45),
                        (point[0] + side * leaf * 0.4, point[1] - leaf * 0.22),
                    ],
                    chance.uniform(0.3, 0.8),
                )


def _fireflies(scene: Scene, chance: Chance) -> None:
    frame = scene.frame
    for _ in range(26):
        x, y = chance.uniform(-1, 1) * frame.half, chance.uniform(0.50, 0.95) * frame.tall
        row, column = int(y * frame.unit), int((x + frame.half) * frame.unit)
        reach = int(0.03 * frame.unit)
        if not (reach < row < frame.height - reach and reach < column < frame.width - reach):
            continue
        side = np.arange(-reach, reach, dtype=np.float32) / frame.unit
        away = np.hypot(side[None, :], side[:, None])
        glow = (np.exp(-np.square(away / 0.0016)) * 1.6 + 0.16 * np.exp(-away / 0.006)) * chance.uniform(
            0.3, 1.0
        )
        scene.shine(linear("#ffe08a"), glow.astype(np.float32), row - reach, column - reach)
