"""A whole picture of a planet: the sky, then everything from the farthest to the nearest."""

import os
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import numpy as np
from numpy.typing import NDArray

from app.adapters.painter.planet.aurora import make_sheets
from app.adapters.painter.planet.character import Character
from app.adapters.painter.planet.globe import Globe, frame_of, maps_of, rows_of, spread
from app.adapters.painter.planet.kernels import film
from app.adapters.painter.planet.kernels.air import TABLE, scatter
from app.adapters.painter.planet.kernels.body import paint_body
from app.adapters.painter.planet.kernels.curtain import add_glow, add_sheet
from app.adapters.painter.planet.kernels.ring import paint_ring, paint_stones
from app.adapters.painter.planet.light import body_of, sun_direction
from app.adapters.painter.planet.moons import Moon, make_moons
from app.adapters.painter.planet.points import Floats
from app.adapters.painter.planet.rings import Rings, make_rings
from app.adapters.painter.planet.sky import add_low_sun, add_stars, nebula, stars
from app.kernel.ports.planet import AtmosphereStyle, PlanetRecipe

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
        self.width, self.height, self.turn = width, height, turn
        self.light: Floats = np.zeros((height, width, 4), np.float32)
        self.light[..., 3] = 1
        self.rings = make_rings(self.who)
        self.sun = sun_direction(self.who)
        frame = self._frame(turn)
        self.moons = make_moons(self.who, frame[1])
        self.globe = self._placed(frame)

    def _frame(self, turn: float) -> Floats:
        """How the planet is held: never quite from the side where it has rings."""
        who = self.who
        tilt = who.vary(601, 0.12 if self.rings is None else 0.16, 0.52)
        tilt *= 1 if who.vary(602, 0, 1) > 0.25 else -1
        roll = who.vary(603, -0.50, 0.50)
        return frame_of(tilt, roll, turn + who.vary(604, 0, 6.28))

    def _placed(self, frame: Floats) -> Globe:
        """The planet as large as its rings and moons let it be; beside the middle where there is room."""
        who, axis = self.who, frame[1]
        radius = _FILL * who.vary(605, 0.93, 1.05) * min(self.height, self.width)
        wide, tall = 1.06, 1.06
        if self.rings is not None:
            outer = self.rings.outer
            wide, tall = outer * np.sqrt(1 - axis[0] ** 2), max(1.06, outer * np.sqrt(1 - axis[1] ** 2))
        for moon in self.moons:
            wide = max(wide, abs(float(moon.place[0])) + moon.radius)
            tall = max(tall, abs(float(moon.place[1])) + moon.radius)
        radius = min(radius, 0.48 * self.width / wide, 0.47 * self.height / tall)
        if self.moons:
            radius = min(radius, 0.36 * self.height)
        # Square pictures are cut to icons: there it stays in the middle.
        room = max(0.0, 0.48 * self.width - wide * radius) if self.width > 1.3 * self.height else 0.0
        shift = min(room, 0.055 * self.width) * who.vary(606, -1, 1)
        return Globe(who, self.width / 2 + shift, self.height / 2, radius, frame)

    def paint(self) -> None:
        """Everything but the sky, from the farthest to the nearest."""
        moons = sorted(self.moons, key=lambda moon: float(moon.place[2]))
        near = [moon for moon in moons if moon.place[2] > 0]
        for moon in moons[: len(moons) - len(near)]:
            self._paint_moon(moon)
        body = body_of(self.globe, self.rings, self.sun)
        shadows = np.array([[*moon.place, moon.radius] for moon in moons], np.float64).reshape(-1, 4)
        self._paint_rings(body, shadows, front=False)
        self._paint_globe(self.globe, body, shadows)
        if self.who.recipe.atmosphere_style is AtmosphereStyle.AURORA:
            self._paint_aurora(body)
        self._paint_rings(body, shadows, front=True)
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

    def _paint_aurora(self, body: Floats) -> None:
        glow = np.zeros((self.height, self.width, 3), np.float32)
        for sheet in make_sheets(self.who, self.globe.frame[1], self.sun, self.turn, self.globe.radius):
            add_sheet(glow, body, sheet.feet, sheet.tall, sheet.strength, sheet.low, sheet.high)
        factor = max(1, min(4, self.height // 90))
        wide, scratch = self._smaller(factor), self._smaller(factor)
        film.bright_parts(glow, factor, 0.0, scratch)
        film.blur(scratch.copy(), max(1, round(self.globe.radius / factor / 26)), scratch, wide)
        wide *= np.float32(0.9)
        spread(
            _pool(),
            lambda a, b: add_glow(self.light, glow, wide, float(factor), a, b),
            rows_of(self.height, _STRIPS),
        )

    def _smaller(self, factor: int) -> Floats:
        return np.empty((max(2, -(-self.height // factor)), max(2, -(-self.width // factor)), 3), np.float32)

    def _paint_rings(self, body: Floats, shadows: Floats, *, front: bool) -> None:
        rings: Rings | None = self.rings
        if rings is None:
            return

        def paint(first: int, last: int) -> None:
            about = front, rings.broken, rings.grain, rings.shine
            paint_ring(self.light, body, rings.sums, shadows, *about, first, last)

        spread(_pool(), paint, rows_of(self.height, _STRIPS))
        paint_stones(self.light, body, rings.stones, shadows, front)

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
        gas = nebula(self.who, self.width, self.height, _pool())
        sky = np.empty((self.height, self.width, 3), np.float32)
        rows = rows_of(self.height, _STRIPS)
        spread(_pool(), lambda a, b: film.enlarge(gas.light, float(gas.smaller), sky, a, b), rows)
        add_stars(sky, stars(self.who, self.width, self.height), gas)
        if self.who.recipe.atmosphere_style is AtmosphereStyle.VAPORWAVE:
            add_low_sun(sky, self.who, self.globe.x, self.globe.y, self.globe.radius, self.sun)
        spread(_pool(), lambda a, b: film.put_behind(self.light, sky, a, b), rows_of(self.height, _STRIPS))

    def developed(self, *, clear: bool) -> Pixels:
        """The finished picture (h, w, 3), or (h, w, 4) when what is around shall be transparent."""
        factor = max(1, min(4, self.height // 90))
        bright, scratch, near, far = (self._smaller(factor) for _ in range(4))
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
