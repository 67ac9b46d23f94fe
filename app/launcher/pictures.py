"""Paints pictures that come with the app before anybody asks for them."""

import asyncio
from collections.abc import Callable, Iterable

import structlog

from app.kernel.config import settings
from app.kernel.errors import AppError
from app.kernel.gallery import Gallery, Painted
from app.kernel.ports.painter import Painter

FIRST_PAUSE_SECONDS = 5.0
PAUSE_SECONDS = 0.5
"""Between two pictures, so that one somebody waits for comes first."""

log = structlog.get_logger(__name__)


async def prepare(painter: Painter) -> None:
    """Let the painter compile what it paints planets with: the first time that takes most of a minute."""
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
