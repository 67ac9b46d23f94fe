"""The worker process that the app starts itself when no broker is configured."""

import os
import subprocess
import sys
import threading
from contextlib import AbstractContextManager
from time import monotonic

import structlog
from filelock import FileLock, Timeout

from app.kernel.config import Settings

FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 30.0
LIVED_WELL_SECONDS = 60.0
LOOK_EVERY_SECONDS = 0.25
LOCK_EVERY_SECONDS = 2.0
END_WITHIN_SECONDS = 8.0

log = structlog.get_logger()


class EmbeddedWorker(AbstractContextManager["EmbeddedWorker"]):
    """Keeps one worker process alive on this machine for as long as the app runs.

    Every process of the app may start one of these: the holder of a lock in the data folder has the
    worker, the others wait to take over. A worker that dies is started again, after a growing pause.
    Does nothing when the settings ask for no embedded worker.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._ending = threading.Event()
        # Not a daemon: the child has to be ended before the interpreter is.
        self._keeper = threading.Thread(target=self._hold_lock, name="embedded-worker")

    def __enter__(self) -> "EmbeddedWorker":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Begin, without waiting for the worker to be up."""
        if self._settings.runs_embedded_worker:
            self._settings.data_dir.mkdir(parents=True, exist_ok=True)
            self._keeper.start()

    def stop(self) -> None:
        """End the worker, whose running jobs go back to the queue, and wait for it."""
        self._ending.set()
        if self._keeper.is_alive():
            self._keeper.join()

    def _hold_lock(self) -> None:
        lock = FileLock(self._settings.data_dir / "worker.lock")
        while not self._ending.is_set():
            try:
                with lock.acquire(timeout=0):
                    self._keep_alive()
            except Timeout:
                self._ending.wait(LOCK_EVERY_SECONDS)
            except OSError:
                # No room for one more process or file at this moment must not leave the app without a worker.
                log.exception("the worker could not be started")
                self._ending.wait(LONGEST_PAUSE_SECONDS)

    def _keep_alive(self) -> None:
        pause = FIRST_PAUSE_SECONDS
        while not self._ending.is_set():
            started = monotonic()
            child = _start_worker()
            while child.poll() is None and not self._ending.wait(LOOK_EVERY_SECONDS):
                pass
            if self._ending.is_set():
                return _end(child)
            pause = FIRST_PAUSE_SECONDS if monotonic() - started > LIVED_WELL_SECONDS else pause * 2
            pause = min(pause, LONGEST_PAUSE_SECONDS)
            log.warning("the worker ended", exit_code=child.returncode, starts_again_in=pause)
            self._ending.wait(pause)


def _start_worker() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "app.worker", "--parent", str(os.getpid())]
    # A session of its own: Ctrl+C is for the app, which then ends the worker in order.
    return subprocess.Popen(command, start_new_session=True)  # noqa: S603  # nothing of it comes from outside


def _end(child: subprocess.Popen[bytes]) -> None:
    child.terminate()
    try:
        child.wait(END_WITHIN_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
