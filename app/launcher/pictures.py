"""Paints pictures that come with the app before anybody asks for them."""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import structlog

from app.adapters.painter.planet import compile_kernels
from app.kernel.config import Settings, settings
from app.kernel.errors import AppError
from app.kernel.gallery import Gallery, Painted
from app.kernel.ports.painter import Painter

FIRST_PAUSE_SECONDS = 5.0
PAUSE_SECONDS = 0.5
"""Between two pictures, so that one somebody waits for comes first."""

log = structlog.get_logger(__name__)


@contextmanager
def kernels_compiled_meanwhile(chosen: Settings) -> Iterator[None]:
    """Compile what planets are painted with beside the work within, and wait for both.

    So nobody's first planet waits for it. Without, everything else is served all the same.
    """
    with ThreadPoolExecutor(max_workers=1) as beside:
        compiled = beside.submit(compile_kernels, chosen.data_dir / "kernels") if chosen.paint_ahead else None
        yield
        if compiled is not None and (reason := compiled.exception()) is not None:
            log.warning("the painter of planets is not ready", reason=str(reason))


async def prepare(painter: Painter) -> None:
    """Let the painter load what it paints planets with, and compile it where no launcher has."""
    if not settings().paint_ahead:
        return
    await asyncio.sleep(FIRST_PAUSE_SECONDS)
    try:
        await asyncio.to_thread(painter.get_ready)
    except AppError as reason:
        log.warning("the painter of planets is not ready", reason=reason.message)


async def paint_ahead(hung: Gallery[Painted], recipes: Callable[[], Iterable[Painted]]) -> None:
    """One after the other, once the server has had time to get up. Ends quietly at what can't be painted."""
    if not settings().paint_ahead:
        return
    await asyncio.sleep(FIRST_PAUSE_SECONDS)
    try:
        wanted = list(recipes())
        await asyncio.to_thread(hung.prune, wanted)
        for width in hung.sizes:
            for recipe in wanted:
                if await asyncio.to_thread(hung.find, recipe, width) is None:
                    await asyncio.to_thread(hung.paint, recipe, width)
                    await asyncio.sleep(PAUSE_SECONDS)
    except (AppError, OSError) as reason:
        # Nobody waits for these: whoever asks for one later has it painted then.
        log.warning("pictures could not be painted ahead", reason=str(reason))
