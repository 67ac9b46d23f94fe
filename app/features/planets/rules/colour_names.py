"""What people call a colour: `deep blue`, `pale rose`, `grey`; the same as the builder's page says."""

import math

_HUES = (
    (20, "rose"),
    (45, "red"),
    (74, "orange"),
    (105, "amber"),
    (122, "yellow"),
    (158, "green"),
    (192, "teal"),
    (225, "cyan"),
    (275, "blue"),
    (308, "violet"),
    (335, "purple"),
    (361, "pink"),
)


def named(code: str) -> str:
    """The name of `#RRGGBB`."""
    lightness, chroma, hue = _oklch(code)
    if lightness > 0.97 and chroma < 0.02:
        return "white"
    if lightness < 0.17 and chroma < 0.04:
        return "black"
    depth = _depth(lightness, chroma)
    if chroma < 0.025:
        return f"{'dark ' if depth == 'deep ' else depth}grey"
    if 35 < hue < 95 and lightness < 0.6 and chroma < 0.13:
        return f"{'dark ' if lightness < 0.4 else ''}brown"
    muted = "muted " if chroma < 0.07 and not depth else depth
    return muted + next(name for end, name in _HUES if hue < end)


def _depth(lightness: float, chroma: float) -> str:
    if lightness < 0.5:
        return "very dark " if lightness < 0.3 else "deep "
    if chroma > 0.12 or lightness <= 0.74:
        return ""
    return "pale " if lightness > 0.85 else "light "


def _oklch(code: str) -> tuple[float, float, float]:
    """Lightness 0…1, chroma 0…about 0.33, hue in degrees."""
    r, g, b = (_linear(int(code[at : at + 2], 16) / 255) for at in (1, 3, 5))
    long = math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    middle = math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    short = math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    a = 1.9779984951 * long - 2.428592205 * middle + 0.4505937099 * short
    y = 0.0259040371 * long + 0.7827717662 * middle - 0.808675766 * short
    lightness = 0.2104542553 * long + 0.793617785 * middle - 0.0040720468 * short
    return lightness, math.hypot(a, y), math.degrees(math.atan2(y, a)) % 360


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
