"""A whole picture of a planet: the sky, then everything from the farthest to the nearest."""

import os
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import numpy as np
from numpy.typing import NDArray

from app.adapters.painter.planet.character import Character
from app.adapters.painter.planet.globe import Globe, frame_of, maps_of, rows_of, spread
from app.adapters.painter.planet.kernels import film
from app.adapters.painter.planet.kernels.air import TABLE, scatter
from app.adapters.painter.planet.kernels.body import paint_body
from app.adapters.painter.planet.kernels.ring import paint_ring
from app.adapters.painter.planet.light import body_of, sun_direction
from app.adapters.painter.planet.moons import Moon, make_moons
from app.adapters.painter.planet.points import Floats
from app.adapters.painter.planet.rings import Rings, make_rings
from app.adapters.painter.planet.sky import add_stars, nebula, stars
from app.kernel.ports.planet import PlanetRecipe

Pixels = NDArray[np.uint8]
_STRIPS = 16
_NO_RINGS: Floats = np.zeros((2, 4), np.float64)
_FILL = 0.395
"""Radius of a planet without company, in heights of the picture."""


@cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(min(8, os.cpu_count() or 1), "paint")


class Canvas:
    """One picture in the making: `light` is (h, w, 4), the last how much of the sky comes through."""

    def __init__(self, recipe: PlanetRecipe, width: int, height: int, turn: float = 0.0) -> None:
        self.who = Character.of(recipe)
        self.width, self.height = width, height
        self.light: Floats = np.zeros((height, width, 4), np.float32)
        self.light[..., 3] = 1
        self.rings = make_rings(self.who)
        self.sun = sun_direction(self.who)
        self.globe = self._placed(turn)
        self.moons = make_moons(self.who, self.globe.frame[1])

    def _placed(self, turn: float) -> Globe:
        """The planet in the middle, as large as its rings let it be."""
        who = self.who
        tilt = who.vary(601, 0.22, 0.46) * (1 if who.vary(602, 0, 1) > 0.25 else -1)
        roll = who.vary(603, -0.46, 0.46)
        frame = frame_of(tilt, roll, turn + who.vary(604, 0, 6.28))
        radius = _FILL * min(self.height, self.width)
        if self.rings is not None:
            axis = frame[1]
            outer = self.rings.outer
            wide, tall = outer * np.sqrt(1 - axis[0] ** 2), outer * np.sqrt(1 - axis[1] ** 2)
            radius = min(radius, 0.48 * self.width / wide, 0.47 * self.height / max(1.2, tall))
        if who.recipe.moons():
            radius = min(radius, 0.46 * self.width / 1.75, 0.36 * self.height)
        return Globe(who, self.width / 2, self.height / 2, radius, frame)

    def paint(self) -> None:
        """Everything but the sky, from the farthest to the nearest."""
        moons = sorted(self.moons, key=lambda moon: float(moon.place[2]))
        near = [moon for moon in moons if moon.place[2] > 0]
        for moon in moons[: len(moons) - len(near)]:
            self._paint_moon(moon)
        body = body_of(self.globe, self.rings, self.sun)
        self._paint_rings(body, front=False)
        shadows = np.array([[*moon.place, moon.radius] for moon in near], np.float64).reshape(-1, 4)
        self._paint_globe(self.globe, body, shadows)
        self._paint_rings(body, front=True)
        for moon in near:
            self._paint_moon(moon)

    def _paint_globe(self, globe: Globe, body: Floats, shadows: Floats) -> None:
        sums = self.rings.sums if self.rings is not None else _NO_RINGS
        maps, corner = maps_of(globe, (self.height, self.width), _pool())
        reach = float(body["reach"][0]) * globe.radius + 1
        top, bottom = max(0, int(globe.y - reach)), min(self.height, int(globe.y + reach) + 1)
        left, right = max(0, int(globe.x - reach)), min(self.width, int(globe.x + reach) + 1)
        if top >= bottom or left >= right:
            return

        table = np.zeros(TABLE)
        if body["air_high"][0] > 0:
            spread(_pool(), lambda a, b: scatter(body, table, a, b), rows_of(len(table), _STRIPS))

        def paint(first: int, last: int) -> None:
            rows = top + first, top + last
            paint_body(self.light, body, maps, corner, table, sums, shadows, left, right, *rows)

        spread(_pool(), paint, rows_of(bottom - top, _STRIPS))

    def _paint_rings(self, body: Floats, *, front: bool) -> None:
        rings: Rings | None = self.rings
        if rings is None:
            return

        def paint(first: int, last: int) -> None:
            paint_ring(
                self.light, body, rings.sums, front, rings.broken, rings.grain, rings.shine, first, last
            )

        spread(_pool(), paint, rows_of(self.height, _STRIPS))

    def _paint_moon(self, moon: Moon) -> None:
        scale = self.globe.radius
        globe = Globe(
            moon.who,
            self.globe.x + moon.place[0] * scale,
            self.globe.y - moon.place[1] * scale,
            max(0.75, moon.radius * scale),
            frame_of(moon.tilt, moon.roll, moon.turn),
            weather=False,
        )
        body = body_of(globe, None, self.sun)
        along = float(moon.place @ self.sun)
        apart = max(0.0, float(moon.place @ moon.place) - along * along) ** 0.5
        body["dimmed"] = 1.0 if along > 0 else float(np.clip((apart - 0.9) / 0.2, 0.04, 1))
        self._paint_globe(globe, body, np.zeros((0, 4)))

    def add_sky(self) -> None:
        """Nebula and stars behind all that is painted."""
        small, factor = nebula(self.who, self.width, self.height)
        sky = np.empty((self.height, self.width, 3), np.float32)
        spread(
            _pool(), lambda a, b: film.enlarge(small, float(factor), sky, a, b), rows_of(self.height, _STRIPS)
        )
        add_stars(sky, stars(self.who, self.width, self.height))
        spread(_pool(), lambda a, b: film.put_behind(self.light, sky, a, b), rows_of(self.height, _STRIPS))

    def developed(self, *, clear: bool) -> Pixels:
        """The finished picture (h, w, 3), or (h, w, 4) when what is around shall be transparent."""
        factor = max(1, min(4, self.height // 90))
        shape = (max(2, -(-self.height // factor)), max(2, -(-self.width // factor)), 3)
        bright, scratch = np.empty(shape, np.float32), np.empty(shape, np.float32)
        near, far = np.empty(shape, np.float32), np.empty(shape, np.float32)
        film.bright_parts(self.light, factor, 0.85, bright)
        film.blur(bright, max(1, round(self.height / factor / 150)), scratch, near)
        film.blur(near, max(1, round(self.height / factor / 26)), scratch, far)
        glow = 0.16 * near + 0.14 * far
        out = np.empty((self.height, self.width, 4 if clear else 3), np.uint8)
        vignette, grain = (0.0, 0.8 / 255) if clear else (0.30, 1.5 / 255)

        def develop(first: int, last: int) -> None:
            film.develop(self.light, glow, float(factor), 1.0, vignette, grain, clear, out, first, last)

        spread(_pool(), develop, rows_of(self.height, _STRIPS))
        return out


def painted(recipe: PlanetRecipe, width: int, height: int, *, sky: bool = True, turn: float = 0.0) -> Pixels:
    """Eight bits a channel, (h, w, 3) with a sky and (h, w, 4) without; `turn` in radians to the east."""
    canvas = Canvas(recipe, width, height, turn)
    canvas.paint()
    if sky:
        canvas.add_sky()
    return canvas.developed(clear=not sky)
