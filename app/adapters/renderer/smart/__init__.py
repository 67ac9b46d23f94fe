"""The smart way to a film's picture: what nothing was done to is copied, the rest is made anew.

See decision 0031 for how pictures of two encoders come to follow each other in one track.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import structlog
from av.error import FFmpegError

from app.adapters.renderer.ffmpeg import RenderFailed
from app.adapters.renderer.graph import Pictures
from app.adapters.renderer.grid import Grid
from app.adapters.renderer.smart.footage import Footage, list_footage
from app.adapters.renderer.smart.patches import Patcher, share_told
from app.adapters.renderer.smart.pieces import Piece, cut_up
from app.adapters.renderer.smart.weave import Weft, check_seams, weave
from app.adapters.renderer.smart.words import ODD_CODING, NotCopyable
from app.kernel.ports.renderer import RenderPlan

log = structlog.get_logger(__name__)

_MADE = 0.9
"""Progress when the pieces that are made anew are there. Looking takes none: the full pass may follow it."""


@dataclass(frozen=True)
class Copied:
    """The film's picture, whole and without sound, and how many of its frames are the source's own."""

    picture: Path
    frames: int


@dataclass(frozen=True)
class WhyNot:
    """Why the full pass has to make the film, in words for people."""

    words: str


def copy_and_patch(
    plan: RenderPlan,
    grid: Grid,
    pictures: Pictures,
    folder: Path,
    progress: Callable[[float], None],
    kept: Path | None = None,
) -> Copied | WhyNot:
    """The picture by the smart way into `folder`, or why it can't be made so.

    Finished pieces go to `kept` and are taken from there, as `parts.shelf` gives it. `progress` hears 0–1
    and may raise. Raises `DiskFull`; whatever else goes wrong here the full pass may still manage.
    """
    try:
        return _copied(plan, grid, pictures, folder, progress, kept or folder)
    except NotCopyable as reason:
        return WhyNot(str(reason))
    except (RenderFailed, FFmpegError, ValueError) as fault:
        log.warning("smart render failed", fault=repr(fault))
        return WhyNot(ODD_CODING)


def _copied(
    plan: RenderPlan,
    grid: Grid,
    pictures: Pictures,
    folder: Path,
    progress: Callable[[float], None],
    kept: Path,
) -> Copied:
    footage = list_footage(plan, grid.rate, lambda: progress(0.0))
    pieces = cut_up(grid, _covered(plan, grid, pictures), footage)
    patcher = Patcher(plan, grid, pictures, footage.description, _reorders(footage, pieces))
    made = {
        piece.first: patcher.make(piece, kept, folder, tell)
        for piece, tell in share_told(pieces, lambda done: progress(_MADE * done))
    }
    target = folder / "smart.mp4"
    weft = Weft(plan, grid, footage, pieces, made)
    weave(weft, target, lambda done: progress(_MADE + (1 - _MADE) * done))
    check_seams(weft, target)
    return Copied(target, sum(piece.frames for piece in pieces if piece.place is not None))


def _covered(plan: RenderPlan, grid: Grid, pictures: Pictures) -> list[tuple[int, int]]:
    """Frames under pictures or words, as first and end."""
    spoken = (grid.window(layer.span) for layer in plan.captions if pictures.captions)
    return [
        *((sticker.first, sticker.end) for sticker in pictures.stickers),
        *((first, first + frames) for first, frames in spoken),
    ]


def _reorders(footage: Footage, pieces: list[Piece]) -> bool:
    """Whether pictures that are copied are decoded in another order than they are shown."""
    slots = footage.slots
    return any(
        slots[place] > slots[place + 1]
        for piece in pieces
        if piece.place is not None
        for place in range(piece.place, piece.place + piece.frames - 1)
    )
