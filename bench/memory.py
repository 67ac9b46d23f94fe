"""Measures the memory that a render takes at most, of a minute and of an hour: `python -m bench.memory`.

Counted is this process with the ffmpeg processes that it runs (their resident memory, summed), ten times a
second. The films are small, because length is the question.
"""

import argparse
import sys
import tempfile
import threading
from pathlib import Path

import psutil

from app.adapters.renderer import FfmpegRenderer
from app.adapters.renderer.film import make_film
from app.features.productions.rules.plan import Medium, render_plan
from app.kernel.ports.renderer import RenderPlan
from tests.media import Media

MIB = 1024**2
MOST_GROWTH = 1.25
"""What an hour may take beyond a minute: the place of each packet in a file's index, half a MiB a minute."""
LOOK_EVERY_SECONDS = 0.1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, nargs="+", default=[1, 60])
    lengths = parser.parse_args().minutes
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # The first render of a process pays for what all later ones have.
        peak_of(dressed(folder, 0.1), folder / "first")
        peaks = [peak_of(dressed(folder, minutes), folder / str(minutes)) for minutes in lengths]
    for minutes, peak in zip(lengths, peaks, strict=True):
        print(f"{minutes:6g} min {peak / MIB:8.0f} MiB")
    growth = max(peaks) / peaks[0]
    print(f"growth     {growth:8.2f}   (at most {MOST_GROWTH:.2f})")
    return 0 if growth <= MOST_GROWTH else 1


def dressed(folder: Path, minutes: float) -> RenderPlan:
    """A title over four pieces of a film with music under it, which takes the full pass."""
    media, renderer = Media(folder), FfmpegRenderer()
    seconds = minutes * 60
    short = media.made("short", seconds=10, width=160, height=90)
    again = ("-stream_loop", "-1", "-i", str(short), "-t", str(seconds), "-c", "copy")
    film = media.encoded(f"film-{minutes:g}.mp4", *again)
    song = media.encoded("song.m4a", "-f", "lavfi", "-i", "sine=frequency=220:duration=30")
    pieces = ((0.0, 0.2), (0.22, 0.5), (0.51, 0.7), (0.75, 1.0))
    config = {
        "screenTitleText": "An hour of it",
        "musicUploadId": 1,
        "editRanges": [
            {"start": round(start * seconds, 1), "end": round(end * seconds, 1)} for start, end in pieces
        ],
    }
    presets = {"screen_title": {"timing": "entire"}, "audio": {"ducking": "rolling"}}
    music = Medium(song, renderer.probe(song))
    return render_plan(config, presets, Medium(film, renderer.probe(film)), {1: music})


def peak_of(plan: RenderPlan, folder: Path) -> int:
    """The most bytes that were resident at a time while the film was made."""
    peaks, over = [0], threading.Event()

    def watch() -> None:
        while not over.wait(LOOK_EVERY_SECONDS):
            peaks.append(_resident())

    watching = threading.Thread(target=watch)
    watching.start()
    try:
        make_film(plan, folder, lambda *_: None, smart=False)
    finally:
        over.set()
        watching.join()
    return max(peaks)


def _resident() -> int:
    own = psutil.Process()
    total = 0
    for process in (own, *own.children(recursive=True)):
        try:
            total += process.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return total


if __name__ == "__main__":
    sys.exit(main())
