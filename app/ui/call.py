"""The browser door: one event of a state class is one service call in one transaction.

```python
class DraftState(rx.State):
    @rx.event
    @door
    async def archive(self, draft_id: int):
        self.draft = await call(self, service.archive_draft, draft_id)
```
"""

import asyncio
import inspect
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager
from functools import wraps
from http.cookies import CookieError, SimpleCookie
from typing import Any, Concatenate, ParamSpec, TypeVar
from urllib.parse import quote
from uuid import uuid4

import reflex as rx
import structlog
from reflex_base.event import EventSpec
from sqlmodel import Session

from app.kernel import db, ports
from app.kernel.errors import AppError, NotSignedIn
from app.kernel.identity import Actor
from app.kernel.ports.authenticator import SESSION_COOKIE, Authenticator
from app.ui import routes

P = ParamSpec("P")
R = TypeVar("R")

log = structlog.get_logger()


def session_secret(state: rx.State) -> str | None:
    """The secret in the browser's HttpOnly cookie, which only the server ever reads."""
    try:
        jar = SimpleCookie(state.router.headers.cookie)
    except CookieError:
        return None
    return jar[SESSION_COOKIE].value if SESSION_COOKIE in jar else None


def _signed_in(actor: Actor | None) -> Actor:
    if actor is None:
        raise NotSignedIn
    return actor


async def _run(
    opened: Callable[[], AbstractContextManager[Session]],
    state: rx.State,
    work: Callable[[Session, Actor | None], R],
) -> R:
    """One transaction, in a thread: a synchronous call here would hold up every other client."""
    secret = session_secret(state)

    def run() -> R:
        with opened() as session:
            actor = ports.get(Authenticator).by_browser_session(session, secret) if secret else None
            return work(session, actor)

    return await asyncio.to_thread(run)


async def call(
    state: rx.State,
    service: Callable[Concatenate[Session, Actor, P], R],
    *args: P.args,
    **kwargs: P.kwargs,
) -> R:
    """Run a service that writes, as whoever the cookie says. Raises its `AppError`s."""

    def writing(session: Session, found: Actor | None) -> R:
        actor = _signed_in(found)
        actor.require_write()
        return service(session, actor, *args, **kwargs)

    return await _run(db.unit_of_work, state, writing)


async def own(
    state: rx.State,
    service: Callable[Concatenate[Session, Actor, P], R],
    *args: P.args,
    **kwargs: P.kwargs,
) -> R:
    """Run a service that writes only what is the person's own affair: viewers may, too."""
    return await _run(
        db.unit_of_work, state, lambda session, actor: service(session, _signed_in(actor), *args, **kwargs)
    )


async def read(
    state: rx.State,
    service: Callable[Concatenate[Session, Actor, P], R],
    *args: P.args,
    **kwargs: P.kwargs,
) -> R:
    """Run a service that only reads."""
    return await _run(
        db.reading, state, lambda session, actor: service(session, _signed_in(actor), *args, **kwargs)
    )


async def call_as_anyone(
    state: rx.State,
    service: Callable[Concatenate[Session, Actor | None, P], R],
    *args: P.args,
    **kwargs: P.kwargs,
) -> R:
    """Run a service that writes, for a visitor too: then its actor is None."""
    return await _run(db.unit_of_work, state, lambda session, actor: service(session, actor, *args, **kwargs))


async def read_as_anyone(
    state: rx.State,
    service: Callable[Concatenate[Session, Actor | None, P], R],
    *args: P.args,
    **kwargs: P.kwargs,
) -> R:
    """Run a service that only reads, for a visitor too: then its actor is None."""
    return await _run(db.reading, state, lambda session, actor: service(session, actor, *args, **kwargs))


def door(handler: Callable[..., Any]) -> Callable[..., Any]:
    """Turn a handler's `AppError` into what a person sees: the sign-in page, or a toast."""
    if inspect.isasyncgenfunction(handler):

        @wraps(handler)
        async def steps(self: rx.State, *args: Any, **kwargs: Any) -> AsyncIterator[Any]:
            try:
                async for event in handler(self, *args, **kwargs):
                    yield event
            except AppError as error:
                yield told(self, error)

        return steps

    @wraps(handler)
    async def once(self: rx.State, *args: Any, **kwargs: Any) -> Any:
        try:
            return await handler(self, *args, **kwargs)
        except AppError as error:
            return told(self, error)

    return once


def told(state: rx.State, error: AppError) -> Any:
    """The event that tells a person of `error`."""
    if isinstance(error, NotSignedIn):
        return rx.redirect(sign_in_address(state))
    return rx.toast.error(error.message)


def told_of_bug(exception: Exception) -> EventSpec | None:
    """The event that tells a person of a fault of ours; the log has the trace under the same number."""
    incident = uuid4().hex[:12]
    log.error("event failed", incident=incident, exc_info=exception)
    told: EventSpec = rx.toast.error(
        "Everkeep could not do this because of a fault of its own. Nothing saved was lost.",
        description=f"Incident {incident}",
    )
    return told


def sign_in_address(state: rx.State) -> str:
    """The sign-in page that leads back to where `state`'s tab is."""
    url = state.router.url
    here = f"{url.path}?{url.query}" if url.query else url.path
    return f"{routes.LOGIN}?next={quote(here, safe='')}" if here not in ("", routes.HOME) else routes.LOGIN
