"""Inside the rock: rings of stone around a way out."""

import math
from dataclasses import replace
from functools import partial

import numpy as np

from app.adapters.painter.colour import Floats, linear, mix, smoothstep
from app.adapters.painter.figures.nature import boulder
from app.adapters.painter.landscapes.surfaces import shades
from app.adapters.painter.scene import Scene, strips
from app.adapters.painter.sketch import Chance, Point, Sketch
from app.adapters.painter.sky import paint_sky
from app.adapters.painter.water import paint_water
from app.adapters.painter.weather import fog_bank, paint_stormlight


def paint_cavern(scene: Scene) -> None:
    """Inside the rock: a mouth of light far back, dripstone, a pool that mirrors it, crystals."""
    _used_to_the_dark(scene)
    scene.horizon = 0.64 * scene.frame.tall
    outside = (scene.side * 0.26 * scene.frame.half, 0.40 * scene.frame.tall)
    scene.sun = (outside[0], scene.horizon - 0.05)
    paint_sky(scene)
    paint_stormlight(scene)
    scene.sun = outside
    chance = scene.own_chance(50)
    for depth in range(4):
        if depth == 1:
            paint_water(scene, scene.horizon + 0.02, waves=0.25)
        _drips(scene, chance, depth)
        _wall(scene, linear("#4b4550"), depth)
        fog_bank(scene, scene.horizon - 0.01 + 0.03 * depth, 0.035, 0.20)
    _beam(scene)
    _crystals(scene, chance)


def _used_to_the_dark(scene: Scene) -> None:
    """Eyes grow used to the dark: no hour is as black in here as it is outside."""
    mood = scene.mood
    dim = max(0.0, 0.16 - float(mood.ambient.mean()))
    lamp = mix(mood.accent, linear("#8fd8e8"), 0.6)
    scene.mood = replace(
        mood,
        ambient=mood.ambient * (1 + 6 * dim) + lamp * (0.35 * dim),
        sun=mood.sun * (1 + 9 * dim),
        horizon=mood.horizon * (1 + 8 * dim),
    )


def _drips(scene: Scene, chance: Chance, depth: int) -> None:
    """What hangs from one ring of rock, and in the nearer ones what grows below it."""
    drips = Sketch(scene)
    for _ in range((18, 15, 11, 7)[depth]):
        x, y = _ring(scene, depth, chance.uniform(0.12, 0.88) * math.pi)
        _dripstone(drips, chance, x, y - 0.05, (0.10, 0.15, 0.22, 0.34)[depth] * chance.uniform(0.5, 1.2), 1)
    for _ in range(6 if depth > 1 else 0):
        away = (0.62 + 0.5 * chance.random()) * (1 if chance.random() < 0.5 else -1) * scene.frame.half
        x, y = scene.sun[0] * 0.5 + away, scene.horizon + 0.10 * depth + 0.06
        _dripstone(drips, chance, x, y, 0.13 * depth * chance.uniform(0.4, 0.9), -1)
    drips.lay(*_stone_light(scene, depth), 3.0 - 0.9 * depth, rim=0.22, grain=0.8)


def _shape(scene: Scene, depth: int) -> tuple[float, float, float, float]:
    """Middle and radii of the opening in one ring of rock."""
    frame = scene.frame
    wide = (0.26, 0.44, 0.66, 0.98)[depth] * frame.half * 1.05
    high = (0.20, 0.285, 0.37, 0.48)[depth] * frame.tall
    return scene.sun[0] * (1 - 0.22 * depth), 0.40 * frame.tall + 0.03 * depth, wide, high


def _ring(scene: Scene, depth: int, angle: float) -> Point:
    """A place on the opening's edge; angle 0 is right, a quarter turn is the top."""
    x, y, wide, high = _shape(scene, depth)
    return x + wide * math.cos(angle), y - high * math.sin(angle)


def _stone_light(scene: Scene, depth: int) -> tuple[Floats, Floats]:
    dark, lit = shades(scene, "#5d5560")
    fall = (1.0, 0.70, 0.48, 0.32)[depth]
    return dark * np.float32(fall * 0.6), lit * np.float32(fall)


def _wall(scene: Scene, rock: Floats, depth: int) -> None:
    """A ring of rock around the way in, nearer and darker with each."""
    for strip in strips(scene.frame.height):
        colour, cover = _rock(scene, rock, depth, scene.frame.y[strip])
        scene.lay(colour, cover, top=strip.start)


