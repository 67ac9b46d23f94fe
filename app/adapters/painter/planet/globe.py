"""One globe in the picture: where it is, how it is turned, what its surface says at every pixel."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Any

import numpy as np

from app.adapters.painter.planet.character import Character
from app.adapters.painter.planet.clouds import cloud_cover
from app.adapters.painter.planet.ground import Ground
from app.adapters.painter.planet.kernels import body as kernel
from app.adapters.painter.planet.points import Floats, Points
from app.adapters.painter.planet.surfaces import SURFACES

_AT_ONCE = 8192
"""Places whose fields fit in a core's cache."""
_MARGIN = 2


@dataclass(frozen=True)
class Globe:
    """`x`, `y` and `radius` in pixels; the rows of `frame` are the planet's axes as the viewer sees them."""

    who: Character
    x: float
    y: float
    radius: float
    frame: Floats
    """Shape (3, 3): viewer's coordinates to the planet's own."""
    weather: bool = True


def frame_of(tilt: float, roll: float, turn: float) -> Floats:
    """Turned around its axis, tilted towards the viewer, rolled in the picture; radians."""
    ct, st, cr, sr, cs, ss = (
        np.cos(tilt),
        np.sin(tilt),
        np.cos(roll),
        np.sin(roll),
        np.cos(turn),
        np.sin(turn),
    )
    spin = np.array([[cs, 0, ss], [0, 1, 0], [-ss, 0, cs]])
    lean = np.array([[1, 0, 0], [0, ct, -st], [0, st, ct]])
    rolled = np.array([[cr, -sr, 0], [sr, cr, 0], [0, 0, 1]])
    return np.asarray((rolled @ lean @ spin).T, np.float64)


def rows_of(height: int, parts: int) -> Iterator[tuple[int, int]]:
    """Cuts rows into strips."""
    edges = np.linspace(0, height, min(parts, height) + 1).astype(int)
    return zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True)


def spread(pool: Executor, work: Callable[..., Any], jobs: Iterator[tuple[int, int]]) -> None:
    """Do `work(first, last)` for every job and wait; the first failure is raised."""
    for done in [pool.submit(work, *job) for job in jobs]:
        done.result()


def maps_of(globe: Globe, size: tuple[int, int], pool: Executor) -> tuple[Floats, Floats]:
    """What the surface says, (h, w, columns), for the part of the picture with the disc; and its corner."""
    height, width = size
    reach = globe.radius + _MARGIN
    top, left = max(0, int(globe.y - reach)), max(0, int(globe.x - reach))
    bottom, right = min(height, int(globe.y + reach) + 1), min(width, int(globe.x + reach) + 1)
    maps = np.zeros((max(2, bottom - top), max(2, right - left), kernel.COLUMNS), np.float32)
    columns = (np.arange(left, left + maps.shape[1]) + 0.5 - globe.x) / globe.radius

    def lay(first: int, last: int) -> None:
        rows = (globe.y - np.arange(top + first, top + last) - 0.5) / globe.radius
        far = np.sqrt(rows[:, None] ** 2 + columns**2)
        row, column = np.nonzero(far < 1 + _MARGIN / globe.radius)
        if len(row):
            inward = np.minimum(1, 0.9995 / np.maximum(far[row, column], 1e-9))
            x, y = columns[column] * inward, rows[row] * inward
            viewed = np.stack([x, y, np.sqrt(np.maximum(1 - x * x - y * y, 0))])
            maps[first + row, column] = _laid(globe, viewed)

    spread(pool, lay, rows_of(len(maps), max(2, -(-maps.shape[0] * maps.shape[1] // _AT_ONCE))))
    return maps, np.array([top, left], np.int64)


def _laid(globe: Globe, viewed: Floats) -> Floats:
    """Rows of the maps for places given in the viewer's frame, shape (3, n)."""
    own = (globe.frame @ viewed).astype(np.float32)
    foot = (1 / globe.radius / np.maximum(viewed[2], 0.08) ** 0.85).astype(np.float32)
    x, y, z = (np.ascontiguousarray(axis) for axis in own)
    at = Points(x, y, z, foot, globe.who.seed)
    ground = SURFACES[globe.who.recipe.surface_type](at, globe.who)
    rows = np.empty((at.x.size, kernel.COLUMNS), np.float32)
    _fill(rows, ground)
    rows[:, kernel.CLOUD] = cloud_cover(at, globe.who) if globe.weather else 0
    return rows


def _fill(rows: Floats, ground: Ground) -> None:
    rows[:, kernel.HEIGHT] = ground.height
    rows[:, kernel.RED : kernel.BLUE + 1] = ground.colour
    rows[:, kernel.GLOSS] = ground.gloss
    rows[:, kernel.METAL] = ground.metal
    rows[:, kernel.THROUGH] = ground.through
    rows[:, kernel.GLOW] = ground.glow
