"""Several processes count together."""

from datetime import UTC, datetime
from uuid import uuid4

from app.adapters.pace import SharedPace
from tests.conftest import HeldClock


def test_two_processes_share_the_minute(redis_url: str, held_clock: HeldClock) -> None:
    one, other, who = SharedPace(redis_url), SharedPace(redis_url), uuid4().hex
    held_clock.set(datetime(2026, 1, 1, 12, 0, 45, tzinfo=UTC))
    assert [pace.wait(who, 2) for pace in (one, other, one, other)] == [0, 0, 15, 15]
    held_clock.advance(seconds=15)
    assert other.wait(who, 2) == 0