def _rock(scene: Scene, rock: Floats, depth: int, rows: Floats) -> tuple[Floats, Floats]:
    """Colour and cover of one ring in some rows."""
    mood, frame_x = scene.mood, scene.frame.x
    centre_x, centre_y, wide, high = _shape(scene, depth)
    x, y = (frame_x - centre_x) / wide, (rows - centre_y) / high
    # Below the mouth lie the pool and its shores, so the ring is open there.
    y = np.where(y > 0, y * (0.55 - 0.06 * depth), y)
    angle = np.arctan2(y, x).astype(np.float32)
    ring = np.hypot(x, y)
    edge = 0.16 * scene.soft.at(angle * 0.30 + 0.5 * depth, np.float32(0.17 * depth)) + 0.06 * scene.rough.at(
        angle * 0.5, ring * 0.3 + depth
    )
    cover = smoothstep(0.97, 1.0 + 0.010 * (1 + depth), ring + edge)
    relief = scene.crags.at(frame_x * 0.45 + depth * 0.3, rows * 0.32) * 1.3 + 0.16 * scene.rough.at(
        frame_x * 1.6, rows * 1.2
    )
    bumps = (
        relief
        - scene.crags.at(
            frame_x * 0.45 + depth * 0.3 + 0.006 * np.sign(frame_x - centre_x), rows * 0.32 - 0.004
        )
        * 1.3
    )
    inner = np.exp(-np.maximum(ring + edge - 1, 0) / (0.20 + 0.03 * depth))
    fall = (0.95, 0.70, 0.52, 0.38)[depth]
    tone = np.clip(0.26 + 0.34 * relief + 1.6 * bumps, 0.03, 1.3)
    light = (
        mood.ambient * 0.30 + mood.sun * (0.42 * inner)[..., None] + mood.horizon * (0.25 * inner)[..., None]
    )
    colour = rock * tone[..., None] * light * np.float32(fall * 1.6)
    colour += mood.accent * (0.010 * fall * inner)[..., None]
    veil = np.float32((0.42, 0.22, 0.10, 0.0)[depth] * min(1.5, mood.thickness**0.5))
    colour += (mood.haze * 0.7 - colour) * np.minimum(veil, 0.7)
    return colour.astype(np.float32), cover.astype(np.float32)


def _dripstone(sketch: Sketch, chance: Chance, x: float, base: float, length: float, down: int) -> None:
    """A stalactite (`down` 1) or stalagmite (−1): a wavering cone in shaded strips."""
    width = length * chance.uniform(0.16, 0.30)
    sunward = np.sign(sketch.scene.sun[0] - x) or 1.0
    t = np.linspace(0, 1, 12)
    radius = width * (1 - t) ** 1.35 + width * 0.10 * (1 - t) * np.sin(t * 26 + chance.uniform(0, 6))
    centre = x + width * 0.12 * np.sin(t * 5 + chance.uniform(0, 6))
    y = base + down * length * t
    for strip in range(6):
        a, b = strip / 3 - 1, (strip + 1) / 3 - 1
        left = list(zip(centre + a * radius, y, strict=True))
        right = list(zip(centre + b * radius, y, strict=True))
        sketch.polygon([*left, *right[::-1]], 0.26 + 0.36 * (a + b) / 2 * sunward)


def _beam(scene: Scene) -> None:
    """Light that falls in from the mouth and hangs in the damp air."""

    def beam(frame_x: Floats, frame_y: Floats) -> Floats:
        x, y = frame_x - scene.sun[0], frame_y - (scene.sun[1] - 0.16 * scene.frame.tall)
        angle = np.arctan2(x + scene.side * 0.25 * y, np.maximum(y, 0.01)).astype(np.float32)
        rays = scene.soft.at(angle * 0.5, np.float32(0.3)) + 0.5 * scene.soft.at(angle * 1.5, np.float32(0.8))
        falling = np.exp(-np.square(angle / 0.5)) * np.exp(-np.hypot(x, y) / 0.5) * smoothstep(0, 0.2, y)
        return smoothstep(-0.4, 1.7, rays) * falling

    scene.glow((scene.mood.sun * 0.7 + scene.mood.horizon * 0.3) * 0.34, beam)


def _halo(heart: tuple[float, float, float], x: Floats, y: Floats) -> Floats:
    """Light around a place, fading over its third number."""
    return np.exp(-np.hypot(x - heart[0], (y - heart[1]) * 1.1) / heart[2])


def _crystals(scene: Scene, chance: Chance) -> None:
    """Clusters at the near walls that give off a light of their own."""
    frame = scene.frame
    colour = mix(scene.mood.accent, linear("#7fd8ff"), 0.5)
    for place, foot, size in (
        (-0.80 * scene.side, 0.93, 0.17),
        (0.92 * scene.side, 0.86, 0.12),
        (-0.52 * scene.side, 0.985, 0.075),
    ):
        x, y = place * frame.half, foot * frame.tall
        scene.glow(colour * 0.16, partial(_halo, (x, y - size * 0.4, size * 1.3)))
        cluster, stones = Sketch(scene), Sketch(scene)
        for _ in range(11):
            _crystal(cluster, chance, x, y, size)
        for _ in range(6):
            stone_x = x + chance.normal(0, size * 0.5)
            boulder(stones, chance, stone_x, y + size * 0.22, size * chance.uniform(0.4, 0.9), size * 0.3)
        cluster.lay(colour * np.float32(0.10), colour * np.float32(0.75), 0.1, rim=0.2, grain=0.15)
        stones.lay(*_stone_light(scene, 2), 0.1, rim=0.4, grain=0.8)


def _crystal(cluster: Sketch, chance: Chance, x: float, y: float, size: float) -> None:
    """A leaning prism with one side in the light."""
    lean = chance.normal(0, 0.5)
    length, wide = size * chance.uniform(0.35, 1.1) * math.cos(lean), size * chance.uniform(0.05, 0.11)
    root, foot = x + chance.normal(0, size * 0.22), y + 0.02
    tip = (root + math.sin(lean) * length, y - length)
    edge, shoulder = root + math.sin(lean) * length * 0.8, y - length * 0.8
    ridge = [(root, foot), (edge, shoulder + wide), tip]
    cluster.polygon(
        [(root - wide, foot), (edge - wide, shoulder), *reversed(ridge)], chance.uniform(0.7, 1.0)
    )
    cluster.polygon([*ridge, (edge + wide, shoulder), (root + wide, foot)], chance.uniform(0.15, 0.5))
