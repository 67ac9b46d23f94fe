"""Chance with structure: periodic fields made in the frequency domain, read anywhere without a seam."""

from typing import Any

import numpy as np

from app.adapters.painter.colour import Floats

_SMOOTHNESS = 7
"""Texels of the finest wave: with fewer the lattice would show. More detail comes from reading twice."""


class Texture:
    """A square periodic field, read at coordinates where 1 is a whole period; any size, any distance."""

    def __init__(self, values: Floats) -> None:
        self.values = np.ascontiguousarray(values, np.float32)
        self._side = values.shape[0]

    def at(self, u: Any, v: Any) -> Floats:
        """Values at `u`, `v` (numbers or arrays, broadcast), bilinear. The side is a power of two."""
        side, mask = self._side, self._side - 1
        x, y = np.float32(side) * u, np.float32(side) * v
        left, top = np.floor(x), np.floor(y)
        fx, fy = x - left, y - top
        x0, y0 = left.astype(np.int32) & mask, top.astype(np.int32) & mask
        x1, y1 = (x0 + 1) & mask, (y0 + 1) & mask
        flat = self.values.ravel()
        y0 *= side
        y1 *= side
        upper = flat.take(y0 + x0)
        upper += (flat.take(y0 + x1) - upper) * fx
        lower = flat.take(y1 + x0)
        lower += (flat.take(y1 + x1) - lower) * fx
        lower -= upper
        lower *= fy
        upper += lower
        return upper


def fbm(rng: np.random.Generator, side: int, fall: float, lowest: float = 2.0) -> Texture:
    """Fractal noise, mean 0 and deviation 1; amplitudes shrink with frequency to the power of `fall`.

    1 is as rough as sand, 2.4 as smooth as dunes. Nothing is larger than a period divided by `lowest`.
    """
    return Texture(_field(rng, side, fall, lowest, side / _SMOOTHNESS))


def ridged(rng: np.random.Generator, side: int, octaves: int, lowest: float = 2.0) -> Texture:
    """Sharp crests with rough flanks, 0–1, as weather leaves mountains."""
    total = np.zeros((side, side), np.float32)
    weight: Floats | float = 1.0
    gain = 1.0
    for octave in range(octaves):
        low = lowest * 2**octave
        band = _field(rng, side, 1.0, low, low * 2.2)
        crest = np.square(np.maximum(1 - np.abs(band) * 0.62, 0))
        total += crest * weight * gain
        # Flanks of a crest carry the next, smaller crests; valleys stay smooth.
        weight = np.clip(crest * 1.6, 0, 1)
        gain *= 0.34
    total -= total.min()
    return Texture(total / total.max())


def _field(rng: np.random.Generator, side: int, fall: float, lowest: float, highest: float) -> Floats:
    white = rng.standard_normal((side, side), np.float32)
    spectrum = np.fft.rfft2(white)
    fx = np.fft.rfftfreq(side, 1 / side).astype(np.float32)
    fy = np.fft.fftfreq(side, 1 / side).astype(np.float32)
    frequency = np.hypot(fy[:, None], fx[None, :])
    frequency[0, 0] = 1
    kept = (frequency >= lowest) & (frequency <= highest)
    spectrum *= np.where(kept, frequency**-fall, 0)
    field = np.fft.irfft2(spectrum, s=(side, side)).astype(np.float32)
    return field / np.float32(field.std() + 1e-9)
