"""Calls are counted by person; those that had to wait don't count."""

from app.adapters.pace import MOST_SUBJECTS, OwnPace, SharedPace
from tests.conftest import HeldClock


def test_the_minute_slides(held_clock: HeldClock) -> None:
    pace = OwnPace()
    assert pace.wait("ada", 2) == 0
    held_clock.advance(seconds=50)
    assert (pace.wait("ada", 2), pace.wait("ada", 2), pace.wait("bo", 2)) == (0, 10, 0)
    held_clock.advance(seconds=10)
    assert (pace.wait("ada", 2), pace.wait("ada", 2)) == (0, 50)


def test_whoever_was_not_seen_for_longest_is_forgotten(held_clock: HeldClock) -> None:
    pace = OwnPace()
    pace.wait("ada", 1)
    for number in range(MOST_SUBJECTS):
        pace.wait(str(number), 1)
    assert pace.wait("ada", 1) == 0


def test_nobody_waits_because_the_shared_counter_is_away() -> None:
    assert SharedPace("redis://127.0.0.1:1").wait("ada", 0) == 0
