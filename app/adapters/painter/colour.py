"""Colours: hexadecimal in, linear light inside, Oklab for mixing. Arrays are float32, channels last."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[Any]
"""float32 throughout: half the memory and twice the speed."""

# Björn Ottosson, "A perceptual color space for image processing" (2020).
_TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    np.float32,
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ],
    np.float32,
)
_FROM_LMS: Floats = np.linalg.inv(_TO_LMS).astype(np.float32)
_FROM_LAB: Floats = np.linalg.inv(_TO_LAB).astype(np.float32)


def linear(colour: str) -> Floats:
    """`#RRGGBB` as linear light, shape (3,)."""
    srgb = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)], np.float32)
    return np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4).astype(np.float32)


def oklab(light: Floats) -> Floats:
    """Linear light (…, 3) as Oklab."""
    lms: Floats = np.cbrt(np.maximum(light, 0) @ _TO_LMS.T)
    return lms @ _TO_LAB.T


def from_oklab(lab: Floats) -> Floats:
    """Oklab (…, 3) as linear light; what no screen can show is cut off at 0."""
    lms = lab @ _FROM_LAB.T
    light: Floats = np.maximum((lms * lms * lms) @ _FROM_LMS.T, 0)
    return light


def mix(first: Floats, second: Floats, share: float) -> Floats:
    """Two colours in linear light, `share` of the second, mixed as the eye would."""
    return from_oklab(oklab(first) * np.float32(1 - share) + oklab(second) * np.float32(share))


def lean(colour: Floats, towards: Floats, share: float) -> Floats:
    """`colour` with its lightness kept and hue and chroma drawn towards another's."""
    lab, other = oklab(colour), oklab(towards)
    lab[1:] = lab[1:] * (1 - share) + other[1:] * share
    return from_oklab(lab)


def toned(colour: Floats, lightness: float, chroma: float = 1.0) -> Floats:
    """The same hue at another Oklab lightness (0–1), its chroma multiplied."""
    lab = oklab(colour)
    return from_oklab(np.array([lightness, lab[1] * chroma, lab[2] * chroma], np.float32))


def ramp(stops: Sequence[tuple[float, Floats]], at: Any) -> Floats:
    """Colours along `at` (any shape), smooth in Oklab between stops of rising position."""
    places = [place for place, _ in stops]
    labs = [oklab(colour) for _, colour in stops]
    channels = [np.interp(at, places, [lab[channel] for lab in labs]) for channel in range(3)]
    return from_oklab(np.stack(channels, axis=-1).astype(np.float32))


def smoothstep(low: float, high: float, value: Any) -> Any:
    """0 up to `low`, 1 from `high`, smooth between; `low` may be the larger one."""
    t = np.clip((value - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)
