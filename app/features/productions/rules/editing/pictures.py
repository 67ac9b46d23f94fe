"""Pictures on the tracks of a timeline: laid, moved, trimmed, and carried along when the film is cut.

Two pictures on one track never share a moment. What people do to a picture is refused where it would;
what a cut does to pictures keeps their order, so it can't.
"""

from dataclasses import replace

from app.features.productions.errors import EditRefused
from app.features.productions.rules.config import MAX_OVERLAYS, OverlayItem, Track
from app.features.productions.rules.editing.timelines import Pictures, Timeline, at_tick, ticks
from app.features.productions.rules.presets import Fade
from app.features.productions.rules.timeline import TICK, overlay_errors

_DIGITS = 3
"""Pictures that came by REST may lie between ticks; sums of such seconds are kept to a millisecond."""
_SHORTEST = TICK / 2
"""What a cut leaves of a picture goes too when it is shorter."""


def add_picture(timeline: Timeline, picture: OverlayItem) -> Timeline:
    """Lay a new picture, inside the film and on ticks. Raises `EditRefused`."""
    if len(timeline.pictures) >= MAX_OVERLAYS:
        raise EditRefused(f"A film takes up to {MAX_OVERLAYS} pictures. Remove one first.")
    if any(item.id == picture.id for item in timeline.pictures):
        raise EditRefused("This picture is already there.")
    start = max(0, min(ticks(picture.start_seconds), timeline.edited_ticks - 1))
    end = max(start + 1, min(ticks(picture.end_seconds), timeline.edited_ticks))
    laid = _spanning(picture, at_tick(start), at_tick(end))
    return _checked(replace(timeline, pictures=(*timeline.pictures, laid)))


def move_picture(timeline: Timeline, picture_id: str, start: float, track: Track | None = None) -> Timeline:
    """Let it begin at `start`, or as near as the film allows, on its own or another track.

    Raises `EditRefused` where another picture lies.
    """
    item = _find(timeline, picture_id)
    length = item.end_seconds - item.start_seconds
    latest = max(0.0, at_tick(timeline.edited_ticks) - length)
    begin = max(0.0, min(at_tick(ticks(start)), round(latest, _DIGITS)))
    moved = _spanning(item, begin, begin + length).model_copy(update={"track": track or item.track})
    return _exchanged(timeline, moved)


def nudge_picture(timeline: Timeline, picture_id: str, steps: int) -> Timeline:
    """Move it by so many ticks, earlier if negative; it stops at the film's ends. Raises `EditRefused`."""
    item = _find(timeline, picture_id)
    length = item.end_seconds - item.start_seconds
    latest = max(0.0, at_tick(timeline.edited_ticks) - length)
    begin = max(0.0, min(item.start_seconds + steps * TICK, latest))
    return _exchanged(timeline, _spanning(item, begin, begin + length))


def trim_picture(timeline: Timeline, picture_id: str, edge: str, to: float) -> Timeline:
    """Drag its `start` or `end` edge; a tick of it stays. Raises `EditRefused` where another picture lies."""
    item = _find(timeline, picture_id)
    wanted = at_tick(ticks(to))
    if edge == "start":
        begin = max(0.0, min(wanted, item.end_seconds - TICK))
        return _exchanged(timeline, _spanning(item, begin, item.end_seconds))
    end = min(at_tick(timeline.edited_ticks), max(wanted, item.start_seconds + TICK))
    return _exchanged(timeline, _spanning(item, item.start_seconds, end))


def dress_picture(
    timeline: Timeline, picture_id: str, opacity_pct: float | None, fade: Fade | None
) -> Timeline:
    """Change how strongly it shows and how it fades; None leaves that as it is. Raises `EditRefused`."""
    wanted = {"opacity_pct": opacity_pct, "fade": fade}
    given = {name: value for name, value in wanted.items() if value is not None}
    return _exchanged(timeline, _find(timeline, picture_id).model_copy(update=given))


def remove_picture(timeline: Timeline, picture_id: str) -> Timeline:
    """Take it away. Raises `EditRefused` when it has gone already."""
    gone = _find(timeline, picture_id)
    return replace(timeline, pictures=tuple(item for item in timeline.pictures if item is not gone))


def close_gap(pictures: Pictures, start: float, end: float) -> Pictures:
    """The pictures once the film between `start` and `end` is gone.

    Later ones shift, spanning ones shorten, inner ones go.
    """
    gone = end - start

    def carried(second: float) -> float:
        return second if second <= start else max(start, second - gone)

    moved = [_spanning(item, carried(item.start_seconds), carried(item.end_seconds)) for item in pictures]
    return tuple(
        now
        for item, now in zip(pictures, moved, strict=True)
        if _seconds_of(now) >= min(_SHORTEST, _seconds_of(item))
    )


def open_gap(pictures: Pictures, at: float, length: float) -> Pictures:
    """The pictures once `length` seconds of film came in at `at`.

    Later ones shift, spanning ones lengthen.
    """
    return tuple(
        _spanning(
            item,
            item.start_seconds + (length if item.start_seconds >= at else 0.0),
            item.end_seconds + (length if item.end_seconds > at else 0.0),
        )
        for item in pictures
    )


def _find(timeline: Timeline, picture_id: str) -> OverlayItem:
    for item in timeline.pictures:
        if item.id == picture_id:
            return item
    raise EditRefused("This picture is no longer there.")


def _seconds_of(item: OverlayItem) -> float:
    return round(item.end_seconds - item.start_seconds, _DIGITS)


def _spanning(item: OverlayItem, start: float, end: float) -> OverlayItem:
    """The same picture, elsewhere; rounding keeps the order of edges, so it makes no overlap."""
    span = {"start_seconds": round(start, _DIGITS), "end_seconds": round(end, _DIGITS)}
    return item.model_copy(update=span)


def _exchanged(timeline: Timeline, changed: OverlayItem) -> Timeline:
    pictures = tuple(changed if item.id == changed.id else item for item in timeline.pictures)
    return _checked(replace(timeline, pictures=pictures))


def _checked(timeline: Timeline) -> Timeline:
    if overlay_errors(timeline.pictures, None):
        raise EditRefused("Another picture lies there. Choose a free place, or the other track.")
    return timeline
