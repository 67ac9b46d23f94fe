"""Draws a plan's layers and its opening page into files that ffmpeg lays over the film."""

from collections.abc import Callable
from pathlib import Path

from app.adapters.renderer.artwork import draw, draw_page, png
from app.adapters.renderer.captions import draw_captions
from app.adapters.renderer.graph import Pictures, Sticker
from app.adapters.renderer.grid import Grid
from app.kernel.ports.renderer import Layer, RenderPlan


def draw_pictures(
    plan: RenderPlan, grid: Grid, folder: Path, progress: Callable[[float], None] = lambda _: None
) -> Pictures:
    """The layers, the opening page and the captions as files in `folder`. `progress` may raise."""
    stickers = (_draw_layer(plan, grid, layer, folder, index) for index, layer in enumerate(plan.layers))
    page = None
    if plan.intro and plan.intro.image:
        page = folder / "page.png"
        page.write_bytes(png(draw_page(plan.intro.image, plan.width, plan.height)))
    captions = draw_captions(plan, grid, folder, progress)
    return Pictures(tuple(sticker for sticker in stickers if sticker), page, captions)


def _draw_layer(plan: RenderPlan, grid: Grid, layer: Layer, folder: Path, index: int) -> Sticker | None:
    """The layer without its clear margins: the smaller the picture, the less there is to blend."""
    frame = draw(layer.artwork, plan.width, plan.height)
    box = frame.getchannel("A").getbbox()
    if box is None:
        return None
    # Chroma has half the resolution, so a picture may only start on even pixels.
    left, top, right, bottom = box[0] // 2 * 2, box[1] // 2 * 2, -(-box[2] // 2) * 2, -(-box[3] // 2) * 2
    path = folder / f"layer{index}.png"
    path.write_bytes(png(frame.crop((left, top, right, bottom))))
    first, frames = grid.window(layer.span)
    fades = (min(round(seconds * grid.rate), frames // 2) for seconds in (layer.fade_in, layer.fade_out))
    return Sticker(path, left, top, first, frames, *fades)
