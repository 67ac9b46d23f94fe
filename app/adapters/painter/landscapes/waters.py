"""Where water is: the sea, the harbour, the marsh."""

import numpy as np

from app.adapters.painter.colour import Floats, linear, smoothstep
from app.adapters.painter.figures import (
    birds,
    blades,
    boulder,
    branches,
    bulrush,
    house,
    round_wall,
    ship,
    spire,
)
from app.adapters.painter.landscapes.surfaces import lit_ground, shades
from app.adapters.painter.scene import Scene
from app.adapters.painter.sketch import Sketch
from app.adapters.painter.sky import paint_sky
from app.adapters.painter.terrain import paint_ground, survey
from app.adapters.painter.water import paint_water, paint_whitecaps
from app.adapters.painter.weather import fog_bank, paint_stormlight, snowed, wet
from app.kernel.ports.painter import Weather


def paint_sea(scene: Scene) -> None:
    """Open water to the horizon: a road of light, a ship under sail, rocks at the edge."""
    frame = scene.frame
    scene.horizon = 0.54 * frame.tall
    scene.sun = (
        scene.side * 0.46 * frame.half,
        scene.horizon - (0.05 + 0.9 * scene.mood.altitude) * frame.tall,
    )
    paint_sky(scene)
    paint_stormlight(scene)
    _headland(scene)
    paint_water(scene, scene.horizon, waves=1.5)
    rough = 1.0 if scene.mood.weather is Weather.STORM else 0.42
    paint_whitecaps(scene, scene.horizon, rough)
    chance = scene.own_chance(30)
    sailing = Sketch(scene)
    line = scene.horizon + 0.035
    ship(sailing, chance, -scene.side * 0.34 * frame.half, line, 0.17, sails=True, heading=scene.side)
    dark, lit = shades(scene, "#cfc4b4")
    sailing.reflect(line, dark * 0.6 + lit * 0.2, 0.55)
    sailing.lay(dark, lit, 2.4, rim=0.5, grain=0.1)
    rocks = Sketch(scene)
    for _ in range(11):
        place = -scene.side * (0.62 + 0.5 * chance.random()) * frame.half
        boulder(
            rocks,
            chance,
            place,
            frame.tall * chance.uniform(0.93, 1.03),
            chance.uniform(0.12, 0.34),
            chance.uniform(0.04, 0.15),
        )
    rocks.lay(*shades(scene, "#4a4a52"), 0.3, rim=0.6, grain=0.6)
    flock = Sketch(scene)
    birds(flock, chance, scene.side * 0.2 * frame.half, scene.horizon - 0.2, 0.09, 8, 0.011)
    flock.lay(*shades(scene, "#4a4e58"), 1.0, rim=0, grain=0)
    fog_bank(scene, scene.horizon, 0.022, 0.4)


def _headland(scene: Scene) -> None:
    def heights(x: Floats, z: Floats) -> Floats:
        away = smoothstep(2.2, 5.2, -scene.side * x) * smoothstep(5.0, 8.0, z)
        return away * (0.75 + 0.7 * scene.crags.at(x * 0.06, z * 0.06)) - 0.12

    ground = survey(scene, heights, camera=0.35, near=4.0, far=14.0, slices=160)
    grain = scene.rough.at(ground.x * 0.5, ground.z * 0.5)
    surface = linear("#6a645e") * (0.9 + 0.25 * grain)[..., None] * wet(scene)
    green = smoothstep(0.5, 0.25, ground.steep)[..., None]
    surface = surface + (linear("#4c5638" if not snowed(scene) else "#e6ecf4") - surface) * green
    paint_ground(scene, ground, lit_ground(scene, ground, surface))


