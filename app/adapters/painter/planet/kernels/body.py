"""The light on one globe: ground, clouds, air, aurora, and the shadows that others throw on it.

Everything is in the viewer's frame: x to the right, y up, z towards the eye, the globe's radius as unit,
parallel rays. `maps` holds what the surface says, one row of numbers a pixel (the columns below).
"""

import numpy as np
from numba import njit

from app.adapters.painter.planet.kernels.air import RGB, breathe, smooth
from app.adapters.painter.planet.kernels.compiled import KERNEL
from app.adapters.painter.planet.kernels.noise import noise_at

HEIGHT, RED, GREEN, BLUE, GLOSS, METAL, THROUGH, GLOW, CLOUD = range(9)
COLUMNS = 9

_THREE = ("f8", 3)
BODY = np.dtype(
    [
        ("x", "f8"), ("y", "f8"), ("radius", "f8"), ("reach", "f8"),
        ("light", *_THREE), ("sun", *_THREE), ("night", *_THREE),
        ("env_up", *_THREE), ("env_down", *_THREE),
        ("glow", *_THREE), ("cloud", *_THREE), ("cloud_height", "f8"),
        ("air", *_THREE), ("air_dense", "f8"), ("air_high", "f8"), ("air_forward", "f8"),
        ("dusk", *_THREE), ("halo", *_THREE), ("halo_wide", "f8"),
        ("curtain", "f8"), ("curtain_low", *_THREE), ("curtain_high", *_THREE), ("curtain_seed", "i8"),
        ("axis", *_THREE), ("side", *_THREE), ("grid", "f8"), ("bolts", "f8"),
        ("ring", "f8"), ("ring_inner", "f8"), ("ring_outer", "f8"), ("normal", *_THREE),
        ("dimmed", "f8"), ("seed", "i8"),
    ],
    align=True,
)  # fmt: skip
"""Colours are linear light. `reach` is how far from the middle, in radii, anything of it can be seen."""


@njit(**KERNEL)
def _average(sums, at, half):
    """Mean of a ring's density between `at` - `half` and `at` + `half` (0…1 across), from running sums."""
    last = sums.shape[0] - 1
    low = min(1.0, max(0.0, at - half)) * last
    high = min(1.0, max(0.0, at + half)) * last
    if high - low < 1.0:
        middle = 0.5 * (low + high)
        low, high = max(0.0, middle - 0.5), min(float(last), middle + 0.5)
    i, j = min(int(low), last - 1), min(int(high), last - 1)
    first = sums[i, 3] + (sums[i + 1, 3] - sums[i, 3]) * (low - i)
    second = sums[j, 3] + (sums[j + 1, 3] - sums[j, 3]) * (high - j)
    return (second - first) / max(high - low, 1e-6)


@njit(**KERNEL)
def _shaded(b, sums, others, x, y, z):
    """Sunlight that reaches a place on the globe past rings and moons, 0…1."""
    lx, ly, lz = b.light[0], b.light[1], b.light[2]
    open_ = 1.0
    if b.ring > 0.0:
        facing = b.normal[0] * lx + b.normal[1] * ly + b.normal[2] * lz
        way = -(b.normal[0] * x + b.normal[1] * y + b.normal[2] * z) / (
            facing if abs(facing) > 1e-3 else 1e-3
        )
        if way > 0.0:
            qx, qy, qz = x + way * lx, y + way * ly, z + way * lz
            across = (np.sqrt(qx * qx + qy * qy + qz * qz) - b.ring_inner) / (b.ring_outer - b.ring_inner)
            if 0.0 < across < 1.0:
                open_ *= 1.0 - 0.88 * min(1.0, _average(sums, across, 0.006 + 0.012 * way))
    for m in range(others.shape[0]):
        ox, oy, oz, size = others[m, 0] - x, others[m, 1] - y, others[m, 2] - z, others[m, 3]
        along = ox * lx + oy * ly + oz * lz
        if along > 0.0:
            apart = np.sqrt(max(0.0, ox * ox + oy * oy + oz * oz - along * along))
            open_ *= 1.0 - 0.92 * smooth(size * 1.25, size * 0.75, apart)
    return open_


@njit(**KERNEL)
def _surroundings(b, x, y, z, out):
    """What a mirror there would show: a bright side, a dark one, a band of haze between."""
    up = 0.5 + 0.5 * y
    toward = b.light[0] * x + b.light[1] * y + b.light[2] * z
    soft = smooth(-0.2, 1.0, toward)
    band = np.exp(-(((y - 0.12) * 5.0) ** 2))
    box = smooth(0.80, 0.90, toward) * 0.9
    for c in range(RGB):
        out[c] = (
            b.env_down[c] + (b.env_up[c] - b.env_down[c]) * up * up + 0.35 * band * b.env_up[c]
            + (0.20 * soft * soft + box) * b.sun[c]
        )  # fmt: skip


