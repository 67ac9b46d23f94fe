"""Where stone is: the cavern, the ruin, the bridge."""

import math
from dataclasses import replace
from functools import partial

import numpy as np

from app.adapters.painter.colour import Floats, linear, mix, smoothstep
from app.adapters.painter.figures import Chance, blades, boulder, conifer
from app.adapters.painter.landscapes.surfaces import lit_ground, shades
from app.adapters.painter.scene import Scene, strips
from app.adapters.painter.sketch import Point, Sketch
from app.adapters.painter.sky import paint_sky
from app.adapters.painter.terrain import paint_ground, survey
from app.adapters.painter.water import paint_water
from app.adapters.painter.weather import fog_bank, paint_stormlight, snowed, wet


def paint_cavern(scene: Scene) -> None:
    """Inside the rock: a mouth of light far back, dripstone, a pool that mirrors it, crystals."""
    # Eyes grow used to the dark: no hour is as black in here as it is outside.
    dim = max(0.0, 0.16 - float(scene.mood.ambient.mean()))
    lamp = mix(scene.mood.accent, linear("#8fd8e8"), 0.6)
    mood = scene.mood = replace(scene.mood, ambient=scene.mood.ambient * (1 + 6 * dim) + lamp * (0.35 * dim))
    mood = scene.mood = replace(mood, sun=mood.sun * (1 + 9 * dim), horizon=mood.horizon * (1 + 8 * dim))
    frame = scene.frame
    scene.horizon = 0.64 * frame.tall
    scene.sun = (scene.side * 0.26 * frame.half, 0.40 * frame.tall)
    outside = scene.sun
    scene.sun = (outside[0], scene.horizon - 0.05)
    paint_sky(scene)
    paint_stormlight(scene)
    scene.sun = outside
    chance = scene.own_chance(50)
    rock = linear("#4b4550")
    for depth in range(4):
        if depth == 1:
            paint_water(scene, scene.horizon + 0.02, waves=0.25)
        drips = Sketch(scene)
        for _ in range((18, 15, 11, 7)[depth]):
            angle = chance.uniform(0.12, 0.88) * math.pi
            x, y = _ring(scene, depth, angle)
            _dripstone(
                drips, chance, x, y - 0.05, (0.10, 0.15, 0.22, 0.34)[depth] * chance.uniform(0.5, 1.2), 1
            )
        if depth > 1:
            for _ in range(6):
                x = (
                    scene.sun[0] * 0.5
                    + (0.62 + 0.5 * chance.random()) * (1 if chance.random() < 0.5 else -1) * frame.half
                )
                _dripstone(
                    drips,
                    chance,
                    x,
                    scene.horizon + 0.10 * depth + 0.06,
                    0.13 * depth * chance.uniform(0.4, 0.9),
                    -1,
                )
        drips.lay(*_stone_light(scene, depth), 3.0 - 0.9 * depth, rim=0.22, grain=0.8)
        _wall(scene, rock, depth)
        fog_bank(scene, scene.horizon - 0.01 + 0.03 * depth, 0.035, 0.20)
    _beam(scene)
    _crystals(scene, chance)


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
    for place, foot, size in (
        (-0.80 * scene.side, 0.93, 0.17),
        (0.92 * scene.side, 0.86, 0.12),
        (-0.52 * scene.side, 0.985, 0.075),
    ):
        x, y = place * frame.half, foot * frame.tall
        colour = mix(scene.mood.accent, linear("#7fd8ff"), 0.5)
        heart = (x, y - size * 0.4, size * 1.3)
        scene.glow(colour * 0.16, partial(_halo, heart))
        cluster = Sketch(scene)
        for _ in range(11):
            lean = chance.normal(0, 0.5)
            length, wide = (
                size * chance.uniform(0.35, 1.1) * math.cos(lean),
                size * chance.uniform(0.05, 0.11),
            )
            root = x + chance.normal(0, size * 0.22)
            tip = (root + math.sin(lean) * length, y - length)
            shoulder_y = y - length * 0.8
            shift = math.sin(lean) * length * 0.8
            cluster.polygon(
                [
                    (root - wide, y + 0.02),
                    (root + shift - wide, shoulder_y),
                    tip,
                    (root + shift, shoulder_y + wide),
                    (root, y + 0.02),
                ],
                chance.uniform(0.7, 1.0),
            )
            cluster.polygon(
                [
                    (root, y + 0.02),
                    (root + shift, shoulder_y + wide),
                    tip,
                    (root + shift + wide, shoulder_y),
                    (root + wide, y + 0.02),
                ],
                chance.uniform(0.15, 0.5),
            )
        foot_stones = Sketch(scene)
        for _ in range(6):
            stone_x = x + chance.normal(0, size * 0.5)
            boulder(
                foot_stones, chance, stone_x, y + size * 0.22, size * chance.uniform(0.4, 0.9), size * 0.3
            )
        cluster.lay(colour * np.float32(0.10), colour * np.float32(0.75), 0.1, rim=0.2, grain=0.15)
        foot_stones.lay(*_stone_light(scene, 2), 0.1, rim=0.4, grain=0.8)


