"""Endpoints that are asked thousands of times a second: a request in, a response out, nothing between."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from re import Pattern
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Receive, Scope, Send

Endpoint = Callable[[Request], Awaitable[Response]]


class LeanRoute(APIRoute):
    """A route whose `async def endpoint(request) -> Response` takes nothing else.

    FastAPI spends more time on looking for dependencies than such an endpoint on its work, so they are not
    looked for. What it takes and answers is described through `openapi_extra` and `responses`.
    """

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        match, child_scope = super().matches(scope)
        # Another method at this address is ours to refuse.
        return (Match.FULL if match is Match.PARTIAL else match), child_scope

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        methods = self.methods or set()
        if scope["method"] not in methods and not (scope["method"] == "HEAD" and "GET" in methods):
            allowed = ", ".join(sorted(methods))
            raise HTTPException(405, f"This address takes {allowed} only.", {"Allow": allowed})
        response = await self.endpoint(Request(scope, receive, send))
        await response(scope, receive, send)


class Shortcut:
    """Leads requests for lean routes past the layers of an application to their endpoints.

    Each of those layers (Reflex's, FastAPI's, the search for the route) costs as much as such an endpoint's
    own work. Everything else goes the long way, another method at the same address and requests of other
    sites' pages too, so what is refused is refused in one place.
    """

    def __init__(
        self,
        app: ASGIApp,
        routes: Iterable[BaseRoute],
        *,
        wrap: Callable[[ASGIApp], ASGIApp],
        handlers: Mapping[Any, Callable[[Request, Any], Any]],
    ) -> None:
        """`wrap` is put around the short way too; `handlers` answer what endpoints raise, by its type."""
        self._long_way = app
        self._short_way = wrap(self._answer)
        self._handlers = handlers
        self._endpoints: list[tuple[str, Pattern[str], Endpoint]] = [
            (method, route.path_regex, route.endpoint)
            for route in routes
            if isinstance(route, LeanRoute)
            for method in route.methods or ()
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        way = self._short_way if scope["type"] == "http" and self._is_lean(scope) else self._long_way
        await way(scope, receive, send)

    def _is_lean(self, scope: Scope) -> bool:
        """Whether the short way leads there; notes in `scope` where."""
        for method, path, endpoint in self._endpoints:
            if method == scope["method"] and (found := path.match(scope["path"])):
                scope["endpoint"], scope["path_params"] = endpoint, found.groupdict()
                return all(name != b"origin" for name, _ in scope["headers"])
        return False

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive, send)
        try:
            response = await scope["endpoint"](request)
        except Exception as failure:
            handle = next(self._handlers[kind] for kind in type(failure).__mro__ if kind in self._handlers)
            response = await handle(request, failure)
        await response(scope, receive, send)
