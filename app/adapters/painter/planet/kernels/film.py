"""From light to eight bits: stars, bloom, a film's curve, dither."""

import numpy as np
from numba import njit

from app.adapters.painter.planet.kernels.compiled import KERNEL

f32, u32 = np.float32, np.uint32
_SHADES = 4096
_LIGHT = np.linspace(0, 1, _SHADES + 1)
_SCREEN = np.where(_LIGHT <= 0.0031308, 12.92 * _LIGHT, 1.055 * _LIGHT ** (1 / 2.4) - 0.055)
"""What a screen is told for light from 0 to 1."""


@njit(**KERNEL)
def add_stars(sky, stars, scale, softest):
    """Splat rows of x, y, r, g, b, size (all but colour in pixels of a picture `scale` times smaller)."""
    height, width = sky.shape[0], sky.shape[1]
    for n in range(stars.shape[0]):
        x, y = stars[n, 0] * scale, stars[n, 1] * scale
        size = max(softest, stars[n, 5] * scale)
        # The same light however many pixels it falls on.
        strength = min(1.0, (stars[n, 5] * scale / softest) ** 1.2) if stars[n, 5] * scale < softest else 1.0
        reach = int(size * 3.2) + 1
        for row in range(max(0, int(y) - reach), min(height, int(y) + reach + 1)):
            for column in range(max(0, int(x) - reach), min(width, int(x) + reach + 1)):
                dx, dy = (column + 0.5 - x) / size, (row + 0.5 - y) / size
                shine = np.exp(-0.9 * (dx * dx + dy * dy)) * strength
                for c in range(3):
                    sky[row, column, c] += f32(shine * stars[n, 2 + c])


@njit(**KERNEL)
def put_behind(target, sky, first, last):
    """Let the sky (h, w, 3) show through wherever something of it passes."""
    for row in range(first, last):
        for column in range(target.shape[1]):
            for c in range(3):
                target[row, column, c] += target[row, column, 3] * sky[row, column, c]


@njit(**KERNEL)
def enlarge(small, factor, sky, first, last):
    """`small` (h, w, 3) with a border of one pixel, bilinear, into rows of `sky`."""
    for row in range(first, last):
        y = (row + 0.5) / factor + 0.5
        i = min(int(y), small.shape[0] - 2)
        fy = f32(y - i)
        for column in range(sky.shape[1]):
            x = (column + 0.5) / factor + 0.5
            j = min(int(x), small.shape[1] - 2)
            fx = f32(x - j)
            for c in range(3):
                top = small[i, j, c] + (small[i, j + 1, c] - small[i, j, c]) * fx
                low = small[i + 1, j, c] + (small[i + 1, j + 1, c] - small[i + 1, j, c]) * fx
                sky[row, column, c] = top + (low - top) * fy


@njit(**KERNEL)
def bright_parts(target, factor, threshold, out):
    """Means of `factor` × `factor` pixels of what is brighter than `threshold`."""
    for row in range(out.shape[0]):
        for column in range(out.shape[1]):
            for c in range(3):
                total = f32(0)
                count = 0
                for y in range(row * factor, min(target.shape[0], (row + 1) * factor)):
                    for x in range(column * factor, min(target.shape[1], (column + 1) * factor)):
                        total += min(f32(6), max(f32(0), target[y, x, c] - f32(threshold)))
                        count += 1
                out[row, column, c] = total / max(1, count)


