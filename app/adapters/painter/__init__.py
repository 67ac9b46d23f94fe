"""Paints procedurally, in a short-lived process of its own: no memory of it stays where pages are served."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import structlog

from app.adapters.painter.planet import PlanetPainter
from app.adapters.painter.planet.chance import is_lit_from_right, seed_of
from app.kernel.errors import Unavailable
from app.kernel.ports.painter import QUICK_PIXELS, Backdrop, Painter, Side
from app.kernel.ports.planet import PlanetRecipe

VERSION = "4"
SLOWEST_SECONDS = 60.0
LARGE_NICENESS = 15
"""Beside a quick picture a large one gets a tenth of the machine."""

_ROOT = Path(__file__).resolve().parents[3]
# One core is enough, and the others have pages to serve.
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")

log = structlog.get_logger(__name__)


class NotPainted(Unavailable):
    """The painting process failed; its own words are in the log."""

    code = "not_painted"

    def __init__(self) -> None:
        super().__init__("This picture could not be painted. The story goes on without it.")


class ProceduralPainter(Painter):
    """Starts `painter.easel` for each backdrop, with the lowest priority of the machine; planets have two
    processes that stay while somebody builds, so that a quick picture waits for no large one."""

    version = VERSION

    def __init__(self, kernels: Path = Path("data/kernels")) -> None:
        """`kernels` is the folder that the planets' compiled kernels are kept in."""
        self._quick = PlanetPainter(kernels)
        self._large = PlanetPainter(kernels, niceness=LARGE_NICENESS)

    def planet(self, recipe: PlanetRecipe, width: int, height: int, *, sky: bool = True) -> bytes:
        painter = self._quick if width * height <= QUICK_PIXELS else self._large
        return painter.planet(recipe, width, height, sky=sky)

    def spin(self, recipe: PlanetRecipe, side: int, tell: Callable[[float], None]) -> bytes:
        return self._large.spin(recipe, side, tell)

    def lit_from(self, recipe: PlanetRecipe) -> Side:
        return "right" if is_lit_from_right(seed_of(recipe)) else "left"

    def get_ready(self) -> None:
        self._quick.get_ready()

    def close(self) -> None:
        self._quick.close()
        self._large.close()

    def backdrop(self, recipe: Backdrop, width: int, height: int) -> bytes:
        command = [sys.executable, "-m", "app.adapters.painter.easel", str(width), str(height)]
        try:
            painted = subprocess.run(  # noqa: S603  # no shell; the recipe goes through stdin
                command,
                input=recipe.model_dump_json().encode(),
                capture_output=True,
                cwd=_ROOT,
                env=os.environ | _ONE_THREAD,
                timeout=SLOWEST_SECONDS,
                check=True,
            )
        except subprocess.CalledProcessError as failed:
            log.exception("painting failed", told=failed.stderr.decode(errors="replace")[-4000:])
            raise NotPainted from failed
        except (OSError, subprocess.TimeoutExpired) as failed:
            log.exception("painting failed")
            raise NotPainted from failed
        return painted.stdout
