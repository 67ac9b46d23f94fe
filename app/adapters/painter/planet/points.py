"""Places on the ground of a planet, a few thousand at a time, and the fields that can be read there."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.adapters.painter.planet.kernels import cells as _cells
from app.adapters.painter.planet.kernels import craters as _craters
from app.adapters.painter.planet.kernels import noise as _noise
from app.adapters.painter.planet.kernels import panels as _panels
from app.adapters.painter.planet.kernels import tracks as _tracks

Floats = NDArray[Any]


class Cells(NamedTuple):
    """Of each place: distance to the nearest seed and the next one, in cells; its number; the way to it."""

    first: Floats
    second: Floats
    number: Floats
    way: tuple[Floats, Floats, Floats]

    @property
    def edge(self) -> Floats:
        """0 on the border of a cell, growing inwards."""
        return self.second - self.first


class Tracks(NamedTuple):
    """What bands across the globe leave at each place, 0…1: in their middle, on their rims, and around."""

    core: Floats
    rims: Floats
    stain: Floats


class Panels(NamedTuple):
    """Of each place: its seam (0…1), the panel's tone and lift (about -0.5…0.5), how finely it is divided
    (0…1), a number of the panel's own, and where it lies along and across the panel (in cells)."""

    seam: Floats
    tone: Floats
    lift: Floats
    dense: Floats
    number: Floats
    along: Floats
    across: Floats


_SWELLS = 18


@lru_cache(maxsize=32)
def _directions(seed: int, wave: float) -> Floats:
    """Swells from everywhere, of almost one length: rows of a wave vector and a phase."""
    chance = np.random.default_rng(seed)
    toward = chance.normal(size=(_SWELLS, 3))
    toward *= (
        2
        * np.pi
        * wave
        * chance.uniform(0.86, 1.14, (_SWELLS, 1))
        / np.linalg.norm(toward, axis=1, keepdims=True)
    )
    return np.column_stack([toward, chance.uniform(0, 2 * np.pi, _SWELLS)]).astype(np.float32)


@dataclass(frozen=True)
class Points:
    """Unit vectors in the planet's own frame (y is its axis), and a pixel's size at each of them."""

    x: Floats
    y: Floats
    z: Floats
    foot: Floats
    seed: int

    def pick(self, places: Floats) -> "Points":
        """Only some of them, by index."""
        return Points(self.x[places], self.y[places], self.z[places], self.foot[places], self.seed)

    def fractal(self, freq: float, octaves: int, salt: int, gain: float = 0.5) -> Floats:
        out = np.empty_like(self.x)
        _noise.fractal(
            self.x, self.y, self.z, self.foot, float(freq), octaves, float(gain), self.seed + salt * 7919, out
        )
        return out

    def ridges(self, freq: float, octaves: int, salt: int, gain: float = 0.5) -> Floats:
        out, scratch = np.empty_like(self.x), np.empty_like(self.x)
        seed = self.seed + salt * 7919
        _noise.ridges(
            self.x, self.y, self.z, self.foot, float(freq), octaves, float(gain), seed, scratch, out
        )
        return out

    def lines(self, freq: float, width: float, salt: int) -> Floats:
        """Thin curves, 1 on them: where one smooth wave changes its sign."""
        return np.maximum(1 - np.abs(self.fractal(freq, 2, salt, 0.35)) / (width + self.foot * freq * 0.8), 0)

    def warped(self, freq: float, octaves: int, amount: float, salt: int) -> "Points":
        move = np.float32(amount)
        x, y, z = (
            place + move * self.fractal(freq, octaves, salt + axis)
            for axis, place in enumerate((self.x, self.y, self.z))
        )
        return Points(x, y, z, self.foot, self.seed)

    def stretched(self, across: float, along: float) -> "Points":
        """Fields read here come out finer by `along` in the direction of the axis."""
        wide, tall = np.float32(across), np.float32(along)
        return Points(self.x * wide, self.y * tall, self.z * wide, self.foot * max(across, along), self.seed)

    def whirled(self, whirls: Floats) -> "Points":
        """Turned around storms: rows of centre, radius and turn."""
        if not len(whirls):
            return self
        x, y, z = self.x.copy(), self.y.copy(), self.z.copy()
        _cells.whirl(x, y, z, whirls)
        return Points(x, y, z, self.foot, self.seed)

    def cells(self, freq: float, salt: int, jitter: float = 0.9) -> Cells:
        first, second, number, dx, dy, dz = (np.empty_like(self.x) for _ in range(6))
        seed = self.seed + salt * 7919
        _cells.nearest(
            self.x, self.y, self.z, float(freq), float(jitter), seed, first, second, number, dx, dy, dz
        )
        return Cells(first, second, number, (dx, dy, dz))

    def gems(self, found: Cells, planes: int, salt: int) -> tuple[Floats, Floats, Floats]:
        """Heights of cells cut like gems, their facets' numbers, and how far the next facet is (in cells)."""
        height, facet, edge = (np.empty_like(self.x) for _ in range(3))
        _cells.cut(*found.way, found.number, planes, self.seed + salt * 7919, height, facet, edge)
        return height, facet, edge

    def craters(self, freq: float, classes: int, chance: float, salt: int) -> tuple[Floats, Floats]:
        """Heights (in radii of the planet) and brightness of craters, from large to small."""
        height, bright = np.zeros_like(self.x), np.zeros_like(self.x)
        place = (self.x, self.y, self.z, self.foot)
        for size in range(classes):
            seed = self.seed + (salt + size) * 7919
            _craters.add_craters(*place, float(freq), float(chance), seed, height, bright)
            freq *= 1.9
            chance = min(0.85, chance * 1.25)
        return height, bright

    def great_craters(self, rows: Floats, salt: int) -> tuple[Floats, Floats]:
        """The same of the craters in rows of middle, radius and freshness (0…1), which have rays."""
        height, bright = np.zeros_like(self.x), np.zeros_like(self.x)
        place = (self.x, self.y, self.z, self.foot)
        _craters.add_great_craters(*place, rows, self.seed + salt * 7919, height, bright)
        return height, bright

    def tracks(self, *several: Floats) -> Tracks:
        """What the bands in rows of `tracks.drawn` leave here."""
        found = Tracks(*(np.zeros_like(self.x) for _ in Tracks._fields))
        for rows in several:
            _tracks.add_tracks(self.x, self.y, self.z, self.foot, rows, *found)
        return found

    def panels(self, found: Cells, freq: float, seam: float, salt: int) -> Panels:
        """Cells of frequency `freq`, each cut into panels along a direction of its own; seams in radians."""
        laid = Panels(*(np.empty_like(self.x) for _ in Panels._fields))
        place = (self.x, self.y, self.z)
        _panels.divide(
            *place, *found.way, found.number, self.foot, freq, seam, self.seed + salt * 7919, *laid
        )
        return laid

    def labyrinth(self, wave: float, salt: int) -> Floats:
        """Worms and mazes of one width, `wave` to a radian, deviation 1; 0 where a pixel holds one."""
        out = np.empty_like(self.x)
        _noise.add_swells(self.x, self.y, self.z, self.foot, _directions(self.seed + salt * 7919, wave), out)
        return out
