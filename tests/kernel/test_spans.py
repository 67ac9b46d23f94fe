"""Spans of time in words: one way to say them wherever they show."""

import pytest

from app.features.productions.rules.preset_words import seconds_in_words
from app.kernel.spans import about_words, clock_words
from app.ui.words import time_left


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "0:00"), (5.28, "0:05"), (222, "3:42"), (59.6, "1:00"), (3822, "1:03:42")]
)
def test_lengths_read_like_a_clock(seconds: float, words: str) -> None:
    assert clock_words(seconds) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "a few seconds"),
        (41, "about 40 s"),
        (58, "about 1 min"),
        (200, "about 3 min"),
        (7200, "about 2 h"),
    ],
)
def test_estimates_are_no_more_precise_than_they_can_be(seconds: float, words: str) -> None:
    assert about_words(seconds) == words


@pytest.mark.parametrize("seconds", [61, 222, 3822])
def test_a_length_in_a_sentence_reads_like_one_beside_a_film(seconds: float) -> None:
    assert seconds_in_words(seconds) == clock_words(seconds)


@pytest.mark.parametrize("seconds", [1, 41, 200, 3400, 5000, 7000])
def test_what_is_left_reads_like_what_was_estimated(seconds: float) -> None:
    assert time_left(seconds) == f"{about_words(seconds)} left"