@njit(**KERNEL)
def blur(source, radius, scratch, out):
    """Three box blurs each way, near enough to a bell curve; `radius` in pixels."""
    height, width = source.shape[0], source.shape[1]
    out[:] = source
    for _ in range(3):
        for row in range(height):
            for c in range(3):
                total = f32(0)
                for k in range(-radius, radius + 1):
                    total += out[row, min(width - 1, max(0, k)), c]
                for column in range(width):
                    scratch[row, column, c] = total / (2 * radius + 1)
                    total += (
                        out[row, min(width - 1, column + radius + 1), c]
                        - out[row, max(0, column - radius), c]
                    )
        for column in range(width):
            for c in range(3):
                total = f32(0)
                for k in range(-radius, radius + 1):
                    total += scratch[min(height - 1, max(0, k)), column, c]
                for row in range(height):
                    out[row, column, c] = total / (2 * radius + 1)
                    total += (
                        scratch[min(height - 1, row + radius + 1), column, c]
                        - scratch[max(0, row - radius), column, c]
                    )


@njit(inline="always", **KERNEL)
def _chance(row, column, salt):
    h = u32(u32(row * 0x8DA6B343) ^ u32(column * 0xD8163841) ^ u32(salt * 0xCB1AB31F))
    h = u32(u32(h ^ (h >> u32(15))) * u32(0x7FEB352D))
    h = u32(u32(h ^ (h >> u32(13))) * u32(0x846CA68B))
    return f32((h >> u32(8)) & u32(0xFFFF)) * f32(1 / 65535)


@njit(inline="always", **KERNEL)
def _curve(light):
    """Krzysztof Narkowicz's fit of the ACES curve."""
    light = max(light, 0.0) * 0.72
    return min(1.0, (light * (2.51 * light + 0.03)) / (light * (2.43 * light + 0.59) + 0.14))


@njit(inline="always", **KERNEL)
def _on_screen(light):
    place = light * _SHADES
    at = min(int(place), _SHADES - 1)
    return _SCREEN[at] + (_SCREEN[at + 1] - _SCREEN[at]) * (place - at)


@njit(**KERNEL)
def develop(target, glow, factor, exposure, vignette, grain, clear, out, first, last):
    """Rows of the finished picture: `out` (h, w, 3), or (h, w, 4) with straight alpha when `clear`."""
    height, width = target.shape[0], target.shape[1]
    value = np.zeros(3)
    for row in range(first, last):
        y = (row + 0.5) / factor - 0.5
        i = min(max(int(y), 0), glow.shape[0] - 2)
        fy = min(1.0, max(0.0, y - i))
        down = (row + 0.5) / height * 2 - 1
        for column in range(width):
            x = (column + 0.5) / factor - 0.5
            j = min(max(int(x), 0), glow.shape[1] - 2)
            fx = min(1.0, max(0.0, x - j))
            across = (column + 0.5) / width * 2 - 1
            edge = exposure * (
                1.0 - vignette * min(1.0, max(0.0, 0.55 * across * across + 0.45 * down * down - 0.15))
            )
            strongest, mean = 0.0, 0.0
            for c in range(3):
                top = glow[i, j, c] + (glow[i, j + 1, c] - glow[i, j, c]) * fx
                low = glow[i + 1, j, c] + (glow[i + 1, j + 1, c] - glow[i + 1, j, c]) * fx
                value[c] = (target[row, column, c] + top + (low - top) * fy) * edge
                mean += value[c] / 3
            # Very bright colours go towards white, as on film, instead of clipping to a primary.
            white = min(0.6, max(0.0, (mean - 0.7) * 0.35))
            for c in range(3):
                shown = _curve(value[c] + (mean - value[c]) * white)
                value[c] = _on_screen(shown)
                strongest = max(strongest, value[c])
            # Triangular noise of a little over one step hides every band.
            noise = (_chance(row, column, 1) + _chance(row, column, 2) - 1) * grain
            alpha = 1.0
            if clear:
                alpha = min(1.0, max(1.0 - target[row, column, 3], strongest))
                out[row, column, 3] = np.uint8(alpha * 255 + 0.5)
                if alpha < 0.002:
                    out[row, column, 0] = out[row, column, 1] = out[row, column, 2] = 0
                    continue
            for c in range(3):
                out[row, column, c] = np.uint8(min(255.0, max(0.0, (value[c] / alpha + noise) * 255 + 0.5)))
