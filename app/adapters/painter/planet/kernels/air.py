"""What lies between a globe and the eye: scattered sunlight, airglow, a shine. `b` is a record of `BODY`.

Scattering is a table: how far from the middle a ray passes, and how much towards the sun. That is all it
depends on, so that a picture of any size needs the same few thousand rays.
"""

import numpy as np
from numba import njit

from app.adapters.painter.planet.kernels.compiled import KERNEL

RGB = 3
BEFORE, BESIDE, AROUND = 40, 24, 72
"""Rows of the table for rays that meet the globe and for rays that pass; columns around the sun's side."""
TABLE = (BEFORE + BESIDE, AROUND, 2 * RGB)
_STEPS = 20
_SHELL = 7.0
"""Where the air ends, in heights over which it thins to 1/e."""


@njit(inline="always", **KERNEL)
def smooth(low, high, value):
    # A product: the quotient of two constants is worked out once, a division by them every time.
    t = min(1.0, max(0.0, (value - low) * (1.0 / (high - low))))
    return t * t * (3.0 - 2.0 * t)


@njit(inline="always", **KERNEL)
def fall(x):
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


@njit(inline="always", **KERNEL)
def slant(far, mu, high):
    """Air on the way to the sun from `far` of the middle, in columns of air over the ground.

    Christian Schüler's approximation of the Chapman function.
    """
    bulge = np.sqrt(1.5708 * far / high)
    near = fall((far - 1.0) / high) * bulge / ((bulge - 1.0) * abs(mu) + 1.0)
    if mu >= 0.0:
        return near
    lowest = far * np.sqrt(max(0.0, 1.0 - mu * mu))
    return 2.0 * np.exp(min(4.0, (1.0 - lowest) / high)) * np.sqrt(1.5708 * lowest / high) - near


@njit(**KERNEL)
def _scattered(b, across, side, z_far, z_near, out):
    """Sunlight scattered towards the eye along a ray into `out[:3]`; what comes through it into `out[3:]`."""
    step = (z_near - z_far) / _STEPS
    sideways = np.sqrt(b.light[0] * b.light[0] + b.light[1] * b.light[1])
    toward = across * side * sideways
    depth = 0.0
    for c in range(RGB):
        out[c] = 0.0
    for n in range(_STEPS):
        z = z_near - (n + 0.5) * step
        far = np.sqrt(across * across + z * z)
        piece = fall(max(0.0, far - 1.0) / b.air_high) * step / b.air_high
        mu = (toward + z * b.light[2]) / far
        sunward = slant(max(1.0, far), mu, b.air_high)
        # Light that has been scattered more than once reaches a little into the shadow.
        again = smooth(-0.34, 0.30, mu)
        for c in range(RGB):
            seen = fall(b.air[c] * (depth + 0.5 * piece))
            lit = fall(b.dusk[c] * sunward) + 0.22 * again * again
            out[c] += b.air[c] * piece * lit * seen
        depth += piece
    for c in range(RGB):
        out[RGB + c] = fall(b.air[c] * depth)


@njit(**KERNEL)
def scatter(b_, table, first, last):
    """Fill rows of the `TABLE` of one globe's air."""
    b = b_[0]
    shell = 1.0 + _SHELL * b.air_high
    for row in range(first, last):
        if row < BEFORE:
            place = row / (BEFORE - 1.0)
            z_far = place * place
            across = np.sqrt(max(0.0, 1.0 - z_far * z_far))
        else:
            place = (row - BEFORE) / (BESIDE - 1.0)
            across = 1.0 + (shell - 1.0) * place * place
            z_far = -np.sqrt(max(0.0, shell * shell - across * across))
        z_near = np.sqrt(max(0.0, shell * shell - across * across))
        for column in range(AROUND):
            side = 2.0 * column / (AROUND - 1.0) - 1.0
            _scattered(b, across, side, z_far, z_near, table[row, column])


@njit(**KERNEL)
def _read(b, table, x, y, z, far, out):
    """The table's six numbers for a ray through (x, y), into `out`."""
    if far < 1.0:
        at = np.sqrt(z) * (BEFORE - 1.0)
        i = min(int(at), BEFORE - 2)
    else:
        at = BEFORE + np.sqrt((far - 1.0) / (_SHELL * b.air_high)) * (BESIDE - 1.0)
        i = min(int(at), BEFORE + BESIDE - 2)
    sideways = np.sqrt(b.light[0] * b.light[0] + b.light[1] * b.light[1])
    side = (x * b.light[0] + y * b.light[1]) / max(1e-9, far * sideways)
    around = (0.5 + 0.5 * min(1.0, max(-1.0, side))) * (AROUND - 1.0)
    j = min(int(around), AROUND - 2)
    fi, fj = at - i, around - j
    for c in range(2 * RGB):
        top = table[i, j, c] + (table[i, j + 1, c] - table[i, j, c]) * fj
        low = table[i + 1, j, c] + (table[i + 1, j + 1, c] - table[i + 1, j, c]) * fj
        out[c] = top + (low - top) * fi


@njit(**KERNEL)
def breathe(b, table, x, y, z, far, air, back):
    """Lay the air before what `back` holds: scattered light, airglow, a shine around the globe."""
    if b.air_high > 0.0 and far < 1.0 + _SHELL * b.air_high:
        _read(b, table, x, y, z, far, air)
        for c in range(RGB):
            back[c] = back[c] * air[RGB + c] + air[c] * b.sun[c] * b.air_bright
        back[3] *= (air[3] + air[4] + air[5]) / 3.0
    if b.airglow_wide > 0.0:
        off = (far - 1.0 - b.airglow_high) / b.airglow_wide
        layer = fall(off * off)
        if far < 1.0:
            # On the disc the layer is seen through its thin side, at the limb along it.
            layer = max(layer, 0.05 / (z + 0.06))
        for c in range(RGB):
            back[c] += min(1.0, layer) * b.airglow[c]
    if b.halo_wide > 0.0:
        toward = 0.5 + 0.5 * (x * b.light[0] + y * b.light[1]) / max(far, 1e-6)
        high = max(0.0, far - 1.0)
        shine = (0.62 * np.exp(-3.2 * high / b.halo_wide) + 0.38 * np.exp(-high / b.halo_wide)) * (
            b.halo_round + (1.0 - b.halo_round) * toward * toward * toward
        )
        if far < 1.0:
            shine *= smooth(0.30, 1.0, far) ** 3
        shine *= smooth(b.reach, 1.0, far)
        for c in range(RGB):
            back[c] += shine * b.halo[c]