@njit(**KERNEL)
def _ground_light(b, texel, nx, ny, nz, bx, by, bz, sunlight, mirror, out):
    """Light from a place with normal `n` bent by relief to `b`, into `out`."""
    lx, ly, lz = b.light[0], b.light[1], b.light[2]
    straight = nx * lx + ny * ly + nz * lz
    bent = bx * lx + by * ly + bz * lz
    through = texel[THROUGH]
    wrap = 0.05 + 0.22 * through
    day = smooth(-wrap, wrap + 0.10, straight)
    diffuse = max(0.0, (bent + wrap) / (1.0 + wrap)) * day * sunlight
    gloss, metal = texel[GLOSS], texel[METAL]
    rough = (1.0 - gloss) * (1.0 - gloss) * 0.95 + 0.012
    hx, hy, hz = lx, ly, lz + 1.0
    length = np.sqrt(hx * hx + hy * hy + hz * hz)
    nh = max(0.0, (bx * hx + by * hy + bz * hz) / length)
    nv = max(0.06, bz)
    nl = max(0.0, bent)
    spread = nh * nh * (rough * rough - 1.0) + 1.0
    shine = rough * rough / (3.14159 * spread * spread)
    k = 0.5 * rough
    shine *= 0.25 / ((nl * (1.0 - k) + k) * (nv * (1.0 - k) + k))
    shine = min(shine, 14.0) * nl * day * sunlight * gloss
    vh = hz / length
    graze = (1.0 - vh) ** 5
    edge = (1.0 - nv) ** 4
    _surroundings(b, 2.0 * bz * bx, 2.0 * bz * by, 2.0 * bz * bz - 1.0, mirror)
    lit = 0.16 + 0.84 * day * sunlight
    inside = through * 0.35 * smooth(-0.55, 0.7, straight) * smooth(-0.35, 0.1, straight) * sunlight
    for c in range(RGB):
        colour = texel[RED + c]
        facing = 0.04 + (colour - 0.04) * metal
        light = colour * (1.0 - 0.88 * metal) * b.sun[c] * (diffuse + inside * (0.4 + 0.6 * colour))
        light += (facing + (1.0 - facing) * graze) * shine * b.sun[c]
        polish = gloss * gloss
        light += (
            mirror[c] * lit * polish * (facing * (0.55 + 0.6 * metal) + 0.30 * edge * (1.0 - 0.5 * metal))
        )
        out[c] = light + colour * b.night[c]


@njit(**KERNEL)
def _night_works(b, x, y, z, straight, light):
    """What stirs on the dark side: lightning in clouds, a neon net."""
    dark = smooth(0.12, -0.12, straight)
    if dark <= 0.0:
        return
    if b.grid > 0.0:
        up = x * b.axis[0] + y * b.axis[1] + z * b.axis[2]
        sx, sz = x * b.side[0] + y * b.side[1] + z * b.side[2], 0.0
        sz = np.sqrt(max(0.0, 1.0 - up * up - sx * sx))
        east = np.arctan2(sx, sz) * 7.6394
        north = np.arcsin(min(1.0, max(-1.0, up))) * 7.6394
        pixel = 7.6394 / b.radius / max(z, 0.12)
        thin = 0.018 + 0.8 * pixel
        de, dn = abs(east - np.floor(east + 0.5)), abs(north - np.floor(north + 0.5))
        narrow = np.sqrt(max(0.02, 1.0 - up * up))
        net = max(np.exp(-((de * narrow / thin) ** 2)), np.exp(-((dn / thin) ** 2)))
        net += 0.25 * max(np.exp(-de * narrow * 9.0), np.exp(-dn * 9.0))
        # Wider lines are fainter, so that a small picture is not all net.
        net *= 1.6 * b.grid * dark * np.sqrt(0.018 / thin) * smooth(0.05, 0.35, z)
        for c in range(RGB):
            light[c] += net * (b.curtain_low[c] + (b.curtain_high[c] - b.curtain_low[c]) * (0.5 + 0.5 * y))


@njit(**KERNEL)
def _bent_normal(maps, row, column, column_of, strength, x, y, z, radius, normal):
    """The normal at a pixel after the relief in one column of the maps; heights are read around it."""
    rows, columns = maps.shape[0], maps.shape[1]
    left, right = max(column - 1, 0), min(column + 1, columns - 1)
    above, below = max(row - 1, 0), min(row + 1, rows - 1)
    gx = (maps[row, right, column_of] - maps[row, left, column_of]) * radius / max(1, right - left) * strength
    gy = (
        (maps[above, column, column_of] - maps[below, column, column_of])
        * radius
        / max(1, below - above)
        * strength
    )
    edge = smooth(0.0, 0.16, z)
    gx, gy = gx * edge, gy * edge
    steep = np.sqrt(gx * gx + gy * gy)
    if steep > 1.6:
        gx, gy = gx * 1.6 / steep, gy * 1.6 / steep
    out = gx * x + gy * y
    nx, ny, nz = x - (gx - out * x), y - (gy - out * y), z + out * z
    length = np.sqrt(nx * nx + ny * ny + nz * nz)
    normal[0], normal[1], normal[2] = nx / length, ny / length, nz / length


