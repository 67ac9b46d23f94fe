"""Makes a film from a plan: draws its pictures, runs one ffmpeg, checks what came out."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import av

from app.adapters.renderer.artwork import draw, draw_page, png
from app.adapters.renderer.ffmpeg import RenderFailed, run_ffmpeg
from app.adapters.renderer.graph import Graph, Pictures, Sticker, build_graph
from app.adapters.renderer.grid import SAMPLE_RATE, Grid, lay_out
from app.adapters.renderer.probe import picture_stream, probe
from app.kernel.disk import writing
from app.kernel.ports.renderer import Layer, Progress, Rendered, RenderPlan

_PARTS = "render.part"
"""Folder of what is unfinished; its rest, if a worker was killed, goes with the next attempt."""
_MAX_BYTES_PER_SECOND = 12_000_000
_MAX_BYTES_ANYWAY = 256 * 1024**2
_DRAWN, _MADE = 0.02, 0.98
"""Progress when the pictures are drawn, and when ffmpeg is done."""


def make_film(plan: RenderPlan, folder: Path, progress: Progress) -> Rendered:
    """`film.mp4` and `poster.jpg` in `folder`, both whole or neither. Raises what `Renderer` says."""
    folder.mkdir(parents=True, exist_ok=True)
    grid = lay_out(plan)
    with _parts(folder) as parts:
        progress(0.0, "Drawing")
        graph = build_graph(plan, grid, draw_pictures(plan, grid, parts))
        progress(_DRAWN, "Rendering")
        run_ffmpeg(
            film_arguments(graph, grid, parts / "film.mp4"),
            parts,
            grid.seconds,
            lambda done: progress(_DRAWN + (_MADE - _DRAWN) * done, "Rendering"),
            round(_MAX_BYTES_ANYWAY + _MAX_BYTES_PER_SECOND * grid.seconds),
        )
        progress(_MADE, "Checking")
        info = probe(parts / "film.mp4")
        if abs((info.duration_seconds or 0.0) - grid.seconds) > 1.5 / grid.rate:
            raise RenderFailed("The film came out with the wrong length. Your choices are kept; try again.")
        _make_poster(plan, grid, parts)
        for name in ("film.mp4", "poster.jpg"):
            (parts / name).replace(folder / name)
    return Rendered(folder / "film.mp4", folder / "poster.jpg", info)


def film_arguments(graph: Graph, grid: Grid, output: Path) -> list[str]:
    """Everything behind `ffmpeg`: inputs, the graph, H.264 with AAC, ready to play while it loads."""
    keyframes = str(round(2 * grid.rate))
    return [
        *graph.inputs,
        *("-filter_complex", graph.filters, "-map", "[film]", "-map", "[sound]"),
        *("-map_metadata", "-1", "-map_chapters", "-1", "-sn", "-dn"),
        *("-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-profile:v", "high", "-g", keyframes),
        *("-pix_fmt", "yuv420p", "-color_range", "tv", "-colorspace", "bt709"),
        *("-color_primaries", "bt709", "-color_trc", "bt709", "-fps_mode", "passthrough"),
        *("-enc_time_base:v", f"{grid.rate.denominator}/{grid.rate.numerator}"),
        *("-c:a", "aac", "-b:a", "192k", "-ar", str(SAMPLE_RATE), "-ac", "2"),
        *("-movflags", "+faststart", "-f", "mp4", f"file:{output.absolute()}"),
    ]


def draw_pictures(plan: RenderPlan, grid: Grid, parts: Path) -> Pictures:
    """The layers and the opening page as PNG files."""
    stickers = (_draw_layer(plan, grid, layer, parts, index) for index, layer in enumerate(plan.layers))
    page = None
    if plan.intro and plan.intro.image:
        page = parts / "page.png"
        page.write_bytes(png(draw_page(plan.intro.image, plan.width, plan.height)))
    return Pictures(tuple(sticker for sticker in stickers if sticker), page)


def _draw_layer(plan: RenderPlan, grid: Grid, layer: Layer, parts: Path, index: int) -> Sticker | None:
    """The layer without its clear margins: the smaller the picture, the less there is to blend."""
    frame = draw(layer.artwork, plan.width, plan.height)
    box = frame.getchannel("A").getbbox()
    if box is None:
        return None
    # Chroma has half the resolution, so a picture may only start on even pixels.
    left, top, right, bottom = box[0] // 2 * 2, box[1] // 2 * 2, -(-box[2] // 2) * 2, -(-box[3] // 2) * 2
    path = parts / f"layer{index}.png"
    path.write_bytes(png(frame.crop((left, top, right, bottom))))
    first, frames = grid.window(layer.span)
    fades = (min(round(seconds * grid.rate), frames // 2) for seconds in (layer.fade_in, layer.fade_out))
    return Sticker(path, left, top, first, frames, *fades)


def _make_poster(plan: RenderPlan, grid: Grid, parts: Path) -> None:
    if plan.poster_image:
        page = draw_page(plan.poster_image, plan.width, plan.height)
        page.convert("RGB").save(parts / "poster.jpg", quality=90)
        return
    dressed = max((layer.fade_in for layer in plan.layers if layer.span.start == 0.0), default=0.0)
    wanted = min(dressed, grid.seconds - float(1 / grid.rate))
    _frame_at(parts / "film.mp4", wanted - 0.5 / float(grid.rate)).save(parts / "poster.jpg", quality=90)


def _frame_at(path: Path, seconds: float) -> Any:
    """The first picture that starts at `seconds` or later."""
    with av.open(f"file:{path}") as container:
        last: Any = None
        frames: Iterator[Any] = container.decode(picture_stream(container))
        for frame in frames:
            last = frame
            if (frame.time or 0.0) >= seconds:
                break
        if last is None:
            raise RenderFailed("The film came out empty. Your choices are kept; try again.")
        return last.to_image()


@contextmanager
def _parts(folder: Path) -> Iterator[Path]:
    """An empty folder for unfinished files, gone afterwards whatever happens."""
    parts = folder / _PARTS
    shutil.rmtree(parts, ignore_errors=True)
    try:
        with writing():
            parts.mkdir()
            yield parts
    finally:
        shutil.rmtree(parts, ignore_errors=True)
