"""From light to a file: bloom, a film's curve, a quiet middle, grain against banding, WebP."""

from io import BytesIO

import numpy as np
from PIL import Image

from app.adapters.painter.colour import Floats
from app.adapters.painter.frame import blurred, enlarged, reduced
from app.adapters.painter.scene import Scene, strips

BYTES_PER_PIXEL = 90 * 1000 / (1600 * 900)
_QUALITIES = (80, 70, 58, 46, 34, 22)


def developed(scene: Scene, exposure: float = 1.0) -> Image.Image:
    """The finished picture, 8 bits a channel."""
    light = scene.light
    light *= np.float32(exposure)
    _bloom(light)
    grain = scene.own_chance(9)
    picture = np.empty(light.shape, np.uint8)
    for strip in strips(scene.frame.height):
        part = light[strip]
        part *= _calm(scene, strip)
        _film(part)
        # Triangular, a little over one step of 8 bits: what hides banding best for least.
        noise = grain.random(part.shape[:2], np.float32) + grain.random(part.shape[:2], np.float32) - 1
        part += (noise * np.float32(1.6 / 255))[..., None]
        np.clip(part, 0, 1, out=part)
        picture[strip] = part * 255 + 0.5
    return Image.fromarray(picture)


def _bloom(light: Floats) -> None:
    """Bright things shine over their edges."""
    height, width = light.shape[:2]
    for channel in range(3):
        small = reduced(np.ascontiguousarray(light[..., channel]), max(8, width // 4), max(8, height // 4))
        bright = np.maximum(small - 0.72, 0)
        glow = blurred(bright, width / 220) * 0.30 + blurred(bright, width / 46) * 0.26
        light[..., channel] += np.maximum(enlarged(glow, width, height), 0)


def _calm(scene: Scene, strip: slice) -> Floats:
    """A vignette, and a slightly dimmer middle where text stands: factors."""
    frame = scene.frame
    across, down = frame.x / frame.half, frame.y[strip] / frame.tall * 2 - 1
    edge = 1 - 0.26 * np.clip(across * across * 0.7 + down * down * 0.6 - 0.25, 0, 1)
    middle = 1 - 0.14 * np.exp(-np.square(across / 0.42)) * np.exp(-np.square((down - 0.1) / 0.8))
    return (edge * middle).astype(np.float32)[..., None]


def _film(light: Floats) -> None:
    """Krzysztof Narkowicz's fit of the ACES curve, softened, and the screen's transfer function."""
    np.maximum(light, 0, out=light)
    light *= 0.72
    top = light * (2.51 * light + 0.03)
    light *= 2.43 * light + 0.59
    light += 0.14
    np.divide(top, light, out=light)
    np.clip(light, 0, 1, out=light)
    np.power(light, np.float32(1 / 2.2), out=light)


def encoded(picture: Image.Image) -> bytes:
    """WebP, as good as its share of 90 kB for 1600 × 900 allows."""
    limit = max(8000, BYTES_PER_PIXEL * picture.width * picture.height)
    for quality in _QUALITIES:
        file = BytesIO()
        picture.save(file, "WEBP", quality=quality, method=4)
        if file.tell() <= limit:
            break
    return file.getvalue()