@njit(**KERNEL)
def _cloud_between(maps, b, row, column, z):
    """Cloud on the way from this place to the sun: read a little towards it."""
    reach = b.cloud_height * b.radius / max(0.35, b.light[2] * 0.6 + 0.4)
    r = row - b.light[1] * reach
    c = column + b.light[0] * reach
    i, j = int(np.floor(r)), int(np.floor(c))
    if i < 0 or j < 0 or i >= maps.shape[0] - 1 or j >= maps.shape[1] - 1:
        return 0.0
    fr, fc = r - i, c - j
    top = maps[i, j, CLOUD] * (1.0 - fc) + maps[i, j + 1, CLOUD] * fc
    low = maps[i + 1, j, CLOUD] * (1.0 - fc) + maps[i + 1, j + 1, CLOUD] * fc
    return top * (1.0 - fr) + low * fr


@njit(**KERNEL)
def _globe_light(b, maps, sums, others, row, column, x, y, z, normal, mirror, light):
    """Ground and clouds at one pixel of the disc, before the air, into `light`."""
    texel = maps[row, column]
    _bent_normal(maps, row, column, HEIGHT, 0.6, x, y, z, b.radius, normal)
    straight = x * b.light[0] + y * b.light[1] + z * b.light[2]
    sunlight = b.dimmed
    if straight > -0.3:
        sunlight *= _shaded(b, sums, others, x, y, z)
    under = sunlight * (1.0 - 0.62 * _cloud_between(maps, b, row, column, z))
    _ground_light(b, texel, x, y, z, normal[0], normal[1], normal[2], under, mirror, light)
    cloud = texel[CLOUD]
    dark = 0.12 + 0.88 * smooth(0.22, -0.16, straight)
    for c in range(RGB):
        light[c] += texel[GLOW] * b.glow[c] * dark * (1.0 - 0.8 * cloud)
    _night_works(b, x, y, z, straight, light)
    if cloud > 0.0:
        _bent_normal(maps, row, column, CLOUD, 0.007, x, y, z, b.radius, normal)
        bent = normal[0] * b.light[0] + normal[1] * b.light[1] + normal[2] * b.light[2]
        day = smooth(-0.14, 0.20, straight)
        lit = (0.30 * max(0.0, straight + 0.1) + 0.80 * max(0.0, (bent + 0.14) / 1.14)) * day * sunlight
        low_sun = smooth(0.42, -0.05, straight)
        flash = 0.0
        if b.bolts > 0.0 and straight < 0.1:
            storm = noise_at(x * 5.0, y * 5.0, z * 5.0, b.seed + 77)
            flash = b.bolts * smooth(0.44, 0.75, storm) * smooth(0.05, -0.15, straight) * cloud
        for c in range(RGB):
            warm = b.sun[c] * (1.0 - low_sun * min(0.85, 0.75 * b.dusk[c] / (b.dusk[2] + b.dusk[1] + 1e-3)))
            white = b.cloud[c] * (lit * warm + b.night[c] * 1.3) + flash * (0.6 + 0.5 * b.curtain_high[c])
            light[c] += (white - light[c]) * cloud


@njit(**KERNEL)
def paint_body(target, b_, maps, corner, sums, others, left, right, first, last):
    """Paint part of a globe over `target` (h, w, 4): light, and what passes from behind.

    `corner` is the row and column of `maps[0, 0]` in the target.
    """
    b = b_[0]
    light, mirror, normal, air = np.zeros(3), np.zeros(3), np.zeros(3), np.zeros(6)
    for row in range(first, last):
        y = (b.y - row - 0.5) / b.radius
        for column in range(left, right):
            x = (column + 0.5 - b.x) / b.radius
            far = np.sqrt(x * x + y * y)
            if far > b.reach:
                continue
            covered = min(1.0, max(0.0, (1.0 - far) * b.radius + 0.5))
            back = target[row, column]
            inside = min(far, 0.9995)
            z = np.sqrt(1.0 - inside * inside)
            if covered > 0.0:
                inward = inside / max(far, 1e-9)
                i = min(maps.shape[0] - 1, max(0, row - corner[0]))
                j = min(maps.shape[1] - 1, max(0, column - corner[1]))
                _globe_light(b, maps, sums, others, i, j, x * inward, y * inward, z, normal, mirror, light)
                for c in range(RGB):
                    back[c] += (light[c] - back[c]) * covered
                back[3] *= 1.0 - covered
            breathe(b, x, y, z, far, air, back)
