"""What an images service sent, made into the picture that was ordered; nothing of it is trusted."""

from io import BytesIO

from PIL import Image, ImageOps

from app.adapters.artist.failures import KeepsBackground, TooMuch, TooSmall, Unreadable

MOST_BYTES = 24 * 1024**2
MOST_PIXELS = 4096 * 4096
FORMATS = ("PNG", "WEBP", "JPEG")
LEAST_SHARE = 0.5
"""Of the ordered width and height; what is smaller would be blown up to a blur."""

_QUALITY = 94
_CLEAR, _SOLID = 8, 128


def fitted(sent: bytes, width: int, height: int, *, sky: bool) -> bytes:
    """WebP of exactly `width` × `height`: the middle of the picture, scaled, with nothing else of its file.

    Raises `Unreadable`, `TooMuch`, `TooSmall`, and without `sky` `KeepsBackground` where there is one.
    """
    picture = _decoded(sent)
    if min(picture.width / width, picture.height / height) < LEAST_SHARE:
        raise TooSmall(size=f"{picture.width}x{picture.height}")
    if not sky and not _stands_free(picture):
        raise KeepsBackground
    exact = ImageOps.fit(
        picture if not sky else _on_black(picture), (width, height), Image.Resampling.LANCZOS
    )
    file = BytesIO()
    exact.save(file, "WEBP", quality=_QUALITY, method=3, alpha_quality=95)
    return file.getvalue()


def _decoded(sent: bytes) -> Image.Image:
    """RGBA. The size that a file claims is looked at before a pixel of it is unpacked."""
    if len(sent) > MOST_BYTES:
        raise TooMuch(bytes=len(sent))
    try:
        with Image.open(BytesIO(sent), formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise TooMuch(size=f"{picture.width}x{picture.height}")
            return picture.convert("RGBA")
    except Image.DecompressionBombError:
        raise TooMuch from None
    # Decoders of untrusted files fail in many ways.
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError, KeyError, TypeError) as reason:
        raise Unreadable(decoder=type(reason).__name__) from None


def _on_black(picture: Image.Image) -> Image.Image:
    ground = Image.new("RGBA", picture.size, (0, 0, 0, 255))
    ground.alpha_composite(picture)
    return ground.convert("RGB")


def _stands_free(picture: Image.Image) -> bool:
    """Whether something is in the middle and nothing in the corners."""
    alpha = picture.getchannel("A")
    right, low = picture.width - 1, picture.height - 1
    corners = [alpha.getpixel(corner) for corner in ((0, 0), (right, 0), (0, low), (right, low))]
    centre = alpha.getpixel((picture.width // 2, picture.height // 2))
    return all(_of(corner) <= _CLEAR for corner in corners) and _of(centre) >= _SOLID


def _of(pixel: float | tuple[int, ...] | None) -> float:
    """A single channel's value."""
    return pixel if isinstance(pixel, int | float) else 0
