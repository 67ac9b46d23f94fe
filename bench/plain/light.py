"""`kernels.body.paint_body` on whole arrays, for a globe with clouds and air and nothing else."""

from typing import Any

import numpy as np

from app.adapters.painter.planet.kernels.air import _SHELL, _STEPS, AROUND, BEFORE, BESIDE
from app.adapters.painter.planet.kernels.body import BLUE, CLOUD, GLOSS, GLOW, HEIGHT, METAL, RED, THROUGH


def _smooth(low: Any, high: Any, value: Any) -> Any:
    t = np.clip((value - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def _unit(x: Any, y: Any, z: Any) -> tuple[Any, Any, Any]:
    length = np.sqrt(x * x + y * y + z * z)
    return x / length, y / length, z / length


class _Disc:
    """The pixels of the disc: where they are on the globe, and what the surface says there."""

    def __init__(self, b: Any, maps: Any, corner: Any, rows: Any, columns: Any) -> None:
        self.b, self.maps = b, maps
        self.i = np.clip(rows - corner[0], 0, maps.shape[0] - 1)
        self.j = np.clip(columns - corner[1], 0, maps.shape[1] - 1)
        x, y = (columns + 0.5 - b["x"]) / b["radius"], (b["y"] - rows - 0.5) / b["radius"]
        far = np.sqrt(x * x + y * y)
        inside = np.minimum(far, 0.9995)
        self.x, self.y = x * inside / np.maximum(far, 1e-9), y * inside / np.maximum(far, 1e-9)
        self.z = np.sqrt(1 - inside * inside)
        self.texel = maps[self.i, self.j].astype(np.float64)

    def bent(self, column: int, strength: float) -> tuple[Any, Any, Any]:
        heights, b = self.maps[..., column].astype(np.float64), self.b
        left, right = np.maximum(self.j - 1, 0), np.minimum(self.j + 1, heights.shape[1] - 1)
        above, below = np.maximum(self.i - 1, 0), np.minimum(self.i + 1, heights.shape[0] - 1)
        gx = (heights[self.i, right] - heights[self.i, left]) * b["radius"] / np.maximum(1, right - left)
        gy = (heights[above, self.j] - heights[below, self.j]) * b["radius"] / np.maximum(1, below - above)
        edge = _smooth(0.04, 0.30, self.z) * strength
        gx, gy = gx * edge, gy * edge
        flatter = 1.6 / np.maximum(1.6, np.sqrt(gx * gx + gy * gy))
        gx, gy = gx * flatter, gy * flatter
        out = gx * self.x + gy * self.y
        return _unit(self.x - (gx - out * self.x), self.y - (gy - out * self.y), self.z + out * self.z)

    def ahead(self, straight: Any, reach: float) -> Any:
        b, cover = self.b, self.maps[..., CLOUD].astype(np.float64)
        away = reach * b["radius"] / np.maximum(0.24, straight)
        r = self.i - (b["light"][1] - straight * self.y) * away
        c = self.j + (b["light"][0] - straight * self.x) * away
        i, j = np.floor(r).astype(int), np.floor(c).astype(int)
        within = (i >= 0) & (j >= 0) & (i < cover.shape[0] - 1) & (j < cover.shape[1] - 1)
        i, j = np.clip(i, 0, cover.shape[0] - 2), np.clip(j, 0, cover.shape[1] - 2)
        fr, fc = r - np.floor(r), c - np.floor(c)
        top = cover[i, j] * (1 - fc) + cover[i, j + 1] * fc
        low = cover[i + 1, j] * (1 - fc) + cover[i + 1, j + 1] * fc
        return np.where(within, top * (1 - fr) + low * fr, 0)


def _slant(far: Any, mu: Any, high: float) -> Any:
    bulge = np.sqrt(1.5708 * far / high)
    near = np.exp(-(far - 1) / high) * bulge / ((bulge - 1) * np.abs(mu) + 1)
    lowest = far * np.sqrt(np.maximum(0, 1 - mu * mu))
    through = 2 * np.exp(np.minimum(4, (1 - lowest) / high)) * np.sqrt(1.5708 * lowest / high) - near
    return np.where(mu >= 0, near, through)


def _sun_at(b: Any, straight: Any) -> Any:
    return b["sun"] * np.exp(-b["dusk"] * _slant(1.0, straight, b["air_high"])[:, None])


def _surroundings(b: Any, x: Any, y: Any, z: Any) -> Any:
    up, toward = 0.5 + 0.5 * y, b["light"][0] * x + b["light"][1] * y + b["light"][2] * z
    soft, band = _smooth(-0.2, 1.0, toward), np.exp(-(((y - 0.12) * 5.0) ** 2))
    sun = (0.20 * soft * soft + _smooth(0.80, 0.90, toward) * 0.9)[:, None] * b["sun"]
    return (
        b["env_down"]
        + (b["env_up"] - b["env_down"]) * (up * up)[:, None]
        + 0.35 * band[:, None] * b["env_up"]
        + sun
    )


def _ground(disc: _Disc, straight: Any, sunlight: Any, sunny: Any) -> Any:
    b, t = disc.b, disc.texel
    lx, ly, lz = b["light"]
    bx, by, bz = disc.bent(HEIGHT, 0.6)
    bent = bx * lx + by * ly + bz * lz
    through, gloss, metal = t[:, THROUGH], t[:, GLOSS], t[:, METAL]
    wrap = 0.03 + 0.20 * through
    day = _smooth(-wrap, wrap + 0.08, straight)
    diffuse = np.maximum(0, (bent + wrap) / (1 + wrap)) * day * sunlight
    rough = (1 - gloss) * (1 - gloss) * 0.95 + 0.012
    nh = np.maximum(0, bx * b["half"][0] + by * b["half"][1] + bz * b["half"][2])
    nv, nl = np.maximum(0.06, bz), np.maximum(0, bent)
    spread = nh * nh * (rough * rough - 1) + 1
    k = 0.5 * rough
    shine = rough * rough / (3.14159 * spread * spread) * 0.25 / ((nl * (1 - k) + k) * (nv * (1 - k) + k))
    shine = np.minimum(shine, 9) * nl * day * sunlight * gloss
    graze, edge = b["graze"], (1 - nv) ** 4
    mirror = _surroundings(b, 2 * bz * bx, 2 * bz * by, 2 * bz * bz - 1)
    inside = through * 0.35 * _smooth(-0.55, 0.7, straight) * _smooth(-0.35, 0.1, straight) * sunlight
    colour = t[:, RED : BLUE + 1]
    facing = 0.04 + (colour - 0.04) * metal[:, None]
    light = colour * (1 - 0.88 * metal)[:, None] * sunny
    light = light * (diffuse[:, None] + inside[:, None] * (0.4 + 0.6 * colour))
    light += (facing + (1 - facing) * graze) * shine[:, None] * sunny
    lit = (0.10 + 0.90 * day * sunlight) * gloss * gloss
    polish = facing * (0.55 + 0.6 * metal)[:, None] + (0.30 * edge * (1 - 0.5 * metal))[:, None]
    stars = (0.45 + 0.55 * (0.5 - 0.5 * straight) + 0.35 * by)[:, None]
    rim = ((1 - disc.z) ** 4 * 0.7)[:, None]
    skylight = (_smooth(-0.20, 0.55, straight) * (0.35 + 0.65 * sunlight))[:, None]
    light += mirror * lit[:, None] * polish + (colour * stars + rim) * b["night"]
    return light + colour * b["sky"] * skylight


def _globe(disc: _Disc) -> Any:
    b, cloud, (lx, ly, lz) = disc.b, disc.texel[:, CLOUD], disc.b["light"]
    straight = disc.x * lx + disc.y * ly + disc.z * lz
    covered = np.where(straight > -0.1, 0.66 * disc.ahead(straight, b["cloud_height"]), 0)
    light = _ground(disc, straight, b["dimmed"] * (1 - covered), _sun_at(b, straight))
    dark = 0.12 + 0.88 * _smooth(0.22, -0.16, straight)
    light += (disc.texel[:, GLOW] * dark * (1 - 0.8 * cloud))[:, None] * b["glow"]
    nx, ny, nz = disc.bent(CLOUD, b["cloud_relief"])
    bent = nx * lx + ny * ly + nz * lz
    ahead = disc.ahead(straight, 0.5 * b["cloud_height"])
    shade = 1 - b["cloud_shade"] * np.maximum(0, ahead - 0.55 * cloud) * _smooth(0.0, 0.3, straight + 0.15)
    lit = 0.30 * np.maximum(0, straight + 0.06) + 0.72 * np.maximum(0, (bent + 0.08) / 1.08)
    lit *= _smooth(-0.10, 0.16, straight) * b["dimmed"] * shade * (0.62 + 0.38 * cloud)
    stars = 0.55 + 0.45 * (0.5 - 0.5 * straight) + 0.25 * disc.y
    skylight = 1.1 * _smooth(-0.24, 0.55, straight) * (0.35 + 0.65 * b["dimmed"])
    white = lit[:, None] * _sun_at(b, straight + 0.05) + stars[:, None] * b["night"] * 0.7
    white = b["cloud"] * (white + skylight[:, None] * b["sky"])
    return light + (white - light) * np.where(cloud > 0.004, cloud, 0)[:, None]


def scatter(body: Any, table: Any, first: int, last: int) -> None:
    """As the compiled one, every ray of these rows at once."""
    b, rows = body[0], np.arange(first, last)
    shell = 1 + _SHELL * b["air_high"]
    before = rows < BEFORE
    place = np.where(before, rows / (BEFORE - 1.0), (rows - BEFORE) / (BESIDE - 1.0)) ** 2
    across = np.where(before, np.sqrt(np.maximum(0, 1 - place * place)), 1 + (shell - 1) * place)
    near = np.sqrt(np.maximum(0, shell * shell - across * across))
    start = np.where(before, place, -near)
    side = np.linspace(-1, 1, AROUND)
    across, near, start = (
        np.broadcast_to(one[:, None], (rows.size, AROUND)) for one in (across, near, start)
    )
    lx, ly, lz = b["light"]
    toward, step = across * side * np.sqrt(lx * lx + ly * ly), (near - start) / _STEPS
    depth, light = np.zeros_like(toward), np.zeros((*toward.shape, 3))
    for n in range(_STEPS):
        z = near - (n + 0.5) * step
        far = np.sqrt(across * across + z * z)
        piece = np.exp(-np.maximum(0, far - 1) / b["air_high"]) * step / b["air_high"]
        mu = (toward + z * lz) / far
        sunward = _slant(np.maximum(1, far), mu, b["air_high"])
        lit = np.exp(-b["dusk"] * sunward[..., None]) + 0.22 * _smooth(-0.34, 0.30, mu)[..., None] ** 2
        light += b["air"] * piece[..., None] * lit * np.exp(-b["air"] * (depth + 0.5 * piece)[..., None])
        depth += piece
    table[first:last, :, :3], table[first:last, :, 3:] = light, np.exp(-b["air"] * depth[..., None])


def paint_body(
    target: Any,
    body: Any,
    maps: Any,
    corner: Any,
    table: Any,
    _sums: Any,
    _others: Any,
    left: int,
    right: int,
    first: int,
    last: int,
) -> None:
    """As the compiled one. Rings, moons, lightning, nets and shines are left out: the yardstick has none."""
    b = body[0]
    rows, columns = np.mgrid[first:last, left:right]
    x, y = (columns + 0.5 - b["x"]) / b["radius"], (b["y"] - rows - 0.5) / b["radius"]
    far = np.sqrt(x * x + y * y)
    covered = np.clip((1 - far) * b["radius"] + 0.5, 0, 1)
    back = target[first:last, left:right]
    on = (covered > 0) & (far <= b["reach"])
    share = covered[on][:, None]
    back[on, :3] += (_globe(_Disc(b, maps, corner, rows[on], columns[on])) - back[on, :3]) * share
    back[on, 3] *= 1 - covered[on]
    _breathe(b, table, x, y, far, back)


def _breathe(b: Any, table: Any, x: Any, y: Any, far: Any, back: Any) -> None:
    through = far < 1 + _SHELL * b["air_high"]
    read = _read(b, table, x[through], y[through], far[through])
    back[through, :3] = back[through, :3] * read[:, 3:] + read[:, :3] * b["sun"] * b["air_bright"]
    back[through, 3] *= read[:, 3:].mean(axis=1)
    inside = np.minimum(far, 0.9995)
    layer = np.exp(-(((far - 1 - b["airglow_high"]) / b["airglow_wide"]) ** 2))
    layer = np.where(far > 1, layer, np.maximum(layer, 0.05 / (np.sqrt(1 - inside * inside) + 0.06)))
    back[..., :3] += np.where(far <= b["reach"], np.minimum(1, layer), 0)[..., None] * b["airglow"]


def _read(b: Any, table: Any, x: Any, y: Any, far: Any) -> Any:
    (lx, ly, _), inside = b["light"], np.minimum(far, 0.9995)
    before = far < 1
    above = np.sqrt(np.maximum(0, far - 1) / (_SHELL * b["air_high"])) * (BESIDE - 1.0)
    at = np.where(before, (1 - inside * inside) ** 0.25 * (BEFORE - 1.0), BEFORE + above)
    i = np.minimum(at.astype(int), np.where(before, BEFORE - 2, BEFORE + BESIDE - 2))
    side = (x * lx + y * ly) / np.maximum(1e-9, far * np.sqrt(lx * lx + ly * ly))
    around = (0.5 + 0.5 * np.clip(side, -1, 1)) * (AROUND - 1.0)
    j = np.minimum(around.astype(int), AROUND - 2)
    fi, fj = (at - i)[:, None], (around - j)[:, None]
    top = table[i, j] + (table[i, j + 1] - table[i, j]) * fj
    low = table[i + 1, j] + (table[i + 1, j + 1] - table[i + 1, j]) * fj
    return top + (low - top) * fi
