"""Pictures that follow somebody's hand: of what one page asks for, only the newest is worth painting.

Requests wait on the event loop. One that is overtaken by a newer request of its page, or whose browser has
gone, leaves the queue without being painted.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import ParamSpec, TypeVar

from anyio import CancelScope, CapacityLimiter, create_task_group, to_thread
from anyio.lowlevel import RunVar
from fastapi import Request

from app.kernel.errors import Conflict
from app.rest.turns import TooManyPictures

P = ParamSpec("P")
R = TypeVar("R")

MOST_WAITING = 60
"""More people than build at once on one machine; who comes later had better ask again."""


class Superseded(Conflict):
    """The same page has asked for a newer picture meanwhile, or has gone."""

    code = "superseded"

    def __init__(self) -> None:
        super().__init__("A newer picture was asked for meanwhile; this one was not painted.")


@dataclass
class _Studio:
    """Who waits for what, on one event loop."""

    easels: dict[str, CapacityLimiter] = field(default_factory=dict)
    places: dict[Hashable, CancelScope] = field(default_factory=dict)


_studios: RunVar[_Studio] = RunVar("pictures that follow a hand")


@contextmanager
def place_of(page: Hashable) -> Iterator[CancelScope]:
    """The one place of `page` in any queue; whoever held it before leaves. None shares with nobody."""
    places, place = _studio().places, CancelScope()
    if page is not None:
        if page in places:
            places[page].cancel()
        places[page] = place
    try:
        yield place
    finally:
        if places.get(page) is place:
            del places[page]


async def painted_if_newest(
    request: Request, place: CancelScope, queue: str, paint: Callable[P, R], *args: P.args, **kwargs: P.kwargs
) -> R:
    """Run `paint` in a thread, one at a time of each `queue`. Raises `Superseded`, `TooManyPictures`."""
    easel = _studio().easels.setdefault(queue, CapacityLimiter(1))
    if easel.statistics().tasks_waiting >= MOST_WAITING:
        raise TooManyPictures
    try:
        with place:
            await _turn(request, easel, place)
        if place not in easel.statistics().borrowers:
            raise Superseded
        return await to_thread.run_sync(partial(paint, *args, **kwargs))
    finally:
        if place in easel.statistics().borrowers:
            easel.release_on_behalf_of(place)


async def _turn(request: Request, easel: CapacityLimiter, place: CancelScope) -> None:
    """Return with the easel held by `place`, unless that is cancelled first."""
    async with create_task_group() as meanwhile:
        meanwhile.start_soon(_leave_when_gone, request, place)
        await easel.acquire_on_behalf_of(place)
        meanwhile.cancel_scope.cancel()


async def _leave_when_gone(request: Request, place: CancelScope) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass  # the request itself
    place.cancel()


def _studio() -> _Studio:
    """That of this event loop."""
    try:
        return _studios.get()
    except LookupError:
        _studios.set(made := _Studio())
        return made
