"""A picture on its way: the frame, its light, its chance, and what has been painted so far."""

from collections.abc import Callable, Iterator
from functools import cached_property

import numpy as np

from app.adapters.painter.colour import Floats, mix
from app.adapters.painter.frame import Frame, enlarged
from app.adapters.painter.mood import Mood
from app.adapters.painter.noise import Texture, fbm, ridged

_STRIP_ROWS = 48
"""What is worked on at once: small enough for a processor's cache, and little memory."""


def strips(rows: int) -> Iterator[slice]:
    """`rows` in strips from top to bottom."""
    for start in range(0, rows, _STRIP_ROWS):
        yield slice(start, min(start + _STRIP_ROWS, rows))


def _of(colour: Floats, strip: slice) -> Floats:
    """The part of a colour that belongs to a strip: all of it, where one is meant for every row."""
    return colour if colour.ndim == 1 or colour.shape[0] == 1 else colour[strip]


class Scene:
    """Back to front: whoever paints next covers what is there. `light` is linear, (height, width, 3)."""

    def __init__(self, frame: Frame, mood: Mood, seed: int) -> None:
        self.frame = frame
        self.mood = mood
        self.seed = seed
        self.chance = np.random.default_rng([seed, 1])
        self.light: Floats = np.zeros((frame.height, frame.width, 3), np.float32)
        self.side = 1.0 if np.random.default_rng([seed, 2]).random() < 0.5 else -1.0
        """Which side the sun or moon stands on; the text's column in the middle stays calm."""
        self.horizon = 0.56 * frame.tall
        """In units from the top."""
        self.sun = (self.side * 0.56 * frame.half, self.horizon - mood.altitude * frame.tall)

    def own_chance(self, part: int) -> np.random.Generator:
        """Chance for one part of the picture, so that changing another part leaves it as it was."""
        return np.random.default_rng([self.seed, 10 + part])

    @cached_property
    def soft(self) -> Texture:
        """Clouds, meadows, mist: large forms with gentle detail."""
        return fbm(self.own_chance(0), 512, fall=1.7, lowest=3)

    @cached_property
    def rough(self) -> Texture:
        """Stone, bark, ripples: as much small as large."""
        return fbm(self.own_chance(1), 512, fall=1.1, lowest=6)

    @cached_property
    def dunes(self) -> Texture:
        """Rolling land and banks of cloud: forms without any grain."""
        return fbm(self.own_chance(4), 256, fall=2.5, lowest=3)

    @cached_property
    def crags(self) -> Texture:
        """Mountains and cliffs."""
        return ridged(self.own_chance(2), 512, octaves=3, lowest=3)

    def hazed(self, colour: Floats, distance: float) -> Floats:
        """A colour seen through `distance` units of this weather's air."""
        veil = 1 - float(np.exp(-distance * 0.16 * self.mood.thickness))
        return mix(colour, self.mood.haze, veil)

    def lay(self, colour: Floats, cover: Floats, top: int = 0, left: int = 0) -> None:
        """Put `colour`, one or one a pixel, over the picture as `cover` (rows, columns) says, 0–1."""
        for strip in strips(cover.shape[0]):
            under = self._part(strip, top, left, cover.shape[1])
            share = cover[strip, :, None]
            under += (_of(colour, strip) - under) * share

    def shine(self, colour: Floats, strength: Floats, top: int = 0, left: int = 0) -> None:
        """Add light of `colour` where `strength` (rows, columns) says."""
        for strip in strips(strength.shape[0]):
            under = self._part(strip, top, left, strength.shape[1])
            under += _of(colour, strip) * strength[strip, :, None]

    def glow(self, colour: Floats, strength: Callable[[Floats, Floats], Floats]) -> None:
        """Add soft light of `colour`: `strength` of x and y is asked for few pixels and smoothed between."""
        frame = self.frame
        small = Frame(max(2, frame.width // 3), max(2, frame.height // 3))
        soft = enlarged(strength(small.x, small.y).astype(np.float32), frame.width, frame.height)
        self.shine(colour, np.maximum(soft, 0))

    def _part(self, strip: slice, top: int, left: int, columns: int) -> Floats:
        return self.light[top + strip.start : top + strip.stop, left : left + columns]
