"""`kernels.film` on whole arrays."""

from typing import Any

import numpy as np

f32, u32 = np.float32, np.uint32


def add_stars(sky: Any, stars: Any, scale: float, softest: float) -> None:
    height, width = sky.shape[:2]
    for sx, sy, red, green, blue, wide in stars:
        x, y, size = sx * scale, sy * scale, max(softest, wide * scale)
        strength = min(1.0, (wide * scale / softest) ** 1.2) if wide * scale < softest else 1.0
        reach = int(size * 3.2) + 1
        top, bottom = max(0, int(y) - reach), min(height, int(y) + reach + 1)
        left, right = max(0, int(x) - reach), min(width, int(x) + reach + 1)
        if top >= bottom or left >= right:
            continue
        dy = (np.arange(top, bottom) + 0.5 - y)[:, None] / size
        dx = (np.arange(left, right) + 0.5 - x)[None] / size
        shine = np.exp(-0.9 * (dx * dx + dy * dy)) * strength
        sky[top:bottom, left:right] += (shine[..., None] * np.array([red, green, blue])).astype(f32)


def put_behind(target: Any, sky: Any, first: int, last: int) -> None:
    target[first:last, :, :3] += target[first:last, :, 3:] * sky[first:last]


def _read(small: Any, y: Any, x: Any) -> Any:
    i = np.clip(y.astype(int), 0, small.shape[0] - 2)
    j = np.clip(x.astype(int), 0, small.shape[1] - 2)
    fy, fx = np.clip(y - i, 0, 1)[:, None, None], np.clip(x - j, 0, 1)[None, :, None]
    upper, lower = small[i], small[i + 1]
    top = upper[:, j] + (upper[:, j + 1] - upper[:, j]) * fx
    low = lower[:, j] + (lower[:, j + 1] - lower[:, j]) * fx
    return top + (low - top) * fy


def enlarge(small: Any, factor: float, sky: Any, first: int, last: int) -> None:
    y = (np.arange(first, last) + 0.5) / factor + 0.5
    sky[first:last] = _read(small, y, (np.arange(sky.shape[1]) + 0.5) / factor + 0.5)


def bright_parts(target: Any, factor: int, threshold: float, out: Any) -> None:
    bright = np.clip(target[..., :3] - f32(threshold), 0, 6)
    rows, columns = np.arange(0, bright.shape[0], factor), np.arange(0, bright.shape[1], factor)
    sums = np.add.reduceat(np.add.reduceat(bright, rows, axis=0), columns, axis=1)
    counts = np.minimum(factor, bright.shape[0] - rows)[:, None] * np.minimum(
        factor, bright.shape[1] - columns
    )
    out[:] = sums / counts[..., None]


def _box(values: Any, radius: int, axis: int) -> Any:
    padding = [(0, 0)] * 3
    padding[axis] = (radius + 1, radius)
    sums = np.cumsum(np.pad(values.astype(np.float64), padding, mode="edge"), axis=axis)
    length = values.shape[axis]
    ahead = np.take(sums, np.arange(2 * radius + 1, 2 * radius + 1 + length), axis=axis)
    return (ahead - np.take(sums, np.arange(length), axis=axis)) / (2 * radius + 1)


def blur(source: Any, radius: int, _scratch: Any, out: Any) -> None:
    out[:] = source
    for _ in range(3):
        out[:] = _box(_box(out, radius, 1), radius, 0)


def _chance(rows: Any, columns: Any, salt: int) -> Any:
    wide = np.uint64
    h = (rows.astype(wide) * wide(0x8DA6B343)).astype(u32) ^ (columns.astype(wide) * wide(0xD8163841)).astype(
        u32
    )
    h = h ^ u32(salt * 0xCB1AB31F & 0xFFFFFFFF)
    h = (h ^ (h >> u32(15))) * u32(0x7FEB352D)
    h = (h ^ (h >> u32(13))) * u32(0x846CA68B)
    return ((h >> u32(8)) & u32(0xFFFF)).astype(f32) * f32(1 / 65535)


def develop(
    target: Any, glow: Any, factor: float, exposure: float, vignette: float, grain: float, _clear: bool,
    out: Any, first: int, last: int,
) -> None:  # fmt: skip
    height, width = target.shape[:2]
    rows, columns = np.arange(first, last), np.arange(width)
    y, x = np.maximum((rows + 0.5) / factor - 0.5, 0), np.maximum((columns + 0.5) / factor - 0.5, 0)
    down, across = (rows + 0.5) / height * 2 - 1, (columns + 0.5) / width * 2 - 1
    edge = 0.55 * across[None] ** 2 + 0.45 * down[:, None] ** 2 - 0.15
    value = (target[first:last, :, :3] + _read(glow, y, x)) * (
        exposure * (1 - vignette * np.clip(edge, 0, 1))
    )[..., None]
    mean = value.mean(axis=2, keepdims=True)
    value = value + (mean - value) * np.clip((mean - 0.7) * 0.35, 0, 0.6)
    light = np.maximum(value, 0) * 0.72
    shown = np.minimum(1, light * (2.51 * light + 0.03) / (light * (2.43 * light + 0.59) + 0.14))
    value = np.where(shown > 0.0031308, 1.055 * shown ** (1 / 2.4) - 0.055, 12.92 * shown)
    r, c = rows[:, None], columns[None]
    noise = (_chance(r, c, 1) + _chance(r, c, 2) - 1) * grain
    out[first:last] = np.clip((value + noise[..., None]) * 255 + 0.5, 0, 255).astype(np.uint8)
