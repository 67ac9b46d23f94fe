"""Times the smart render against the full pass: `python -m bench.smart`.

Ten minutes of H.264 with three cuts and a lower third of ten seconds. Both make the whole film, sound and
poster included, one after the other on the same machine.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image, ImageDraw

from app.adapters.renderer import FfmpegRenderer
from app.adapters.renderer.film import make_film
from app.features.productions.rules.plan import Medium, render_plan
from app.kernel.ports.renderer import Rendered, RenderPlan
from tests.media import Media

LIMIT = 8.0
MINUTES = 10


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=MINUTES)
    minutes = parser.parse_args().minutes
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plan = cut_and_dressed(folder, 60 * minutes)
        smart, quick = timed(plan, folder / "smart", smart=True)
        full, slow = timed(plan, folder / "full", smart=False)
    ratio = slow / quick
    print(f"film        {plan.duration_seconds:8.2f} s, {plan.width}x{plan.height}, {plan.frame_rate:g} fps")
    print(f"smart       {quick:8.2f} s   ({smart.way}{': ' if smart.way_reason else ''}{smart.way_reason})")
    print(f"full pass   {slow:8.2f} s")
    print(f"times as fast {ratio:6.2f}   (at least {LIMIT:g})")
    same = abs((smart.info.duration_seconds or 0) - (full.info.duration_seconds or 0)) <= 1 / plan.frame_rate
    return 0 if ratio >= LIMIT and smart.way == "smart" and same else 1


def cut_and_dressed(folder: Path, seconds: float) -> RenderPlan:
    """Three pieces cut out of the footage, and a lower third over its first ten seconds."""
    mark = Image.new("RGBA", (800, 160))
    ImageDraw.Draw(mark).rounded_rectangle((0, 0, 799, 159), 80, fill="#8b5cf6")
    mark.save(folder / "mark.png")
    edges = [(0, 0.234), (0.25, 0.502), (0.517, 0.75), (0.768, 1)]
    config = {
        "lowerThirdUploadId": 1,
        "editRanges": [
            {"start": round(start * seconds, 1), "end": round(end * seconds, 1)} for start, end in edges
        ],
    }
    film, renderer = footage(folder, seconds), FfmpegRenderer()
    files = {1: Medium(folder / "mark.png", renderer.probe(folder / "mark.png"))}
    return render_plan(config, {"lower_third": {"seconds": 10}}, Medium(film, renderer.probe(film)), files)


def footage(folder: Path, seconds: float) -> Path:
    """Real footage, where it is there, over and over; its sound is coded anew, so that it has no gaps."""
    media = Media(folder)
    once = media.encoded("once.mp4", "-i", str(media.film()), "-an", "-c", "copy")
    return media.encoded(
        "footage.mp4",
        *("-stream_loop", "-1", "-i", str(once)),
        *("-stream_loop", "-1", "-i", str(media.film()), "-map", "0:v", "-map", "1:a"),
        *("-t", str(seconds), "-c:v", "copy", "-c:a", "aac"),
    )


def timed(plan: RenderPlan, folder: Path, *, smart: bool) -> tuple[Rendered, float]:
    began = time.perf_counter()
    made = make_film(plan, folder, lambda *_: None, smart=smart)
    return made, time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
