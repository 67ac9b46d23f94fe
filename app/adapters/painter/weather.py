"""What falls, drifts and flashes between the eye and the land."""

import numpy as np
from PIL import Image, ImageDraw

from app.adapters.painter.colour import linear, smoothstep
from app.adapters.painter.frame import blurred
from app.adapters.painter.scene import Scene, strips
from app.kernel.ports.painter import Weather


def paint_weather(scene: Scene) -> None:
    """The scene's weather, over everything."""
    match scene.mood.weather:
        case Weather.MIST:
            fog_bank(scene, scene.horizon + 0.05, 0.20, 0.62)
            fog_bank(scene, scene.frame.tall * 0.92, 0.16, 0.34)
        case Weather.RAIN:
            fog_bank(scene, scene.horizon, 0.16, 0.4)
            _rain(scene, slant=0.10, count=900)
        case Weather.SNOW:
            fog_bank(scene, scene.horizon + 0.02, 0.16, 0.35)
            _snow(scene)
        case Weather.STORM:
            _rain(scene, slant=0.30, count=1300)
        case Weather.EMBERS:
            fog_bank(scene, scene.horizon + 0.03, 0.14, 0.3)
            _embers(scene)
        case _:
            pass


def fog_bank(scene: Scene, middle: float, depth: float, share: float) -> None:
    """A bank lying around `middle` (units from the top), `depth` thick, torn by the wind."""
    frame = scene.frame
    rows = slice(
        max(0, int((middle - 2.2 * depth) * frame.unit)),
        min(frame.height, int((middle + 2.2 * depth) * frame.unit)),
    )
    if rows.stop <= rows.start:
        return
    towards = np.exp(-np.abs(frame.x - scene.sun[0]) / (0.6 * frame.half)).astype(np.float32)
    colour = scene.mood.haze + scene.mood.sun * (0.07 * towards)[None, :, None]
    for strip in strips(rows.stop - rows.start):
        y = frame.y[rows][strip]
        torn = scene.soft.at(frame.x * 0.20 + middle, y * 0.75) + 0.4 * scene.soft.at(frame.x * 0.7, y * 2.3)
        lies = np.exp(-np.square((y - middle + torn * depth * 0.28) / depth))
        cover = lies * smoothstep(-1.9, 1.5, torn) * share
        scene.lay(colour, cover.astype(np.float32), top=rows.start + strip.start)


def _rain(scene: Scene, slant: float, count: int) -> None:
    frame, chance = scene.frame, scene.own_chance(4)
    slant *= -scene.side
    total = np.zeros((frame.height, frame.width), np.float32)
    for size, tone in ((0.5, 0.26), (1.0, 0.50)):
        sheet = Image.new("L", (frame.width, frame.height))
        pen = ImageDraw.Draw(sheet)
        number = int(count / size * frame.half * frame.tall * 0.5)
        for x, y, length in chance.random((number, 3)):
            px, py = frame.at(x * 2.2 - 1.1, y * 1.1 - 0.05)
            reach = (0.03 + 0.05 * length) * size * frame.unit
            pen.line((px, py, px + slant * reach, py + reach), fill=int(110 + 145 * length))
        total += blurred(np.asarray(sheet, np.float32) / 255, 0.8) * tone
    gusts = 0.55 + 0.45 * smoothstep(-1.2, 1.2, scene.soft.at(frame.x * 0.3 + frame.y * slant, frame.y * 0.2))
    drops = scene.mood.horizon * 0.7 + scene.mood.ambient * 0.6 + np.float32(0.05)
    scene.shine(drops, (total * gusts).astype(np.float32))


def _snow(scene: Scene) -> None:
    frame, chance = scene.frame, scene.own_chance(5)
    bright = scene.mood.horizon * 0.7 + scene.mood.ambient * 0.6 + np.float32(0.16)
    for size, number, tone, soft in (
        (0.0016, 1500, 0.5, 0.7),
        (0.0030, 420, 0.6, 1.4),
        (0.0075, 60, 0.42, 5.0),
    ):
        sheet = Image.new("L", (frame.width, frame.height))
        pen = ImageDraw.Draw(sheet)
        for x, y, large in chance.random((int(number * frame.half * frame.tall), 3)):
            px, py = frame.at(x * 2 - 1, y)
            radius = max(0.6, size * (0.5 + large) * frame.unit)
            pen.ellipse((px - radius, py - radius, px + radius, py + radius), fill=int(120 + 130 * large))
        flakes = blurred(np.asarray(sheet, np.float32) / 255, max(0.7, soft * frame.unit / 900))
        scene.lay(bright.astype(np.float32), np.clip(flakes * tone, 0, 1))


