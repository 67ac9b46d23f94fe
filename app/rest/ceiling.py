"""How much any request may carry. Addresses with limits of their own have smaller ones; uploads stream."""

import re

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY_BYTES = 2 * 1024 * 1024

_STREAMED = re.compile(r"POST /api/uploads|PATCH /api/uploads/\d+/content")


class BodyCeiling:
    """Answers 413 as soon as a body passes the limit, whatever its length header claims."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or _streams(scope):
            await self.app(scope, receive, send)
            return
        received = 0

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > MAX_BODY_BYTES:
                raise HTTPException(413, "That is more than 2 MiB. Nothing was changed.")
            return message

        await self.app(scope, counted, send)


def _streams(scope: Scope) -> bool:
    """Whether the endpoint reads its body in pieces; an announcement in JSON is small."""
    if not scope["path"].startswith("/api/uploads"):
        return False
    kind = next((value for name, value in scope["headers"] if name == b"content-type"), b"")
    address = f"{scope['method']} {scope['path']}"
    return _STREAMED.fullmatch(address) is not None and not kind.startswith(b"application/json")
