"""The light on one globe: ground, clouds, air, aurora, and the shadows that others throw on it.

Everything is in the viewer's frame: x to the right, y up, z towards the eye, the globe's radius as unit,
parallel rays. `maps` holds what the surface says, one row of numbers a pixel (the columns below).
"""

import numpy as np
from numba import njit

from app.adapters.painter.planet.kernels.air import RGB, breathe, fall, slant, smooth
from app.adapters.painter.planet.kernels.compiled import KERNEL
from app.adapters.painter.planet.kernels.night import stir

HEIGHT, RED, GREEN, BLUE, GLOSS, METAL, THROUGH, GLOW, CLOUD = range(9)
COLUMNS = 9

_THREE = ("f8", 3)
BODY = np.dtype(
    [
        ("x", "f8"), ("y", "f8"), ("radius", "f8"), ("reach", "f8"),
        ("light", *_THREE), ("half", *_THREE), ("graze", "f8"), ("sun", *_THREE), ("night", *_THREE),
        ("env_up", *_THREE), ("env_down", *_THREE),
        ("glow", *_THREE), ("cloud", *_THREE),
        ("cloud_height", "f8"), ("cloud_relief", "f8"), ("cloud_shade", "f8"),
        ("air", *_THREE), ("air_high", "f8"), ("air_bright", "f8"), ("dusk", *_THREE), ("sky", *_THREE),
        ("airglow", *_THREE), ("airglow_high", "f8"), ("airglow_wide", "f8"),
        ("halo", *_THREE), ("halo_wide", "f8"), ("halo_round", "f8"),
        ("axis", *_THREE), ("side", *_THREE),
        ("grid", "f8"), ("grid_low", *_THREE), ("grid_high", *_THREE), ("bolts", *_THREE),
        ("ring", "f8"), ("ring_inner", "f8"), ("ring_outer", "f8"),
        ("normal", *_THREE),
        ("dimmed", "f8"), ("seed", "i8"),
    ],
    align=True,
)  # fmt: skip
"""Colours are linear light. `half` points between the sun and the eye, `graze` how flat light meets it there;
`reach` is how far from the middle, in radii, anything of the globe can be seen."""


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


@njit(inline="always", **KERNEL)
def _sun_at(b, straight, sunny):
    """The sun's colour where it stands `straight` (cosine) overhead, reddened by the air, into `sunny`."""
    if b.air_high <= 0.0:
        for c in range(RGB):
            sunny[c] = b.sun[c]
        return
    way = slant(1.0, straight, b.air_high)
    for c in range(RGB):
        sunny[c] = b.sun[c] * fall(b.dusk[c] * way)


@njit(inline="always", **KERNEL)
def _shine(b, bx, by, bz, nl, nv, gloss):
    """The sun's highlight on ground whose normal is bent: GGX."""
    rough = (1.0 - gloss) * (1.0 - gloss) * 0.95 + 0.012
    nh = max(0.0, bx * b.half[0] + by * b.half[1] + bz * b.half[2])
    spread = nh * nh * (rough * rough - 1.0) + 1.0
    k = 0.5 * rough
    hidden = (nl * (1.0 - k) + k) * (nv * (1.0 - k) + k)
    return min(0.25 * rough * rough / (3.14159 * spread * spread * hidden), 9.0) * nl * gloss