def _embers(scene: Scene) -> None:
    frame, chance = scene.frame, scene.own_chance(6)
    sheet = Image.new("L", (frame.width, frame.height))
    pen = ImageDraw.Draw(sheet)
    for x, y, large, turn in chance.random((int(230 * frame.half * frame.tall), 4)):
        px, py = frame.at(x * 2 - 1, 1 - y**1.6)
        radius = max(0.7, (0.0007 + 0.0024 * large**5) * frame.unit)
        angle = 0.6 * np.sin(6.3 * turn) - 0.4 * scene.side
        tail = radius * (1.5 + 4 * turn)
        pen.line(
            (px, py, px + np.sin(angle) * tail, py - np.cos(angle) * tail),
            fill=int(90 + 165 * large),
            width=max(1, round(radius)),
        )
    sparks = np.asarray(sheet, np.float32) / 255
    glow = blurred(sparks, frame.unit / 170) * 1.6
    scene.shine(linear("#ff8a3a") * np.float32(2.4), sparks)
    scene.shine(linear("#ff5a1c"), glow.astype(np.float32))
    below = smoothstep(0.35, 1.1, frame.y / frame.tall) * np.ones_like(frame.x)[None, :]
    smoke = smoothstep(-0.6, 1.6, scene.soft.at(frame.x * 0.25, frame.y * 0.35 + 0.4))
    scene.shine(linear("#ff4a12"), (below * smoke * 0.10).astype(np.float32))


def flash(scene: Scene) -> None:
    """Lightning on the sun's side, for a storm: painted with the sky, behind the land."""
    frame, chance = scene.frame, scene.own_chance(7)
    sheet = Image.new("L", (frame.width, frame.height))
    pen = ImageDraw.Draw(sheet)
    start = (scene.sun[0] + 0.04, 0.02)
    _bolt(scene, pen, chance, start, scene.horizon + 0.03, 1.0)
    core = blurred(np.asarray(sheet, np.float32) / 255, 0.8)
    halo = blurred(core, frame.unit / 60) * 2.2 + blurred(core, frame.unit / 12) * 2.6
    tint = linear("#cdd6ff")
    scene.shine(tint * np.float32(3.2), core)
    clouds = 0.6 + 0.4 * smoothstep(-1, 1.2, scene.soft.at(frame.x * 0.5, frame.y * 0.8))
    scene.shine(tint, (halo * clouds).astype(np.float32))


def _bolt(
    scene: Scene,
    pen: ImageDraw.ImageDraw,
    chance: np.random.Generator,
    start: tuple[float, float],
    ground: float,
    strength: float,
) -> None:
    frame = scene.frame
    x, y = start
    drift = chance.normal(0, 0.25)
    while y < ground and strength > 0.12:
        to_x = x + chance.normal(drift * 0.03, 0.016)
        to_y = y + chance.uniform(0.012, 0.032)
        points = tuple(
            (px + frame.half) * frame.unit if i % 2 == 0 else px * frame.unit
            for i, px in enumerate((x, y, to_x, to_y))
        )
        width = max(1, round(2.4 * strength * frame.unit / 900))
        pen.line(points, fill=int(255 * min(1.0, strength)), width=width)
        if chance.random() < 0.10:
            branch = (to_x, to_y)
            _bolt(scene, pen, chance, branch, y + chance.uniform(0.05, 0.2), strength * 0.5)
        x, y = to_x, to_y


def paint_stormlight(scene: Scene) -> None:
    """The flash of a storm; nothing in any other weather."""
    if scene.mood.weather is Weather.STORM:
        flash(scene)


def snowed(scene: Scene) -> bool:
    """Whether the land wears snow."""
    return scene.mood.weather is Weather.SNOW


def wet(scene: Scene) -> float:
    """How dark rain leaves the ground: a factor."""
    return 0.72 if scene.mood.weather in (Weather.RAIN, Weather.STORM) else 1.0
