"""Draws captions into one small film of their own, which is laid over the picture as a whole.

An input and a filter for each of thousands of captions would take more memory than the film. This one has a
picture only where the words change, at the very frame, and only as large as the area that words ever take.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from PIL import Image

from app.adapters.renderer.artwork import draw, png
from app.adapters.renderer.grid import Grid
from app.kernel.ports.renderer import Layer, RenderPlan

Box = tuple[int, int, int, int]


@dataclass(frozen=True)
class CaptionFilm:
    """The pictures of all captions, on the film's clock, and where their upper left corner lies."""

    path: Path
    x: int
    y: int


@dataclass(frozen=True)
class _Drawn:
    path: Path
    box: Box


def draw_captions(
    plan: RenderPlan, grid: Grid, folder: Path, progress: Callable[[float], None]
) -> CaptionFilm | None:
    """The plan's captions as a film in `folder`; None without any. `progress` hears 0–1, and may raise."""
    drawn: dict[int, _Drawn] = {}
    for number, layer in enumerate(plan.captions):
        progress(number / len(plan.captions))
        if picture := _draw(plan, layer, folder / f"caption{number}.png"):
            drawn[number] = picture
    if not drawn:
        return None
    box = _around([picture.box for picture in drawn.values()])
    film = CaptionFilm(folder / "captions.nut", box[0], box[1])
    _write(film.path, grid.rate, box, _changes(plan.captions, grid, drawn))
    return film


def _draw(plan: RenderPlan, layer: Layer, path: Path) -> _Drawn | None:
    frame = draw(layer.artwork, plan.width, plan.height)
    box = frame.getchannel("A").getbbox()
    if box is None:
        return None
    path.write_bytes(png(frame.crop(box)))
    return _Drawn(path, box)


def _around(boxes: Sequence[Box]) -> Box:
    """The smallest box that holds all, on even pixels: chroma has half the resolution."""
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left) // 2 * 2, min(top) // 2 * 2, -(-max(right) // 2) * 2, -(-max(bottom) // 2) * 2


def _changes(
    captions: Sequence[Layer], grid: Grid, drawn: dict[int, _Drawn]
) -> Iterator[tuple[int, _Drawn | None]]:
    """From which frame on each picture shows; None for nothing. Begins at 0, where ffmpeg's clock begins."""
    reached = 0
    for number, layer in enumerate(captions):
        first, frames = grid.window(layer.span)
        start, end = max(first, reached), first + frames
        if number not in drawn or end <= start:
            continue
        if start > reached:
            yield reached, None
        yield start, drawn[number]
        reached = end
    yield reached, None


def _write(path: Path, rate: Fraction, box: Box, changes: Iterator[tuple[int, _Drawn | None]]) -> None:
    size = (box[2] - box[0], box[3] - box[1])
    with av.open(f"file:{path}", "w", format="nut", options={"fflags": "bitexact"}) as container:
        stream = container.add_stream("png", rate=rate, options={"compression_level": "1"})
        stream.width, stream.height = size
        stream.pix_fmt = "rgba"
        stream.codec_context.time_base = stream.time_base = 1 / rate
        for at, drawn in changes:
            picture = Image.new("RGBA", size)
            if drawn is not None:
                with Image.open(drawn.path) as words:
                    picture.paste(words, (drawn.box[0] - box[0], drawn.box[1] - box[1]))
            pixels = np.asarray(picture)
            frame = av.VideoFrame.from_ndarray(pixels, format="rgba")
            frame.pts, frame.time_base = at, 1 / rate
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
