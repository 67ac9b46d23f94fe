"""High land: mountains, the tower on its crag, and the sky above the clouds."""

from dataclasses import replace

import numpy as np

from app.adapters.painter.colour import Floats, linear, mix, smoothstep
from app.adapters.painter.figures.buildings import arch, box, round_wall
from app.adapters.painter.figures.nature import birds, boulder, conifer
from app.adapters.painter.landscapes.heavens import paint_heavens
from app.adapters.painter.landscapes.surfaces import lit_ground, shades
from app.adapters.painter.scene import Scene
from app.adapters.painter.sketch import Chance, Sketch
from app.adapters.painter.sky import paint_sky
from app.adapters.painter.terrain import Ground, paint_ground, survey
from app.adapters.painter.weather import fog_bank, paint_stormlight, snowed, wet


def paint_mountains(scene: Scene) -> None:
    """A range with snow on its crests behind a dark valley; firs stand close by."""
    frame = scene.frame
    scene.horizon = 0.66 * frame.tall
    scene.sun = (scene.sun[0], scene.horizon - (0.20 + 0.9 * scene.mood.altitude) * frame.tall)
    paint_sky(scene)
    paint_stormlight(scene)
    _range(scene)
    fog_bank(scene, scene.horizon + 0.03, 0.055, 0.55)
    dark, lit = shades(scene, "#2c3b2e")
    chance = scene.own_chance(20)
    for distance, base, size, count in ((5.0, 0.79, 0.065, 110), (2.6, 0.87, 0.13, 46), (0.8, 1.03, 0.46, 7)):
        firs = Sketch(scene)
        for _ in range(count):
            # Firs stand at the sides: the middle belongs to the text.
            place = (0.30 + 0.75 * chance.random() ** 0.8) * (-1 if chance.random() < 0.5 else 1) * frame.half
            ground = base * frame.tall + 0.03 * (1 - abs(place) / frame.half) + abs(chance.normal(0, 0.022))
            conifer(firs, chance, place, ground, size * chance.uniform(0.55, 1.15), 0.42)
        hill = [
            (x, base * frame.tall - 0.035 * (abs(x) / frame.half) ** 2 + 0.012 * np.sin(9 * x + size * 40))
            for x in np.linspace(-frame.half, frame.half, 60)
        ]
        firs.polygon([(-frame.half, frame.tall), *hill, (frame.half, frame.tall)], 0.22)
        firs.lay(
            dark,
            lit,
            distance,
            rim=0.12,
            grain=0.8,
            fade=((base + 0.02) * frame.tall, (base + 0.16) * frame.tall) if distance > 1 else None,
        )


def _range(scene: Scene) -> None:
    def heights(x: Floats, z: Floats) -> Floats:
        warp = scene.dunes.at(x * 0.03, z * 0.03) * 0.02
        crag = scene.crags.at(x * 0.030 + 0.13 + warp, z * 0.030 + 0.2 + warp)
        lesser = scene.crags.at(x * 0.085 + 0.5, z * 0.085 + warp)
        rise = smoothstep(3.5, 10.0, z)
        away = np.hypot((x + 2.5 * scene.side) / 2.2, (z - 10.5) / 2.6)
        peak = np.exp(-np.square(away)) * 0.55 + np.maximum(1 - away * 0.62, 0) * 0.45
        valley = 1 - 0.5 * np.exp(-np.square((x - 1.2 * scene.side) / (0.8 + 0.2 * z)))
        range_height = rise * valley * (crag * 1.9 + lesser * 0.40 * (0.25 + crag))
        return range_height + peak * (1.8 + 0.9 * crag + 0.35 * lesser) - 0.05

    ground = survey(scene, heights, camera=0.30, near=3.4, far=13.5, slices=400)
    grain = scene.rough.at(ground.x * 0.5, ground.z * 0.5)
    line = ground.height * 0.75 + grain * 0.10 - ground.steep * 1.2
    snowy = smoothstep(0.05, 0.6, line + (1.1 if snowed(scene) else -0.1))[..., None]
    rock = mix(linear("#4c4753"), scene.mood.ambient, 0.15) * (0.9 + 0.2 * grain)[..., None] * wet(scene)
    green = (smoothstep(0.5, 0.2, ground.steep) * smoothstep(0.7, 0.1, ground.height))[..., None]
    surface = rock + (linear("#39452e") - rock) * green
    surface = surface + (linear("#eef2fa") - surface) * snowy
    paint_ground(scene, ground, lit_ground(scene, ground, surface))


