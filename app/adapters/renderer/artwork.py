"""Draws one layer as a full transparent frame: the same picture for the preview and for the render."""

import io
from pathlib import Path
from typing import Any

from PIL import Image

from app.adapters.renderer.pictures import cover, faded, load, page, scaled
from app.adapters.renderer.title import paint_title
from app.kernel.ports.renderer import Artwork

_INSETS = {"small": 0.06, "medium": 0.10, "large": 0.14}
"""Part of the shorter side that stays free."""


def draw(artwork: Artwork, width: int, height: int) -> Image.Image:
    """The frame (RGBA, `width` × `height`). Raises `NotMedia` for a picture that can't be read."""
    if artwork.kind in ("screen_title", "caption"):
        return paint_title(artwork.text, artwork.settings, width, height)
    if artwork.image is None:
        return Image.new("RGBA", (width, height))
    image = load(artwork.image, width, height)
    if artwork.kind == "overlay":
        return faded(cover(image, width, height), artwork.settings["opacityPct"])
    if artwork.kind == "title_page":
        return page(image, width, height)
    return _mark(image, artwork.settings, width, height)


def draw_page(path: Path, width: int, height: int) -> Image.Image:
    """A title page as an opaque frame."""
    return draw(Artwork("title_page", image=path), width, height)


def png(image: Image.Image) -> bytes:
    """PNG bytes; packed lightly, because they are read once."""
    buffer = io.BytesIO()
    image.save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()


def _mark(image: Image.Image, settings: dict[str, Any], width: int, height: int) -> Image.Image:
    """A logo on its place of the 3 × 3 grid, or a lower third at the bottom centre."""
    inset = _INSETS[settings["inset"]] * min(width, height)
    wide = settings["widthPct"] / 100 * width
    scale = min(wide / image.width, width / image.width, (height - 2 * inset) / image.height)
    mark = faded(scaled(image, image.width * scale, image.height * scale), settings["opacityPct"])
    position = settings.get("position", "bottom")
    x = _along("left", "right", position, width, mark.width, inset)
    y = _along("top", "bottom", position, height, mark.height, inset)
    frame = Image.new("RGBA", (width, height))
    frame.alpha_composite(mark, (x, y))
    return frame


def _along(first: str, last: str, position: str, room: int, size: int, inset: float) -> int:
    """Where the mark starts along one direction. One too wide for both insets is centred."""
    free = room - size
    if first in position and free > 2 * inset:
        return round(inset)
    if last in position and free > 2 * inset:
        return round(free - inset)
    return max(0, free // 2)