def paint_ruin(scene: Scene) -> None:
    """What is left of a temple on a hill: columns, an arch, fallen blocks, ivy and grass."""
    frame = scene.frame
    scene.horizon = 0.62 * frame.tall
    scene.sun = (
        scene.side * 0.40 * frame.half,
        scene.horizon - (0.09 + 0.8 * scene.mood.altitude) * frame.tall,
    )
    paint_sky(scene)
    paint_stormlight(scene)

    def heights(x: Floats, z: Floats) -> Floats:
        far = smoothstep(5, 11, z)
        return (
            0.12 * scene.soft.at(x * 0.06, z * 0.06) * smoothstep(0.6, 3, z)
            + far * 0.95 * scene.crags.at(x * 0.04 + 0.2, z * 0.04)
            - 0.02
        )

    ground = survey(scene, heights, camera=0.32, near=0.55, far=16.0)
    grass = scene.rough.at(ground.x * 1.1, ground.z * 0.7) + 0.5 * scene.rough.at(
        ground.x * 3.5, ground.z * 2
    )
    surface = mix(linear("#5d6638"), linear("#807850"), 0.35) * (0.86 + 0.26 * grass)[..., None] * wet(scene)
    if snowed(scene):
        surface = surface + (linear("#e6ecf4") - surface) * np.float32(0.86)
    paint_ground(scene, ground, lit_ground(scene, ground, surface.astype(np.float32)))
    chance = scene.own_chance(51)
    far = Sketch(scene)
    for place in (0.18, 0.27, 0.36, 0.52):
        _column(
            far,
            chance,
            scene.side * place * frame.half,
            scene.horizon + 0.035,
            0.020,
            chance.uniform(0.06, 0.17),
        )
    far.lay(*shades(scene, "#b3a68f"), 3.2, rim=0.4, grain=0.4)
    fog_bank(scene, scene.horizon + 0.03, 0.035, 0.45)
    side = -scene.side
    stones = shades(scene, "#c2b294")
    hall = Sketch(scene)
    base = scene.horizon + 0.135
    _broken_arch(hall, chance, side * 0.68 * frame.half, base + 0.03, 0.34, 0.47)
    for place, height in ((0.27, 0.17), (0.40, 0.37), (1.0, 0.30)):
        _column(hall, chance, side * place * frame.half, base + 0.02, 0.044, height)
    for _ in range(16):
        x = side * chance.uniform(0.15, 1.05) * frame.half
        _block(hall, chance, x, base + chance.uniform(0.03, 0.10), chance.uniform(0.03, 0.075))
    hall.lay(*stones, 0.9, rim=0.7, grain=0.9)
    _ivy(scene, chance, side)
    near = Sketch(scene)
    _column(near, chance, scene.side * 0.86 * frame.half, frame.tall + 0.03, 0.095, 0.62)
    for _ in range(6):
        _block(
            near,
            chance,
            scene.side * chance.uniform(0.5, 0.85) * frame.half,
            frame.tall - chance.uniform(0.0, 0.05),
            chance.uniform(0.06, 0.12),
        )
    near.lay(*shades(scene, "#9c8e78"), 0.3, rim=0.8, grain=1.0)
    meadow = Sketch(scene)
    for span in ((-1.05, -0.3), (0.3, 1.05)):
        blades(meadow, chance, (span[0] * frame.half, span[1] * frame.half), frame.tall, 0.13, 330, 0.45)
    meadow.lay(*shades(scene, "#646a38" if not snowed(scene) else "#858278"), 0.2, rim=0.6, grain=0.2)


