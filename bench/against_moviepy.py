"""Times the full pass against MoviePy, same cuts and same pictures: `python -m bench.against_moviepy`.

MoviePy gets our drawn pictures and mixes music at a steady volume; it neither ducks nor measures loudness
nor takes a poster. It runs in an environment of its own, which `make bench` sets up, with our ffmpeg.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from app.adapters.renderer.ffmpeg import ffmpeg_path
from app.adapters.renderer.film import COMPRESSION, make_film
from app.adapters.renderer.graph import Sticker
from app.adapters.renderer.grid import Grid, lay_out
from app.adapters.renderer.stickers import draw_pictures
from app.kernel.ports.renderer import RenderPlan
from bench.render import dressed_plan, timed

LEAST = 3.0
ROOT = Path(__file__).resolve().parents[1]
PYTHON = ROOT / ".venv-moviepy" / "bin" / "python"
SCRIPT = Path(__file__).parent / "moviepy" / "film.py"


def main() -> int:
    if not PYTHON.exists():
        print("MoviePy is not set up; `make bench` does that")
        return 1
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plan = dressed_plan(folder)
        ours = timed(lambda: make_film(plan, folder / "ours", lambda *_: None, smart=False))
        job = json.dumps(_job(plan, lay_out(plan), folder))
        environment = os.environ | {"IMAGEIO_FFMPEG_EXE": ffmpeg_path()}
        theirs = timed(
            lambda: subprocess.run([PYTHON, SCRIPT], input=job, text=True, env=environment, check=True)
        )
    print(f"film      {plan.duration_seconds:8.2f} s, {plan.width}x{plan.height}, {plan.frame_rate:g} fps")
    print(f"full pass {ours:8.2f} s")
    print(f"MoviePy   {theirs:8.2f} s")
    print(f"faster by {theirs / ours:8.2f}   (at least {LEAST:.0f})")
    return 0 if theirs / ours >= LEAST else 1


def _job(plan: RenderPlan, grid: Grid, folder: Path) -> dict[str, Any]:
    assert plan.music is not None
    pictures = draw_pictures(plan, grid, folder)
    _, preset, _, crf = COMPRESSION
    return {
        "source": str(plan.source),
        "cuts": [(span.start, span.end) for span in plan.segments],
        "stickers": [_sticker(one, float(grid.rate)) for one in pictures.stickers],
        "song": str(plan.music.source),
        "volume": 10 ** (plan.music.music_gain_db / 20),
        "target": str(folder / "moviepy.mp4"),
        "folder": str(folder),
        "fps": float(grid.rate),
        "preset": preset,
        "crf": crf,
    }


def _sticker(one: Sticker, rate: float) -> dict[str, Any]:
    seconds = {"start": one.first, "end": one.end, "fade_in": one.fade_in, "fade_out": one.fade_out}
    return {"path": str(one.path), "x": one.x, "y": one.y} | {
        name: frames / rate for name, frames in seconds.items()
    }


if __name__ == "__main__":
    sys.exit(main())
