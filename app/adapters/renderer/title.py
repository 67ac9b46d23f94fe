"""Paints a screen title: letters, outline or pill, shadow, inside safe margins."""

from typing import Any

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from app.adapters.renderer.faces import EMOJI, font
from app.adapters.renderer.typeset import Block, Line, cap_height, typeset

SAFE_MARGIN = 0.07
"""Part of the height that stays free above and below a title."""
SAFE_SIDE = 0.03
_PILL_PAD_X, _PILL_PAD_Y = 0.72, 0.5
_PILL_OPACITY = 225
_OUTLINE = 0.055
_BLEED = 0.8
"""Ems around the block for accents, tails, outline and shadow."""
_SHADOWS = ((0.025, 0.02, 0.55), (0.14, 0.06, 0.5))
"""Blur, drop (in ems) and strength: one that draws the edge, one that lifts off the picture."""


def paint_title(text: str, settings: dict[str, Any], width: int, height: int) -> Image.Image:
    """The full frame (RGBA) with `text` as a screen title preset has it."""
    frame = Image.new("RGBA", (width, height))
    padded = settings["style"] == "pill"
    size = settings["sizePct"] / 100 * height
    room = min(settings["maxWidthPct"] / 100, 1 - 2 * SAFE_SIDE) * width
    reserve = 2 * size if padded else 0.0
    block = typeset(
        text,
        settings["font"],
        size,
        max(room - (_PILL_PAD_X * 2 * size if padded else 0), size),
        max(height * (1 - 2 * SAFE_MARGIN) - reserve / 2, size),
    )
    if block.width == 0:
        return frame
    painted = _painted(block, settings)
    left, top = _origin(block, settings, room, width, height)
    bleed = round(_BLEED * block.size)
    frame.alpha_composite(*_clipped(painted, round(left) - bleed, round(top) - bleed, width, height))
    return frame


def _clipped(
    image: Image.Image, left: int, top: int, width: int, height: int
) -> tuple[Image.Image, tuple[int, int]]:
    """The part of `image` that lies inside the frame, and where."""
    x, y = max(0, -left), max(0, -top)
    right, bottom = min(image.width, width - left), min(image.height, height - top)
    return image.crop((x, y, max(x, right), max(y, bottom))), (left + x, top + y)


def _origin(
    block: Block, settings: dict[str, Any], room: float, width: int, height: int
) -> tuple[float, float]:
    """Left of the block, and top of its first capitals."""
    pad_x, pad_y = _padding(block, settings)
    spare = room - block.width - 2 * pad_x
    share = {"left": 0.0, "center": 0.5, "right": 1.0}[settings["alignment"]]
    left = (width - room) / 2 + pad_x + spare * share
    margin = height * SAFE_MARGIN + pad_y
    free = height - 2 * margin - block.height
    top = margin + free * {"top": 0.0, "middle": 0.5, "bottom": 1.0}[settings["position"]]
    return left, top


def _padding(block: Block, settings: dict[str, Any]) -> tuple[float, float]:
    if settings["style"] != "pill":
        return 0.0, 0.0
    return _PILL_PAD_X * block.size, _PILL_PAD_Y * block.size


def _painted(block: Block, settings: dict[str, Any]) -> Image.Image:
    """The block with its bleed around it."""
    fill, outline, emoji = _masks(block, settings)
    layers = []
    if settings["style"] == "pill":
        pill = _pill(block, fill.size)
        layers.append(_tinted(settings["pillColor"], pill))
    if outline is not None:
        layers.append(_tinted(settings["outlineColor"], outline))
    layers.append(_tinted(settings["textColor"], fill))
    if emoji is not None:
        layers.append(emoji)
    drawn = Image.new("RGBA", fill.size)
    for layer in layers:
        drawn.alpha_composite(layer)
    if not settings["shadow"]:
        return drawn
    shaded = _shadow(drawn.getchannel("A"), block.size)
    shaded.alpha_composite(drawn)
    return shaded


