"""What is being edited: the kept pieces of a source, and the pictures over the film that they make.

Pieces count in seconds of the source, pictures in seconds of the edited film (without its intro).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.features.productions.rules.config import DraftConfig, EditRange, OverlayItem
from app.features.productions.rules.timeline import TICK, is_full_length

KEYS = ("editRanges", "overlayItems")
"""The keys of a draft's config that a timeline is kept under."""

Pieces = tuple[EditRange, ...]
Pictures = tuple[OverlayItem, ...]


@dataclass(frozen=True)
class Timeline:
    """At least one piece, in order, on ticks; `length` is how many seconds the source lasts."""

    length: float
    pieces: Pieces
    pictures: Pictures = ()

    @property
    def edited_ticks(self) -> int:
        """Ticks of the edited film."""
        return sum(ticks(piece.end) - ticks(piece.start) for piece in self.pieces)

    def begin_ticks(self, index: int) -> int:
        """The tick of the edited film at which a piece begins."""
        return sum(ticks(piece.end) - ticks(piece.start) for piece in self.pieces[:index])


def ticks(seconds: float) -> int:
    """The number of the nearest tick."""
    return round(seconds / TICK)


def at_tick(number: int) -> float:
    """Seconds of a tick."""
    return round(number * TICK, 1)


def timeline_of(config: Mapping[str, Any], length: float) -> Timeline:
    """The timeline of a checked config over a source of `length` seconds."""
    choices = DraftConfig.of(config)
    pieces = tuple(choices.edit_ranges or [whole_piece(length)])
    return Timeline(length, pieces, tuple(choices.overlay_items or []))


def whole_piece(length: float) -> EditRange:
    """All of a source as one piece."""
    return EditRange(start=0.0, end=at_tick(max(1, ticks(length))))


def patch_between(before: Timeline, after: Timeline) -> dict[str, Any]:
    """The config's keys that an edit changed. One piece of full length is kept as null."""
    patch: dict[str, Any] = {}
    if after.pieces != before.pieces:
        idle = is_full_length(after.pieces, after.length)
        patch["editRanges"] = None if idle else [piece.model_dump(mode="json") for piece in after.pieces]
    if after.pictures != before.pictures:
        patch["overlayItems"] = [item.model_dump(mode="json") for item in after.pictures] or None
    return patch


def source_at(pieces: Sequence[EditRange], edited: float) -> float:
    """The second of the source that the edited film shows at `edited`; its last one behind the end.

    At a join that is the first second of the later piece.
    """
    for begin, piece in _begun(pieces):
        if edited < begin + (piece.end - piece.start):
            return piece.start + max(0.0, edited - begin)
    return pieces[-1].end


def edited_at(pieces: Sequence[EditRange], second: float) -> float:
    """When the edited film shows a second of the source; the join it would be at if it was cut away."""
    for begin, piece in _begun(pieces):
        if second <= piece.end:
            return begin + max(0.0, second - piece.start)
    return sum(piece.end - piece.start for piece in pieces)


def snap_targets(timeline: Timeline) -> tuple[float, ...]:
    """Seconds of the edited film that a dragged edge is drawn to: both ends, joins, edges of pictures."""
    joins = {at_tick(timeline.begin_ticks(index)) for index in range(len(timeline.pieces) + 1)}
    edges = {edge for item in timeline.pictures for edge in (item.start_seconds, item.end_seconds)}
    return tuple(sorted(joins | edges))


def _begun(pieces: Sequence[EditRange]) -> Iterator[tuple[float, EditRange]]:
    begin = 0.0
    for piece in pieces:
        yield begin, piece
        begin += piece.end - piece.start