@njit(**KERNEL)
def _ground_light(b, texel, x, y, z, normal, sunlight, sunny, mirror, out):
    """Light from a place whose normal (x, y, z) is bent by relief to `normal`, into `out`."""
    lx, ly, lz = b.light[0], b.light[1], b.light[2]
    bx, by, bz = normal[0], normal[1], normal[2]
    straight = x * lx + y * ly + z * lz
    bent = bx * lx + by * ly + bz * lz
    through = texel[THROUGH]
    wrap = 0.03 + 0.20 * through
    day = smooth(-wrap, wrap + 0.08, straight)
    diffuse = max(0.0, (bent + wrap) / (1.0 + wrap)) * day * sunlight
    gloss, metal = texel[GLOSS], texel[METAL]
    nv = max(0.06, bz)
    shine = _shine(b, bx, by, bz, max(0.0, bent), nv, gloss) * day * sunlight if day > 0.0 else 0.0
    graze, edge = b.graze, (1.0 - nv) ** 4
    polish = gloss * gloss * (0.10 + 0.90 * day * sunlight)
    if polish > 1e-3:
        _surroundings(b, 2.0 * bz * bx, 2.0 * bz * by, 2.0 * bz * bz - 1.0, mirror)
    else:
        polish = 0.0
    inside = through * 0.35 * smooth(-0.55, 0.7, straight) * smooth(-0.35, 0.1, straight) * sunlight
    polish = gloss * gloss
    # What is left on the night side: the light of the stars, stronger away from the sun's side, and a rim.
    stars = 0.45 + 0.55 * (0.5 - 0.5 * straight) + 0.35 * by
    rim = (1.0 - z) ** 4 * 0.7
    skylight = smooth(-0.20, 0.55, straight) * (0.35 + 0.65 * sunlight)
    for c in range(RGB):
        colour = texel[RED + c]
        facing = 0.04 + (colour - 0.04) * metal
        light = colour * (1.0 - 0.88 * metal) * sunny[c] * (diffuse + inside * (0.4 + 0.6 * colour))
        light += (facing + (1.0 - facing) * graze) * shine * sunny[c]
        if polish > 0.0:
            mirrored = facing * (0.55 + 0.6 * metal) + 0.30 * edge * (1.0 - 0.5 * metal)
            light += mirror[c] * polish * mirrored
        out[c] = light + (colour * stars + rim) * b.night[c] + colour * b.sky[c] * skylight


@njit(**KERNEL)
def _bent_normal(maps, row, column, column_of, strength, x, y, z, radius, normal):
    """The normal at a pixel after the relief in one column of the maps; heights are read around it."""
    rows, columns = maps.shape[0], maps.shape[1]
    left, right = max(column - 1, 0), min(column + 1, columns - 1)
    above, below = max(row - 1, 0), min(row + 1, rows - 1)
    scale = radius * strength * smooth(0.04, 0.30, z)
    gx = (maps[row, right, column_of] - maps[row, left, column_of]) * scale
    gy = (maps[above, column, column_of] - maps[below, column, column_of]) * scale
    gx *= 0.5 if right - left == 2 else 1.0
    gy *= 0.5 if below - above == 2 else 1.0
    steep = gx * gx + gy * gy
    if steep > 2.56:
        flatter = 1.6 / np.sqrt(steep)
        gx, gy = gx * flatter, gy * flatter
    out = gx * x + gy * y
    nx, ny, nz = x - (gx - out * x), y - (gy - out * y), z + out * z
    unit = 1.0 / np.sqrt(nx * nx + ny * ny + nz * nz)
    normal[0], normal[1], normal[2] = nx * unit, ny * unit, nz * unit


@njit(**KERNEL)
def _cloud_ahead(maps, b, row, column, x, y, straight, reach):
    """Cloud `reach` radii above, on the way to the sun: shadows grow long where it stands low."""
    away = reach * b.radius / max(0.24, straight)
    r = row - (b.light[1] - straight * y) * away
    c = column + (b.light[0] - straight * x) * away
    i, j = int(np.floor(r)), int(np.floor(c))
    if i < 0 or j < 0 or i >= maps.shape[0] - 1 or j >= maps.shape[1] - 1:
        return 0.0
    fr, fc = r - i, c - j
    top = maps[i, j, CLOUD] * (1.0 - fc) + maps[i, j + 1, CLOUD] * fc
    low = maps[i + 1, j, CLOUD] * (1.0 - fc) + maps[i + 1, j + 1, CLOUD] * fc
    return top * (1.0 - fr) + low * fr


