"""What a surface model says about each place."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[Any]


def smooth(low: Any, high: Any, value: Any) -> Any:
    """0 up to `low`, 1 from `high`, smooth between; `low` may be the larger one."""
    t = np.clip((value - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def mixed(first: Any, second: Any, share: Any) -> Any:
    """`share` of the second; colours (n, 3) mix by shares (n,)."""
    first, second, share = np.asarray(first), np.asarray(second), np.asarray(share)
    if max(first.ndim, second.ndim) == 2 and share.ndim == 1:
        share = share[:, None]
    return first + (second - first) * share


@dataclass
class Ground:
    """Fields over places: arrays (n,), colour (n, 3) in linear light, or one number for all."""

    height: Any
    """In radii of the planet."""
    colour: Any
    gloss: Any = 0.0
    """0 is chalk, 1 a mirror."""
    metal: Any = 0.0
    through: Any = 0.0
    """How much light wanders inside before it comes out: 0 stone, 1 jade."""
    glow: Any = 0.0
    """Light of its own, in the planet's glow colour."""

    @classmethod
    def joined(cls, count: int, parts: Sequence[tuple["Ground", Floats, Floats]]) -> "Ground":
        """`count` places from parts: a ground, which places it covers, and its share of each of them."""
        whole = cls(height=np.zeros(count, np.float32), colour=np.zeros((count, 3), np.float32))
        for field in fields(cls):
            total = np.zeros((count, 3) if field.name == "colour" else count, np.float32)
            for ground, places, share in parts:
                weight = share[:, None] if total.ndim == 2 else share
                total[places] += getattr(ground, field.name) * weight
            setattr(whole, field.name, total)
        return whole
