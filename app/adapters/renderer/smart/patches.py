"""Makes the pieces of a film that can't be copied, so that a decoder goes from copies to them and back.

They are coded like the source: same profile, colours called by the same name, no more pictures looked
ahead to, and parameter sets under a number that the source has left free.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import av

from app.adapters.renderer.encode import max_bytes
from app.adapters.renderer.ffmpeg import RenderFailed, run_ffmpeg
from app.adapters.renderer.graph import Pictures, picture_graph
from app.adapters.renderer.grid import Grid
from app.adapters.renderer.parts import frames_in, keep
from app.adapters.renderer.smart.parameter_sets import Description
from app.adapters.renderer.smart.pieces import Piece
from app.adapters.renderer.smart.words import ODD_CODING, NotCopyable
from app.kernel.ports.renderer import RenderPlan

_PROFILE_NAMES = {66: "baseline", 77: "main", 100: "high"}
_MOST_NUMBERS = 32
_SECONDS_BETWEEN_STARTS = 2


class Patcher:
    """Encodes pieces of one film into `folder`, where finished ones of an earlier attempt are found again."""

    def __init__(
        self, plan: RenderPlan, grid: Grid, pictures: Pictures, description: Description, reorders: bool
    ) -> None:
        self._plan, self._grid, self._pictures = plan, grid, pictures
        self._description, self._reorders = description, reorders
        self._number = _free_number(description)

    def make(self, piece: Piece, kept: Path, desk: Path, progress: Callable[[float], None]) -> Path:
        """The file of a piece, a film of its own. Raises as `run_ffmpeg` does."""
        name = f"patch.{piece.first}.{piece.frames}.mp4"
        if not (kept / name).exists():
            seconds = float(piece.frames / self._grid.rate)
            run_ffmpeg([*self._arguments(piece), name], desk, seconds, progress, max_bytes(seconds))
            if frames_in(desk / name) != piece.frames:
                raise RenderFailed("A part of the film came out with the wrong length. Try again.")
            keep(desk / name, kept / name)
        return kept / name

    def _arguments(self, piece: Piece) -> list[str]:
        # An intro may be the first cut's first frame, so that has to be there even if it is copied.
        grid = self._grid.before(max(piece.end, self._grid.intro + 1))
        showing = tuple(sticker for sticker in self._pictures.stickers if sticker.first < piece.end)
        graph = picture_graph(self._plan, grid, replace(self._pictures, stickers=showing), piece.first)
        rate = self._grid.rate
        return [
            *(*graph.inputs, "-filter_complex", graph.filters, "-map", "[film]"),
            *("-map_metadata", "-1", "-map_chapters", "-1", "-frames:v", str(piece.frames)),
            *("-c:v", "libx264", "-preset", "veryfast", "-crf", "18", *self._like_the_source(piece)),
            *("-fps_mode", "passthrough", "-enc_time_base:v", f"{rate.denominator}/{rate.numerator}"),
            *("-video_track_timescale", str(rate.numerator), "-f", "mp4"),
        ]

    def _like_the_source(self, piece: Piece) -> tuple[str, ...]:
        between = round(_SECONDS_BETWEEN_STARTS * self._grid.rate)
        if piece.frames % between == 1:
            between += 1  # the next piece begins with a whole picture; this one must not end with one
        return (
            *("-profile:v", _PROFILE_NAMES[self._description.profile], "-g", str(between)),
            *("-sc_threshold", "0", *(() if self._reorders else ("-bf", "0"))),
            *("-x264-params", f"sps-id={self._number}:aud=1:open-gop=0"),
            *("-pix_fmt", "yuv420p", "-color_range", "tv", "-colorspace", "bt709"),
            *("-color_primaries", "bt709", "-color_trc", "bt709"),
        )


def share_told(
    pieces: Sequence[Piece], progress: Callable[[float], None]
) -> Iterator[tuple[Piece, Callable[[float], None]]]:
    """Each piece that is to be made, with what hears how far it is; `progress` hears the share of all."""
    anew = [piece for piece in pieces if piece.place is None]
    total = max(1, sum(piece.frames for piece in anew))
    made = 0
    for piece in anew:

        def tell(part: float, begun: int = made, frames: int = piece.frames) -> None:
            progress((begun + part * frames) / total)

        yield piece, tell
        made += piece.frames


def _free_number(description: Description) -> int:
    for number in range(_MOST_NUMBERS):
        if number not in description.numbers:
            return number
    raise NotCopyable(ODD_CODING)


@contextmanager
def opened_patch(path: Path) -> Iterator[tuple[Any, Any]]:
    """The container of a made piece, and its stream."""
    with av.open(f"file:{path}") as container:
        yield container, container.streams.video[0]
