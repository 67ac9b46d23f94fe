"""High land: mountains."""

import numpy as np

from app.adapters.painter.colour import Floats, linear, mix, smoothstep
from app.adapters.painter.scene import Scene
from app.adapters.painter.sky import paint_sky
from app.adapters.painter.terrain import Ground, paint_ground, survey
from app.adapters.painter.weather import fog_bank, paint_stormlight, snowed, wet


def lit_colour(scene: Scene, ground: Ground, surface: Floats) -> Floats:
    """A surface's colour in this hour's light: the sun on what faces it, the sky on everything."""
    mood = scene.mood
    sky = mood.ambient * (0.62 + 0.38 * (1 - ground.steep))[..., None]
    sun = mood.sun * (0.85 * ground.lit)[..., None]
    lit: Floats = surface * (sky + sun)
    return lit


def paint_mountains(scene: Scene) -> None:
    """A range with snow on its crests behind a dark valley."""
    scene.horizon = 0.60 * scene.frame.tall
    scene.sun = (scene.sun[0], scene.horizon - (0.16 + scene.mood.altitude) * scene.frame.tall)
    paint_sky(scene)
    paint_stormlight(scene)

    def heights(x: Floats, z: Floats) -> Floats:
        crag = scene.crags.at(x * 0.052 + 0.13, z * 0.052 + 0.2)
        rolling = scene.soft.at(x * 0.11, z * 0.11)
        detail = scene.crags.at(x * 0.31, z * 0.31)
        # The range rises behind a valley that keeps the middle of the picture low.
        range_rise = smoothstep(3.0, 11.0, z)
        valley = 1 - 0.42 * np.exp(-np.square((x - 0.8 * scene.side) / (0.9 + 0.22 * z)))
        height: Floats = (
            rolling * (0.035 + 0.02 * range_rise)
            - 0.02 * z.clip(0, 3)
            + (crag * 3.0 + detail * 0.42 * (0.4 + crag)) * range_rise * valley
        )
        return height

    ground = survey(scene, heights, camera=0.34, near=0.6, far=17.0)
    rock = mix(linear("#5b5560"), linear("#6f6a70"), 0.5)
    grass = linear("#3d4a2c")
    snow = linear("#e9eef7")
    grain = scene.rough.at(ground.x * 0.9, ground.z * 0.9)
    line = ground.height + grain * 0.10 - ground.steep * 1.1
    snowy = smoothstep(0.15, 0.75, line + (0.9 if snowed(scene) else 0.0))[..., None]
    green = (smoothstep(0.55, 0.2, ground.steep) * smoothstep(0.9, 0.2, ground.height))[..., None]
    surface = rock * (0.85 + 0.16 * grain)[..., None] * wet(scene)
    surface = surface + (grass * (0.9 + 0.22 * grain)[..., None] - surface) * green
    surface = surface + (snow - surface) * snowy
    paint_ground(scene, ground, lit_colour(scene, ground, surface.astype(np.float32)))
    fog_bank(scene, scene.horizon + 0.02, 0.05, 0.5)
