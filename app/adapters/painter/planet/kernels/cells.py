"""Patterns of cells along a row of points: Worley's nearest seeds, cut gems, whirls."""

import numpy as np
from numba import njit

from app.adapters.painter.planet.kernels.compiled import KERNEL

f32, u32, i32 = np.float32, np.uint32, np.int32
_X, _Y, _Z, _MIX = u32(0x8DA6B343), u32(0xD8163841), u32(0xCB1AB31F), u32(0x7FEB352D)


@njit(inline="always", **KERNEL)
def hashed(ix, iy, iz, seed):
    h = u32(u32(u32(i32(ix)) * _X) ^ u32(u32(i32(iy)) * _Y) ^ u32(u32(i32(iz)) * _Z) ^ u32(seed))
    h = u32(u32(h ^ (h >> u32(16))) * _MIX)
    h = u32(u32(h ^ (h >> u32(15))) * u32(0x846CA68B))
    return u32(h ^ (h >> u32(16)))


@njit(inline="always", **KERNEL)
def share_of(h, shift):
    return f32((h >> u32(shift)) & u32(1023)) * f32(1 / 1023)


@njit(**KERNEL)
def nearest(x, y, z, freq, jitter, seed, first, second, which, dx, dy, dz):
    """Distances to the nearest and second nearest seed (in cells), the nearest's number 0…1 and way to it."""
    freq, jitter = f32(freq), f32(jitter)
    for i in range(x.size):
        px, py, pz = x[i] * freq, y[i] * freq, z[i] * freq
        bx, by, bz = np.floor(px), np.floor(py), np.floor(pz)
        a, b, chosen = f32(9), f32(9), u32(0)
        ax, ay, az = f32(0), f32(0), f32(0)
        for k in range(-1, 2):
            for j in range(-1, 2):
                for n in range(-1, 2):
                    h = hashed(bx + n, by + j, bz + k, seed)
                    ex = bx + n + f32(0.5) + jitter * (share_of(h, 0) - f32(0.5)) - px
                    ey = by + j + f32(0.5) + jitter * (share_of(h, 10) - f32(0.5)) - py
                    ez = bz + k + f32(0.5) + jitter * (share_of(h, 20) - f32(0.5)) - pz
                    d = ex * ex + ey * ey + ez * ez
                    if d < a:
                        b, a, chosen = a, d, h
                        ax, ay, az = ex, ey, ez
                    elif d < b:
                        b = d
        first[i], second[i] = np.sqrt(a), np.sqrt(b)
        which[i] = share_of(u32(chosen * u32(0x9E3779B1)), 9)
        dx[i], dy[i], dz[i] = ax, ay, az


@njit(**KERNEL)
def cut(dx, dy, dz, which, planes, seed, height, facet, edge):
    """Each cell as a gem cut by `planes` planes: how far down a slope a point lies, a facet's number, and how
    far the next facet is."""
    for i in range(dx.size):
        number = i32(which[i] * f32(1023) + f32(0.5))
        deepest, next_, chosen = f32(-9), f32(-9), u32(0)
        for k in range(planes):
            h = hashed(number, k, 7, seed)
            ux, uy, uz = share_of(h, 0) - f32(0.5), share_of(h, 10) - f32(0.5), share_of(h, 20) - f32(0.5)
            length = np.sqrt(ux * ux + uy * uy + uz * uz) + f32(1e-3)
            d = (dx[i] * ux + dy[i] * uy + dz[i] * uz) / length
            if d > deepest:
                deepest, next_, chosen = d, deepest, h
            elif d > next_:
                next_ = d
        height[i] = -deepest
        facet[i] = share_of(u32(chosen * u32(0x9E3779B1)), 11)
        edge[i] = deepest - next_


@njit(**KERNEL)
def whirl(x, y, z, whirls):
    """Turn points around the whirls in place: rows of centre x, y, z, radius, and turn in radians."""
    for w in range(whirls.shape[0]):
        cx, cy, cz, radius, turn = whirls[w, 0], whirls[w, 1], whirls[w, 2], whirls[w, 3], whirls[w, 4]
        for i in range(x.size):
            ex, ey, ez = x[i] - cx, y[i] - cy, z[i] - cz
            t = (ex * ex + ey * ey + ez * ez) / (radius * radius)
            if t < f32(1):
                angle = turn * (f32(1) - t) ** 2
                s, c = np.sin(angle), np.cos(angle)
                along = (cx * x[i] + cy * y[i] + cz * z[i]) * (f32(1) - c)
                vx = x[i] * c + (cy * z[i] - cz * y[i]) * s + cx * along
                vy = y[i] * c + (cz * x[i] - cx * z[i]) * s + cy * along
                vz = z[i] * c + (cx * y[i] - cy * x[i]) * s + cz * along
                x[i], y[i], z[i] = vx, vy, vz
