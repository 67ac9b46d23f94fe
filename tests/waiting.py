"""Waiting for something that another thread or process does, without a fixed pause."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
LOOK_EVERY_SECONDS = 0.02


def wait_until(look: Callable[[], T], *, seconds: float = 60, what: str = "it") -> T:
    """What `look` returns once that is truthy; fails when the deadline passes first."""
    deadline = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < deadline, f"{what} did not happen within {seconds} s"
        time.sleep(LOOK_EVERY_SECONDS)
    return found
