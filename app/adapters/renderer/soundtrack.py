"""Makes a film's sound whole, in an ffmpeg of its own beside the one that makes the picture."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillRunning
from contextlib import contextmanager
from pathlib import Path
from threading import Event

from app.adapters.renderer.encode import max_bytes
from app.adapters.renderer.ffmpeg import run_ffmpeg
from app.adapters.renderer.graph import Graph, sound_graph
from app.adapters.renderer.grid import SAMPLE_RATE, Grid
from app.adapters.renderer.parts import keep
from app.kernel.ports.renderer import RenderPlan

_TICK_SECONDS = 0.25
_MAKING = "sound.part.mp4"


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
            arguments = (*sound_arguments(sound_graph(plan, grid)), _MAKING)
            run_ffmpeg(arguments, folder, grid.seconds, told, max_bytes(grid.seconds))
            keep(folder / _MAKING, sound.path)
        sound.fraction = 1.0

    with ThreadPoolExecutor(1, thread_name_prefix="soundtrack") as threads:
        sound.work = threads.submit(make)
        try:
            yield sound
        finally:
            unwanted.set()


def sound_arguments(graph: Graph) -> tuple[str, ...]:
    """Everything between `ffmpeg` and the output's name."""
    return (
        *graph.inputs,
        *("-filter_complex", graph.filters, "-map", "[sound]", "-map_metadata", "-1", "-map_chapters", "-1"),
        *("-c:a", "aac", "-b:a", "192k", "-ar", str(SAMPLE_RATE), "-ac", "2", "-f", "mp4"),
    )