def paint_harbour(scene: Scene) -> None:
    """A bay with a town on its slope: a lighthouse, moored ships, lamps in the water."""
    frame = scene.frame
    scene.horizon = 0.55 * frame.tall
    scene.sun = (
        scene.side * 0.30 * frame.half,
        scene.horizon - (0.05 + 0.9 * scene.mood.altitude) * frame.tall,
    )
    paint_sky(scene)
    paint_stormlight(scene)
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


def _town(scene: Scene, chance: np.random.Generator, side: float, shore: float) -> None:
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


def _quay(scene: Scene, chance: np.random.Generator, side: float) -> None:
    """The stone edge that one stands on, with bollards, crates and a lantern."""
    frame, sketch = scene.frame, Sketch(scene)
    edge = frame.tall * 0.955
    sketch.polygon(
        [
            (side * 1.2 * frame.half, frame.tall + 0.1),
            (side * 1.2 * frame.half, edge - 0.055),
            (side * 0.30 * frame.half, edge),
            (-side * 0.10 * frame.half, frame.tall + 0.1),
        ],
        0.32,
    )
    sketch.line([(side * 1.2 * frame.half, edge - 0.055), (side * 0.30 * frame.half, edge)], 0.010, 0.65)
    for place, size in ((0.44, 0.030), (0.60, 0.034), (0.95, 0.10), (0.86, 0.075), (0.90, 0.07)):
        x = side * place * frame.half
        foot = edge - 0.055 * (place - 0.3) / 0.9 + 0.012
        sketch.polygon(
            [
                (x - size / 2, foot + 0.015),
                (x - size / 2, foot - size),
                (x + size / 2, foot - size),
                (x + size / 2, foot + 0.015),
            ],
            chance.uniform(0.2, 0.5),
        )
        sketch.line([(x - size / 2, foot - size), (x + size / 2, foot - size)], 0.004, 0.8)
    post = side * 0.74 * frame.half
    sketch.line([(post, edge), (post, edge - 0.27), (post - side * 0.03, edge - 0.285)], 0.008, 0.3)
    lamp = (post - side * 0.032, edge - 0.262)
    sketch.light(
        [
            (lamp[0] - 0.008, lamp[1] + 0.012),
            (lamp[0] - 0.011, lamp[1] - 0.014),
            (lamp[0] + 0.011, lamp[1] - 0.014),
            (lamp[0] + 0.008, lamp[1] + 0.012),
        ],
        1.0,
    )
    sketch.lay(*shades(scene, "#5d5650"), 0.2, rim=0.5, grain=0.8)


