"""What lies behind: dark gas in the planet's colours, dust in front of it, stars of every size."""

import numpy as np

from app.adapters.painter.planet.character import Character
from app.adapters.painter.planet.ground import mixed, smooth
from app.adapters.painter.planet.kernels import film
from app.adapters.painter.planet.points import Floats, Points
from app.kernel.ports.planet import AtmosphereStyle

_SMALLER = 3
_STARS_PER_SQUARE = 1500
"""In a square as high as the picture."""
_WARMTHS = np.array(
    [[1.0, 0.62, 0.38], [1.0, 0.80, 0.60], [1.0, 0.96, 0.92], [0.78, 0.88, 1.0], [0.60, 0.76, 1.0]]
)


def nebula(who: Character, width: int, height: int) -> tuple[Floats, int]:
    """Gas behind the planet as light, a third as large with a border of one, and by how much smaller."""
    factor = _SMALLER if width * height > 200_000 else 2
    wide, tall = -(-width // factor) + 2, -(-height // factor) + 2
    y, x = np.mgrid[0:tall, 0:wide].astype(np.float32)
    x = ((x - 0.5) * factor - width / 2) / height * 2
    y = (height / 2 - (y - 0.5) * factor) / height * 2
    flat = x.size
    # A star field has no scale of its own: twice the height of the picture is the unit.
    at = Points(
        x.ravel() * np.float32(0.55) + np.float32(17.3),
        y.ravel() * np.float32(0.55),
        np.full(flat, 4.2, np.float32),
        np.full(flat, 0.55 * 2 * factor / height, np.float32),
        who.seed + 1,
    )
    return _gas(at, who, x.ravel(), y.ravel()).reshape(tall, wide, 3), factor


def _gas(at: Points, who: Character, x: Floats, y: Floats) -> Floats:
    strong = who.recipe.atmosphere_style is AtmosphereStyle.NEBULA
    rich = 0.55 + 0.45 * who.trait("nebula") + (0.75 if strong else 0.0)
    drift = at.warped(0.9, 4, 0.55, 301)
    curled = drift.warped(2.6, 4, 0.16, 311)
    mass = curled.fractal(0.85, 7, 321, 0.52)
    wisps = curled.ridges(1.7, 6, 331, 0.55)
    dust = drift.warped(2.0, 4, 0.22, 341).fractal(1.9, 7, 344, 0.58)
    angle = who.vary(801, -0.9, 0.9)
    across = x * np.sin(angle) + y * np.cos(angle) + who.vary(802, -0.5, 0.5)
    stream = np.exp(-((across / 0.62) ** 2))
    thick = smooth(-0.20, 0.62, mass + 0.30 * stream - 0.06) * (0.35 + 0.65 * stream)
    thick = thick * (0.45 + 0.85 * wisps)
    veil = smooth(0.02, 0.40, dust + 0.10) * 0.80
    inks = who.inks
    hue = smooth(-0.30, 0.30, at.fractal(0.7, 4, 351) + 0.3 * dust)
    colour = mixed(inks.light(0, 0.50, 1.1)[None], inks.light(inks.other, 0.55, 1.1)[None], hue)
    if who.recipe.atmosphere_style is AtmosphereStyle.VAPORWAVE:
        colour = mixed(
            np.array([[0.55, 0.06, 0.42]], np.float32), np.array([[0.03, 0.26, 0.50]], np.float32), hue
        )
    deep = mixed(np.array([0.0035, 0.0042, 0.0085], np.float32), inks.light(0, 0.19, 0.5), 0.45)
    light = deep * (1.1 + 1.2 * np.clip(mass + 0.4, 0, 1))[:, None]
    light = light + colour * (0.95 * rich * thick**1.6 * (1 - veil))[:, None]
    bright = smooth(0.62, 1.15, thick) * (1 - veil)
    return (light + (colour * 0.5 + 0.08) * (0.55 * rich * bright**2)[:, None]).astype(np.float32)


def stars(who: Character, width: int, height: int) -> Floats:
    """Rows of x, y, r, g, b, size in heights of the picture around its middle, as far as it reaches."""
    squares = int(np.ceil(width / height / 2 + 0.5))
    found = []
    for square in range(-squares, squares + 1):
        chance = np.random.default_rng((who.seed, 77, square + 1000))
        count = int(_STARS_PER_SQUARE * (1 + 0.7 * who.trait("stars")) * 0.8)
        x, y = chance.uniform(-0.5, 0.5, count) + square, chance.uniform(-0.5, 0.5, count)
        magnitude = chance.power(0.34, count)
        power = 0.05 + 5.5 * (1 - chance.random(count) ** 0.02) ** 0.95 + 0.10 * magnitude
        power *= np.where(chance.random(count) < 0.012, 6.0, 1.0)
        tint = _WARMTHS[chance.integers(0, len(_WARMTHS), count)]
        size = 0.00046 + 0.00022 * np.clip(power, 0, 2.5)
        found.append(np.column_stack([x, y, tint * power[:, None], size]))
    return np.concatenate(found)


def add_stars(sky: Floats, rows: Floats) -> None:
    """Splat the stars onto a sky of any size."""
    height, width = sky.shape[:2]
    placed = rows.copy()
    placed[:, 0] = rows[:, 0] + width / height / 2
    placed[:, 1] = 0.5 - rows[:, 1]
    film.add_stars(sky, placed, float(height), 0.62)