def _masks(
    block: Block, settings: dict[str, Any]
) -> tuple[Image.Image, Image.Image | None, Image.Image | None]:
    """Coverage of the letters and of their outline, and the emoji, painted large and reduced.

    Letters placed on a grid finer than the pixels keep the spacing that the typeface asks for. What
    would be empty is None: films have thousands of captions, and most have no more than letters.
    """
    bleed = round(_BLEED * block.size)
    size = (round(block.width) + 2 * bleed, round(block.height) + 2 * bleed)
    finer = 4 if size[0] * size[1] <= 1_500_000 else 2
    large = (size[0] * finer, size[1] * finer)
    fill = Image.new("L", large)
    outline = Image.new("L", large) if settings["style"] == "outline" else None
    emoji = Image.new("RGBA", large) if _has_emoji(block) else None
    em = block.size * finer
    baseline = bleed * finer + cap_height(block.face) * em
    for index, line in enumerate(block.lines):
        y = baseline + index * block.leading * finer
        x = bleed * finer + _indent(block, line, settings["alignment"]) * finer
        _draw_line(line, x, y, em, (fill, outline, emoji))
    return fill.reduce(finer), outline and outline.reduce(finer), emoji and _reduced(emoji, finer)


def _has_emoji(block: Block) -> bool:
    return any(run.face == EMOJI for line in block.lines for run in line.runs)


def _reduced(drawn: Image.Image, finer: int) -> Image.Image:
    # Drawing on nothing leaves colours multiplied by their coverage, which is what RGBa means.
    return Image.frombytes("RGBa", drawn.size, drawn.tobytes()).reduce(finer).convert("RGBA")


def _indent(block: Block, line: Line, alignment: str) -> float:
    spare = block.width - line.width * block.size
    return spare * {"left": 0.0, "center": 0.5, "right": 1.0}[alignment]


def _draw_line(
    line: Line,
    x: float,
    y: float,
    em: float,
    targets: tuple[Image.Image, Image.Image | None, Image.Image | None],
) -> None:
    fill = ImageDraw.Draw(targets[0])
    outline, emoji = (target and ImageDraw.Draw(target) for target in targets[1:])
    for run in line.runs:
        face = font(run.face, max(1, round(em)))
        shape: dict[str, Any] = {"font": face, "anchor": "ls", "direction": run.direction}
        if run.face != EMOJI:
            fill.text((x, y), run.text, fill=255, **shape)
            if outline:
                outline.text((x, y), run.text, fill=255, stroke_width=round(_OUTLINE * em), **shape)
        elif emoji:
            emoji.text((x, y), run.text, embedded_color=True, fill=(0, 0, 0, 255), **shape)
        x += face.getlength(run.text, direction=run.direction)


def _pill(block: Block, size: tuple[int, int]) -> Image.Image:
    finer = 4
    mask = Image.new("L", (size[0] * finer, size[1] * finer))
    bleed = round(_BLEED * block.size)
    pad_x, pad_y = _PILL_PAD_X * block.size, _PILL_PAD_Y * block.size
    box = (bleed - pad_x, bleed - pad_y, bleed + block.width + pad_x, bleed + block.height + pad_y)
    one_line = cap_height(block.face) * block.size + 2 * pad_y
    ImageDraw.Draw(mask).rounded_rectangle(
        tuple(edge * finer for edge in box), radius=one_line / 2 * finer, fill=_PILL_OPACITY
    )
    return mask.reduce(finer)


def _tinted(colour: str, mask: Image.Image) -> Image.Image:
    layer = Image.new("RGBA", mask.size, colour)
    layer.putalpha(mask)
    return layer


def _shadow(coverage: Image.Image, size: float) -> Image.Image:
    darkness = Image.new("L", coverage.size)
    for blur, drop, strength in _SHADOWS:
        soft = coverage.filter(ImageFilter.GaussianBlur(blur * size))
        moved = Image.new("L", coverage.size)
        moved.paste(soft, (0, round(drop * size)))
        faded = moved.point(lambda value, strength=strength: round(value * strength))
        darkness = ImageChops.screen(darkness, faded)
    return _tinted("#000000", darkness)
