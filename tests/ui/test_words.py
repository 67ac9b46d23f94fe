"""Times in words."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from app.ui.words import ago, days, exact, time_left

NOW = datetime(2026, 3, 9, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, ""),
        (0, "a few seconds left"),
        (12, "about 10 s left"),
        (57, "about 1 min left"),
        (200, "about 3 min left"),
        (7000, "about 2 h left"),
    ],
)
def test_time_left(seconds: float | None, words: str) -> None:
    assert time_left(seconds) == words


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(minutes=5), "5 minutes ago"),
        (timedelta(seconds=90), "1 minute ago"),
        (timedelta(hours=3), "3 hours ago"),
        (timedelta(days=1, hours=2), "yesterday"),
        (timedelta(days=4), "4 days ago"),
        (timedelta(days=40), "January 28, 2026"),
    ],
)
def test_ago(before: timedelta, words: str) -> None:
    assert ago(NOW - before, NOW) == words


def test_the_exact_time_is_told_in_utc() -> None:
    assert exact(NOW.astimezone(timezone(timedelta(hours=5)))) == "2026-03-09 12:00Z"


def test_a_day_that_has_begun_counts_as_one() -> None:
    assert [days(timedelta(hours=hours)) for hours in (0, 1, 24, 25, 168)] == [
        "1 day",
        "1 day",
        "1 day",
        "2 days",
        "7 days",
    ]
