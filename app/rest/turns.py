"""Who may use the database right now.

FastAPI runs a dependency and its endpoint one after the other in threads of one pool. Requests that wait
in those threads for a connection, or for SQLite's one writer, would keep the threads from the very
request that has it. So requests wait here, on the event loop, and those let in always find a thread.
"""

from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import ParamSpec, TypeVar

from anyio import CapacityLimiter, to_thread
from anyio.lowlevel import RunVar

from app.kernel.errors import LimitReached

P = ParamSpec("P")
R = TypeVar("R")

AT_ONCE = 10
"""Fewer than the pool of connections has (15), and far fewer than there are threads (40)."""
STREAMS_AT_ONCE = 10
WAITING_FOR_PICTURES = 12
"""A whole story's pictures; who comes later had better ask again than wait for so long."""

_requests: RunVar[CapacityLimiter] = RunVar("requests at the database")
_streams: RunVar[CapacityLimiter] = RunVar("streams in threads")
_paintings: RunVar[CapacityLimiter] = RunVar("pictures being painted")


class TooManyPictures(LimitReached):
    """Enough people wait for pictures that are not painted yet."""

    code = "too_many_pictures"

    def __init__(self) -> None:
        super().__init__("Several pictures are being painted already. Ask again in a moment.", retry_after=5)


def _limit(kept: RunVar[CapacityLimiter], tokens: int) -> CapacityLimiter:
    """The limit of this event loop."""
    try:
        return kept.get()
    except LookupError:
        kept.set(made := CapacityLimiter(tokens))
        return made


async def turn() -> AsyncIterator[None]:
    """For `Depends`: held for as long as a request may have a transaction open."""
    async with _limit(_requests, AT_ONCE):
        yield


async def in_thread(work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run a step of an endpoint that streams in a thread that no other endpoint needs."""
    limit = _limit(_streams, STREAMS_AT_ONCE)
    return await to_thread.run_sync(partial(work, *args, **kwargs), limiter=limit)


async def painted_in_turn(paint: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run slow painting in a thread, one at a time; who waits holds no thread. Raises `TooManyPictures`."""
    limit = _limit(_paintings, 1)
    if limit.statistics().tasks_waiting >= WAITING_FOR_PICTURES:
        raise TooManyPictures
    return await to_thread.run_sync(partial(paint, *args, **kwargs), limiter=limit)