@njit(**KERNEL)
def _lay_cloud(b, maps, row, column, x, y, z, straight, sunlight, normal, sunny, light):
    """Cloud over what `light` holds: bright tops, edges that shade what lies behind them."""
    cloud = maps[row, column, CLOUD]
    _bent_normal(maps, row, column, CLOUD, b.cloud_relief, x, y, z, b.radius, normal)
    bent = normal[0] * b.light[0] + normal[1] * b.light[1] + normal[2] * b.light[2]
    ahead = _cloud_ahead(maps, b, row, column, x, y, straight, 0.5 * b.cloud_height)
    shade = 1.0 - b.cloud_shade * max(0.0, ahead - 0.55 * cloud) * smooth(0.0, 0.3, straight + 0.15)
    day = smooth(-0.10, 0.16, straight)
    lit = (0.30 * max(0.0, straight + 0.06) + 0.72 * max(0.0, (bent + 0.08) / 1.08)) * day * sunlight * shade
    # Thin cloud is greyer than thick: less light comes back from it.
    lit *= 0.62 + 0.38 * cloud
    _sun_at(b, straight + 0.05, sunny)
    stars = 0.55 + 0.45 * (0.5 - 0.5 * straight) + 0.25 * y
    skylight = 1.1 * smooth(-0.24, 0.55, straight) * (0.35 + 0.65 * sunlight)
    for c in range(RGB):
        white = b.cloud[c] * (lit * sunny[c] + b.night[c] * 0.7 * stars + b.sky[c] * skylight)
        light[c] += (white - light[c]) * cloud


@njit(**KERNEL)
def _globe_light(b, maps, sums, others, row, column, x, y, z, normal, mirror, sunny, light):
    """Ground and clouds at a pixel of the disc, before the air, into `light`; the three before are spare."""
    texel = maps[row, column]
    _bent_normal(maps, row, column, HEIGHT, 0.6, x, y, z, b.radius, normal)
    straight = x * b.light[0] + y * b.light[1] + z * b.light[2]
    sunlight = b.dimmed
    if straight > -0.2 and (b.ring > 0.0 or others.shape[0] > 0):
        sunlight *= _shaded(b, sums, others, x, y, z)
    if straight > -0.25:
        _sun_at(b, straight, sunny)
    else:
        sunny[:] = 0.0
    under = sunlight
    if b.cloud_height > 0.0 and straight > -0.1:
        under *= 1.0 - 0.66 * _cloud_ahead(maps, b, row, column, x, y, straight, b.cloud_height)
    _ground_light(b, texel, x, y, z, normal, under, sunny, mirror, light)
    cloud = texel[CLOUD]
    dark = 0.12 + 0.88 * smooth(0.22, -0.16, straight)
    for c in range(RGB):
        light[c] += texel[GLOW] * b.glow[c] * dark * (1.0 - 0.8 * cloud)
    if cloud > 0.004:
        _lay_cloud(b, maps, row, column, x, y, z, straight, sunlight, normal, sunny, light)
    if straight < 0.12 and (b.grid > 0.0 or b.bolts[2] > 0.0):
        stir(b, cloud, x, y, z, straight, light)


@njit(**KERNEL)
def paint_body(target, b_, maps, corner, air_table, sums, others, left, right, first, last):
    """Paint part of a globe over `target` (h, w, 4): light, and what passes from behind.

    `corner` is the row and column of `maps[0, 0]` in the target.
    """
    b = b_[0]
    light, normal, mirror, sunny, air = np.zeros(3), np.zeros(3), np.zeros(3), np.zeros(3), np.zeros(6)
    pixel = 1.0 / b.radius
    for row in range(first, last):
        y = (b.y - row - 0.5) * pixel
        for column in range(left, right):
            x = (column + 0.5 - b.x) * pixel
            far = x * x + y * y
            if far > b.reach * b.reach:
                continue
            far = np.sqrt(far)
            covered = min(1.0, max(0.0, (1.0 - far) * b.radius + 0.5))
            back = target[row, column]
            inside = min(far, 0.9995)
            z = np.sqrt(1.0 - inside * inside)
            if covered > 0.0:
                inward = inside / max(far, 1e-9)
                i = min(maps.shape[0] - 1, max(0, row - corner[0]))
                j = min(maps.shape[1] - 1, max(0, column - corner[1]))
                px, py = x * inward, y * inward
                _globe_light(b, maps, sums, others, i, j, px, py, z, normal, mirror, sunny, light)
                for c in range(RGB):
                    back[c] += (light[c] - back[c]) * covered
                back[3] *= 1.0 - covered
            breathe(b, air_table, x, y, z, far, air, back)
