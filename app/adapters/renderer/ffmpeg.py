"""Runs ffmpeg: progress out, cancel in, plain words for what goes wrong. Ends with the worker."""

import os
import selectors
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import IO

import imageio_ffmpeg
import structlog

from app.kernel.disk import DiskFull
from app.kernel.errors import Unavailable

log = structlog.get_logger(__name__)

_GUARD = Path(__file__).with_name("guard.py")
_GIB = 1024**3
MAX_MEMORY = 8 * _GIB
_KEPT_ERRORS = 8192
_TICK_SECONDS = 0.25
_GRACE_SECONDS = 0.5
MIN_FREE_BYTES = 64 * 1024**2
"""Left on the disk for the database, whatever is rendered."""


class RenderFailed(Unavailable):
    """ffmpeg gave up on a film; its own words are in the log."""

    code = "render_failed"


@lru_cache(maxsize=1)
def ffmpeg_path() -> str:
    """The bundled binary. Raises `Unavailable` when the package came without one."""
    try:
        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except RuntimeError as missing:
        raise Unavailable(
            "ffmpeg is missing. Reinstall the imageio-ffmpeg package for this platform."
        ) from missing


def ffmpeg_version() -> str:
    """First words of `ffmpeg -version`. Raises `Unavailable` when it does not run."""
    try:
        told = subprocess.run(  # noqa: S603  our own binary, constant arguments
            [ffmpeg_path(), "-version"], capture_output=True, text=True, timeout=20, check=True
        )
    except (OSError, subprocess.SubprocessError) as broken:
        raise Unavailable("ffmpeg does not run on this machine. Reinstall imageio-ffmpeg.") from broken
    return told.stdout.split(" Copyright")[0].strip()


def run_ffmpeg(
    arguments: Sequence[str], folder: Path, seconds: float, progress: Callable[[float], None], max_bytes: int
) -> None:
    """Run to the end in `folder`; `progress` hears 0–1 of `seconds` four times a second, and may raise.

    Raises `DiskFull`, or `RenderFailed`; whatever ends it early, no process is left behind. No file
    may pass `max_bytes`, and it may take sixty times as long as the film, ten minutes at least.
    """
    child = _start(arguments, folder, min(max_bytes, require_room(folder)))
    try:
        told = _follow(child, seconds, lambda done: _tell(folder, done, progress))
    finally:
        _end(child)
    if child.returncode:
        _explain(told, child.returncode)


def require_room(folder: Path, wanted: int = 1) -> int:
    """Bytes that may be written there. Raises `DiskFull` when they are fewer than `wanted`."""
    room = shutil.disk_usage(folder).free - MIN_FREE_BYTES
    if room < wanted:
        raise DiskFull
    return room


def _tell(folder: Path, done: float, progress: Callable[[float], None]) -> None:
    """Many small files may fill a disk too, though none of them is large."""
    require_room(folder)
    progress(done)


def _start(arguments: Sequence[str], folder: Path, max_bytes: int) -> subprocess.Popen[bytes]:
    limits = (str(os.getpid()), str(max_bytes), str(MAX_MEMORY))
    quiet = ("-hide_banner", "-nostdin", "-loglevel", "error", "-progress", "pipe:1", "-y")
    return subprocess.Popen(  # noqa: S603  no shell; people's text never is an argument
        [sys.executable, "-I", "-S", str(_GUARD), *limits, ffmpeg_path(), *quiet, *arguments],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={"PATH": os.defpath, "LANG": "C", "MALLOC_ARENA_MAX": "4"},
    )


def _follow(child: subprocess.Popen[bytes], seconds: float, progress: Callable[[float], None]) -> str:
    """Its last error lines, once it has closed both its mouths."""
    deadline = time.monotonic() + max(600.0, 60 * seconds)
    told, line, fraction = b"", b"", 0.0
    with selectors.DefaultSelector() as ears:
        for stream in (child.stdout, child.stderr):
            ears.register(_open(stream), selectors.EVENT_READ)
        while ears.get_map():
            for key, _ in ears.select(_TICK_SECONDS):
                heard = os.read(key.fd, 65536)
                if not heard:
                    ears.unregister(key.fileobj)
                elif key.fileobj is child.stderr:
                    told = (told + heard)[-_KEPT_ERRORS:]
                else:
                    *lines, line = (line + heard).split(b"\n")
                    fraction = max([fraction, *_fractions(lines, seconds)])
            progress(fraction)
            if time.monotonic() > deadline:
                raise RenderFailed("This took far longer than it should and was stopped. Try again.")
    child.wait()
    return told.decode(errors="replace")


def _open(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise ValueError("started without pipes")
    return stream


def _fractions(lines: Sequence[bytes], seconds: float) -> list[float]:
    times = [line.partition(b"=")[2] for line in lines if line.startswith(b"out_time_us=")]
    return [min(1.0, int(t) / 1e6 / max(seconds, 0.001)) for t in times if t.isdigit()]


def _end(child: subprocess.Popen[bytes]) -> None:
    if child.poll() is None:
        child.terminate()
        try:
            child.wait(_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
    for stream in (child.stdout, child.stderr):
        if stream is not None:
            stream.close()


def _explain(told: str, code: int) -> None:
    log.warning("ffmpeg failed", code=code, told=told)
    if "No space left on device" in told or "File too large" in told or "Disk quota exceeded" in told:
        raise DiskFull
    if "Cannot allocate memory" in told:
        raise RenderFailed("There was not enough memory for this film. Your choices are kept; try again.")
    raise RenderFailed("The film could not be made. Your choices are kept; try again.")
