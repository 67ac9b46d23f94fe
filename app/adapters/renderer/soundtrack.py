"""Makes a film's sound whole, in an ffmpeg of its own beside the one that makes the picture.

It is heard twice: once to measure how loud it is, once to be brought to one loudness by one gain.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillRunning
from contextlib import contextmanager
from pathlib import Path
from threading import Event

from app.adapters.renderer.encode import max_bytes
from app.adapters.renderer.ffmpeg import run_ffmpeg
from app.adapters.renderer.graph import Graph, measuring_graph, sound_graph
from app.adapters.renderer.grid import SAMPLE_RATE, Grid
from app.adapters.renderer.parts import keep
from app.adapters.renderer.sound import LOUDNESS_KEY, is_heard
from app.kernel.ports.renderer import RenderPlan

_TICK_SECONDS = 0.25
_MAKING = "sound.part.mp4"
_LOUDNESS = "loudness.txt"
COMPRESSION = ("-c:a", "aac", "-aac_coder", "fast", "-b:a", "192k", "-ar", str(SAMPLE_RATE), "-ac", "2")
"""At this rate the fast way of ffmpeg's AAC is nearer to the original than its slow one, in half the time."""
_MEASURED = 0.2
"""How much of the work is done when the loudness is known."""


class Soundtrack:
    """The sound while it is being made. `fraction` is how far it is, 0–1."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.fraction = 0.0
        self.work: Future[None]

    def check(self) -> None:
        """Raise what has gone wrong, so that nobody goes on with the picture for nothing."""
        if self.work.done():
            self.work.result()

    def wait(self, progress: Callable[[], None]) -> Path:
        """The finished file; `progress` is called four times a second until then, and may raise."""
        while True:
            try:
                self.work.result(_TICK_SECONDS)
                return self.path
            except StillRunning:
                progress()


class _Unwanted(Exception):
    """The picture has failed or was cancelled; nobody waits for the sound any more."""


@contextmanager
def sound_beside(plan: RenderPlan, grid: Grid, folder: Path, kept: Path) -> Iterator[Soundtrack]:
    """Make the sound meanwhile, or take it from `kept`. It ends with the context, finished or not."""
    sound = Soundtrack(kept / "sound.mp4")
    unwanted = Event()

    def told(fraction: float) -> None:
        sound.fraction = fraction
        if unwanted.is_set():
            raise _Unwanted

    def make() -> None:
        if not sound.path.exists():
            lufs = measure_loudness(plan, grid, folder, lambda done: told(_MEASURED * done))
            arguments = (*sound_arguments(sound_graph(plan, grid, lufs=lufs)), _MAKING)
            rest = 1 - _MEASURED
            run_ffmpeg(
                arguments,
                folder,
                grid.seconds,
                lambda done: told(_MEASURED + rest * done),
                max_bytes(grid.seconds),
            )
            keep(folder / _MAKING, sound.path)
        sound.fraction = 1.0

    with ThreadPoolExecutor(1, thread_name_prefix="soundtrack") as threads:
        sound.work = threads.submit(make)
        try:
            yield sound
        finally:
            unwanted.set()


def measure_loudness(
    plan: RenderPlan, grid: Grid, folder: Path, progress: Callable[[float], None]
) -> float | None:
    """Integrated loudness (EBU R128, LUFS) of the sound before it is brought to one; None without any."""
    if not is_heard(plan):
        return None
    graph = measuring_graph(plan, grid, _LOUDNESS)
    listening = (*graph.inputs, "-filter_complex", graph.filters, "-map", "[measured]", "-f", "null", "-")
    run_ffmpeg(listening, folder, grid.seconds, progress, max_bytes(grid.seconds))
    *_, last = (folder / _LOUDNESS).read_text().strip().rpartition(f"{LOUDNESS_KEY}=")
    return float(last)


def sound_arguments(graph: Graph) -> tuple[str, ...]:
    """Everything between `ffmpeg` and the output's name."""
    return (
        *graph.inputs,
        *("-filter_complex", graph.filters, "-map", "[sound]", "-map_metadata", "-1", "-map_chapters", "-1"),
        *(*COMPRESSION, "-f", "mp4"),
    )