def paint_tower(scene: Scene) -> None:
    """A lone tower on a crag over a misty land, a light in its highest window."""
    frame = scene.frame
    paint_heavens(scene, 0.70, across=0.34, low=0.16, climb=0.9)
    focus = -scene.side * 0.50 * frame.half

    def heights(x: Floats, z: Floats) -> Floats:
        crag = scene.crags.at(x * 0.06 + 0.4, z * 0.06)
        return (crag * 1.3 + 0.25 * scene.soft.at(x * 0.1, z * 0.1)) * smoothstep(2.0, 9.0, z) - 0.15

    ground = survey(scene, heights, camera=0.55, near=1.0, far=16.0)
    _heath(scene, ground)
    fog_bank(scene, scene.horizon + 0.05, 0.08, 0.6)
    base = 0.80 * frame.tall
    tower, chance = Sketch(scene), scene.own_chance(21)
    _crag(tower, scene, focus, base)
    _keep(tower, scene, focus, base - 0.145)
    dark, lit = shades(scene, "#8a8290")
    tower.lay(dark, lit, 0.9, rim=0.9, grain=0.5, fade=(base - 0.02, base + 0.14))
    flock = Sketch(scene)
    birds(flock, chance, focus + 0.14 * scene.side, base - 0.50, 0.07, 11, 0.010)
    flock.lay(dark, lit, 1.0, rim=0, grain=0)
    fog_bank(scene, base + 0.10, 0.09, 0.5)
    near = Sketch(scene)
    for _ in range(9):
        place = (0.45 + 0.6 * chance.random()) * (1 if chance.random() < 0.5 else -1) * frame.half
        boulder(
            near, chance, place, frame.tall + 0.02, chance.uniform(0.16, 0.42), chance.uniform(0.05, 0.13)
        )
    near.lay(*shades(scene, "#54505a"), 0.2, rim=0.3, grain=0.5)


def _heath(scene: Scene, ground: Ground) -> None:
    grain = scene.rough.at(ground.x * 0.6, ground.z * 0.6)
    rock, heath = linear("#55505a"), linear("#4a4a34")
    green = smoothstep(0.45, 0.15, ground.steep)[..., None]
    surface = (rock + (heath - rock) * green) * (0.9 + 0.22 * grain)[..., None] * wet(scene)
    if snowed(scene):
        surface = surface + (linear("#e8edf5") - surface) * smoothstep(0.6, 0.1, ground.steep)[..., None]
    paint_ground(scene, ground, lit_ground(scene, ground, surface))


def _crag(sketch: Sketch, scene: Scene, x: float, base: float) -> None:
    """A rock with sheer sides, in vertical facets."""
    chance = scene.own_chance(22)
    for layer in range(3):
        for column in range(13):
            across = (column / 12 - 0.5) * 2
            top = (
                base
                - 0.15 * (1 - abs(across) ** (1.6 + layer * 0.5))
                + 0.045 * layer
                + chance.normal(0, 0.010)
            )
            left, right = x + (across - 0.12) * 0.23, x + (across + 0.12) * 0.23
            facing = across * np.sign(scene.sun[0] - x)
            tone = np.clip(0.30 + 0.30 * facing, 0.05, 0.8) * chance.uniform(0.6, 1.3)
            sketch.polygon(
                [
                    (left - 0.03, base + 0.2),
                    (left, top + 0.02),
                    ((left + right) / 2, top),
                    (right, top + 0.025),
                    (right + 0.03, base + 0.2),
                ],
                tone,
            )


def _keep(sketch: Sketch, scene: Scene, x: float, foot: float) -> None:
    """The tower itself: shaft, gallery, roof, a turret at its side."""
    side = -scene.side
    turret = x + side * 0.045
    round_wall(sketch, turret, foot + 0.05, 0.045, 0.21)
    sketch.polygon(
        [(turret - 0.030, foot - 0.16), (turret, foot - 0.25), (turret + 0.030, foot - 0.16)], 0.25
    )
    round_wall(sketch, x, foot + 0.06, 0.092, 0.40, taper=0.16)
    crown = foot - 0.34
    round_wall(sketch, x, crown + 0.012, 0.108, 0.062)
    for tooth in np.linspace(-0.047, 0.047, 6):
        sketch.polygon(box(x + tooth, crown - 0.048, 0.012, 0.018), 0.4)
    _roof(sketch, x, crown - 0.05)
    sketch.light(arch(x + side * 0.006, crown - 0.002, 0.020, 0.036), 1.0)
    for share, across in ((0.30, 0.014), (0.56, -0.012), (0.8, 0.008)):
        sketch.light(arch(x + across, foot - 0.34 + 0.36 * share, 0.007, 0.017), 0.6)


def _roof(sketch: Sketch, x: float, eaves: float) -> None:
    """A pointed roof with a finial."""
    peak, sunward = (x, eaves - 0.15), np.sign(sketch.scene.sun[0] - x)
    sketch.polygon([(x - 0.047, eaves), peak, (x + 0.047, eaves)], 0.18)
    sketch.polygon([(x, eaves), peak, (x + sunward * 0.047, eaves)], 0.5)
    sketch.line([(x, eaves - 0.14), (x, eaves - 0.19)], 0.003, 0.4)


