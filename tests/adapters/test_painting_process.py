"""How planets' pictures come out of another process: whole or not at all, and leaving nothing behind."""

import pickle
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import psutil
import pytest

from app.adapters.painter.planet import PlanetNotPainted, PlanetPainter, studio
from app.kernel.jobs import JobCancelled
from app.kernel.ports.planet import PlanetRecipe
from tests.waiting import wait_until

_ECHO = """
import sys
for line in sys.stdin.buffer:
    sys.stdout.buffer.write(b"\\1" + len(line).to_bytes(4, "big") + line)
    sys.stdout.buffer.flush()
"""
_CUT_OFF = """
import sys
sys.stdin.buffer.readline()
sys.stdout.buffer.write(b"\\1" + (1000).to_bytes(4, "big") + b"half of a picture")
"""
_NEVER_DONE = """
import sys, time
sys.stdin.buffer.readline()
sys.stdout.buffer.write(b"\\2" + (500).to_bytes(4, "big"))
sys.stdout.buffer.flush()
time.sleep(60)
"""

_KILLED = """
import sys, threading, time
from pathlib import Path
from app.adapters.painter.planet import PlanetPainter
painter = PlanetPainter(Path(sys.argv[1]))
threading.Thread(target=painter.get_ready, daemon=True).start()
while painter._process is None:
    time.sleep(0.02)
print(painter._process.pid, flush=True)
time.sleep(60)
"""

Stand = Callable[[str], PlanetPainter]


@pytest.fixture
def stand(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Stand]:
    """A painter whose process is the given program."""
    started: list[PlanetPainter] = []
    real = subprocess.Popen

    def made(program: str) -> PlanetPainter:
        def popen(command: list[str], **given: Any) -> Any:
            return real([sys.executable, "-c", program], **given)

        monkeypatch.setattr("app.adapters.painter.planet.subprocess.Popen", popen)
        started.append(PlanetPainter(tmp_path))
        return started[-1]

    yield made
    for painter in started:
        painter.close()


def test_a_picture_that_was_cut_off_is_none(stand: Stand) -> None:
    with pytest.raises(PlanetNotPainted):
        stand(_CUT_OFF).planet(PlanetRecipe(), 320, 180, sky=True)


def test_whoever_is_told_of_a_film_can_end_it(stand: Stand) -> None:
    painter = stand(_NEVER_DONE)

    def enough(share: float) -> None:
        assert share == 0.5
        raise JobCancelled

    with pytest.raises(JobCancelled):
        painter.spin(PlanetRecipe(), 64, enough)
    assert painter._process is not None
    assert painter._process.wait(5) != 0, "it would go on painting, and its answer be taken for the next one"


def test_many_pictures_leave_one_clock_running(stand: Stand) -> None:
    painter = stand(_ECHO)
    before = threading.active_count()
    for _ in range(20):
        painter.planet(PlanetRecipe(), 320, 180, sky=True)
    # A clock that was stopped ends when the machine next lets it run.
    wait_until(lambda: threading.active_count() <= before + 2, seconds=5, what="the end of stopped clocks")


def test_an_answer_that_nobody_waited_for_is_not_the_next_ones(
    stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    painter = stand(_ECHO)
    painter.planet(PlanetRecipe(seed=1), 320, 180, sky=True)
    with monkeypatch.context() as interrupted:
        assert painter._process is not None
        interrupted.setattr(painter._process.stdout, "read", _interrupt, raising=False)
        with pytest.raises(KeyboardInterrupt):
            painter.planet(PlanetRecipe(seed=2), 320, 180, sky=True)
    assert b'"seed": 3' in painter.planet(PlanetRecipe(seed=3), 320, 180, sky=True)


def test_a_painter_that_was_closed_starts_no_process(stand: Stand) -> None:
    painter = stand(_ECHO)
    painter.close()
    with pytest.raises(PlanetNotPainted):
        painter.planet(PlanetRecipe(), 320, 180, sky=True)
    assert painter._process is None


def test_half_a_kernel_is_compiled_anew(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    half, other = tmp_path / "kernels" / "air.nbi", tmp_path / "tests.lock"
    half.parent.mkdir()
    for file in (half, other):
        file.write_bytes(b"half")

    def made(*_: object) -> bytes:
        return pickle.loads(half.read_bytes()) if half.exists() else b"a picture"

    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(studio, "_made", made)
    sink = BytesIO()
    studio._answer(sink, {})
    assert sink.getvalue() == b"\1\0\0\0\x09a picture"
    assert other.exists()


def _interrupt(_: int) -> bytes:
    raise KeyboardInterrupt


def test_a_killed_server_leaves_no_painting_process_that_still_compiles(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _KILLED, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        painting = psutil.Process(int(server.stdout.readline()))
        server.kill()
    wait_until(
        lambda: not painting.is_running() or painting.status() == psutil.STATUS_ZOMBIE,
        what="the orphaned painting process to end",
    )
