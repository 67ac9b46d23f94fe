"""Sheets of aurora: thin surfaces that stand on lines around a pole, as the light they give off."""

import numpy as np
from numba import njit

from app.adapters.painter.planet.kernels.air import RGB, fall, smooth
from app.adapters.painter.planet.kernels.compiled import KERNEL

f32 = np.float32
_LOW = 0.012
"""Height of the foot of a sheet, in radii."""


@njit(inline="always", **KERNEL)
def _drop(glow, x, y, red, green, blue):
    """Spread light over the four pixels around a place."""
    column, row = int(np.floor(x - 0.5)), int(np.floor(y - 0.5))
    if column < 0 or row < 0 or column >= glow.shape[1] - 1 or row >= glow.shape[0] - 1:
        return
    right, down = x - 0.5 - column, y - 0.5 - row
    for i in range(2):
        for j in range(2):
            share = (down if i else 1.0 - down) * (right if j else 1.0 - right)
            pixel = glow[row + i, column + j]
            pixel[0] += f32(red * share)
            pixel[1] += f32(green * share)
            pixel[2] += f32(blue * share)


@njit(**KERNEL)
def add_sheet(glow, b_, feet, tall, strength, low, high):
    """Add one sheet to `glow` (h, w, 3).

    `feet` are unit vectors (n, 3) along a closed line, `tall` and `strength` what stands on each of them;
    the colours `low` and `high` mix on the way up. What is behind the globe is hidden.
    """
    b = b_[0]
    count = feet.shape[0]
    for n in range(count):
        if strength[n] < 0.004:
            continue
        fx, fy, fz = feet[n, 0], feet[n, 1], feet[n, 2]
        sunny = fx * b.light[0] + fy * b.light[1] + fz * b.light[2]
        after = (n + 1) % count
        dx, dy, dz = feet[after, 0] - fx, feet[after, 1] - fy, feet[after, 2] - fz
        long = np.sqrt(dx * dx + dy * dy + dz * dz) * b.radius
        steps = max(3, int(tall[n] * b.radius * 1.3))
        rise = tall[n] / steps
        light = strength[n] * (0.06 + 0.94 * smooth(0.34, -0.22, sunny)) * long * rise * b.radius
        for k in range(steps):
            t = (k + 0.5) / steps
            far = 1.0 + _LOW + t * tall[n]
            x, y = fx * far, fy * far
            if fz < 0.0 and x * x + y * y < 1.0:
                continue
            here = light * smooth(0.0, 0.10, t) * (fall(4.2 * t) + 0.10 * (1.0 - t))
            share = smooth(0.06, 0.62, t)
            _drop(
                glow, b.x + x * b.radius, b.y - y * b.radius,
                here * (low[0] + (high[0] - low[0]) * share),
                here * (low[1] + (high[1] - low[1]) * share),
                here * (low[2] + (high[2] - low[2]) * share),
            )  # fmt: skip


@njit(**KERNEL)
def add_glow(target, glow, wide, factor, first, last):
    """Add `glow` (h, w, 3) and its blurred self `wide`, `factor` times smaller, to rows of `target`."""
    for row in range(first, last):
        y = min(max((row + 0.5) / factor - 0.5, 0.0), wide.shape[0] - 1.001)
        i = int(y)
        fy = f32(y - i)
        for column in range(target.shape[1]):
            x = min(max((column + 0.5) / factor - 0.5, 0.0), wide.shape[1] - 1.001)
            j = int(x)
            fx = f32(x - j)
            for c in range(RGB):
                top = wide[i, j, c] + (wide[i, j + 1, c] - wide[i, j, c]) * fx
                low = wide[i + 1, j, c] + (wide[i + 1, j + 1, c] - wide[i + 1, j, c]) * fx
                target[row, column, c] += glow[row, column, c] + top + (low - top) * fy
