"""Endpoints that are asked thousands of times a second: a request in, a response out, nothing between."""

from fastapi import Request
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.routing import Match
from starlette.types import Receive, Scope, Send


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
