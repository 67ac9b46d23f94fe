"""`kernels.body.paint_body` on whole arrays, for a globe with clouds and air and nothing else."""

from typing import Any

import numpy as np

from app.adapters.painter.planet.kernels.air import _AIR_STEPS_BEFORE, _AIR_STEPS_BESIDE
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
        edge = _smooth(0.0, 0.16, self.z) * strength
        gx, gy = gx * edge, gy * edge
        flatter = 1.6 / np.maximum(1.6, np.sqrt(gx * gx + gy * gy))
        gx, gy = gx * flatter, gy * flatter
        out = gx * self.x + gy * self.y
        return _unit(self.x - (gx - out * self.x), self.y - (gy - out * self.y), self.z + out * self.z)

    def shadow(self) -> Any:
        b, cover = self.b, self.maps[..., CLOUD].astype(np.float64)
        reach = b["cloud_height"] * b["radius"] / max(0.35, b["light"][2] * 0.6 + 0.4)
        r, c = self.i - b["light"][1] * reach, self.j + b["light"][0] * reach
        i, j = np.floor(r).astype(int), np.floor(c).astype(int)
        within = (i >= 0) & (j >= 0) & (i < cover.shape[0] - 1) & (j < cover.shape[1] - 1)
        i, j = np.clip(i, 0, cover.shape[0] - 2), np.clip(j, 0, cover.shape[1] - 2)
        fr, fc = r - np.floor(r), c - np.floor(c)
        top = cover[i, j] * (1 - fc) + cover[i, j + 1] * fc
        low = cover[i + 1, j] * (1 - fc) + cover[i + 1, j + 1] * fc
        return np.where(within, top * (1 - fr) + low * fr, 0)


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


def _ground(disc: _Disc, sunlight: Any) -> tuple[Any, Any]:
    b, t = disc.b, disc.texel
    lx, ly, lz = b["light"]
    bx, by, bz = disc.bent(HEIGHT, 0.6)
    straight, bent = disc.x * lx + disc.y * ly + disc.z * lz, bx * lx + by * ly + bz * lz
    through, gloss, metal = t[:, THROUGH], t[:, GLOSS], t[:, METAL]
    wrap = 0.05 + 0.22 * through
    day = _smooth(-wrap, wrap + 0.10, straight)
    diffuse = np.maximum(0, (bent + wrap) / (1 + wrap)) * day * sunlight
    rough = (1 - gloss) * (1 - gloss) * 0.95 + 0.012
    length = np.sqrt(lx * lx + ly * ly + (lz + 1) ** 2)
    nh = np.maximum(0, (bx * lx + by * ly + bz * (lz + 1)) / length)
    nv, nl = np.maximum(0.06, bz), np.maximum(0, bent)
    spread = nh * nh * (rough * rough - 1) + 1
    k = 0.5 * rough
    shine = rough * rough / (3.14159 * spread * spread) * 0.25 / ((nl * (1 - k) + k) * (nv * (1 - k) + k))
    shine = np.minimum(shine, 14) * nl * day * sunlight * gloss
    graze, edge = (1 - (lz + 1) / length) ** 5, (1 - nv) ** 4
    mirror = _surroundings(b, 2 * bz * bx, 2 * bz * by, 2 * bz * bz - 1)
    inside = through * 0.35 * _smooth(-0.55, 0.7, straight) * _smooth(-0.35, 0.1, straight) * sunlight
    colour = t[:, RED : BLUE + 1]
    facing = 0.04 + (colour - 0.04) * metal[:, None]
    light = colour * (1 - 0.88 * metal)[:, None] * b["sun"]
    light = light * (diffuse[:, None] + inside[:, None] * (0.4 + 0.6 * colour))
    light += (facing + (1 - facing) * graze) * shine[:, None] * b["sun"]
    lit = (0.16 + 0.84 * day * sunlight) * gloss * gloss
    polish = facing * (0.55 + 0.6 * metal)[:, None] + (0.30 * edge * (1 - 0.5 * metal))[:, None]
    return light + mirror * lit[:, None] * polish + colour * b["night"], straight


