"""Planets are painted by a process that stays for a while: no kernel is loaded where pages are served."""

import json
import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from threading import Lock, Timer, current_thread
from typing import IO, Any

import structlog

from app.kernel.errors import Unavailable
from app.kernel.ports.planet import PlanetRecipe

IDLE_SECONDS = 150.0
POLITE_NICENESS = 5
"""Pages come first."""
SLOWEST_SECONDS = 600.0
"""Even when every kernel must first be compiled on a busy machine."""

_ROOT = Path(__file__).resolve().parents[4]
_HEAD = 5
_PAINTED, _UNDER_WAY = 1, 2
"""How an answer of `studio` begins, which says what the rest is."""
_KEPT_SECONDS = 30 * 86400

log = structlog.get_logger(__name__)


class PlanetNotPainted(Unavailable):
    """The painting process failed; its own words are in the log."""

    code = "planet_not_painted"

    def __init__(self) -> None:
        super().__init__("This planet could not be painted. Everything you chose for it is kept; try again.")


class _Gone(Exception):
    """The process ended before it answered."""


Tell = Callable[[float], None]


def _nobody(_: float) -> None:
    """Who is told how far a picture is that takes no time."""


class PlanetPainter:
    """Speaks to one `studio` process: started when it is needed, ended when nobody has asked for a while.

    Safe to share between threads; one picture is painted at a time, on all cores.
    """

    def __init__(
        self, kernels: Path, idle_seconds: float = IDLE_SECONDS, niceness: int = POLITE_NICENESS
    ) -> None:
        """`kernels` is the folder that compiled kernels are kept in; `niceness` that of the process."""
        self._kernels = kernels
        self._niceness = niceness
        self._idle_seconds = idle_seconds
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._rests: Timer | None = None
        self._warm = False
        self._closed = False

    def planet(self, recipe: PlanetRecipe, width: int, height: int, *, sky: bool) -> bytes:
        return self._ask("planet", recipe=recipe.model_dump(mode="json"), width=width, height=height, sky=sky)

    def spin(self, recipe: PlanetRecipe, side: int, tell: Tell) -> bytes:
        return self._ask("spin", tell, recipe=recipe.model_dump(mode="json"), side=side)

    def get_ready(self) -> None:
        if self._process is None or self._process.poll() is not None or not self._warm:
            self._ask("ready")
            self._warm = True

    def close(self) -> None:
        """End the process; whoever waits for a picture is told that it isn't painted."""
        self._closed = True
        if (process := self._process) is not None:
            process.kill()
        with self._lock:
            self._end()

    def _ask(self, what: str, tell: Tell = _nobody, **about: Any) -> bytes:
        question = json.dumps({"what": what, **about}).encode() + b"\n"
        with self._lock:
            try:
                painted, body = self._asked_once(question, tell)
            except (_Gone, OSError):
                # It may have been ended from outside since the last picture: once more, with a new one.
                painted, body = self._asked_again(question, tell)
            self._end_when_idle()
        if not painted:
            log.error("planet not painted", told=body.decode(errors="replace"))
            raise PlanetNotPainted
        return body

    def _asked_again(self, question: bytes, tell: Tell) -> tuple[bool, bytes]:
        self._end()
        try:
            return self._asked_once(question, tell)
        except (_Gone, OSError) as reason:
            self._end()
            log.exception("the painting process ended before it answered")
            raise PlanetNotPainted from reason

    def _asked_once(self, question: bytes, tell: Tell) -> tuple[bool, bytes]:
        process = self._running()
        assert process.stdin is not None
        assert process.stdout is not None
        deadline = Timer(SLOWEST_SECONDS, process.kill)
        deadline.daemon = True
        deadline.start()
        try:
            process.stdin.write(question)
            process.stdin.flush()
            state, length = _head(process.stdout)
            while state == _UNDER_WAY:
                tell(length / 1000)
                state, length = _head(process.stdout)
            return state == _PAINTED, _whole(process.stdout, length)
        except BaseException:
            process.kill()  # the rest of this answer would be taken for the next one
            process.wait()  # and so would it from a process that is not quite dead yet
            raise
        finally:
            deadline.cancel()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._closed:
            raise PlanetNotPainted
        if self._process is None or self._process.poll() is not None:
            self._warm = False
            self._process = subprocess.Popen(  # noqa: S603  # no shell; recipes go through stdin
                [sys.executable, "-m", __name__, str(os.getpid()), str(self._niceness)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                cwd=_ROOT,
                env=os.environ | {"NUMBA_CACHE_DIR": str(kernel_folder(self._kernels))},
            )
        return self._process

    def _end_when_idle(self) -> None:
        if self._rests is not None:
            self._rests.cancel()
        self._rests = Timer(self._idle_seconds, self._rest)
        self._rests.daemon = True
        self._rests.start()

    def _rest(self) -> None:
        with self._lock:
            if current_thread() is self._rests:
                self._end()

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        assert process.stdin is not None
        assert process.stdout is not None
        _quietly(process.stdin.close)
        try:
            process.wait(2)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()


def _head(source: IO[bytes]) -> tuple[int, int]:
    head = _whole(source, _HEAD)
    return head[0], int.from_bytes(head[1:], "big")


def _whole(source: IO[bytes], length: int) -> bytes:
    """Exactly `length` bytes. Raises `_Gone`."""
    read = source.read(length)
    if len(read) < length:
        raise _Gone
    return read


def _quietly(close: Callable[[], None]) -> None:
    """A pipe whose other end is gone complains when it is closed."""
    try:
        close()
    except OSError:
        log.debug("pipe already closed")


def compile_kernels(parent: Path) -> None:
    """Have every kernel compiled and kept under `parent`; half a minute the first time, nothing after that.

    Raises `PlanetNotPainted`.
    """
    done = kernel_folder(parent) / "compiled"
    if done.exists():
        return
    painter = PlanetPainter(parent)
    try:
        painter.get_ready()
    finally:
        painter.close()
    done.touch()


@cache
def kernel_folder(parent: Path) -> Path:
    """Where kernels of this very code are kept; those of code that is long gone are removed.

    The compiler notices a changed file, but not a changed kernel that another file's kernel has taken in.
    """
    digest = sha256(f"{version('numba')} {platform.python_version()} {platform.machine()}".encode())
    for source in sorted((Path(__file__).parent / "kernels").glob("*.py")):
        digest.update(source.read_bytes())
    folder = parent.resolve() / digest.hexdigest()[:16]
    folder.mkdir(parents=True, exist_ok=True)
    # Another release may still be running on the same data.
    for other in parent.resolve().iterdir():
        if other.is_dir() and other != folder and time.time() - other.stat().st_mtime > _KEPT_SECONDS:
            shutil.rmtree(other, ignore_errors=True)
    return folder
