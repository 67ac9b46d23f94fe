"""Still water between reeds."""

import numpy as np

from app.adapters.painter.colour import linear, smoothstep
from app.adapters.painter.figures.nature import blades, branches, bulrush
from app.adapters.painter.landscapes.heavens import paint_heavens
from app.adapters.painter.landscapes.surfaces import shades
from app.adapters.painter.scene import Scene
from app.adapters.painter.sketch import Chance, Sketch
from app.adapters.painter.water import paint_water
from app.adapters.painter.weather import fog_bank


def paint_marsh(scene: Scene) -> None:
    """Still pools between reeds, dead trees, lights that no one carries."""
    paint_heavens(scene, 0.50, across=0.40, low=0.03, climb=0.8)
    chance = scene.own_chance(33)
    for base, size, count, distance in ((0.004, 0.05, 60, 5.5), (0.014, 0.075, 34, 3.5)):
        wood = Sketch(scene)
        for x in chance.uniform(-scene.frame.half, scene.frame.half, count):
            _crown(wood, chance, x, scene.horizon + base, size)
        wood.lay(*shades(scene, "#3c4632"), distance, rim=0.2, grain=0.7)
    fog_bank(scene, scene.horizon, 0.035, 0.6)
    shore = scene.horizon + 0.018
    paint_water(scene, shore, waves=0.28)
    _islets(scene, shore)
    _dead_trees(scene, chance, shore)
    fog_bank(scene, shore + 0.10, 0.045, 0.42)
    _wisps(scene, chance, shore)
    _reeds(scene, chance)


def _crown(wood: Sketch, chance: Chance, x: float, foot: float, size: float) -> None:
    """A tree far away, higher towards the sides."""
    tall = size * chance.uniform(0.3, 0.9) * (0.45 + 0.55 * abs(x) / wood.scene.frame.half)
    for _ in range(40):
        up = chance.random()
        wide = size * 0.55 * np.sqrt(1 - up * 0.9)
        leaf = size * chance.uniform(0.03, 0.11)
        place = x + chance.normal(0, 0.5) * wide
        wood.ellipse(place, foot - up * tall, leaf * 1.3, leaf, chance.uniform(0.15, 0.6))


def _dead_trees(scene: Scene, chance: Chance, shore: float) -> None:
    """They stand in the water, which mirrors them."""
    bark = shades(scene, "#4a443c")
    for place, foot, height, distance in (
        (-0.52, 0.085, 0.30, 1.9),
        (0.88, 0.13, 0.40, 1.2),
        (-0.80, 0.22, 0.62, 0.5),
    ):
        tree = Sketch(scene)
        root = (place * scene.side * scene.frame.half, shore + foot + 0.01)
        branches(tree, chance, root, chance.normal(0, 0.10), height * 0.5, height * 0.050, 3, 0.4)
        tree.reflect(shore + foot, bark[0] * 0.5, 0.8)
        tree.lay(*bark, distance, rim=0.5, grain=0.4)


def _reeds(scene: Scene, chance: Chance) -> None:
    """High at the sides, low below the text, with bulrushes among them."""
    frame, reeds = scene.frame, Sketch(scene)
    for left, right, tall, dense in (
        (-1.05, -0.42, 0.30, 150),
        (0.48, 1.05, 0.30, 150),
        (-0.42, 0.48, 0.10, 45),
    ):
        span = (left * frame.half, right * frame.half)
        blades(reeds, chance, span, frame.tall, tall, int(dense * frame.half / 0.9), 0.42)
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


def _wisps(scene: Scene, chance: Chance, shore: float) -> None:
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
