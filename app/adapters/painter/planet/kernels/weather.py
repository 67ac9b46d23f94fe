"""Cyclones: how they wind up the air, and their own spirals of cloud around an eye."""

import numpy as np
from numba import njit

from app.adapters.painter.planet.kernels.air import smooth
from app.adapters.painter.planet.kernels.compiled import KERNEL

f32 = np.float32
_EYE, _ARMS, _TWIST = 0.052, 2.0, 5.0


@njit(**KERNEL)
def wind(x, y, z, foot, storms):
    """Turn places around `storms` (rows of centre, radius, turn); where that draws out, `foot` grows."""
    for s in range(storms.shape[0]):
        cx, cy, cz, radius, turn = storms[s]
        for i in range(x.size):
            dx, dy, dz = x[i] - cx, y[i] - cy, z[i] - cz
            t = (dx * dx + dy * dy + dz * dz) / (radius * radius)
            if t >= 1.0:
                continue
            angle = turn * (1.0 - t) * (1.0 - t)
            sine, cosine = np.sin(angle), np.cos(angle)
            px, py, pz = x[i], y[i], z[i]
            along = (cx * px + cy * py + cz * pz) * (1.0 - cosine)
            x[i] = px * cosine + (cy * pz - cz * py) * sine + cx * along
            y[i] = py * cosine + (cz * px - cx * pz) * sine + cy * along
            z[i] = pz * cosine + (cx * py - cy * px) * sine + cz * along
            foot[i] *= f32(1.0 + 2.4 * abs(turn) * t * (1.0 - t))


@njit(**KERNEL)
def spirals(x, y, z, storms, body, held):
    """Cloud of the cyclones themselves into `body`, and into `held` how far each place is theirs; 0…1."""
    for s in range(storms.shape[0]):
        cx, cy, cz, radius, turn = storms[s]
        # Two directions across the axis of the storm.
        flat = np.sqrt(max(1e-6, cx * cx + cz * cz))
        ex, ez = cz / flat, -cx / flat
        nx, ny, nz = cy * ez, cz * ex - cx * ez, -cy * ex
        sense = 1.0 if turn > 0.0 else -1.0
        for i in range(x.size):
            dx, dy, dz = x[i] - cx, y[i] - cy, z[i] - cz
            t = dx * dx + dy * dy + dz * dz
            if t >= radius * radius:
                continue
            far = np.sqrt(t) / radius
            around = np.arctan2(dx * nx + dy * ny + dz * nz, dx * ex + dz * ez)
            phase = _ARMS * around * sense + _TWIST * np.log(far + 0.05)
            arm = 0.5 + 0.5 * np.cos(phase)
            middle = smooth(0.36, 0.10, far)
            cloud = max(middle, arm * smooth(1.0, 0.40, far)) * smooth(_EYE * 0.7, _EYE * 1.25, far)
            body[i] = max(body[i], f32(cloud))
            held[i] = max(held[i], f32(smooth(1.0, 0.45, far)))