def paint_sky_land(scene: Scene) -> None:
    """Above a sea of clouds: islands of rock adrift, the sun near by."""
    frame = scene.frame
    scene.horizon = 0.60 * frame.tall
    scene.sun = (
        scene.side * 0.42 * frame.half,
        scene.horizon - (0.10 + 0.8 * scene.mood.altitude) * frame.tall,
    )
    # One stands above most of them.
    scene.mood = replace(scene.mood, cloud=min(scene.mood.cloud, 0.36 if scene.mood.cloud < 0.7 else 0.62))
    paint_sky(scene, overhead=1.6)
    paint_stormlight(scene)

    def heights(x: Floats, z: Floats) -> Floats:
        warp = scene.soft.at(x * 0.05, z * 0.05) * 0.05
        billow = np.abs(scene.dunes.at(x * 0.07 + warp, z * 0.07))
        small = np.abs(scene.dunes.at(x * 0.26, z * 0.26 + warp))
        tiny = np.abs(scene.dunes.at(x * 0.8 + warp * 3, z * 0.8))
        return 0.20 * billow + 0.080 * small + 0.028 * tiny - 0.16

    _island(scene, -scene.side * 0.10 * frame.half, scene.horizon - 0.17, 0.055, 4.5)
    _island(scene, scene.side * 0.72 * frame.half, scene.horizon - 0.20, 0.085, 3.0)
    ground = survey(scene, heights, camera=0.52, near=0.42, far=20.0, slices=400)
    mood = scene.mood
    puff = mood.ambient * (0.44 + 0.26 * smoothstep(-0.16, 0.22, ground.height))[..., None]
    silver = mood.sun * (0.06 + 0.22 * ground.lit)[..., None]
    paint_ground(scene, ground, (puff + silver).astype(np.float32))
    _island(scene, -scene.side * 0.56 * frame.half, scene.horizon - 0.16, 0.21, 1.2)
    flock = Sketch(scene)
    birds(flock, scene.own_chance(24), 0.22 * scene.side, scene.horizon - 0.26, 0.08, 9, 0.011)
    flock.lay(*shades(scene, "#40444e"), 1.0, rim=0, grain=0)
    fog_bank(scene, scene.horizon + 0.01, 0.035, 0.45)
    fog_bank(scene, scene.horizon + 0.26, 0.10, 0.30)


def _island(scene: Scene, x: float, y: float, size: float, distance: float) -> None:
    """A piece of land adrift: meadow and trees above, hanging rock below."""
    chance = scene.own_chance(25 + int(distance * 10))
    rock, green = Sketch(scene), Sketch(scene)
    _hanging_rock(rock, chance, x, y, size)
    rock.lay(*shades(scene, "#7b7076"), distance, rim=0.5, grain=0.6)
    _adrift_meadow(green, chance, x, y, size)
    if size > 0.15:
        _hermitage(green, x + 0.18 * size * np.sign(scene.sun[0] - x), y, size)
    green.lay(*shades(scene, "#5d6a3e"), distance, rim=0.5, grain=0.4)


def _hanging_rock(rock: Sketch, chance: Chance, x: float, y: float, size: float) -> None:
    """Facets that narrow downwards, in columns of uneven length."""
    sunward = np.sign(rock.scene.sun[0] - x)
    columns = np.linspace(-1, 1, 15)
    roots = [(1 - abs(c) ** 1.5) * chance.uniform(0.55, 1.1) for c in columns]
    for left, right, root, other in zip(columns, columns[1:], roots, roots[1:], strict=False):
        facing = (left + right) / 2 * sunward
        tone = np.clip(0.34 + 0.34 * facing, 0.05, 0.9) * chance.uniform(0.7, 1.25)
        rock.polygon(
            [
                (x + left * size, y),
                (x + right * size, y),
                (x + right * size * 0.8, y + other * size * 0.8),
                (x + (left + right) / 2 * size * 0.86, y + size * 1.05 * max(root, other)),
                (x + left * size * 0.8, y + root * size * 0.8),
            ],
            tone,
        )


def _adrift_meadow(green: Sketch, chance: Chance, x: float, y: float, size: float) -> None:
    """Grass with a ragged hem, and firs on it."""
    crown = [
        (x + c * size * 1.03, y - size * 0.16 * (1 - c * c) * chance.uniform(0.7, 1.2))
        for c in np.linspace(-1, 1, 20)
    ]
    hem = [(x + c * size * 1.02, y + size * chance.uniform(0.02, 0.11)) for c in np.linspace(1, -1, 24)]
    green.polygon([*crown, *hem], 0.55)
    for _ in range(14):
        place = chance.uniform(-0.8, 0.8)
        foot = y - size * 0.10 * (1 - place * place)
        conifer(green, chance, x + place * size, foot, size * chance.uniform(0.25, 0.55), 0.5)


def _hermitage(green: Sketch, x: float, y: float, size: float) -> None:
    """A round house with a lit window."""
    round_wall(green, x, y - size * 0.1, size * 0.14, size * 0.46)
    eaves = y - size * 0.55
    green.polygon([(x - size * 0.10, eaves), (x, y - size * 0.86), (x + size * 0.10, eaves)], 0.25)
    green.light(arch(x, y - size * 0.40, size * 0.035, size * 0.08), 0.9)
