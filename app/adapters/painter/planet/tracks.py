"""Where bands run across a globe, drawn by chance: few that go far, many that do not."""

from functools import lru_cache

import numpy as np

from app.adapters.painter.planet.kernels import tracks as kernel
from app.adapters.painter.planet.points import Floats


@lru_cache(maxsize=64)
def drawn(
    seed: int, count: int, width: tuple[float, float], length: tuple[float, float], swing: float = 0.0
) -> Floats:
    """Rows for `Points.tracks`: half widths and half lengths in radians, between two ends each."""
    chance = np.random.default_rng(seed)
    axis = _unit(chance.normal(size=(count, 3)))
    side = _unit(np.cross(axis, chance.normal(size=(count, 3))))
    rows = np.zeros((count, kernel.COLUMNS), np.float32)
    rows[:, 0:3] = axis
    rows[:, 3] = chance.uniform(-0.75, 0.75, count)
    rows[:, 4:7] = side
    rows[:, 7:10] = np.cross(axis, side)
    rows[:, 10] = length[0] + (length[1] - length[0]) * chance.random(count) ** 1.5
    rows[:, 11] = width[0] + (width[1] - width[0]) * chance.random(count) ** 2
    rows[:, 12] = swing * np.where(chance.random(count) < 0.5, chance.random(count), 0)
    rows[:, 13] = chance.uniform(4, 9, count)
    return rows


def _unit(vectors: Floats) -> Floats:
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