def _column(sketch: Sketch, chance: Chance, x: float, base: float, width: float, height: float) -> None:
    """A fluted column, broken off at the top."""
    sunward = np.sign(sketch.scene.sun[0] - x) or 1.0
    flutes = 9
    breaks = height * (1 + chance.normal(0, 0.03, flutes + 1))
    for flute in range(flutes):
        a, b = flute / flutes * 2 - 1, (flute + 1) / flutes * 2 - 1
        facing = (a + b) / 2 * sunward
        tone = 0.30 + 0.42 * facing + (0.12 if flute % 2 else -0.06)
        foot, top = width / 2, width * 0.43
        sketch.polygon(
            [
                (x + a * foot, base),
                (x + a * top, base - breaks[flute]),
                (x + b * top, base - breaks[flute + 1]),
                (x + b * foot, base),
            ],
            tone,
        )
    for share in np.arange(0.18, 0.95, 0.21):
        y = base - height * share
        sketch.line(
            [(x - width * 0.47, y), (x, y + width * 0.05), (x + width * 0.47, y)], width * 0.022, 0.08
        )
    sketch.polygon(
        [
            (x - width * 0.68, base + width * 0.1),
            (x - width * 0.68, base - width * 0.16),
            (x + width * 0.68, base - width * 0.16),
            (x + width * 0.68, base + width * 0.1),
        ],
        0.42,
    )
    sketch.polygon(
        [
            (x - width * 0.58, base - width * 0.16),
            (x - width * 0.55, base - width * 0.30),
            (x + width * 0.55, base - width * 0.30),
            (x + width * 0.58, base - width * 0.16),
        ],
        0.6,
    )


def _broken_arch(sketch: Sketch, chance: Chance, x: float, base: float, width: float, height: float) -> None:
    """A gate whose vault still holds on one side, in dressed stones."""
    thick, outer = width * 0.20, width / 2
    spring = base - height + outer
    sunward = np.sign(sketch.scene.sun[0] - x) or 1.0
    for side in (-1, 1):
        pier = x + side * (outer - thick / 2)
        courses = 11
        for course in range(courses):
            top, foot = (
                base - (base - spring) * (course + 1) / courses,
                base - (base - spring) * course / courses,
            )
            edge = chance.normal(0, 0.0018)
            tone = 0.38 + 0.20 * side * sunward + chance.normal(0, 0.07)
            sketch.polygon(
                [
                    (pier - thick / 2 + edge, foot),
                    (pier - thick / 2 + edge, top + 0.0014),
                    (pier + thick / 2 + edge, top + 0.0014),
                    (pier + thick / 2 + edge, foot),
                ],
                tone,
            )
            sketch.line([(pier - thick / 2, foot), (pier + thick / 2, foot)], 0.0016, 0.08)
    stones = 17
    for stone in range(stones):
        if stone in (11, 12):  # fallen out
            continue
        a, b = math.pi * stone / stones, math.pi * (stone + 0.94) / stones
        ring: list[Point] = [
            (x - radius * math.cos(t) * 1.0, spring - radius * math.sin(t))
            for radius, t in ((outer - thick, a), (outer, a), (outer, b), (outer - thick, b))
        ]
        sketch.polygon(ring, 0.42 + 0.22 * math.cos(a) * -sunward + chance.normal(0, 0.06))
    for course in range(5):
        wide = outer * (1.12 - 0.16 * course) * chance.uniform(0.85, 1.0)
        y = spring - outer - 0.022 * course + 0.012
        sketch.polygon(
            [
                (x - outer * 1.02, y),
                (x - outer * 1.02, y - 0.021),
                (x - outer + wide * 0.9, y - 0.021),
                (x - outer + wide * 0.95, y),
            ],
            chance.uniform(0.3, 0.55),
        )


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


