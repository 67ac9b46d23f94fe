"""Cells cut into rectangles, and those again: the plates of a hull, each field in a direction of its own."""

import numpy as np
from numba import njit

from app.adapters.painter.planet.kernels.cells import hashed, share_of
from app.adapters.painter.planet.kernels.compiled import KERNEL

f32, u32 = np.float32, np.uint32
_LEVELS = 12
_HALF = f32(1.1)
"""No place of a cell is farther from its seed, in cells."""


@njit(inline="always", **KERNEL)
def _again(h):
    h = u32(u32(h ^ (h >> u32(15))) * u32(0x7FEB352D))
    h = u32(u32(h ^ (h >> u32(13))) * u32(0x846CA68B))
    return u32(h ^ (h >> u32(16)))


@njit(inline="always", **KERNEL)
def _across(dx, dy, dz, nx, ny, nz, h):
    """Where a place lies on the plane of its cell, whose directions are drawn from `h`."""
    rx, ry, rz = share_of(h, 0) - f32(0.5), share_of(h, 10) - f32(0.5), share_of(h, 20) - f32(0.5)
    up = rx * nx + ry * ny + rz * nz
    rx, ry, rz = rx - up * nx, ry - up * ny, rz - up * nz
    length = np.sqrt(rx * rx + ry * ry + rz * rz) + f32(1e-4)
    rx, ry, rz = rx / length, ry / length, rz / length
    sx, sy, sz = ny * rz - nz * ry, nz * rx - nx * rz, nx * ry - ny * rx
    return -(dx * rx + dy * ry + dz * rz), -(dx * sx + dy * sy + dz * sz)


@njit(**KERNEL)
def divide(
    x, y, z, dx, dy, dz, which, foot, freq, width, seed, seam, tone, lift, dense, number, along, across
):
    """Cut each cell in two, the longer way, again and again; some parts stop early, some go on to the end.

    `width` is half a seam's at the first cut, in radians; a finer cut has a narrower one. What is smaller
    than a pixel fades out.
    """
    freq, width = f32(freq), f32(width)
    for i in range(x.size):
        px, py, pz = x[i] * freq + dx[i], y[i] * freq + dy[i], z[i] * freq + dz[i]
        far = np.sqrt(px * px + py * py + pz * pz) + f32(1e-4)
        h = hashed(which[i] * f32(1023) + f32(0.5), 3, 5, seed)
        a, b = _across(dx[i], dy[i], dz[i], px / far, py / far, pz / far, h)
        left, right, low, high = -_HALF, _HALF, -_HALF, _HALF
        seam[i], tone[i], lift[i], level = f32(0), f32(0), f32(0), 0
        pixel = foot[i] * freq
        wide = width * freq
        busy = share_of(_again(h), 4)
        lengthwise = False
        for level in range(_LEVELS):
            h = _again(u32(h + u32(level)))
            lengthwise = right - left > high - low
            span = max(right - left, high - low)
            if level > 2 and share_of(h, 3) > f32(0.76) + f32(0.23) * busy:
                break
            if span < f32(3) * pixel:
                break
            seen = min(f32(1), f32(0.5) * span / pixel - f32(1.5))
            share = f32(0.28) + f32(0.44) * share_of(h, 13)
            if lengthwise:
                middle = left + (right - left) * share
                apart, beyond = abs(a - middle), a > middle
                left, right = (middle, right) if beyond else (left, middle)
            else:
                middle = low + (high - low) * share
                apart, beyond = abs(b - middle), b > middle
                low, high = (middle, high) if beyond else (low, middle)
            drawn = wide + f32(0.6) * pixel
            dark = max(f32(0), f32(1) - apart / drawn) * (wide / drawn) ** f32(0.7) * seen
            seam[i] = max(seam[i], min(f32(1), f32(1.7) * dark))
            wide *= f32(0.78)
            h = _again(u32(h * u32(2) + u32(beyond)))
            weight = (f32(0.30) if level < 4 else f32(0.22)) * seen
            tone[i] += weight * (share_of(h, 5) - f32(0.5))
            lift[i] += weight * (share_of(h, 15) - f32(0.5)) * span
        dense[i] = f32(level) / f32(_LEVELS - 1)
        number[i] = share_of(_again(h), 9)
        along[i], across[i] = (a, b) if right - left > high - low else (b, a)
