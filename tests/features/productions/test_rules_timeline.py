"""Ranges and overlays on the timeline."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.features.productions.rules.timeline import (
    edited_duration,
    kept_spans,
    on_tick,
    overlay_errors,
    range_errors,
)


@dataclass(frozen=True)
class Kept:
    start: float
    end: float


@dataclass(frozen=True)
class Item:
    track: str
    start_seconds: float
    end_seconds: float


@st.composite
def ordered_ranges(draw: st.DrawFn) -> list[Kept]:
    """Ranges that keep every rule, on ticks."""
    edges = sorted(draw(st.sets(st.integers(0, 600), min_size=2, max_size=20)))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    return [Kept(start / 10, end / 10) for start, end in pairs]


def test_without_ranges_the_whole_film_is_kept():
    assert kept_spans(None, 5.28) == kept_spans([], 5.28) == [(0.0, 5.28)]


def test_a_range_never_reaches_behind_the_film():
    assert kept_spans([Kept(1, 5.3)], 5.28) == [(1, 5.28)]


@given(ordered_ranges())
def test_ordered_ranges_are_right_and_add_up(ranges: list[Kept]):
    assert range_errors(ranges, 60.0) == {}
    assert edited_duration(ranges, 60.0) == pytest.approx(sum(kept.end - kept.start for kept in ranges))


@given(ordered_ranges().filter(lambda ranges: len(ranges) > 1))
def test_out_of_order_is_refused(ranges: list[Kept]):
    assert range_errors(ranges[::-1], 60.0)


@given(st.floats(0, 10_000))
def test_a_tick_is_at_most_half_a_tick_away(seconds: float):
    assert abs(on_tick(seconds) - seconds) <= 0.05 + 1e-9
    assert on_tick(on_tick(seconds)) == on_tick(seconds)


def test_two_tracks_may_share_a_moment():
    assert overlay_errors([Item("A", 0, 2), Item("B", 1, 3)], 5.0) == {}


def test_a_long_overlay_collides_with_each_that_starts_under_it():
    items = [Item("A", 0, 9), Item("A", 1, 2), Item("A", 3, 4)]

    assert list(overlay_errors(items, 10.0)) == ["overlayItems.1.startSeconds", "overlayItems.2.startSeconds"]
