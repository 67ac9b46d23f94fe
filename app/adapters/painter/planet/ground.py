"""What a surface model says about each place."""

from dataclasses import dataclass
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

    def mix(self, other: "Ground", share: Any) -> "Ground":
        """Both, `share` of the other."""
        return Ground(
            *(
                mixed(getattr(self, name), getattr(other, name), share)
                for name in ("height", "colour", "gloss", "metal", "through", "glow")
            )
        )
