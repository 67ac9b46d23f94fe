"""What lies between a globe and the eye: scattered sunlight, aurora, a shine. `b` is a record of `BODY`."""

import numpy as np
from numba import njit

from app.adapters.painter.planet.kernels.compiled import KERNEL
from app.adapters.painter.planet.kernels.noise import noise_at

RGB = 3
_AIR_STEPS_BESIDE, _AIR_STEPS_BEFORE = 10, 5
"""A ray that grazes the globe passes through far more air than one that meets it."""
_CURTAIN_STEPS = 14


@njit(inline="always", **KERNEL)
def smooth(low, high, value):
    t = min(1.0, max(0.0, (value - low) / (high - low)))
    return t * t * (3.0 - 2.0 * t)


@njit(inline="always", **KERNEL)
def _fall(x):
    """exp(-x) for x ≥ 0, as near as the eye needs it and several times as fast."""
    t = max(0.0, 1.0 - x * (1.0 / 256.0))
    t *= t
    t *= t
    t *= t
    t *= t
    t *= t
    t *= t
    t *= t
    return t * t


@njit(**KERNEL)
def _air_light(b, x, y, z_far, z_near, out):
    """Adds sunlight scattered on the way to the eye to `out[:3]`; what comes through goes to `out[3:]`."""
    steps = _AIR_STEPS_BEFORE if z_far > 0.35 else _AIR_STEPS_BESIDE
    step = (z_near - z_far) / steps
    lx, ly, lz = b.light[0], b.light[1], b.light[2]
    depth = 0.0
    for c in range(RGB):
        out[c] = 0.0
    for n in range(steps):
        z = z_near - (n + 0.5) * step
        far = np.sqrt(x * x + y * y + z * z)
        dense = _fall(max(0.0, far - 1.0) / b.air_high) * b.air_dense
        mu = (x * lx + y * ly + z * lz) / far
        grazing = far * np.sqrt(max(0.0, 1.0 - mu * mu))
        day = 1.0 if mu > 0.0 else smooth(0.955, 1.012, grazing)
        to_sun = dense * b.air_high * (1.0 / (max(mu, 0.0) + 0.09)) if mu > -0.35 else 9.0
        piece = dense * step
        for c in range(RGB):
            dimming = _fall(b.dusk[c] * to_sun + b.air[c] * (depth + 0.5 * piece))
            out[c] += b.air[c] * piece * day * dimming
        depth += piece
    for c in range(RGB):
        out[3 + c] = _fall(b.air[c] * depth)


@njit(**KERNEL)
def _curtains(b, x, y, z_far, z_near, out):
    """Aurora along the ray, added to `out`: folded sheets over a ring around each pole."""
    step = (z_near - z_far) / _CURTAIN_STEPS
    lx, ly, lz = b.light[0], b.light[1], b.light[2]
    ax, ay, az = b.axis[0], b.axis[1], b.axis[2]
    # Before the disc a ray crosses the sheets, beside it it runs along them.
    bright = 22.0 + 130.0 * smooth(1.0, 0.90, np.sqrt(x * x + y * y))
    for n in range(_CURTAIN_STEPS):
        z = z_far + (n + 0.5) * step
        far = np.sqrt(x * x + y * y + z * z)
        high = (far - 1.0) / 0.15
        if high < 0.0 or high > 1.0:
            continue
        along = (x * ax + y * ay + z * az) / far
        if abs(along) < 0.66:
            continue
        px, py, pz = x / far, y / far, z / far
        fold = noise_at(px * 3.1, py * 3.1, pz * 3.1, b.curtain_seed)
        ripple = noise_at(px * 9.0, py * 9.0, pz * 9.0, b.curtain_seed + 5)
        oval = abs(along) - 0.845 - 0.085 * fold - 0.020 * ripple
        sheet = np.exp(-((oval / 0.022) ** 2)) + 0.45 * np.exp(-(((oval + 0.055) / 0.016) ** 2))
        if sheet < 0.01:
            continue
        rays = 0.45 + 1.3 * noise_at(px * 22.0, py * 22.0, pz * 22.0, b.curtain_seed + 9)
        patch = smooth(-0.35, 0.4, fold + 0.4 * ripple)
        sunny = smooth(0.35, -0.25, (x * lx + y * ly + z * lz) / far)
        strength = sheet * max(0.05, rays) * patch * (0.40 + 0.60 * sunny) * b.curtain * step
        low = np.exp(-high * 5.0) * smooth(0.0, 0.08, high)
        top = np.exp(-((high - 0.30) ** 2) * 12.0) * 0.55
        for c in range(RGB):
            out[c] += strength * (low * b.curtain_low[c] + top * b.curtain_high[c]) * bright


@njit(**KERNEL)
def breathe(b, x, y, z, far, air, back):
    """Lay the air before what `back` holds: scattered light, aurora, a shine around the globe."""
    shell = 1.0 + 5.0 * b.air_high
    if b.air_dense > 0.0 and far < shell:
        near = np.sqrt(shell * shell - far * far)
        _air_light(b, x, y, z if far < 1.0 else -near, near, air)
        for c in range(RGB):
            back[c] = back[c] * air[3 + c] + air[c] * b.sun[c] * b.air_forward * b.dimmed
        back[3] *= (air[3] + air[4] + air[5]) / 3.0
    if b.curtain > 0.0 and far < 1.15:
        near = np.sqrt(1.3225 - far * far)
        _curtains(b, x, y, z if far < 1.0 else -near, near, back)
    if b.halo_wide > 0.0:
        toward = 0.5 + 0.5 * (x * b.light[0] + y * b.light[1]) / max(far, 1e-6)
        shine = np.exp(-max(0.0, far - 1.0) / b.halo_wide) * (0.03 + 0.97 * toward * toward * toward)
        if far < 1.0:
            shine *= smooth(0.55, 1.0, far) ** 2 * 0.8
        shine *= smooth(b.reach, 1.0, far)
        for c in range(RGB):
            back[c] += shine * b.halo[c]
