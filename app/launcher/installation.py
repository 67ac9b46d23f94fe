"""What a server process sees to while it runs, whoever started it."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from app.adapters.embedded_worker import EmbeddedWorker
from app.adapters.parent_watch import end_with_parent
from app.features.planets.service import samples
from app.features.scenes.service import backdrops
from app.kernel import db, ports
from app.kernel.config import settings
from app.kernel.gallery import backdrop_gallery, sample_gallery
from app.kernel.ports.painter import Painter
from app.launcher import schema
from app.launcher.pictures import paint_ahead, prepare

LAUNCHED = "EVERKEEP_LAUNCHED"
"""Holds the launcher's pid in its children: it has upgraded the database and looks after the worker."""


@asynccontextmanager
async def running() -> AsyncIterator[None]:
    """Under the launcher: end with it. Under plain `reflex run`: do what the launcher would have done."""
    launcher = os.environ.get(LAUNCHED)
    if launcher is not None:
        # A launcher that was killed can't end its servers, and they would keep the port.
        end_with_parent(int(launcher))
        async with _painting():
            yield
    else:
        await asyncio.to_thread(schema.upgrade)
        worker = EmbeddedWorker(settings())
        worker.start()
        try:
            async with _painting():
                yield
        finally:
            await asyncio.to_thread(worker.stop)
    db.reset_engine()


@asynccontextmanager
async def _painting() -> AsyncIterator[None]:
    """Paint what comes with the app meanwhile, and have the painter of planets ready before it is needed."""
    painter = ports.get(Painter)
    meanwhile = [
        asyncio.create_task(paint_ahead(backdrop_gallery(), backdrops.list_recipes)),
        asyncio.create_task(prepare(painter)),
        asyncio.create_task(paint_ahead(sample_gallery(), samples.list_recipes)),
    ]
    try:
        yield
    finally:
        painter.close()
        for task in meanwhile:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
