"""Opens people's pictures, upright and within bounds, and lays them into a frame."""

from pathlib import Path

from PIL import Image, ImageFilter, ImageOps, UnidentifiedImageError

from app.kernel.ports.renderer import NotMedia

MAX_EDGE = 16_384
MAX_PIXELS = 50_000_000
FORMATS = {"PNG": ("image/png", ".png"), "JPEG": ("image/jpeg", ".jpg"), "WEBP": ("image/webp", ".webp")}

_TOO_LARGE = (
    f"This picture is too large. Use one of at most {MAX_PIXELS // 1_000_000} megapixels "
    f"and {MAX_EDGE} pixels along an edge."
)


def open_header(path: Path) -> Image.Image:
    """The picture with only its header read. Raises `NotMedia` for other files and giant frames.

    The size is checked before a single pixel is decoded: a few kilobytes can claim gigabytes.
    """
    try:
        image = Image.open(path, formats=tuple(FORMATS))
    except Image.DecompressionBombError as bomb:
        raise NotMedia(_TOO_LARGE) from bomb
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as broken:
        raise NotMedia("This is not a PNG, JPEG or WebP picture that can be read.") from broken
    if max(image.size) > MAX_EDGE or image.width * image.height > MAX_PIXELS:
        image.close()
        raise NotMedia(_TOO_LARGE)
    return image


def load(path: Path, width: int, height: int) -> Image.Image:
    """The picture upright in RGBA; a much larger JPEG is decoded near `width` × `height` at once."""
    with open_header(path) as image:
        image.draft(image.mode, (width * 2, height * 2))
        try:
            image.load()
        except (OSError, ValueError, SyntaxError) as broken:
            raise NotMedia("This picture is incomplete. Upload it again.") from broken
        return ImageOps.exif_transpose(image).convert("RGBA")


def scaled(image: Image.Image, width: float, height: float) -> Image.Image:
    """The picture at this size, whole pixels, at least one. Colours don't bleed out of clear pixels."""
    size = (max(1, round(width)), max(1, round(height)))
    if image.size == size:
        return image
    return image.convert("RGBa").resize(size, Image.Resampling.LANCZOS).convert("RGBA")


def cover(image: Image.Image, width: int, height: int) -> Image.Image:
    """Fills the frame, cut at two edges if the shapes differ."""
    scale = max(width / image.width, height / image.height)
    large = scaled(image, image.width * scale, image.height * scale)
    left, top = (large.width - width) // 2, (large.height - height) // 2
    return large.crop((left, top, left + width, top + height))


def page(image: Image.Image, width: int, height: int) -> Image.Image:
    """All of the picture on its own soft, dark reflection: an opaque frame."""
    frame = Image.new("RGBA", (width, height), "#0b0d14")
    scale = min(width / image.width, height / image.height)
    sharp = scaled(image, image.width * scale, image.height * scale)
    if sharp.size != (width, height):
        small = cover(image, max(2, width // 8), max(2, height // 8))
        soft = small.filter(ImageFilter.GaussianBlur(max(small.size) / 40))
        frame.alpha_composite(scaled(soft, width, height))
        frame.alpha_composite(Image.new("RGBA", frame.size, (11, 13, 20, 140)))
    frame.alpha_composite(sharp, ((width - sharp.width) // 2, (height - sharp.height) // 2))
    return frame


def faded(image: Image.Image, opacity_pct: float) -> Image.Image:
    """The picture with this much of its own opacity."""
    strength = opacity_pct / 100
    image.putalpha(image.getchannel("A").point(lambda alpha: round(alpha * strength)))
    return image
