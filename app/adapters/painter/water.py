"""Water: what stands above it, upside down and broken by ripples, and the sun's road."""

import numpy as np

from app.adapters.painter.colour import Floats, lean, linear, mix, smoothstep
from app.adapters.painter.scene import Scene, strips
from app.kernel.ports.painter import Weather


def water_colour(scene: Scene) -> Floats:
    """What deep water shows where nothing is mirrored."""
    mood = scene.mood
    return lean(mix(mood.zenith, mood.ambient, 0.4), linear("#1f6f7a"), 0.3) * np.float32(0.34)


def paint_water(
    scene: Scene, shore: float, *, waves: float = 1.0, cover: Floats | None = None, clear: float = 0.0
) -> None:
    """Fill everything below `shore` (units from the top) with water, `waves` high.

    `cover` (rows below the shore, columns) leaves land out; `clear` is how far into it one sees.
    """
    frame = scene.frame
    first = max(1, int(shore * frame.unit))
    rows = frame.height - first
    if rows < 2:
        return
    if scene.mood.weather is Weather.STORM:
        waves *= 1.9
    above = scene.light[:first].reshape(-1, 3)
    for strip in strips(rows):
        y = (np.arange(strip.start, strip.stop, dtype=np.float32)[:, None] + 0.5) / frame.unit
        light = _surface(scene, y, above, waves, clear)
        whole = np.ones(light.shape[:2], np.float32) if cover is None else cover[strip]
        scene.lay(light, whole, top=first + strip.start)


def _surface(scene: Scene, y: Floats, above: Floats, waves: float, clear: float) -> Floats:
    """The water of rows that lie `y` below the shore, mirroring the pixels `above` it."""
    frame, mood = scene.frame, scene.mood
    first = above.shape[0] // frame.width
    z = 0.09 / (y + 0.012)
    u, v = frame.x * z, z
    ripple = scene.rough.at(u * 0.55, v * 2.6) + 0.7 * scene.rough.at(u * 1.7 + 0.4, v * 6.4)
    swell = scene.soft.at(u * 0.16 + 0.2, v * 1.3)
    near = smoothstep(0.0, 0.4, y)
    tilt = (ripple * 0.6 + swell * 0.8) * waves
    away = y * (0.96 - 0.3 * near) + np.abs(tilt) * (0.010 + 0.075 * near)
    row = np.clip(first - 1 - away * frame.unit, 0, first - 1).astype(np.int32)
    shift = ripple * (1.0 + 22 * y) * waves * frame.unit / 900
    column = np.clip(np.arange(frame.width, dtype=np.float32) + shift, 0, frame.width - 1).astype(np.int32)
    mirrored = above.take(row * frame.width + column, axis=0)
    fresnel = 0.34 + 0.60 * np.exp(-y * 3.2) + 0.10 * tilt
    fresnel = np.clip(fresnel - clear * near, 0.06, 0.97).astype(np.float32)
    light: Floats = water_colour(scene) * (1 + 0.16 * swell + 0.10 * ripple)[..., None]
    light += (mirrored - light) * fresnel[..., None]
    light += mood.sun * _road(scene, y, ripple, swell, waves)[..., None]
    hidden = 1 - np.exp(-0.30 * mood.thickness * z)
    light += (mood.haze - light) * np.clip(hidden * 0.62, 0, 0.9)[..., None]
    return light.astype(np.float32)


def _road(scene: Scene, y: Floats, ripple: Floats, swell: Floats, waves: float) -> Floats:
    """The sun's or moon's glitter: narrow far away, scattered near by."""
    width = 0.035 + (0.16 + 0.12 * waves) * y
    lane = np.exp(-np.square((scene.frame.x - scene.sun[0]) / width))
    facets = smoothstep(0.35, 1.9, ripple + 0.5 * swell)
    veiled = 0.25 if scene.mood.cloud > 0.8 else 1.0
    return lane * facets * veiled * (0.5 + 0.5 * np.exp(-y * 3)) * 0.95


def paint_whitecaps(scene: Scene, shore: float, strength: float) -> None:
    """Foam on the crests of a rough sea."""
    frame = scene.frame
    first = int(shore * frame.unit)
    y = (np.arange(frame.height - first, dtype=np.float32)[:, None] + 0.5) / frame.unit
    z = 0.09 / (y + 0.012)
    crest = scene.soft.at(frame.x * z * 0.34 + 0.1, z * 2.2) + 0.4 * scene.rough.at(
        frame.x * z * 1.3, z * 3.2
    )
    torn = smoothstep(-0.4, 0.9, scene.rough.at(frame.x * z * 4.0, z * 8.0))
    foam = smoothstep(1.25, 2.0, crest) * torn * smoothstep(0.0, 0.05, y) * strength
    white = scene.mood.ambient * 0.8 + scene.mood.sun * 0.22 + np.float32(0.03)
    scene.lay(white, foam.astype(np.float32), top=first)
