"""How long things take in this process, kept as the newest few thousand measurements."""

import threading
import time
from collections import deque
from dataclasses import dataclass

from sqlmodel import Session

from app.kernel.db import after_commit

KEPT = 4096


@dataclass(frozen=True)
class TimingSummary:
    """Counts since the process began, and percentiles of the newest measurements in milliseconds."""

    count: int
    p50_ms: float | None
    p95_ms: float | None
    p99_ms: float | None


class Timings:
    """A thread-safe record of durations in seconds."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._newest: deque[float] = deque(maxlen=KEPT)
        self._count = 0

    def record(self, seconds: float) -> None:
        """Add one measurement."""
        with self._lock:
            self._newest.append(seconds)
            self._count += 1

    def summary(self) -> TimingSummary:
        """Percentiles by nearest rank; None until something was measured."""
        with self._lock:
            ordered, count = sorted(self._newest), self._count

        def rank(share: float) -> float | None:
            if not ordered:
                return None
            place = min(len(ordered) - 1, int(share * len(ordered)))
            return round(ordered[place] * 1000, 2)

        return TimingSummary(count, rank(0.50), rank(0.95), rank(0.99))


def time_until_commit(session: Session, timings: Timings) -> None:
    """Record how long it takes from here to the commit of this unit of work: once, and not if it fails."""
    timed: set[Timings] = session.info.setdefault("timed", set())
    if timings not in timed:
        timed.add(timings)
        began = time.perf_counter()
        after_commit(session, lambda: timings.record(time.perf_counter() - began))


saves = Timings()
"""From the start of a save to its commit: what `/api/health` shows as save acknowledgements."""
