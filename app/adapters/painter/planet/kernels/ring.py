"""The light on rings: structure from a table across, clumps along, the globe's shadow over it."""

import numpy as np
from numba import njit

from app.adapters.painter.planet.kernels.air import smooth
from app.adapters.painter.planet.kernels.compiled import KERNEL
from app.adapters.painter.planet.kernels.noise import noise_at


@njit(**KERNEL)
def _across(sums, at, half, out):
    """Mean colour × density and density between `at` ± `half` (0…1 across, empty beyond), into `out[:4]`."""
    last = sums.shape[0] - 1
    half = max(half, 0.5 / last)
    low = min(1.0, max(0.0, at - half)) * last
    high = min(1.0, max(0.0, at + half)) * last
    i, j = min(int(low), last - 1), min(int(high), last - 1)
    for c in range(4):
        first = sums[i, c] + (sums[i + 1, c] - sums[i, c]) * (low - i)
        second = sums[j, c] + (sums[j + 1, c] - sums[j, c]) * (high - j)
        out[c] = (second - first) / (2.0 * half * last)


@njit(**KERNEL)
def _clumps(x, y, r, broken, grain, pixel, seed):
    """How the ring thins and thickens along its way, around 1; finer than a pixel is left out."""
    cx, cy = x / r, y / r
    density = 1.0 + grain * 0.35 * noise_at(cx * 2.2, cy * 2.2, r * 9.0, seed)
    close = max(0.0, 1.0 - pixel / 0.02)
    if close > 0.0:
        density += grain * 0.5 * close * noise_at(x * 26.0, y * 26.0, 0.5, seed + 3)
    if broken > 0.0:
        arcs = noise_at(cx * 1.5, cy * 1.5, r * 1.2, seed + 11)
        arcs += 0.6 * noise_at(cx * 4.0, cy * 4.0, r * 7.0, seed + 13)
        shards = noise_at(cx * 13.0, cy * 13.0, r * 22.0, seed + 17)
        stones = close * noise_at(cx * 44.0, cy * 44.0, r * 60.0, seed + 19)
        rough = arcs + 0.50 * shards + 0.40 * stones
        soft = 0.10 + 4.0 * pixel
        rubble = 0.5 * smooth(0.30, 0.75, shards + 0.8 * stones)
        density *= 1.0 - broken + broken * max(1.4 * smooth(-soft, soft, rough - 0.02), rubble + 0.03)
    return max(0.0, density)


@njit(**KERNEL)
def paint_ring(target, b_, sums, front, broken, grain, shine, first, last):
    """Paint the half of the rings before (or behind) the globe's middle over rows of `target`."""
    b = b_[0]
    lx, ly, lz = b.light[0], b.light[1], b.light[2]
    nx, ny, nz = b.normal[0], b.normal[1], b.normal[2]
    facing = nx * lx + ny * ly + nz * lz
    same_side = facing * nz > 0.0
    found = np.zeros(4)
    ux, uy, uz = ny * 0.0 + nz, 0.0, -nx
    length = np.sqrt(ux * ux + uz * uz)
    ux, uz = ux / length, uz / length
    vx, vy, vz = ny * uz - nz * uy, nz * ux - nx * uz, nx * uy - ny * ux
    for row in range(first, last):
        y = (b.y - row - 0.5) / b.radius
        for column in range(target.shape[1]):
            x = (column + 0.5 - b.x) / b.radius
            z = -(nx * x + ny * y) / nz
            if (z >= 0.0) != front:
                continue
            r = np.sqrt(x * x + y * y + z * z)
            if r < b.ring_inner - 4.0 / b.radius or r > b.ring_outer + 4.0 / b.radius:
                continue
            # A pixel covers more of the ring where it is seen at a slant.
            slope = abs(z) / r / max(abs(nz), 0.05)
            pixel = (1.0 + slope) / b.radius
            wide = b.ring_outer - b.ring_inner
            _across(sums, (r - b.ring_inner) / wide, 0.5 * pixel / wide, found)
            if found[3] <= 1e-4:
                continue
            u, v = x * ux + y * uy + z * uz, x * vx + y * vy + z * vz
            thick = _clumps(u, v, r, broken, grain, pixel, b.seed + 501)
            slanted = 1.0 - (1.0 - min(0.98, found[3] * thick)) ** (0.45 / max(0.16, abs(nz)))
            alpha = min(0.985, max(0.0, slanted))
            along = x * lx + y * ly + z * lz
            lit = 1.0
            if along < 0.0:
                apart = np.sqrt(max(0.0, r * r - along * along))
                lit = smooth(0.965, 1.02, apart)
            if same_side:
                lit *= 0.62 + 0.38 * abs(facing) + 0.25 * (1.0 - alpha)
            else:
                lit *= 0.22 + 0.55 * (1.0 - alpha)
            back = target[row, column]
            for c in range(3):
                own = found[c] / found[3]
                glow = shine * own * (0.35 + 0.65 * b.halo[c])
                light = own * (b.sun[c] * lit * 0.72 + b.night[c] * 1.5) + glow
                back[c] = back[c] * (1.0 - alpha) + light * alpha
            back[3] *= 1.0 - alpha