def _globe(disc: _Disc) -> Any:
    b, cloud = disc.b, disc.texel[:, CLOUD]
    light, straight = _ground(disc, b["dimmed"] * (1 - 0.62 * disc.shadow()))
    dark = 0.12 + 0.88 * _smooth(0.22, -0.16, straight)
    light += (disc.texel[:, GLOW] * dark * (1 - 0.8 * cloud))[:, None] * b["glow"]
    nx, ny, nz = disc.bent(CLOUD, 0.007)
    bent = nx * b["light"][0] + ny * b["light"][1] + nz * b["light"][2]
    day, low_sun = _smooth(-0.14, 0.20, straight), _smooth(0.42, -0.05, straight)
    lit = (
        (0.30 * np.maximum(0, straight + 0.1) + 0.80 * np.maximum(0, (bent + 0.14) / 1.14))
        * day
        * b["dimmed"]
    )
    redder = np.minimum(0.85, 0.75 * b["dusk"] / (b["dusk"][2] + b["dusk"][1] + 1e-3))
    warm = b["sun"] * (1 - low_sun[:, None] * redder)
    white = b["cloud"] * (lit[:, None] * warm + b["night"] * 1.3)
    return light + (white - light) * cloud[:, None]


def _air(b: Any, x: Any, y: Any, start: Any, near: Any, steps: int) -> tuple[Any, Any]:
    (lx, ly, lz), depth, light = b["light"], np.zeros_like(x), np.zeros((x.size, 3))
    step = (near - start) / steps
    for n in range(steps):
        z = near - (n + 0.5) * step
        far = np.sqrt(x * x + y * y + z * z)
        dense = np.exp(-np.maximum(0, far - 1) / b["air_high"]) * b["air_dense"]
        mu = (x * lx + y * ly + z * lz) / far
        grazing = far * np.sqrt(np.maximum(0, 1 - mu * mu))
        day = np.where(mu > 0, 1, _smooth(0.955, 1.012, grazing))
        to_sun = np.where(mu > -0.35, dense * b["air_high"] / (np.maximum(mu, 0) + 0.09), 9.0)
        piece = dense * step
        dimming = np.exp(-(b["dusk"] * to_sun[:, None] + b["air"] * (depth + 0.5 * piece)[:, None]))
        light += b["air"] * (piece * day)[:, None] * dimming
        depth += piece
    return light, np.exp(-b["air"] * depth[:, None])


def paint_body(
    target: Any,
    body: Any,
    maps: Any,
    corner: Any,
    _sums: Any,
    _others: Any,
    left: int,
    right: int,
    first: int,
    last: int,
) -> None:
    """As the compiled one. Rings, moons, aurora, lightning and nets are left out: the yardstick has none."""
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
    _breathe(b, x, y, far, back)


def _breathe(b: Any, x: Any, y: Any, far: Any, back: Any) -> None:
    shell = 1 + 5 * b["air_high"]
    through = far < shell
    fx, fy, r = x[through], y[through], far[through]
    near = np.sqrt(shell * shell - r * r)
    inside = np.minimum(r, 0.9995)
    start = np.where(r < 1, np.sqrt(1 - inside * inside), -near)
    light, clear = np.empty((fx.size, 3)), np.empty((fx.size, 3))
    for some, steps in ((start > 0.35, _AIR_STEPS_BEFORE), (start <= 0.35, _AIR_STEPS_BESIDE)):
        light[some], clear[some] = _air(b, fx[some], fy[some], start[some], near[some], steps)
    back[through, :3] = back[through, :3] * clear + light * b["sun"] * b["air_forward"] * b["dimmed"]
    back[through, 3] *= clear.mean(axis=1)
    toward = 0.5 + 0.5 * (x * b["light"][0] + y * b["light"][1]) / np.maximum(far, 1e-6)
    shine = np.exp(-np.maximum(0, far - 1) / b["halo_wide"]) * (0.03 + 0.97 * toward**3)
    shine *= np.where(far < 1, _smooth(0.55, 1.0, far) ** 2 * 0.8, 1) * _smooth(b["reach"], 1.0, far)
    back[..., :3] += np.where(far <= b["reach"], shine, 0)[..., None] * b["halo"]
