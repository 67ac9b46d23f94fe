"""What lies behind: a band of far stars, gas in the planet's colours, dust before it, stars of every size."""

from concurrent.futures import Executor
from dataclasses import dataclass

import numpy as np

from app.adapters.painter.planet.character import Character
from app.adapters.painter.planet.globe import rows_of, spread
from app.adapters.painter.planet.ground import mixed, smooth
from app.adapters.painter.planet.kernels import film
from app.adapters.painter.planet.points import Floats, Points
from app.kernel.ports.planet import AtmosphereStyle

_SMALLER = 3
_AT_ONCE = 8192
_STARS_PER_SQUARE = 1500
_STARS_OF_THE_BAND = 4200
_BAND_LONG, _BAND_WIDE = 2.6, 0.15
"""Half its length and its spread, in heights of the picture."""
_WARMTHS = np.array(
    [[1.0, 0.58, 0.32], [1.0, 0.78, 0.56], [1.0, 0.95, 0.90], [0.78, 0.88, 1.0], [0.56, 0.72, 1.0]]
)
_BRIGHT = 2.2
"""From which light on a star has a glow around it."""


@dataclass(frozen=True)
class Gas:
    """Light (h, w, 3) and what passes through the dust (h, w), `smaller` times, with a border of one."""

    light: Floats
    through: Floats
    smaller: int


