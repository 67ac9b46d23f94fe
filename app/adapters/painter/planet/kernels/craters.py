"""Craters: fields of them in size classes, and the few great ones whose rays still show."""

import numpy as np
from numba import njit

from app.adapters.painter.planet.kernels.cells import hashed, share_of
from app.adapters.painter.planet.kernels.compiled import KERNEL
from app.adapters.painter.planet.kernels.noise import noise_at

f32, u32 = np.float32, np.uint32
_SHELL = f32(0.75)
"""How far from the ground, in cells, a crater's middle may lie."""
_CORNER = f32(0.53)
"""How far a seed lies from the middle of its cell, at most."""
_THROWN = f32(2.4)
"""Radii over which a crater's rim falls off."""
_RAYS = f32(15)
"""Radii that rays reach."""


@njit(inline="always", **KERNEL)
def _profile(t, flat, peak):
    """Height of a crater at `t` radii from its middle: peak, floor, wall, rim, what was thrown out."""
    if t < f32(1):
        bowl = max(t * t * f32(1.35) - f32(1.0), -flat)
        return bowl + peak * max(f32(0), f32(1) - t * f32(4.5))
    fallen = _THROWN - t
    return f32(0.35) * fallen * fallen * fallen / f32(2.744) if fallen > f32(0) else f32(0)


@njit(**KERNEL)
def add_craters(x, y, z, foot, freq, chance, seed, height, bright):
    """Add craters of one size class to `height` (in radii of the globe) and to `bright` (about -0.2…1)."""
    freq, chance = f32(freq), f32(chance)
    near = max(f32(0), freq - _SHELL - _CORNER) ** 2
    beyond = (freq + _SHELL + _CORNER) ** 2
    for i in range(x.size):
        seen = min(f32(1), max(f32(0), f32(1.6) - f32(2.2) * freq * foot[i]))
        if seen <= f32(0):
            continue
        px, py, pz = x[i] * freq, y[i] * freq, z[i] * freq
        bx, by, bz = np.floor(px), np.floor(py), np.floor(pz)
        for k in range(-1, 2):
            mz = (bz + k + f32(0.5)) ** 2
            for j in range(-1, 2):
                my = mz + (by + j + f32(0.5)) ** 2
                for n in range(-1, 2):
                    # Most cells around a place are too deep or too high to reach the ground.
                    middle = my + (bx + n + f32(0.5)) ** 2
                    if middle < near or middle > beyond:
                        continue
                    h = hashed(bx + n, by + j, bz + k, seed)
                    if share_of(u32(h * u32(0x9E3779B1)), 9) > chance:
                        continue
                    cx = bx + n + f32(0.2) + f32(0.6) * share_of(h, 0)
                    cy = by + j + f32(0.2) + f32(0.6) * share_of(h, 10)
                    cz = bz + k + f32(0.2) + f32(0.6) * share_of(h, 20)
                    far = np.sqrt(cx * cx + cy * cy + cz * cz)
                    if abs(far - freq) > _SHELL:
                        continue
                    radius = f32(0.10) + f32(0.24) * share_of(u32(h * u32(0x85EBCA6B)), 7) ** 2
                    onto = freq / far
                    ex, ey, ez = px - cx * onto, py - cy * onto, pz - cz * onto
                    t = np.sqrt(ex * ex + ey * ey + ez * ez) / radius
                    if t >= _THROWN:
                        continue
                    age = share_of(u32(h * u32(0xC2B2AE35)), 5)
                    sharp = (f32(0.25) + f32(0.75) * age) * seen
                    shape = _profile(t, f32(0.50) + f32(0.35) * age, f32(0))
                    height[i] += sharp * radius / freq * shape
                    fresh = max(f32(0), age - f32(0.7)) * f32(3.3)
                    rim = f32(1) - min(f32(1), abs(t - f32(1)) * f32(4))
                    thrown = max(f32(0), f32(1) - t / _THROWN)
                    bright[i] += seen * (
                        f32(0.35) * rim * sharp + f32(0.5) * fresh * thrown - f32(0.12) * (t < f32(0.8))
                    )


@njit(**KERNEL)
def add_great_craters(x, y, z, foot, rows, seed, height, bright):
    """Add craters in rows of middle (3), radius and freshness, with peaks within and rays around."""
    for r in range(rows.shape[0]):
        cx, cy, cz, radius, fresh = rows[r, 0], rows[r, 1], rows[r, 2], rows[r, 3], rows[r, 4]
        reach = (_RAYS * radius) ** 2
        for i in range(x.size):
            ex, ey, ez = x[i] - cx, y[i] - cy, z[i] - cz
            apart = ex * ex + ey * ey + ez * ez
            if apart > reach:
                continue
            far = np.sqrt(apart) + f32(1e-6)
            t = far / radius
            if t < _THROWN:
                terrace = f32(0.05) * abs(np.sin(t * f32(13))) * (t > f32(0.62)) * (t < f32(1))
                height[i] += radius * f32(0.75) * (_profile(t, f32(0.62), f32(0.42)) - terrace)
            if fresh > f32(0):
                wide = f32(5.5) / far
                streak = noise_at(ex * wide, ey * wide, ez * wide, seed + 31 * r)
                wide *= f32(2.6)
                streak += f32(0.6) * noise_at(ex * wide, ey * wide, ez * wide, seed + 31 * r + 3)
                clumps = noise_at(x[i] * f32(19), y[i] * f32(19), z[i] * f32(19), seed + 31 * r + 7)
                fade = max(f32(0), f32(1) - t / _RAYS)
                beam = max(f32(0), f32(2.4) * streak - f32(0.20)) * (f32(0.8) + f32(0.9) * clumps)
                apron = f32(0.8) * max(f32(0), f32(1) - abs(t - f32(1.1)) * f32(0.85))
                bright[i] += fresh * (fade * max(f32(0), beam) * min(f32(1), t) + apron)
