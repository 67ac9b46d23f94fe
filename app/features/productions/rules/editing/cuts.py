"""Cutting: split, ripple delete, and dragged edges. What lies over the film goes along with it."""

from dataclasses import replace
from typing import Literal

from app.features.productions.errors import EditRefused
from app.features.productions.rules.config import MAX_RANGES, EditRange
from app.features.productions.rules.editing.pictures import close_gap, open_gap
from app.features.productions.rules.editing.timelines import (
    Pieces,
    Timeline,
    at_tick,
    ticks,
    whole_piece,
)

MIN_TICKS = 2
"""A piece lasts 0.2 s at least."""

Edge = Literal["start", "end"]


def split(timeline: Timeline, at: float) -> Timeline:
    """Cut the piece under `at` (seconds of the edited film) in two. Raises `EditRefused`."""
    if len(timeline.pieces) >= MAX_RANGES:
        raise EditRefused(f"A film is cut into up to {MAX_RANGES} pieces. Delete one first.")
    wanted = ticks(at)
    for index, piece in enumerate(timeline.pieces):
        inside = wanted - timeline.begin_ticks(index)
        start, end = ticks(piece.start), ticks(piece.end)
        if MIN_TICKS <= inside <= end - start - MIN_TICKS:
            seam = start + inside
            return replace(timeline, pieces=_exchanged(timeline.pieces, index, (start, seam), (seam, end)))
    raise EditRefused("A piece lasts at least 0.2 s. Split a little further from the next cut.")


def delete_piece(timeline: Timeline, index: int) -> Timeline:
    """Take a piece out; what comes after it moves up. Raises `EditRefused` for the last one."""
    piece = _piece(timeline, index)
    if len(timeline.pieces) == 1:
        raise EditRefused("One piece has to stay, or there is no film.")
    begin = timeline.begin_ticks(index)
    gone = begin + ticks(piece.end) - ticks(piece.start)
    pictures = close_gap(timeline.pictures, at_tick(begin), at_tick(gone))
    return replace(timeline, pieces=_exchanged(timeline.pieces, index), pictures=pictures)


def drag_edge(timeline: Timeline, index: int, edge: Edge, to: float) -> Timeline:
    """Let a piece begin or end at second `to` of the source, or as near as its neighbours allow.

    Raises `EditRefused` when there is no such piece.
    """
    piece = _piece(timeline, index)
    start, end = ticks(piece.start), ticks(piece.end)
    lowest, highest = _room(timeline, index, edge)
    if highest < lowest:
        return timeline
    wanted = max(lowest, min(ticks(to), highest))
    span = (wanted, end) if edge == "start" else (start, wanted)
    length, grown = span[1] - span[0], (span[1] - span[0]) - (end - start)
    begin = timeline.begin_ticks(index)
    # The film grows or shrinks at the edge itself: where the piece begins, or where the shorter of both ends.
    at = begin if edge == "start" else begin + min(length, end - start)
    if grown >= 0:
        pictures = open_gap(timeline.pictures, at_tick(at), at_tick(grown))
    else:
        pictures = close_gap(timeline.pictures, at_tick(at), at_tick(at - grown))
    return replace(timeline, pieces=_exchanged(timeline.pieces, index, span), pictures=pictures)


def keep_all(timeline: Timeline) -> Timeline:
    """The whole source again; pictures stay over the moments that they were laid over."""
    pieces, pictures = timeline.pieces, timeline.pictures
    reached = 0
    for piece in pieces:
        missing = ticks(piece.start) - reached
        if missing:
            pictures = open_gap(pictures, at_tick(reached), at_tick(missing))
        reached = ticks(piece.end)
    return replace(timeline, pieces=(whole_piece(timeline.length),), pictures=pictures)


def _piece(timeline: Timeline, index: int) -> EditRange:
    if index >= len(timeline.pieces):
        raise EditRefused("This piece is no longer there.")
    return timeline.pieces[index]


def _room(timeline: Timeline, index: int, edge: Edge) -> tuple[int, int]:
    """First and last tick of the source at which an edge may lie."""
    pieces = timeline.pieces
    start, end = ticks(pieces[index].start), ticks(pieces[index].end)
    if edge == "start":
        return (ticks(pieces[index - 1].end) if index else 0), end - MIN_TICKS
    last = index == len(pieces) - 1
    return start + MIN_TICKS, (max(end, ticks(timeline.length)) if last else ticks(pieces[index + 1].start))


def _exchanged(pieces: Pieces, index: int, *spans: tuple[int, int]) -> Pieces:
    """The pieces with others, in ticks of the source, in the place of one. Its unknown keys stay."""
    fresh = (
        pieces[index].model_copy(update={"start": at_tick(start), "end": at_tick(end)})
        for start, end in spans
    )
    return (*pieces[:index], *fresh, *pieces[index + 1 :])