def paint_marsh(scene: Scene) -> None:
    """Still pools between reeds, dead trees, lights that no one carries."""
    frame = scene.frame
    scene.horizon = 0.50 * frame.tall
    scene.sun = (
        scene.side * 0.40 * frame.half,
        scene.horizon - (0.03 + 0.8 * scene.mood.altitude) * frame.tall,
    )
    paint_sky(scene)
    paint_stormlight(scene)
    chance = scene.own_chance(33)
    for depth, (base, size, count) in enumerate(((0.004, 0.05, 60), (0.014, 0.075, 34))):
        wood = Sketch(scene)
        for x in chance.uniform(-frame.half, frame.half, count):
            tall = size * chance.uniform(0.3, 0.9) * (0.45 + 0.55 * abs(x) / frame.half)
            for _ in range(40):
                up = chance.random()
                wide = size * 0.55 * np.sqrt(1 - up * 0.9)
                leaf = size * chance.uniform(0.03, 0.11)
                wood.ellipse(
                    x + chance.normal(0, 0.5) * wide,
                    scene.horizon + base - up * tall,
                    leaf * 1.3,
                    leaf,
                    chance.uniform(0.15, 0.6),
                )
        wood.lay(*shades(scene, "#3c4632"), 5.5 - 2 * depth, rim=0.2, grain=0.7)
    fog_bank(scene, scene.horizon, 0.035, 0.6)
    shore = scene.horizon + 0.018
    paint_water(scene, shore, waves=0.28)
    _islets(scene, shore)
    bark = shades(scene, "#4a443c")
    for place, foot, height, distance in (
        (-0.52, 0.085, 0.30, 1.9),
        (0.88, 0.13, 0.40, 1.2),
        (-0.80, 0.22, 0.62, 0.5),
    ):
        tree = Sketch(scene)
        x = place * scene.side * frame.half
        branches(
            tree,
            chance,
            (x, shore + foot + 0.01),
            chance.normal(0, 0.10),
            height * 0.5,
            height * 0.050,
            3,
            0.4,
        )
        tree.reflect(shore + foot, bark[0] * 0.5, 0.8)
        tree.lay(*bark, distance, rim=0.5, grain=0.4)
    fog_bank(scene, shore + 0.10, 0.045, 0.42)
    _wisps(scene, chance, shore)
    reeds = Sketch(scene)
    for span in ((-1.05, -0.42), (0.48, 1.05), (-0.42, 0.48)):
        dense = 150 if span[0] != -0.42 else 45
        tall = 0.30 if span[0] != -0.42 else 0.10
        blades(
            reeds,
            chance,
            (span[0] * frame.half, span[1] * frame.half),
            frame.tall,
            tall,
            int(dense * frame.half / 0.9),
            0.42,
        )
    for _ in range(16):
        x = (0.5 + 0.5 * chance.random()) * (1 if chance.random() < 0.5 else -1) * frame.half
        bulrush(reeds, chance, x, frame.tall + 0.02, chance.uniform(0.22, 0.40))
    reeds.lay(*shades(scene, "#5a5c34"), 0.2, rim=0.5, grain=0.3)


def _islets(scene: Scene, shore: float) -> None:
    """Tussocks that part the water, larger the nearer they are."""
    frame = scene.frame
    first = int(shore * frame.unit)
    y = (np.arange(frame.height - first, dtype=np.float32)[:, None] + 0.5) / frame.unit
    z = 0.09 / (y + 0.012)
    land = scene.soft.at(frame.x * z * 0.42 + 0.3, z * 1.1) + 0.35 * scene.rough.at(
        frame.x * z * 1.2, z * 3.0
    )
    middle = 0.9 * np.exp(-np.square(frame.x / (0.34 * frame.half)))
    cover = smoothstep(0.55, 0.78, land - middle) * smoothstep(0.0, 0.03, y)
    grass = scene.rough.at(frame.x * 3.0, y * 0.9 + 0.3)
    tone = np.clip(0.42 + 0.30 * grass + 0.2 * (land - 0.8), 0, 1)[..., None].astype(np.float32)
    dark, lit = shades(scene, "#535a33")
    colour = dark + (lit - dark) * tone
    veil = np.exp(-y * 7.0 / scene.mood.thickness**0.5)[..., None] * 0.8
    scene.lay(
        (colour + (scene.mood.haze - colour) * veil).astype(np.float32),
        (cover * 0.96).astype(np.float32),
        top=first,
    )


def _wisps(scene: Scene, chance: np.random.Generator, shore: float) -> None:
    frame = scene.frame
    for _ in range(7):
        x = chance.choice([-1, 1]) * chance.uniform(0.25, 0.85) * frame.half
        y = shore + chance.uniform(0.02, 0.20)
        away = np.hypot(frame.x - x, frame.y - y)
        size = 0.0035 + 0.010 * (y - shore)
        glow = np.exp(-np.square(away / size)) * 1.8 + 0.20 * np.exp(-away / (size * 6))
        mirrored = np.exp(-np.square((frame.x - x) / (size * 1.4))) * np.exp(
            -np.square((frame.y - y - 0.045) / (size * 6))
        )
        strength = (glow + 0.22 * mirrored) * (0.25 + 0.75 * scene.mood.lamps)
        scene.shine(linear("#a8f0c0") * 0.6 + scene.mood.accent * 0.4, strength.astype(np.float32))
