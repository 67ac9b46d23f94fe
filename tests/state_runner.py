"""Runs real event handlers of state classes through Reflex's own event processor, without a server."""

import dataclasses
from typing import Any, Self, TypeVar
from uuid import uuid4

import reflex as rx
from reflex.istate.manager.memory import StateManagerMemory
from reflex_base.event import Event
from reflex_base.event.processor import BaseStateEventProcessor
from reflex_base.registry import RegistrationContext

from app.features.accounts.models import User
from app.kernel.ports.authenticator import SESSION_COOKIE
from tests.fakes.authenticator import FakeAuthenticator

S = TypeVar("S", bound=rx.State)


class Runner:
    """One browser tab. `errors` holds what handlers raised, `events` what they sent back.

    `run` raises the first error that a handler let through, so that no test passes over one.
    """

    def __init__(self, authenticator: FakeAuthenticator | None = None) -> None:
        self.token = str(uuid4())
        self.deltas: list[Any] = []
        self.events: list[Any] = []
        self.errors: list[Exception] = []
        self.headers: dict[str, str] = {}
        self._authenticator = authenticator

    async def __aenter__(self) -> Self:
        import app.app  # noqa: F401  (registers the state classes)

        RegistrationContext.ensure_context()
        self._states = StateManagerMemory()
        self._processor = BaseStateEventProcessor(
            backend_exception_handler=self.errors.append, graceful_shutdown_timeout=5
        )
        self._processor.configure(state_manager=self._states)

        async def delta(token: str, changed: Any) -> None:
            self.deltas.append(changed)

        async def event(token: str, *sent: Any) -> None:
            self.events += sent

        object.__setattr__(self._processor._root_context, "emit_delta_impl", delta)
        object.__setattr__(self._processor._root_context, "emit_event_impl", event)
        await self._processor.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._processor.stop()
        await self._states.close()

    def sign_in(self, user: User) -> None:
        """From now on the tab's cookie is `user`'s."""
        assert self._authenticator is not None
        self.use_cookie(self._authenticator.admit(user))

    def use_cookie(self, secret: str) -> None:
        """From now on the tab carries this session's secret."""
        self.headers = {"cookie": f"{SESSION_COOKIE}={secret}"}

    async def run(self, *handlers: Any, path: str = "/", query: dict[str, str] | None = None) -> None:
        """Send events, e.g. `run(DraftState.save("text"), path="/produce", query={"upload": "7"})`."""
        asked = "&".join(f"{name}={value}" for name, value in (query or {}).items())
        where = {
            "pathname": path,
            "asPath": f"{path}?{asked}" if asked else path,
            "query": query or {},
            "headers": self.headers,
        }
        for event in Event.from_event_type(list(handlers)):
            sent = dataclasses.replace(event, router_data=where)
            await (await self._processor.enqueue(self.token, sent)).wait_all()
        if self.errors:
            raise self.errors[0]

    async def state(self, kind: type[S]) -> S:
        """The tab's state as it is now."""
        root = await self._states.get_state(rx.BaseStateToken(ident=self.token, cls=kind))
        return await root.get_state(kind)
