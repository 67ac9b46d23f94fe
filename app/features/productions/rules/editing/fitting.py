"""A timeline that was cut before its film was measured, over the film as it is."""

from dataclasses import replace

from app.features.productions.rules.editing.cuts import MIN_TICKS, delete_piece, drag_edge
from app.features.productions.rules.editing.pictures import close_gap
from app.features.productions.rules.editing.timelines import Timeline, at_tick, ticks, whole_piece


def fitted(timeline: Timeline, measured: float) -> Timeline:
    """The same cuts and pictures over a source of `measured` seconds, taken for `timeline.length` before.

    What ran to the end still does. What lies behind the end goes, with the pictures over it; if that is
    all of it, the whole film stays.
    """
    end, assumed = ticks(whole_piece(measured).end), ticks(timeline.length)
    fits = replace(timeline, length=measured)
    for index in reversed(range(len(timeline.pieces))):
        piece = fits.pieces[index]
        if ticks(piece.start) + MIN_TICKS > end:
            fits = _without(fits, index)
        elif ticks(piece.end) > end or ticks(piece.end) == assumed:
            fits = drag_edge(fits, index, "end", at_tick(end))
    return _without_what_lies_behind(fits)


def _without(timeline: Timeline, index: int) -> Timeline:
    if len(timeline.pieces) > 1:
        return delete_piece(timeline, index)
    return replace(timeline, pieces=(whole_piece(timeline.length),))


def _without_what_lies_behind(timeline: Timeline) -> Timeline:
    end = at_tick(timeline.edited_ticks)
    last = max((item.end_seconds for item in timeline.pictures), default=end)
    if last <= end:
        return timeline
    return replace(timeline, pictures=close_gap(timeline.pictures, end, last))
