"""Bands that run along circles across a globe: ridges, cracks, trenches."""

import numpy as np
from numba import njit

from app.adapters.painter.planet.kernels.compiled import KERNEL

f32 = np.float32
COLUMNS = 14
"""Axis (3), where along it (-1…1), a start across it (3), the way round from there (3), half its length
(radians), its half width, how far it swings, and how often in a radian."""
_REACH = f32(4)
_AT_ONCE = 24
"""Places that are tried together."""


@njit(inline="always", **KERNEL)
def _pulse(t, middle, wide):
    far = abs(t - middle) / wide
    return max(f32(0), f32(1) - far) * max(f32(0), f32(1) - far) * (f32(1) + f32(2) * far)


@njit(**KERNEL)
def _ball(x, y, z, foot, first, last, ball):
    """Middle, radius and coarsest pixel of some places that follow one another, into `ball`."""
    middle = (first + last) // 2
    farthest, coarsest = f32(0), f32(0)
    for i in range(first, last):
        ex, ey, ez = x[i] - x[middle], y[i] - y[middle], z[i] - z[middle]
        farthest = max(farthest, ex * ex + ey * ey + ez * ez)
        coarsest = max(coarsest, foot[i])
    ball[0], ball[1], ball[2] = x[middle], y[middle], z[middle]
    ball[3], ball[4] = np.sqrt(farthest), coarsest


@njit(**KERNEL)
def _add_track(x, y, z, foot, row, first, last, core, rims, stain):
    half, width, swing = row[10], row[11], row[12]
    for i in range(first, last):
        off = row[0] * x[i] + row[1] * y[i] + row[2] * z[i] - row[3]
        wide = width + f32(0.7) * foot[i]
        if abs(off) > _REACH * wide + swing:
            continue
        u = row[4] * x[i] + row[5] * y[i] + row[6] * z[i]
        along = np.arctan2(row[7] * x[i] + row[8] * y[i] + row[9] * z[i], u)
        left = f32(1) - abs(along) / half
        if left <= f32(0):
            continue
        if swing > f32(0):
            # Scallops, as a daily tide draws them.
            off -= swing * (abs(np.sin(along * row[13])) - f32(0.5))
        thin = min(f32(1), left * f32(5))
        t = abs(off) / (wide * (f32(0.35) + f32(0.65) * thin))
        if t >= _REACH:
            continue
        pale = np.sqrt(width / wide) * thin
        core[i] = max(core[i], pale * _pulse(t, f32(0), f32(0.55)))
        rims[i] = max(rims[i], pale * _pulse(t, f32(0.85), f32(0.75)))
        outer = f32(1) - t / _REACH
        stain[i] = max(stain[i], pale * outer * outer)


@njit(**KERNEL)
def add_tracks(x, y, z, foot, rows, core, rims, stain):
    """Raise `core`, `rims` and `stain` (all 0…1) to what the bands in `rows` (n, COLUMNS) leave there.

    A band thinner than a pixel is as wide as one, but paler. `stain` reaches four half widths out.
    """
    ball = np.empty(5, np.float32)
    for first in range(0, x.size, _AT_ONCE):
        last = min(x.size, first + _AT_ONCE)
        _ball(x, y, z, foot, first, last, ball)
        for r in range(rows.shape[0]):
            row = rows[r]
            off = row[0] * ball[0] + row[1] * ball[1] + row[2] * ball[2] - row[3]
            # Neighbours in the picture are neighbours on the ground: most bands pass far from all of them.
            if abs(off) <= ball[3] + row[12] + _REACH * (row[11] + f32(0.7) * ball[4]):
                _add_track(x, y, z, foot, row, first, last, core, rims, stain)
