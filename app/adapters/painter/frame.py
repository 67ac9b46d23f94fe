"""The picture's frame: from pixels to a scene that is one unit high, whatever the picture's size."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from PIL import Image

from app.adapters.painter.colour import Floats

_NARROW = 16 / 9


@dataclass(frozen=True)
class Frame:
    """Units: `unit` pixels each. x is 0 in the middle, y is 0 at the top; a narrow frame is taller than 1."""

    width: int
    height: int

    @cached_property
    def unit(self) -> float:
        """Pixels of a unit: the height, or less where the frame is narrow, so that a scene still fits in."""
        return self.height * min(1.0, (self.width / self.height / _NARROW) ** 0.45)

    @cached_property
    def half(self) -> float:
        """Units from the middle to either side."""
        return self.width / self.unit / 2

    @cached_property
    def tall(self) -> float:
        """Units from the top to the bottom."""
        return self.height / self.unit

    @cached_property
    def x(self) -> Floats:
        """The units of each column's middle, shape (width,)."""
        return ((np.arange(self.width, dtype=np.float32) + 0.5) / self.unit - self.half).astype(np.float32)

    @cached_property
    def y(self) -> Floats:
        """The units of each row's middle, shape (height, 1)."""
        return ((np.arange(self.height, dtype=np.float32) + 0.5) / self.unit).astype(np.float32)[:, None]

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Pixels of a place given as shares: x from −1 (left edge) to 1, y from 0 (top) to 1."""
        return (x + 1) * self.width / 2, y * self.height


def enlarged(small: Floats, width: int, height: int) -> Floats:
    """A smooth 2-D field at another size."""
    picture = Image.fromarray(small).resize((width, height), Image.Resampling.BICUBIC)
    return np.asarray(picture, np.float32)


def reduced(large: Floats, width: int, height: int) -> Floats:
    """A 2-D field averaged into fewer pixels."""
    picture = Image.fromarray(large).resize((width, height), Image.Resampling.BOX)
    return np.asarray(picture, np.float32)


def blurred(field: Floats, pixels: float) -> Floats:
    """A 2-D field without what is smaller than about `pixels`; wide blurs are made small, and cost little."""
    height, width = field.shape
    shrink = max(1, int(pixels / 3))
    small = reduced(field, max(1, width // shrink), max(1, height // shrink)) if shrink > 1 else field
    for _ in range(2):  # two boxes make a tent, which no eye tells from a bell
        small = _box(small, max(1, round(pixels / shrink / 1.4)))
    return enlarged(small, width, height) if shrink > 1 else small


def _box(field: Floats, radius: int) -> Floats:
    for axis in (0, 1):
        length = field.shape[axis]
        padding = [(0, 0), (0, 0)]
        padding[axis] = (radius + 1, radius)
        sums = np.cumsum(np.pad(field, padding, mode="edge"), axis=axis, dtype=np.float64)
        ends = np.take(sums, range(2 * radius + 1, 2 * radius + 1 + length), axis=axis)
        field = ((ends - np.take(sums, range(length), axis=axis)) / (2 * radius + 1)).astype(np.float32)
    return field
