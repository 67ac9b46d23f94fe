"""The one source of the current time, so that tests can hold it still."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime


def _system() -> datetime:
    return datetime.now(UTC)


_source: Callable[[], datetime] = _system


def now() -> datetime:
    """The current time, timezone-aware, in UTC."""
    return _source()


@contextmanager
def frozen(at: datetime) -> Iterator[None]:
    """Hold the clock at `at` (tests only)."""
    global _source
    before, _source = _source, lambda: at
    try:
        yield
    finally:
        _source = before
