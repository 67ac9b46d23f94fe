"""A picture on its way: the frame, its light, its chance, and what has been painted so far."""

from functools import cached_property

import numpy as np

from app.adapters.painter.colour import Floats, mix
from app.adapters.painter.frame import Frame
from app.adapters.painter.mood import Mood
from app.adapters.painter.noise import Texture, fbm, ridged


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
        return ridged(self.own_chance(2), 512, octaves=5, lowest=3)

    def hazed(self, colour: Floats, distance: float) -> Floats:
        """A colour seen through `distance` units of this weather's air."""
        veil = 1 - float(np.exp(-distance * 0.16 * self.mood.thickness))
        return mix(colour, self.mood.haze, veil)

    def lay(self, colour: Floats, cover: Floats, top: int = 0, left: int = 0) -> None:
        """Put `colour`, one or one a pixel, over the picture as `cover` (rows, columns) says, 0–1."""
        rows, columns = cover.shape
        under = self.light[top : top + rows, left : left + columns]
        under += (colour - under) * cover[..., None]

    def shine(self, colour: Floats, strength: Floats, top: int = 0, left: int = 0) -> None:
        """Add light of `colour` where `strength` (rows, columns) says."""
        rows, columns = strength.shape
        self.light[top : top + rows, left : left + columns] += colour * strength[..., None]
