"""The processes that the trial kills."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager

from app.kernel import db
from app.kernel.jobs.workers import last_seen
from app.launcher.local_ports import is_listening

START_SECONDS = 60
LOOK_EVERY_SECONDS = 0.05


class Lost(Exception):
    """Something that had been acknowledged is not there, or never came to its end."""


class Victim(AbstractContextManager["Victim"]):
    """A process that is started again and again; `is_up` says when it is ready to work."""

    def __init__(self, arguments: list[str], is_up: Callable[[], bool]) -> None:
        self._command = [sys.executable, *arguments]
        self._is_up = is_up

    def __enter__(self) -> "Victim":
        try:
            self.start()
        except Lost:
            self.kill()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def start(self) -> None:
        """Start it and wait until it works. Raises `Lost`."""
        self._running = subprocess.Popen(self._command)  # noqa: S603  # our own modules
        until(self._is_up, START_SECONDS, "a process that was killed did not come back")

    def kill(self) -> None:
        """SIGKILL."""
        self._running.kill()
        self._running.wait()


def server(port: int) -> Victim:
    """The REST server, without pages."""
    return Victim(["-m", "app.launcher.trial.server", str(port)], lambda: is_listening(port))


def worker() -> Victim:
    """A worker."""
    return Victim(["-m", "app.worker", "--parent", str(os.getpid())], _worker_is_up)


def until(condition: Callable[[], bool], seconds: float, otherwise: str) -> None:
    """Wait for `condition`. Raises `Lost`, saying `otherwise`."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise Lost(f"{otherwise} within {seconds:.0f} s")
        time.sleep(LOOK_EVERY_SECONDS)


def _worker_is_up() -> bool:
    """The worker's first sweep has removed the row of the one before, then it writes its own."""
    with db.reading() as session:
        return last_seen(session) is not None
