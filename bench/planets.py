"""Times the painter of planets and compares it with plain numpy: `python -m bench.planets`.

Through the pipe, as pages and jobs ask for pictures: every surface as a preview and as a hero, encoding
included, a spin, and the memory of the painting process. Then one ocean world is painted in this process by
the compiled kernels and by the same ones in plain numpy (`bench.plain`); both pictures must agree.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import numpy as np
import psutil

from app.adapters.painter.planet import PlanetPainter, kernel_folder
from app.kernel.ports.planet import AtmosphereStyle, PlanetRecipe, RingStyle, SurfaceType

PREVIEW_MS, HERO_MS, SPIN_SECONDS, MEGABYTES, TIMES = 60.0, 1000.0, 20.0, 500.0, 10.0
SPIN_SIDE = 480
KERNELS = Path("data/kernels")
YARDSTICK = PlanetRecipe(
    primary_color="#5F8A4A", palette=("#2A6FB0", "#D8B47A"), atmosphere_style=AtmosphereStyle.CALM, seed=3
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    painter = PlanetPainter(KERNELS)
    began = time.perf_counter()
    painter.get_ready()
    print(f"ready, kernels loaded or compiled: {time.perf_counter() - began:.1f} s")
    kept = _stills(painter, rounds)
    kept &= _spin(painter)
    kept &= _memory(painter)
    painter.close()
    return 0 if kept & _against_numpy(rounds) else 1


class _Clock:
    """What a picture takes: by the clock, and of all cores together."""

    def __init__(self, painter: PlanetPainter) -> None:
        assert painter._process is not None
        self._process = psutil.Process(painter._process.pid)

    def milliseconds(self, work: Callable[[], object], rounds: int) -> tuple[float, float]:
        """Median by the clock; mean of the cores' time, which other work on the machine does not lengthen."""
        before = self._busy()
        elapsed = _milliseconds(work, rounds)
        return elapsed, (self._busy() - before) / rounds * 1000

    def _busy(self) -> float:
        times = self._process.cpu_times()
        return float(times.user + times.system)


def _milliseconds(work: Callable[[], object], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return median(times) * 1000


def _told(what: str, found: float, limit: float, unit: str, *, least: bool = False) -> bool:
    kept = found >= limit if least else found <= limit
    print(
        f"{what:64}{found:9.1f} {unit:3} {'≥' if least else '≤'} {limit:.0f}{'' if kept else '   OVER'}",
        flush=True,
    )
    return kept


def _stills(painter: PlanetPainter, rounds: int) -> bool:
    kept, rings, airs, clock = True, list(RingStyle), list(AtmosphereStyle), _Clock(painter)
    for number, surface in enumerate(SurfaceType):
        recipe = PlanetRecipe(
            surface_type=surface,
            ring_style=rings[number % len(rings)],
            atmosphere_style=airs[(number + 1) % len(airs)],
            has_moons=True,
            moon_count=number % 4,
            seed=number,
        )
        dressed = f"{surface}, {recipe.ring_style} rings, {recipe.atmosphere_style}"
        preview = clock.milliseconds(lambda one=recipe: painter.planet(one, 320, 180, sky=True), rounds * 3)
        hero = clock.milliseconds(lambda one=recipe: painter.planet(one, 1600, 900, sky=True), rounds)
        kept &= _told(f"preview: {dressed} ({preview[1]:.0f} ms of cores)", preview[0], PREVIEW_MS, "ms")
        kept &= _told(f"hero: {dressed} ({hero[1]:.0f} ms of cores)", hero[0], HERO_MS, "ms")
    return kept


def _spin(painter: PlanetPainter) -> bool:
    began = time.perf_counter()
    film = painter.spin(YARDSTICK, SPIN_SIDE, lambda _: None)
    print(f"a spin of 48 frames, {SPIN_SIDE} pixels square, is {len(film) / 1000:,.0f} kB")
    return _told("spin", time.perf_counter() - began, SPIN_SECONDS, "s")


def _memory(painter: PlanetPainter) -> bool:
    painter.planet(YARDSTICK, 1600, 900, sky=True)
    assert painter._process is not None
    resident = psutil.Process(painter._process.pid).memory_info()
    most = getattr(resident, "peak_wset", 0) or _peak(painter._process.pid) or resident.rss
    return _told("memory of the painting process, at most", most / 1e6, MEGABYTES, "MB")


def _peak(pid: int) -> int:
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return 0
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024


def _against_numpy(rounds: int) -> bool:
    os.environ["NUMBA_CACHE_DIR"] = str(kernel_folder(KERNELS))
    from app.adapters.painter.planet.picture import painted

    def hero() -> np.ndarray:
        return painted(YARDSTICK, 1600, 900)

    ours = hero()
    compiled = _milliseconds(hero, rounds)
    with _plain():
        began = time.perf_counter()
        theirs = hero()
        plain = (time.perf_counter() - began) * 1000
    apart = np.abs(ours.astype(np.int16) - theirs.astype(np.int16))
    print(f"the same hero, not encoded: {compiled:.0f} ms compiled, {plain:.0f} ms in plain numpy")
    same = _told("difference of both pictures, mean of 255 steps", float(apart.mean()), 1, "")
    return _told("times as fast as plain numpy", plain / compiled, TIMES, "×", least=True) & same


@contextmanager
def _plain() -> Iterator[None]:
    """Kernels replaced by their plain twins, and handed back."""
    from app.adapters.painter.planet import clouds, globe, picture, points, sky
    from bench.plain import film, light, noise, weather

    twins = [
        # Whole arrays in one thread: that is what plain numpy means.
        (globe, "_AT_ONCE", 10**9),
        (sky, "_AT_ONCE", 10**9),
        (picture, "_pool", lambda: ThreadPoolExecutor(1)),
        (picture, "_STRIPS", 1),
        (points, "_noise", noise),
        (clouds, "weather", weather),
        (picture, "film", film),
        (sky, "film", film),
        (picture, "paint_body", light.paint_body),
        (picture, "scatter", light.scatter),
    ]
    originals = [(module, name, getattr(module, name)) for module, name, _ in twins]
    for module, name, twin in twins:
        setattr(module, name, twin)
    try:
        yield
    finally:
        for module, name, original in originals:
            setattr(module, name, original)


if __name__ == "__main__":
    sys.exit(main())
