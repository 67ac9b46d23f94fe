"""How much a request may carry."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.types import Message

from app.kernel.errors import TooLarge
from app.kernel.texts import size_text

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class BodyTooLarge(TooLarge):
    """The request's body is larger than this address takes."""

    code = "body_too_large"

    def __init__(self, limit: int) -> None:
        super().__init__(f"This is more than the limit of {size_text(limit)}. Nothing was changed.")


def body_limit(limit: int) -> type[APIRoute]:
    """A route class whose requests carry at most `limit` bytes: the rest is never read.

    `APIRouter(route_class=body_limit(2**20))`. Raises `BodyTooLarge`, whether the length was
    declared or not.
    """

    class LimitedRoute(APIRoute):
        def get_route_handler(self) -> Handler:
            handle = super().get_route_handler()

            async def limited(request: Request) -> Response:
                body = await body_up_to(limit, request)

                async def receive() -> Message:
                    return {"type": "http.request", "body": body, "more_body": False}

                return await handle(Request(request.scope, receive))

            return limited

    return LimitedRoute


async def body_up_to(limit: int, request: Request) -> bytes:
    """The whole body, if it has at most `limit` bytes; the rest is never read. Raises `BodyTooLarge`."""
    declared = request.headers.get("content-length", "0")
    if declared.isdigit() and int(declared) > limit:
        raise BodyTooLarge(limit)
    # An undeclared length shows only here.
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise BodyTooLarge(limit)
    return bytes(body)
