"""What stirs on a globe's dark side: lightning in clouds, a net of light. `b` is a record of `BODY`."""

import numpy as np
from numba import njit

from app.adapters.painter.planet.kernels.air import RGB, smooth
from app.adapters.painter.planet.kernels.compiled import KERNEL
from app.adapters.painter.planet.kernels.noise import noise_at


@njit(**KERNEL)
def _lightning(b, cloud, x, y, z, straight, light):
    """Clouds lit from within by flashes, and here and there the bolt itself."""
    storm = noise_at(x * 4.2, y * 4.2, z * 4.2, b.seed + 77)
    flash = smooth(0.24, 0.62, storm) * smooth(0.04, -0.14, straight)
    if flash <= 0.0:
        return
    inner = 0.5 + 0.9 * noise_at(x * 15.0, y * 15.0, z * 15.0, b.seed + 79)
    bend = noise_at(x * 26.0, y * 26.0, z * 26.0, b.seed + 83)
    bolt = abs(noise_at(x * 9.0 + 0.25 * bend, y * 9.0 + 0.25 * bend, z * 9.0, b.seed + 81))
    pixel = 9.0 / b.radius / max(z, 0.15)
    thin = 0.016 + 0.6 * pixel
    line = np.exp(-((bolt / thin) ** 2)) * np.sqrt(0.016 / thin) * smooth(0.25, 0.8, flash)
    strength = flash * flash * cloud * (0.42 * max(0.0, inner) + 1.3 * line)
    for c in range(RGB):
        light[c] += strength * b.bolts[c]


@njit(**KERNEL)
def _net(b, x, y, z, straight, light):
    """A fine net along circles of longitude and latitude, only deep in the night."""
    up = x * b.axis[0] + y * b.axis[1] + z * b.axis[2]
    sx = x * b.side[0] + y * b.side[1] + z * b.side[2]
    sz = np.sqrt(max(0.0, 1.0 - up * up - sx * sx))
    dense = 24.0 / np.pi
    east, north = np.arctan2(sx, sz) * dense, np.arcsin(min(1.0, max(-1.0, up))) * dense
    thin = 0.010 + 0.55 * dense / b.radius / max(z, 0.12)
    narrow = np.sqrt(max(0.02, 1.0 - up * up))
    de, dn = abs(east - np.floor(east + 0.5)) * narrow, abs(north - np.floor(north + 0.5))
    net = max(np.exp(-((de / thin) ** 2)), np.exp(-((dn / thin) ** 2)))
    net += 0.10 * max(np.exp(-de * 14.0), np.exp(-dn * 14.0))
    # Wider lines are fainter, so that a small picture is not all net.
    net *= b.grid * np.sqrt(0.010 / thin) * smooth(0.05, 0.45, z) * smooth(-0.02, -0.30, straight)
    net *= smooth(1.0, 0.86, abs(up))
    share = 0.5 + 0.5 * y
    for c in range(RGB):
        light[c] += net * (b.grid_low[c] + (b.grid_high[c] - b.grid_low[c]) * share)


@njit(**KERNEL)
def stir(b, cloud, x, y, z, straight, light):
    """Add to `light` whatever stirs in the night there."""
    if b.grid > 0.0:
        _net(b, x, y, z, straight, light)
    if b.bolts[2] > 0.0 and cloud > 0.0:
        _lightning(b, cloud, x, y, z, straight, light)
