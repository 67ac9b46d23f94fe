"""Captions follow their words through cuts and behind an opening."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.features.productions.rules.caption_times import in_the_film
from app.features.productions.rules.captions import MAX_CUES, Cue

WHOLE = [(0.0, 60.0)]


def test_without_cuts_times_stay():
    cues = (Cue(1, 2, "a"), Cue(3, 4.5, "b"))
    assert in_the_film(cues, WHOLE) == cues


def test_an_opening_moves_them_back():
    assert in_the_film([Cue(1, 2, "a")], WHOLE, 3.0) == (Cue(4, 5, "a"),)


def test_what_was_cut_out_takes_its_captions_along():
    cues = [Cue(1, 2, "a"), Cue(11, 12, "gone"), Cue(21, 22, "b")]
    assert in_the_film(cues, [(0, 10), (20, 30)]) == (Cue(1, 2, "a"), Cue(11, 12, "b"))


def test_a_caption_over_a_cut_goes_on_behind_it():
    assert in_the_film([Cue(8, 22, "a")], [(0, 10), (20, 30)]) == (Cue(8, 12, "a"),)


def test_a_rest_that_nobody_could_read_is_left_out():
    assert in_the_film([Cue(9.95, 12, "a")], [(0, 10)]) == ()


def test_captions_that_overlap_stand_together_the_latest_below():
    assert in_the_film([Cue(1, 4, "a"), Cue(2, 3, "b")], WHOLE) == (
        Cue(1, 2, "a"),
        Cue(2, 3, "a\nb"),
        Cue(3, 4, "a"),
    )


def test_captions_beyond_the_film_are_left_out():
    assert in_the_film([Cue(70, 80, "a")], WHOLE) == ()


@pytest.mark.parametrize("overlap", [0.5, 3600.0])
def test_thousands_are_placed_at_once(overlap: float):
    cues = [Cue(i, i + overlap, "x" * 100) for i in range(MAX_CUES)]
    assert len(in_the_film(cues, [(i * 300.0, i * 300.0 + 200) for i in range(21)])) > 3000


SECONDS = st.integers(0, 600).map(lambda tenths: tenths / 10)
CUES = st.lists(
    st.builds(lambda a, length: Cue(a, a + length, "w"), SECONDS, st.integers(1, 50).map(lambda n: n / 10))
)
KEPT = st.lists(SECONDS, max_size=8, unique=True).map(
    lambda edges: list(zip(sorted(edges)[::2], sorted(edges)[1::2], strict=False))
)


@given(CUES, KEPT, SECONDS)
def test_they_never_overlap_and_stay_in_the_film(
    cues: list[Cue], kept: list[tuple[float, float]], opening: float
):
    placed = in_the_film(cues, kept, opening)
    length = opening + sum(end - start for start, end in kept)
    edges = [edge for cue in placed for edge in (cue.start, cue.end)]
    assert edges == sorted(edges)
    assert all(opening - 1e-3 <= cue.start < cue.end <= length + 1e-3 for cue in placed)
