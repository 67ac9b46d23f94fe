"""Times the full pass against the bare ffmpeg command of the same graph: `python -m bench.render`.

Both run in turn, and the best of each counts. The difference is what the renderer adds: drawing the
pictures, measuring how loud the film is, publishing its parts, its guard and progress, joining and checking
the result, taking the poster.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw

from app.adapters.renderer import FfmpegRenderer, soundtrack
from app.adapters.renderer.encode import compress
from app.adapters.renderer.ffmpeg import ffmpeg_path
from app.adapters.renderer.film import COMPRESSION, make_film
from app.adapters.renderer.graph import picture_graph, sound_graph
from app.adapters.renderer.grid import Grid, lay_out
from app.adapters.renderer.stickers import draw_pictures
from app.features.productions.rules.plan import Medium, render_plan
from app.kernel.ports.renderer import RenderPlan
from tests.media import Media

LIMIT = 1.10
REPEATS = 8
"""How often the short film is strung together, so that it lasts about as long as a clip does."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plan = dressed_plan(folder)
        ours, bare = compare(plan, folder, rounds)
    ratio = ours.seconds / bare.seconds
    print(f"film         {plan.duration_seconds:8.2f} s, {plan.width}x{plan.height}, {plan.frame_rate:g} fps")
    print(f"full pass    {ours.seconds:8.2f} s, {ours.of_processor:.2f} s of processor")
    print(f"bare ffmpeg  {bare.seconds:8.2f} s, {bare.of_processor:.2f} s of processor")
    print(f"ratio        {ratio:8.3f}   (at most {LIMIT:.2f})")
    print(
        f"of processor {ours.of_processor / bare.of_processor:8.3f}   (what counts where others are at work)"
    )
    return 0 if ratio <= LIMIT else 1


def dressed_plan(folder: Path) -> RenderPlan:
    """A title, a logo, a lower third, ducked music and two cuts over real footage where it is there."""
    media = Media(folder)
    again = ("-stream_loop", str(REPEATS - 1), "-i", str(media.film()), "-c", "copy")
    film = media.encoded("footage.mp4", *again)
    song = media.encoded("song.m4a", "-f", "lavfi", "-i", "sine=frequency=220:duration=30")
    mark = Image.new("RGBA", (800, 160))
    ImageDraw.Draw(mark).rounded_rectangle((0, 0, 799, 159), 80, fill="#8b5cf6")
    mark.save(folder / "mark.png")
    renderer = FfmpegRenderer()
    files = {
        number: Medium(path, renderer.probe(path)) for number, path in ((1, folder / "mark.png"), (2, song))
    }
    config = {
        "screenTitleText": "A whole film, dressed",
        "logoUploadId": 1,
        "lowerThirdUploadId": 1,
        "musicUploadId": 2,
        "editRanges": [{"start": 0, "end": 15}, {"start": 18, "end": 30}, {"start": 31.5, "end": 41}],
    }
    presets = {"audio": {"ducking": "rolling"}, "lower_third": {"seconds": 10}}
    return render_plan(config, presets, Medium(film, renderer.probe(film)), files)


@dataclass(frozen=True, order=True)
class Cost:
    """Seconds that something took, by the clock and of the processors, its child processes included."""

    seconds: float
    of_processor: float


def compare(plan: RenderPlan, folder: Path, rounds: int) -> tuple[Cost, Cost]:
    """The best of the renderer and of the bare command."""
    grid = lay_out(plan)
    (folder / "bare").mkdir()
    arguments = bare_arguments(plan, grid, folder / "bare")
    command = [ffmpeg_path(), "-nostdin", "-loglevel", "error", "-y", *arguments]
    ours, bare = [], []
    for turn in range(rounds):
        bare.append(cost(lambda: subprocess.run(command, check=True)))
        target = folder / str(turn)
        ours.append(cost(lambda to=target: make_film(plan, to, lambda *_: None, smart=False)))
    return min(ours), min(bare)


def bare_arguments(plan: RenderPlan, grid: Grid, folder: Path) -> list[str]:
    """Picture and sound in one command, straight into the finished file."""
    picture = picture_graph(plan, grid, draw_pictures(plan, grid, folder))
    sound = sound_graph(plan, grid, source_at=len(picture.files))
    return [
        *(*picture.inputs, *sound.inputs, "-filter_complex", f"{picture.filters};{sound.filters}"),
        *("-map", "[film]", "-map", "[sound]", "-map_metadata", "-1", "-map_chapters", "-1"),
        *(*compress(grid, COMPRESSION), *soundtrack.COMPRESSION),
        *("-movflags", "+faststart", "-f", "mp4", f"file:{folder / 'film.mp4'}"),
    ]


def cost(work: Callable[[], object]) -> Cost:
    before = sum(os.times()[:4])
    seconds = timed(work)
    return Cost(seconds, sum(os.times()[:4]) - before)


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
