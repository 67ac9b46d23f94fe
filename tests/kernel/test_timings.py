"""How long saves take, as the health page tells it."""

import pytest
from sqlmodel import Session

from app.kernel import db
from app.kernel.timings import KEPT, Timings, time_until_commit


def test_nothing_measured_has_no_percentiles() -> None:
    summary = Timings().summary()
    assert (summary.count, summary.p50_ms, summary.p99_ms) == (0, None, None)


def test_percentiles_are_of_the_newest_and_the_count_of_all() -> None:
    timings = Timings()
    for _ in range(10):
        timings.record(60.0)
    for number in range(KEPT):
        timings.record(0.1 if number % 100 else 1.0)
    summary = timings.summary()
    assert summary.count == KEPT + 10
    assert (summary.p50_ms, summary.p95_ms, summary.p99_ms) == (100.0, 100.0, 1000.0)


@pytest.mark.usefixtures("database")
def test_a_unit_of_work_counts_once_and_only_when_it_commits() -> None:
    timings = Timings()

    def refused(session: Session) -> None:
        time_until_commit(session, timings)
        raise KeyError

    with db.unit_of_work() as session:
        time_until_commit(session, timings)
        time_until_commit(session, timings)
    with pytest.raises(KeyError), db.unit_of_work() as session:
        refused(session)
    assert timings.summary().count == 1
