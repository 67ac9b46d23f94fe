"""The sky: its colours, the sun or moon, clouds that know where the light is, stars."""

import numpy as np

from app.adapters.painter.colour import Floats, ramp, smoothstep
from app.adapters.painter.frame import Frame, enlarged, reduced
from app.adapters.painter.scene import Scene
from app.kernel.ports.painter import Hour, Weather

_SOFTNESS = 2
"""Sky is painted at a half of the size: nothing in it has edges but the moon and the stars."""


def paint_sky(scene: Scene, overhead: float = 1.0) -> None:
    """Fill the whole picture. `overhead` enlarges the clouds."""
    frame = scene.frame
    small = Frame(frame.width // _SOFTNESS, frame.height // _SOFTNESS)
    elevation = np.maximum((scene.horizon - small.y) / scene.horizon, 0)
    sky = _air(scene, small, elevation)
    disc = _disc(scene)
    cover = _clouds(scene, small, sky, overhead)
    for channel in range(3):
        scene.light[..., channel] = enlarged(
            np.ascontiguousarray(sky[..., channel]), frame.width, frame.height
        )
    np.maximum(scene.light, 0, out=scene.light)
    open_sky = np.clip(1 - enlarged(cover, frame.width, frame.height), 0, 1)
    if disc is not None:
        strength, top, left = disc
        rows, columns = strength.shape
        seen = open_sky[top : top + rows, left : left + columns] ** 1.5
        scene.shine(scene.mood.sun, strength * seen, top, left)
    if scene.mood.stars > 0.02:
        _stars(scene, open_sky)


def _air(scene: Scene, small: Frame, elevation: Floats) -> Floats:
    mood = scene.mood
    sun_x, sun_y = scene.sun
    near_sun = np.exp(-np.square((small.x - sun_x) / (0.8 * small.half)))
    # The warm band stands higher on the sun's side.
    height = elevation * (1.25 - 0.45 * near_sun)
    stops = [(0.0, mood.horizon), (0.10, (mood.horizon + mood.middle) / 2), (0.34, mood.middle)]
    sky = ramp([*stops, (1.0, mood.zenith)], np.clip(height, 0, 1))
    away = np.hypot(small.x - sun_x, small.y - sun_y)
    veil = 0.32 if scene.mood.weather in (Weather.STORM, Weather.RAIN) else 1.0
    glow = 0.62 * np.exp(-away / 0.055) + 0.22 * np.exp(-away / 0.15) + 0.05 * np.exp(-away / 0.5)
    return sky + (glow * veil)[..., None] * mood.sun


def _disc(scene: Scene) -> tuple[Floats, int, int] | None:
    """The sun's or moon's own light: strength with its top left corner in pixels."""
    mood, frame = scene.mood, scene.frame
    if mood.cloud > 0.75:
        return None
    night = mood.hour is Hour.NIGHT
    radius = 0.036 if night else 0.026 if mood.altitude > 0.2 else 0.034
    reach = radius * 1.3
    x0 = int((scene.sun[0] - reach + frame.half) * frame.unit)
    y0 = int((scene.sun[1] - reach) * frame.unit)
    x1, y1 = x0 + int(2 * reach * frame.unit), y0 + int(2 * reach * frame.unit)
    x0, y0, x1, y1 = max(0, x0), max(0, y0), min(frame.width, x1), min(frame.height, y1)
    if x1 - x0 < 2 or y1 - y0 < 2:
        return None
    x, y = frame.x[x0:x1] - scene.sun[0], frame.y[y0:y1] - scene.sun[1]
    strength = smoothstep(radius + 1.2 / frame.unit, radius - 1.2 / frame.unit, np.hypot(x, y))
    if night:
        seas = scene.soft.at(x * 2.1 + 0.3, y * 2.1 + 0.6)
        strength = strength * (1.25 - 0.34 * smoothstep(-0.2, 0.9, seas))
    return (strength * (1.3 if night else 2.2)).astype(np.float32), y0, x0


def _clouds(scene: Scene, small: Frame, sky: Floats, overhead: float) -> Floats:
    """Paint cumulus under cirrus into `sky`; returns how much of it is covered."""
    mood = scene.mood
    rise = np.maximum(scene.horizon - small.y, 0) / scene.horizon
    depth = 1 / (rise + 0.34)
    u, v = small.x * depth * 0.20 / overhead, depth * 0.46 / overhead
    light_u, light_v = (scene.sun[0] - small.x) * 0.014, (scene.sun[1] - small.y) * 0.030
    warp = scene.soft.at(u * 0.7 + 0.31, v * 0.7) * 0.022
    high = scene.soft.at(u * 0.32 + v * 0.10 + warp, v * 0.9 + 0.5) + 0.35 * scene.rough.at(u * 0.6, v * 2.2)
    veil = smoothstep(0.2, 2.1, high + mood.cloud) * 0.42 * smoothstep(0.02, 0.3, rise)
    wisp = mood.sun * 0.24 + mood.horizon * 0.55
    sky += (wisp - sky) * veil[..., None]

    body = _billows(scene, u + warp, v)
    towards_sun = _billows(scene, u + warp + light_u, v + light_v)
    threshold = 1.15 - 2.3 * mood.cloud
    dense = smoothstep(threshold, threshold + 1.05, body)
    dense = (dense * smoothstep(0.0, 0.22, rise)).astype(np.float32)
    facing = np.clip(0.45 + 0.55 * (body - towards_sun), 0, 1)
    thin = 1 - smoothstep(0.1, 0.9, dense)
    away = np.hypot(small.x - scene.sun[0], small.y - scene.sun[1])
    forward = np.exp(-away / 0.42)
    lit = facing * (0.28 + 0.5 * forward) + thin * (0.12 + 0.9 * forward)
    if mood.hour is Hour.NIGHT:
        lit = lit * 0.75
    heavy = 0.62 if mood.cloud > 0.8 else 1.0
    shade = (mood.ambient * 0.42 + mood.middle * 0.34) * heavy
    colour = shade * (0.55 + 0.6 * facing)[..., None] + mood.sun * (lit * heavy * 0.55)[..., None]
    # Far clouds drown in the air over the horizon.
    far = np.exp(-rise * 5.0)[..., None] * 0.72
    colour += (mood.horizon - colour) * far
    sky += (colour - sky) * (dense * 0.94)[..., None]
    return np.clip(dense + veil * 0.6, 0, 1).astype(np.float32)


def _billows(scene: Scene, u: Floats, v: Floats) -> Floats:
    large = scene.soft.at(u, v)
    return large + 0.42 * scene.soft.at(u * 3.7 + 0.2, v * 3.7) + 0.16 * scene.rough.at(u * 5.1, v * 5.1)


def _stars(scene: Scene, open_sky: Floats) -> None:
    frame, chance = scene.frame, scene.own_chance(3)
    count = int(1500 * frame.half * frame.tall)
    x = chance.uniform(-frame.half, frame.half, count)
    y = chance.uniform(0, scene.horizon, count)
    band = np.exp(-np.square((y - 0.22 * scene.horizon - x * 0.22 * scene.side) / 0.13))
    kept = chance.random(count) < 0.35 + 0.65 * band
    bright = chance.power(0.32, count) ** 6 * 1.6 + 0.05
    warm = chance.random(count)
    column = ((x + frame.half) * frame.unit).astype(int).clip(0, frame.width - 2)
    row = (y * frame.unit).astype(int).clip(0, frame.height - 2)
    fade = smoothstep(0.0, 0.35, (scene.horizon - y) / scene.horizon)
    strength = bright * fade * kept * scene.mood.stars * open_sky[row, column] ** 2
    scale = frame.unit / 900
    colours = np.stack([0.85 + 0.3 * warm, np.full(count, 0.95), 1.2 - 0.3 * warm], axis=-1)
    light = (colours * (strength * min(1.0, 0.4 + 0.6 * scale))[:, None]).astype(np.float32)
    np.add.at(scene.light, (row, column), light)
    large = strength > 0.45
    for down, right, share in ((0, 1, 0.4), (1, 0, 0.4), (0, -1, 0.4), (-1, 0, 0.4)):
        np.add.at(scene.light, (row[large] + down, column[large] + right), light[large] * share)

    def milky_way(x: Floats, y: Floats) -> Floats:
        river = np.exp(-np.square((y - 0.22 * scene.horizon - x * 0.22 * scene.side) / 0.15))
        dust = scene.soft.at(x * 0.4 + 0.1, y * 0.5 + 0.1)
        return river * smoothstep(-1.2, 1.6, dust) * reduced(open_sky, x.size, y.size)

    scene.glow((scene.mood.sun + 0.25) * (0.02 * scene.mood.stars), milky_way)
