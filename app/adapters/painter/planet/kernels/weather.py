"""Cyclones: how they wind up the air, and their own spirals of cloud around an eye."""

import numpy as np
from numba import njit

from app.adapters.painter.planet.kernels.air import smooth
from app.adapters.painter.planet.kernels.compiled import KERNEL

f32 = np.float32
_EYE, _TWIST = 0.052, 5.0
_STEPS = 512
"""Places from the middle of a storm to its edge at which sines are worked out."""


@njit(**KERNEL)
def wind(x, y, z, foot, storms):
    """Turn places around `storms` (rows of centre, radius, turn); where that draws out, `foot` grows."""
    sines, cosines = np.empty(_STEPS + 1, np.float32), np.empty(_STEPS + 1, np.float32)
    for s in range(storms.shape[0]):
        cx, cy, cz, radius, turn = storms[s]
        for n in range(_STEPS + 1):
            angle = turn * (1.0 - n / _STEPS) ** 2
            sines[n], cosines[n] = np.sin(angle), np.cos(angle)
        scale, strain = f32(_STEPS / (radius * radius)), f32(2.4 * abs(turn))
        for i in range(x.size):
            dx, dy, dz = x[i] - cx, y[i] - cy, z[i] - cz
            place = (dx * dx + dy * dy + dz * dz) * scale
            if place >= _STEPS:
                continue
            n = int(place)
            part = place - f32(n)
            sine = sines[n] + (sines[n + 1] - sines[n]) * part
            cosine = cosines[n] + (cosines[n + 1] - cosines[n]) * part
            px, py, pz = x[i], y[i], z[i]
            along = (cx * px + cy * py + cz * pz) * (f32(1) - cosine)
            x[i] = px * cosine + (cy * pz - cz * py) * sine + cx * along
            y[i] = py * cosine + (cz * px - cx * pz) * sine + cy * along
            z[i] = pz * cosine + (cx * py - cy * px) * sine + cz * along
            t = place * f32(1 / _STEPS)
            foot[i] *= f32(1) + strain * t * (f32(1) - t)


@njit(**KERNEL)
def spirals(x, y, z, storms, body, held):
    """Cloud of the cyclones themselves into `body`, and into `held` how far each place is theirs; 0…1."""
    sines, cosines = np.empty(_STEPS + 1), np.empty(_STEPS + 1)
    for n in range(_STEPS + 1):
        twist = _TWIST * np.log(n / _STEPS + 0.05)
        sines[n], cosines[n] = np.sin(twist), np.cos(twist)
    for s in range(storms.shape[0]):
        cx, cy, cz, radius, turn = storms[s]
        # Two directions across the axis of the storm.
        flat = np.sqrt(max(f32(1e-6), cx * cx + cz * cz))
        ex, ez = cz / flat, -cx / flat
        nx, ny, nz = cy * ez, cz * ex - cx * ez, -cy * ex
        sense = 1.0 if turn > 0.0 else -1.0
        for i in range(x.size):
            dx, dy, dz = x[i] - cx, y[i] - cy, z[i] - cz
            t = dx * dx + dy * dy + dz * dz
            if t >= radius * radius:
                continue
            far = np.sqrt(t) / radius
            n = int(far * _STEPS)
            east, north = dx * ex + dz * ez, dx * nx + dy * ny + dz * nz
            wide = max(1e-12, east * east + north * north)
            # Two arms: the cosine of twice the way around, plus the twist.
            arm = (east * east - north * north) * cosines[n] - 2.0 * sense * east * north * sines[n]
            arm = 0.5 + 0.5 * arm / wide
            middle = smooth(0.36, 0.10, far)
            cloud = max(middle, arm * smooth(1.0, 0.40, far)) * smooth(_EYE * 0.7, _EYE * 1.25, far)
            body[i] = max(body[i], f32(cloud))
            held[i] = max(held[i], f32(smooth(1.0, 0.45, far)))