def paint_bridge(scene: Scene) -> None:
    """A bridge of many arches over a river between steep banks."""
    frame = scene.frame
    scene.horizon = 0.54 * frame.tall
    scene.sun = (
        scene.side * 0.40 * frame.half,
        scene.horizon - (0.10 + 0.85 * scene.mood.altitude) * frame.tall,
    )
    paint_sky(scene)
    paint_stormlight(scene)

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
    fog_bank(scene, scene.horizon + 0.06, 0.06, 0.55)
    chance = scene.own_chance(52)
    shore = scene.horizon + 0.20
    span = Sketch(scene)
    _arches(span, scene, shore)
    stone = shades(scene, "#a59a88")
    span.lay(*stone, 1.3, rim=0.6, grain=0.9)
    paint_water(scene, shore, waves=0.8)
    fog_bank(scene, shore, 0.022, 0.5)
    _banks(scene, chance, shore)


def _arches(sketch: Sketch, scene: Scene, water: float) -> None:
    """Five arches, the middle one widest, under a road that rises to the middle."""
    half = scene.frame.half * 1.05
    chance = scene.own_chance(53)

    def road(x: float) -> float:
        return water - 0.235 - 0.060 * math.cos(x / half * math.pi / 2)

    columns = np.linspace(-half, half, 41)
    top = [(x, road(x)) for x in columns]
    sketch.polygon([*top, (half, water + 0.01), (-half, water + 0.01)], 0.40)
    for row in range(15):  # courses of stone
        y = water - 0.018 * row
        for x in np.arange(-half, half, 0.042) + (row % 2) * 0.021:
            if y - 0.018 > road(float(x)) + 0.012:
                sketch.polygon(
                    [(x, y), (x, y - 0.0168), (x + 0.0405, y - 0.0168), (x + 0.0405, y)],
                    0.40 + chance.normal(0, 0.07),
                )
    for edge, width, tone in ((0.0, 0.012, 0.85), (0.014, 0.006, 0.10), (0.034, 0.008, 0.62)):
        sketch.line([(x, y + edge) for x, y in top], width, tone)
    centre = 0.0
    spans = [
        (centre, 0.40),
        (centre - 0.44, 0.32),
        (centre + 0.44, 0.32),
        (centre - 0.80, 0.24),
        (centre + 0.80, 0.24),
    ]
    for x, wide in spans:
        x, wide = x * half / 0.93, wide * half / 0.93
        crown = road(x) + 0.055
        rise = min(wide / 2, water - crown - 0.01)
        spring = crown + rise
        curve = [
            (x - wide / 2 * math.cos(t), spring - rise * math.sin(t)) for t in np.linspace(0, math.pi, 25)
        ]
        outer = [
            (x - (wide / 2 + 0.016) * math.cos(t), spring - (rise + 0.016) * math.sin(t))
            for t in np.linspace(0, math.pi, 25)
        ]
        sketch.line(outer, 0.016, 0.66)
        inside = np.sign(scene.sun[0] - x) or 1.0
        sketch.polygon([(x - wide / 2, water + 0.02), *curve, (x + wide / 2, water + 0.02)], 0.04)
        depth = -inside * 0.028
        inner = [(px + depth, py + 0.006) for px, py in curve]
        sketch.hole([(x - wide / 2 + depth, water + 0.02), *inner, (x + wide / 2 + depth, water + 0.02)])
        lamp = (x, road(x) - 0.045)
        sketch.line([(x, road(x)), lamp], 0.004, 0.3)
        sketch.light(
            [
                (lamp[0] - 0.005, lamp[1] + 0.006),
                (lamp[0] - 0.006, lamp[1] - 0.008),
                (lamp[0] + 0.006, lamp[1] - 0.008),
                (lamp[0] + 0.005, lamp[1] + 0.006),
            ],
            1.0,
        )


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
