"""Drawn things: shapes in scene units, drawn finely, then laid over the picture in the air's colours."""

from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw

from app.adapters.painter.colour import Floats, smoothstep
from app.adapters.painter.frame import blurred
from app.adapters.painter.scene import Scene, strips

Point = tuple[float, float]
Chance = np.random.Generator

_FINE = 2
"""Each pixel is drawn as so many by so many, and averaged."""


class Sketch:
    """Shapes with a tone (0 turned from the light, 1 facing it) and lights of their own."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self._scale = scene.frame.unit * _FINE
        size = (scene.frame.width * _FINE, scene.frame.height * _FINE)
        self._cover = Image.new("L", size)
        self._tone = Image.new("L", size)
        self._glow: Image.Image | None = None
        self._cover_pen = ImageDraw.Draw(self._cover)
        self._tone_pen = ImageDraw.Draw(self._tone)

    def _points(self, points: Sequence[Point]) -> list[Point]:
        half = self.scene.frame.half
        return [((x + half) * self._scale, y * self._scale) for x, y in points]

    def polygon(self, points: Sequence[Point], tone: float = 0.5) -> None:
        """A filled shape."""
        places = self._points(points)
        self._cover_pen.polygon(places, fill=255)
        self._tone_pen.polygon(places, fill=_byte(tone))

    def hole(self, points: Sequence[Point]) -> None:
        """Take a shape out of what was drawn."""
        self._cover_pen.polygon(self._points(points), fill=0)

    def line(self, points: Sequence[Point], width: float, tone: float = 0.5) -> None:
        """A stroke, `width` in units; never thinner than half a pixel."""
        places, pixels = self._points(points), max(1, round(width * self._scale))
        self._cover_pen.line(places, fill=255, width=pixels, joint="curve" if pixels > 3 else None)
        self._tone_pen.line(places, fill=_byte(tone), width=pixels, joint="curve" if pixels > 3 else None)

    def ellipse(self, x: float, y: float, across: float, down: float, tone: float = 0.5) -> None:
        """A filled ellipse with these radii."""
        (box,) = [self._points([(x - across, y - down), (x + across, y + down)])]
        self._cover_pen.ellipse([*box[0], *box[1]], fill=255)
        self._tone_pen.ellipse([*box[0], *box[1]], fill=_byte(tone))

    def light(self, points: Sequence[Point], strength: float = 1.0) -> None:
        """A shape that shines by itself: a window, a lantern."""
        if self._glow is None:
            self._glow = Image.new("L", self._cover.size)
        ImageDraw.Draw(self._glow).polygon(self._points(points), fill=_byte(strength))

    def lay(
        self,
        dark: Floats,
        lit: Floats,
        distance: float,
        *,
        rim: float = 0.5,
        grain: float = 0.25,
        fade: tuple[float, float] | None = None,
    ) -> None:
        """Put it into the picture: `dark` to `lit` by tone, hazed, its sunward edges bright by `rim`.

        `fade` lets it vanish into the mist between two heights (units from the top).
        """
        scene, box = self.scene, self._cover.getbbox()
        if box is None:
            return
        area = _even(box, self._cover.size)
        cover, tone = self._read(self._cover, area), self._read(self._tone, area)
        edge = self._rim(cover) * np.float32(rim)
        row, column = area[1] // _FINE, area[0] // _FINE
        x = scene.frame.x[column : column + cover.shape[1]]
        light = _Light(scene, dark, lit, distance, grain, x)
        for strip in strips(cover.shape[0]):
            y = scene.frame.y[row + strip.start : row + strip.stop]
            share = cover[strip]
            colour = light.colours(y, tone[strip] / np.maximum(share, 0.02), edge[strip])
            if fade is not None:
                share = share * (1 - smoothstep(*fade, y)).astype(np.float32)
            scene.lay(colour, share, row + strip.start, column)
        if self._glow is not None:
            self._shine(1 - 0.6 * light.veil)

    def _shine(self, strength: float) -> None:
        assert self._glow is not None
        scene = self.scene
        lamps = self._read(self._glow, (0, 0, *self._glow.size)) * strength * scene.mood.lamps
        scene.shine(scene.mood.accent * np.float32(2.1), lamps)
        halo = blurred(lamps, scene.frame.unit / 90) * 0.55 + blurred(lamps, scene.frame.unit / 24) * 0.6
        scene.shine(scene.mood.accent, np.maximum(halo, 0))

    def _rim(self, cover: Floats) -> Floats:
        step = max(1, round(self.scene.frame.unit / 450))
        across = step if self.scene.sun[0] < self.scene.frame.x.mean() else -step
        beside = np.roll(cover, (step, across), (0, 1))
        return cover * np.clip(1 - beside, 0, 1)

    def reflect(self, line: float, colour: Floats, share: float) -> None:
        """Its mirror image in water whose surface it meets at `line` (units from the top)."""
        scene, frame = self.scene, self.scene.frame
        box, row = self._cover.getbbox(), int(line * frame.unit)
        if box is None:
            return
        depth = min(frame.height - row, row - box[1] // _FINE)
        if depth <= 2:
            return
        image = self._read(self._cover, (0, (row - depth) * _FINE, self._cover.width, row * _FINE))[::-1]
        y = (np.arange(depth, dtype=np.float32) / frame.unit)[:, None]
        sway = scene.rough.at(frame.x * 1.4, y * 14.0) * (1.5 + 26 * y) * frame.unit / 900
        source = np.clip(np.arange(frame.width, dtype=np.float32) + sway, 0, frame.width - 1).astype(np.int32)
        image = np.take_along_axis(image, source, axis=1)
        image = blurred(np.ascontiguousarray(image), 1.5) * share * np.exp(-y * 2.2)
        scene.lay(colour, image.astype(np.float32), row)

    def _read(self, picture: Image.Image, box: tuple[int, int, int, int]) -> Floats:
        part = picture.crop(box)
        small = part.resize((part.width // _FINE, part.height // _FINE), Image.Resampling.BOX)
        return np.asarray(small, np.float32) / 255


class _Light:
    """How a sketch's tones look from afar, for columns at `x`."""

    def __init__(
        self, scene: Scene, dark: Floats, lit: Floats, distance: float, grain: float, x: Floats
    ) -> None:
        self._scene, self._dark, self._lit = scene, dark, lit
        self._distance, self._grain, self._x = distance, np.float32(0.07 * grain), x
        self.veil = 1 - float(np.exp(-distance * 0.16 * scene.mood.thickness))
        self._towards = np.exp(-np.abs(x - scene.sun[0]) / (0.5 * scene.frame.half))[None, :, None]
        self._haze = scene.mood.haze + scene.mood.sun * (0.08 * self._towards)

    def colours(self, y: Floats, tone: Floats, edge: Floats) -> Floats:
        """Colours of rows at `y` by their tone and by how much they are a sunward edge."""
        rough, x = self._scene.rough, self._x
        if self._grain:
            coarse, fine = rough.at(x * 2.3 + self._distance, y * 2.3), rough.at(x * 9.0, y * 9.0)
            tone = tone + self._grain * (coarse + 1.4 * fine)
        colour = self._dark + (self._lit - self._dark) * np.clip(tone, 0, 1.4)[..., None]
        colour += self._scene.mood.sun * (edge[..., None] * (0.12 + 0.5 * self._towards))
        colour += (self._haze - colour) * np.float32(self.veil)
        return colour.astype(np.float32)


def _byte(share: float) -> int:
    return int(255 * min(1.0, max(0.0, share)))


def _even(box: tuple[int, int, int, int], size: tuple[int, int]) -> tuple[int, int, int, int]:
    left, top, right, bottom = box
    return left & ~1, top & ~1, min(right + 1, size[0]) & ~1, min(bottom + 1, size[1]) & ~1
