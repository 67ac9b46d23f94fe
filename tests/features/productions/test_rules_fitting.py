"""Timelines that were cut before their film was measured."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.features.productions.rules.config import EditRange, OverlayItem, config_errors
from app.features.productions.rules.editing.fitting import fitted
from app.features.productions.rules.editing.timelines import Timeline, patch_between, whole_piece


def timeline(length: float, *spans: tuple[float, float], pictures: tuple[OverlayItem, ...] = ()) -> Timeline:
    pieces = tuple(EditRange(start=start, end=end) for start, end in spans) or (whole_piece(length),)
    return Timeline(length, pieces, pictures)


def picture(start: float, end: float) -> OverlayItem:
    return OverlayItem(id=f"p{start}", uploadId=5, startSeconds=start, endSeconds=end)


def spans(fits: Timeline) -> list[tuple[float, float]]:
    return [(piece.start, piece.end) for piece in fits.pieces]


@pytest.mark.parametrize(
    ("cut", "measured", "stays"),
    [
        ([(0, 4), (6, 12)], 12.0, [(0, 4), (6, 12)]),
        ([(0, 4), (6, 12)], 12.04, [(0, 4), (6, 12)]),
        ([(0, 4), (6, 12)], 9.96, [(0, 4), (6, 10)]),
        ([(0, 4), (6, 12)], 15.0, [(0, 4), (6, 15)]),
        ([(0, 4), (6, 11)], 15.0, [(0, 4), (6, 11)]),
        ([(0, 4), (6, 12)], 6.1, [(0, 4)]),
        ([(0, 4), (6, 12)], 5.0, [(0, 4)]),
        ([(6, 12)], 3.0, [(0, 3)]),
    ],
)
def test_pieces_end_where_the_film_does(
    cut: list[tuple[float, float]], measured: float, stays: list[tuple[float, float]]
) -> None:
    assert spans(fitted(timeline(12.0, *cut), measured)) == stays


def test_pictures_stay_over_what_is_left():
    laid = (picture(1, 3), picture(8, 11), picture(11, 12))

    fits = fitted(timeline(12.0, pictures=laid), 9.0)

    assert [(one.start_seconds, one.end_seconds) for one in fits.pictures] == [(1, 3), (8, 9)]


@given(
    st.lists(st.integers(1, 400), min_size=2, max_size=8, unique=True),
    st.floats(0.2, 50, allow_nan=False),
    st.lists(st.integers(0, 400), min_size=2, max_size=6, unique=True),
)
def test_what_was_fitted_breaks_no_rule(edges: list[int], measured: float, laid: list[int]) -> None:
    marks = sorted(edges)
    cut = [(a / 10, b / 10) for a, b in zip(marks[::2], marks[1::2], strict=False)]
    moments = sorted(laid)
    pictures = tuple(picture(a / 10, b / 10) for a, b in zip(moments[::2], moments[1::2], strict=False))
    before = timeline(40.0, *cut, pictures=pictures)

    after = fitted(before, measured)

    config = {key: value for key, value in patch_between(before, after).items() if value is not None}
    assert config_errors(config, measured) == {}
