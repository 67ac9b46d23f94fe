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
    density = 1.0 + grain * 0.30 * noise_at(cx * 2.2, cy * 2.2, r * 9.0, seed)
    close = max(0.0, 1.0 - pixel / 0.02)
    if close > 0.0:
        density += grain * 0.5 * close * noise_at(x * 26.0, y * 26.0, 0.5, seed + 3)
    if broken > 0.0:
        arcs = noise_at(cx * 1.5, cy * 1.5, r * 1.4, seed + 11)
        arcs += 0.55 * noise_at(cx * 4.0, cy * 4.0, r * 9.0, seed + 13)
        streaks = noise_at(cx * 9.0, cy * 9.0, r * 34.0, seed + 17)
        dust = close * noise_at(cx * 34.0, cy * 34.0, r * 80.0, seed + 19)
        rough = arcs + 0.42 * streaks + 0.30 * dust
        density *= 1.0 - broken + broken * (0.04 + 1.15 * smooth(-0.12, 0.55, rough) ** 1.4)
    return max(0.0, density)


@njit(**KERNEL)
def _sunlight(b, others, x, y, z):
    """Sunlight that reaches a place of the rings past the globe and its moons, 0…1."""
    lx, ly, lz = b.light[0], b.light[1], b.light[2]
    along = x * lx + y * ly + z * lz
    lit = 1.0
    if along < 0.0:
        apart = np.sqrt(max(0.0, x * x + y * y + z * z - along * along))
        # The farther behind the globe, the softer the edge of its shadow.
        soft = 0.012 - 0.030 * along
        lit = 0.015 + 0.985 * smooth(1.0 - soft, 1.0 + soft, apart)
    for m in range(others.shape[0]):
        ox, oy, oz, size = others[m, 0] - x, others[m, 1] - y, others[m, 2] - z, others[m, 3]
        ahead = ox * lx + oy * ly + oz * lz
        if ahead > 0.0:
            apart = np.sqrt(max(0.0, ox * ox + oy * oy + oz * oz - ahead * ahead))
            lit *= 1.0 - 0.9 * smooth(size * 1.2, size * 0.8, apart)
    return lit


@njit(**KERNEL)
def _towards_the_eye(b, facing, alpha):
    """How much of the light on a ring comes to the eye: from its lit face, or through it."""
    steep = np.sqrt(abs(facing))
    # Dust sends light on rather than back: it shines where the sun stands behind it.
    dust = (1.0 - alpha) * (0.25 + 1.6 * max(0.0, 0.25 - b.light[2]))
    if facing * b.normal[2] > 0.0:
        return 0.34 + 0.62 * steep + dust
    return 0.07 + (0.55 * steep + 0.25) * (1.0 - alpha) + dust


@njit(**KERNEL)
def paint_ring(target, b_, sums, others, front, broken, grain, shine, first, last):
    """Paint the half of the rings before (or behind) the globe's middle over rows of `target`."""
    b = b_[0]
    nx, ny, nz = b.normal[0], b.normal[1], b.normal[2]
    facing = nx * b.light[0] + ny * b.light[1] + nz * b.light[2]
    found = np.zeros(4)
    length = np.sqrt(nz * nz + nx * nx)
    ux, uz = nz / length, -nx / length
    vx, vy, vz = ny * uz, nz * ux - nx * uz, -ny * ux
    wide = b.ring_outer - b.ring_inner
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
            _across(sums, (r - b.ring_inner) / wide, 0.5 * pixel / wide, found)
            if found[3] <= 1e-4:
                continue
            u, v = x * ux + z * uz, x * vx + y * vy + z * vz
            thick = _clumps(u, v, r, broken, grain, pixel, b.seed + 501)
            slanted = 1.0 - (1.0 - min(0.98, found[3] * thick)) ** (0.45 / max(0.16, abs(nz)))
            alpha = min(0.985, max(0.0, slanted))
            lit = _sunlight(b, others, x, y, z) * _towards_the_eye(b, facing, alpha)
            # The day side of the globe shines on the rings near it.
            near = max(0.0, (x * b.light[0] + y * b.light[1] + z * b.light[2]) / r + 0.3) / (r * r)
            back = target[row, column]
            for c in range(3):
                own = found[c] / found[3]
                light = own * (b.sun[c] * lit * 0.64 + b.night[c] * 0.9 + 0.05 * near) + shine * own
                back[c] = back[c] * (1.0 - alpha) + light * alpha
            back[3] *= 1.0 - alpha


@njit(**KERNEL)
def paint_stones(target, b_, stones, others, front):
    """Paint the loose stones before (or behind) the globe's middle: lumps with a lit and a dark side."""
    b = b_[0]
    nx, ny, nz = b.normal[0], b.normal[1], b.normal[2]
    length = np.sqrt(nz * nz + nx * nx)
    ux, uz = nz / length, -nx / length
    vx, vy, vz = ny * uz, nz * ux - nx * uz, -ny * ux
    for n in range(stones.shape[0]):
        angle, far, high = stones[n, 0], stones[n, 1], stones[n, 2]
        p, q = far * np.cos(angle), far * np.sin(angle)
        x, y, z = p * ux + q * vx + high * nx, q * vy + high * ny, p * uz + q * vz + high * nz
        if (z >= 0.0) != front:
            continue
        size = stones[n, 3] * b.radius
        drawn = max(size, 0.7)
        share = min(1.0, (size / drawn) ** 1.3)
        lit = _sunlight(b, others, x, y, z)
        cx, cy = b.x + x * b.radius, b.y - y * b.radius
        reach = int(drawn * 1.3) + 1
        for row in range(max(0, int(cy) - reach), min(target.shape[0], int(cy) + reach + 1)):
            for column in range(max(0, int(cx) - reach), min(target.shape[1], int(cx) + reach + 1)):
                dx, dy = (column + 0.5 - cx) / drawn, (cy - row - 0.5) / drawn
                bump = noise_at(dx * 1.1 + 7.0 * n, dy * 1.1, 0.3, b.seed + 601) if size > 1.2 else 0.0
                away = np.sqrt(dx * dx + dy * dy) * (1.0 + 0.55 * bump)
                alpha = share * min(1.0, max(0.0, (1.0 - away) * drawn + 0.5))
                if alpha <= 0.0:
                    continue
                inside = min(0.999, away)
                toward = dx * b.light[0] + dy * b.light[1] + np.sqrt(1.0 - inside * inside) * b.light[2]
                bright = max(0.0, toward * (1.0 + 0.8 * bump) + 0.05) * lit * (0.9 + stones[n, 7])
                back = target[row, column]
                for c in range(3):
                    light = stones[n, 4 + c] * (b.sun[c] * bright * 0.8 + b.night[c])
                    back[c] += (light - back[c]) * alpha
                back[3] *= 1.0 - alpha
