"""Open grassland."""

import numpy as np

from app.adapters.painter.colour import Floats, linear, mix, smoothstep
from app.adapters.painter.figures.nature import birds, blades, branches, broadleaf
from app.adapters.painter.landscapes.heavens import paint_heavens
from app.adapters.painter.landscapes.surfaces import lit_ground, shades
from app.adapters.painter.scene import Scene
from app.adapters.painter.sketch import Chance, Sketch
from app.adapters.painter.terrain import Ground, paint_ground, survey
from app.adapters.painter.weather import snowed, wet


def paint_plain(scene: Scene) -> None:
    """Open grassland under a wide sky: a lone tree, a road that leads away."""
    paint_heavens(scene, 0.60, across=0.46, low=0.06, climb=0.9)
    _grassland(scene)
    chance = scene.own_chance(41)
    _trees(scene, chance)
    flock = Sketch(scene)
    birds(flock, chance, 0.1 * scene.side, scene.horizon - 0.26, 0.10, 12, 0.009)
    flock.lay(*shades(scene, "#44474e"), 1.0, rim=0, grain=0)
    _grass(scene, chance)


def _grassland(scene: Scene) -> None:
    def heights(x: Floats, z: Floats) -> Floats:
        far = smoothstep(9, 15, z)
        return 0.15 * scene.dunes.at(x * 0.06, z * 0.05) * smoothstep(0.6, 4, z) + far * (
            0.15 + 0.55 * scene.crags.at(x * 0.03, z * 0.03)
        )

    ground = survey(scene, heights, camera=0.36, near=0.55, far=18.0)
    shadow = smoothstep(-0.1, 1.0, scene.soft.at(ground.x * 0.05 + 0.7, ground.z * 0.06))  # of clouds
    lit = lit_ground(scene, ground, _meadow(scene, ground)) * (0.62 + 0.38 * shadow)[..., None]
    paint_ground(scene, ground, lit.astype(np.float32))


def _meadow(scene: Scene, ground: Ground) -> Floats:
    """Grass in green and dry patches, and a road with its ruts that winds through it."""
    x, z = ground.x, ground.z
    grass = scene.rough.at(x * 0.9, z * 0.5) + 0.6 * scene.rough.at(x * 3.1, z * 1.7)
    patches = scene.soft.at(x * 0.10 + 0.4, z * 0.10)
    green = mix(linear("#6b7036"), linear("#8f8a4a"), 0.4)
    surface = green + (linear("#a8925a") - green) * smoothstep(-0.6, 1.3, patches)[..., None]
    if snowed(scene):
        surface = surface + (linear("#e6ecf4") - surface) * np.float32(0.86)
    bend = 0.34 * np.sin(z * 0.62 + scene.seed) * smoothstep(0.5, 3, z) + 0.10 * scene.side
    way = np.exp(-np.square((x - bend) / 0.085))
    rut = np.exp(-np.square((x - bend) / 0.022))
    surface = surface + (linear("#b09a78") - surface) * (way * (1 - 0.5 * rut))[..., None]
    return surface * (0.86 + 0.24 * grass * (1 - 0.7 * way))[..., None] * wet(scene)


def _trees(scene: Scene, chance: Chance) -> None:
    """One that stands alone, and a few far away. In the snow the near one is bare."""
    leaves = shades(scene, "#59632f" if not snowed(scene) else "#6a665f")
    for place, foot, height, distance in (
        (0.60, 0.045, 0.07, 3.2),
        (0.70, 0.05, 0.055, 3.2),
        (0.15, 0.035, 0.035, 4.4),
        (-0.58, 0.20, 0.46, 0.7),
    ):
        tree = Sketch(scene)
        x, base = place * scene.side * scene.frame.half, scene.horizon + foot
        if snowed(scene) and distance < 1:
            branches(tree, chance, (x, base), 0.0, height * 0.45, height * 0.05, 4, 0.4)
        else:
            broadleaf(tree, chance, x, base, height, 0.55)
        tree.lay(*leaves, distance, rim=0.5, grain=0.4)


def _grass(scene: Scene, chance: Chance) -> None:
    """High at the sides, low below the text."""
    frame, near = scene.frame, Sketch(scene)
    for left, right, height, count in (
        (-1.05, -0.25, 0.17, 420),
        (0.25, 1.05, 0.17, 420),
        (-0.25, 0.25, 0.06, 120),
    ):
        blades(near, chance, (left * frame.half, right * frame.half), frame.tall, height, count, 0.45)
    near.lay(*shades(scene, "#7d7a3c" if not snowed(scene) else "#8d8a80"), 0.2, rim=0.6, grain=0.2)