def nebula(who: Character, width: int, height: int, pool: Executor) -> Gas:
    """Gas and dust behind the planet."""
    factor = _SMALLER if width * height > 200_000 else 2
    wide, tall = -(-width // factor) + 2, -(-height // factor) + 2
    row, column = np.mgrid[0:tall, 0:wide].astype(np.float32)
    # A star field has no scale of its own: half the height of the picture is the unit.
    x = (((column - 0.5) * factor - width / 2) / height * 2).ravel()
    y = ((height / 2 - (row - 0.5) * factor) / height * 2).ravel()
    foot = 0.55 * 2 * factor / height
    found = np.empty((x.size, 4), np.float32)

    def lay(first: int, last: int) -> None:
        part = slice(first, last)
        found[part] = _gas(who, x[part], y[part], foot)

    spread(pool, lay, rows_of(x.size, -(-x.size // _AT_ONCE)))
    found = found.reshape(tall, wide, 4)
    return Gas(np.ascontiguousarray(found[..., :3]), found[..., 3], factor)


def _gas(who: Character, x: Floats, y: Floats, foot: float) -> Floats:
    scale = np.float32(0.55)
    far = np.full(x.size, 4.2, np.float32)
    at = Points(x * scale + np.float32(17.3), y * scale, far, np.full(x.size, foot, np.float32), who.seed + 1)
    drift = at.warped(0.8, 3, 0.55, 301)
    curled = drift.warped(2.2, 5, 0.24, 311)
    mass = curled.fractal(0.9, 8, 321, 0.55)
    threads = curled.ridges(2.3, 7, 331, 0.62)
    lanes = drift.warped(1.9, 4, 0.26, 341).ridges(1.35, 8, 344, 0.58)
    across = _across_the_band(who, x, y) + 0.16 * mass
    band = np.exp(-((across / 0.42) ** 2))
    glow = band + 0.9 * _heart(who, x, y, mass)
    thick = smooth(-0.15, 1.20, mass + 0.85 * glow - 0.10)
    dust = smooth(0.34, 0.80, lanes + 0.22 * band - 0.10) * smooth(0.0, 0.55, thick + 0.4 * band)
    through = 1 - 0.86 * dust
    hue = smooth(-0.32, 0.32, at.fractal(0.7, 4, 351) + 0.35 * mass)
    light = _glowing(who, hue, thick, threads, band) * through[:, None]
    return np.column_stack([light, through]).astype(np.float32)


def _across_the_band(who: Character, x: Floats, y: Floats) -> Floats:
    """How far from the middle of the band of far stars, in half heights of the picture."""
    angle, off = _band(who)
    return x * np.sin(angle) + y * np.cos(angle) + 2 * off


def _band(who: Character) -> tuple[float, float]:
    return who.vary(801, -0.95, 0.95), who.vary(802, -0.30, 0.30)


def _heart(who: Character, x: Floats, y: Floats, mass: Floats) -> Floats:
    """Where the gas shines most: beside the planet, never behind it."""
    side = 1.0 if who.vary(803, 0, 1) > 0.5 else -1.0
    dx, dy = x - side * who.vary(804, 0.95, 1.55), y - who.vary(805, -0.75, 0.75)
    wide = who.vary(806, 0.5, 1.0)
    if who.recipe.atmosphere_style is AtmosphereStyle.NEBULA:
        wide, mass = 1.7 * wide, mass + 0.25
    return np.exp(-((dx * dx + 1.5 * dy * dy) / wide)) * (0.75 + 0.5 * mass)


def _glowing(who: Character, hue: Floats, thick: Floats, threads: Floats, band: Floats) -> Floats:
    """Light of the gas before the dust takes from it, (n, 3)."""
    style, inks = who.recipe.atmosphere_style, who.inks
    rich = 0.62 + 0.40 * who.trait("nebula") + (0.70 if style is AtmosphereStyle.NEBULA else 0.0)
    first, second = inks.light(0, 0.43, 1.2), inks.light(inks.other, 0.45, 1.2)
    deep = np.array([0.0032, 0.0040, 0.0078], np.float32) + 0.36 * inks.light(0, 0.19, 0.6)
    if style is AtmosphereStyle.VAPORWAVE:
        first, second = np.array([0.50, 0.05, 0.38]), np.array([0.06, 0.20, 0.50])
        deep = np.array([0.010, 0.004, 0.022])
    colour = mixed(first[None], second[None], hue)
    body = thick**2.0 * (0.26 + 1.05 * threads**1.3)
    core = smooth(0.62, 1.05, thick * (0.55 + 0.6 * threads))
    far_stars = 0.045 * band * (0.6 + 0.8 * threads)
    light = deep * (0.8 + 0.8 * band)[:, None] + colour * (0.74 * rich * body)[:, None]
    light += (0.70 * colour + 0.04) * (0.46 * rich * core * core)[:, None]
    return light + np.array([0.95, 0.90, 1.0]) * (0.55 * first + 0.45 * 0.5) * far_stars[:, None]


def stars(who: Character, width: int, height: int) -> Floats:
    """Rows of x, y, r, g, b, size in heights of the picture around its middle, as far as it reaches."""
    squares = int(np.ceil(width / height / 2 + 0.5))
    many = 1 + 0.7 * who.trait("stars")
    found = []
    for square in range(-squares, squares + 1):
        chance = np.random.default_rng((who.seed, 77, square + 1000))
        count = int(_STARS_PER_SQUARE * many)
        x, y = chance.uniform(-0.5, 0.5, count) + square, chance.uniform(-0.5, 0.5, count)
        found.append(_shining(chance, x, y, 0.030))
    chance = np.random.default_rng((who.seed, 78))
    count = int(_STARS_OF_THE_BAND * many)
    angle, off = _band(who)
    along, across = chance.uniform(-_BAND_LONG, _BAND_LONG, count), chance.normal(-off, _BAND_WIDE, count)
    x = along * np.cos(angle) + across * np.sin(angle)
    y = -along * np.sin(angle) + across * np.cos(angle)
    found.append(_shining(chance, x, y, 0.018))
    return np.concatenate(found)


def _shining(chance: np.random.Generator, x: Floats, y: Floats, faintest: float) -> Floats:
    """Few bright ones among many faint ones, as in the real sky; the bright ones with a glow."""
    count = len(x)
    power = np.minimum(11.0, faintest * (1 - chance.random(count)) ** -0.80)
    tint = _WARMTHS[chance.integers(0, len(_WARMTHS), count)]
    size = 0.00042 + 0.00030 * np.minimum(power, 3.0) ** 0.5
    rows = np.column_stack([x, y, tint * power[:, None], size])
    glow = rows[power > _BRIGHT]
    strength = glow[:, 2:5].max(axis=1, keepdims=True)
    glow[:, 2:5] *= 0.05
    glow[:, 5:] = 0.0016 + 0.0001 * strength
    wide = glow.copy()
    wide[:, 2:5] *= 0.10
    wide[:, 5:] = 0.0045 + 0.0006 * strength
    return np.concatenate([rows, glow, wide])


def add_stars(sky: Floats, rows: Floats, gas: Gas) -> None:
    """Splat the stars onto a sky of any size, as far as the dust lets them through."""
    height, width = sky.shape[:2]
    placed = rows.copy()
    placed[:, 0] = rows[:, 0] + width / height / 2
    placed[:, 1] = 0.5 - rows[:, 1]
    row = np.clip(placed[:, 1] * height / gas.smaller + 1, 0, gas.through.shape[0] - 1).astype(int)
    column = np.clip(placed[:, 0] * height / gas.smaller + 1, 0, gas.through.shape[1] - 1).astype(int)
    placed[:, 2:5] *= gas.through[row, column][:, None]
    film.add_stars(sky, placed, float(height), 0.62)


def add_low_sun(sky: Floats, who: Character, x: float, y: float, radius: float, towards: Floats) -> None:
    """A large low sun cut by bands of haze, half hidden by the globe at (x, y), on its lit side."""
    angle = np.arctan2(towards[1], towards[0]) + who.vary(811, -0.45, 0.45)
    size, away = who.vary(812, 0.44, 0.70) * radius, who.vary(813, 0.86, 1.10) * radius
    x, y = x + away * np.cos(angle), y - away * np.sin(angle)
    top, bottom = max(0, int(y - size * 2.6)), min(sky.shape[0], int(y + size * 2.6) + 1)
    left, right = max(0, int(x - size * 2.6)), min(sky.shape[1], int(x + size * 2.6) + 1)
    row, column = np.mgrid[top:bottom, left:right].astype(np.float32)
    across, down = (column + 0.5 - x) / size, (row + 0.5 - y) / size
    far = np.sqrt(across * across + down * down)
    edge = max(1.2 / size, 0.006)
    share = np.clip(0.5 + 0.5 * down, 0, 1)
    # Gaps between the bands widen on the way down.
    place = np.clip(down + 0.12, 0, 1.2) * 6.0
    gap = 0.10 + 0.46 * np.clip(down, 0, 1)
    apart = np.abs(place - np.floor(place) - 0.5) - 0.5 * gap
    bands = np.where(down > -0.12, smooth(-3 * edge, 3 * edge, apart), 1.0)
    disc = smooth(edge, -edge, far - 1) * bands * (0.9 - 0.35 * share)
    shine = 0.15 * np.exp(-2.4 * np.maximum(0, far - 0.8)) * smooth(2.6, 1.2, far)
    colour = mixed(np.array([1.0, 0.50, 0.12])[None], np.array([0.95, 0.05, 0.42])[None], share.ravel())
    light = colour.reshape(*far.shape, 3) * (0.50 * disc * (1 - 0.55 * share**2) + shine)[..., None]
    part = sky[top:bottom, left:right]
    part[:] = part * (1 - disc[..., None]) + light
