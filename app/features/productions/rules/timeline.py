"""Edit ranges and what is laid over them, in seconds on a grid of 0.1 s ticks.

Ranges count in seconds of the source, overlays in seconds of the edited film (without its intro).
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol

from app.features.productions.rules.fields import FieldErrors, add_error

TICK = 0.1
TOLERANCE = TICK / 2
"""A film rarely ends on a tick, so a rounded end may lie half a tick behind it."""

_FUZZ = 1e-6


class Range(Protocol):
    """Kept seconds of the source."""

    @property
    def start(self) -> float: ...
    @property
    def end(self) -> float: ...


class Laid(Protocol):
    """Something on a track, in seconds of the edited film."""

    @property
    def track(self) -> str: ...
    @property
    def start_seconds(self) -> float: ...
    @property
    def end_seconds(self) -> float: ...


def on_tick(seconds: float) -> float:
    """The nearest tick."""
    return round(round(seconds / TICK) * TICK, 1)


def is_full_length(ranges: Sequence[Range], duration: float | None) -> bool:
    """Whether the ranges keep the whole film and so say nothing."""
    if len(ranges) != 1 or duration is None:
        return False
    return ranges[0].start <= _FUZZ and abs(ranges[0].end - duration) <= TOLERANCE + _FUZZ


def kept_spans(ranges: Sequence[Range] | None, duration: float) -> list[tuple[float, float]]:
    """The kept (start, end) of a source that lasts `duration` seconds; all of it without ranges.

    Ranges that touch are one: a split alone is no cut that would be heard or would force an edit.
    """
    if not ranges:
        return [(0.0, duration)]
    spans: list[tuple[float, float]] = []
    for kept in ranges:
        start, end = kept.start, min(kept.end, duration)
        if spans and start == spans[-1][1]:
            start = spans.pop()[0]
        if end > start:
            spans.append((start, end))
    return spans


def edited_duration(ranges: Sequence[Range] | None, duration: float) -> float:
    """Seconds of the film after its cuts, without the intro."""
    return sum(end - start for start, end in kept_spans(ranges, duration))


def range_errors(ranges: Sequence[Range], duration: float | None) -> FieldErrors:
    """Ranges that run backwards, overlap, are out of order, or leave the source."""
    errors: FieldErrors = {}
    for index, kept in enumerate(ranges):
        if kept.end <= kept.start:
            add_error(errors, f"editRanges.{index}.end", "A range must end after it starts.")
        if duration is not None and kept.end > duration + TOLERANCE + _FUZZ:
            add_error(errors, f"editRanges.{index}.end", f"The video ends at {duration:.1f} s.")
    for index, (before, kept) in enumerate(pairwise(ranges), start=1):
        if kept.start < before.end - _FUZZ:
            add_error(errors, f"editRanges.{index}.start", "Ranges must be in order and must not overlap.")
    return errors


def overlay_errors(items: Sequence[Laid], edited: float | None) -> FieldErrors:
    """Overlays that run backwards, share a moment on one track, or leave the edited film."""
    errors: FieldErrors = {}
    for index, item in enumerate(items):
        field = f"overlayItems.{index}"
        if item.end_seconds <= item.start_seconds:
            add_error(errors, f"{field}.endSeconds", "A picture must end after it starts.")
        if edited is not None and item.end_seconds > edited + TOLERANCE + _FUZZ:
            add_error(errors, f"{field}.endSeconds", f"The edited video ends at {edited:.1f} s.")
    for index in _colliding(items):
        add_error(errors, f"overlayItems.{index}.startSeconds", "Pictures on one track must not overlap.")
    return errors


def _colliding(items: Sequence[Laid]) -> list[int]:
    """Indexes of the items that start before an earlier one on their track has ended."""
    colliding = []
    reach: dict[str, float] = {}
    for index in sorted(range(len(items)), key=lambda i: (items[i].start_seconds, i)):
        item = items[index]
        if item.start_seconds < reach.get(item.track, 0.0) - _FUZZ:
            colliding.append(index)
        reach[item.track] = max(reach.get(item.track, 0.0), item.end_seconds)
    return colliding
