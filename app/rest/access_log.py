"""One line for each request, and an id that ties a person's error text to it."""

import logging
import random
import re
from time import perf_counter

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.contextvars import bind_contextvars, reset_contextvars

NAME = "everkeep.requests"
log = structlog.get_logger(NAME)

_SAFE_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
_FILES = ("/assets/", "/fonts/", "/external/")
# A game client saves at every choice and loads in between: what succeeded is in its rows.
_GAME_CLIENTS = ("/api/v1/save", "/api/v1/load/")
_NEWS = "/builder/news"  # twice a second from every builder that is in sight
_QUIET = (*_FILES, *_GAME_CLIENTS, "/_event", "/ping", "/api/health", "/api/ready")


class AccessLog:
    """Gives every request an id (`X-Request-Id`, the caller's own if it has a sane one) and logs it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        # To tell requests apart, not to keep a secret; and asking the system would let other threads cut in.
        request_id = _given_id(scope) or f"{random.getrandbits(128):032x}"
        scope.setdefault("state", {})["request_id"] = request_id
        status = 0
        began = perf_counter()

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                # A first visit fetches a dozen of the built files, and nobody asks after one that arrived.
                if status >= 400 or not scope["path"].startswith(_FILES):
                    message["headers"] = [*message["headers"], (b"x-request-id", request_id.encode())]
            await send(message)

        bound = bind_contextvars(request_id=request_id)
        try:
            await self.app(scope, receive, noted)
        except Exception:
            # The error handler has answered and logged it; without an answer it is the server's.
            if status == 0:
                raise
        finally:
            _write(scope, status, perf_counter() - began)
            reset_contextvars(**bound)


def _given_id(scope: Scope) -> str | None:
    for name, value in scope["headers"]:
        if name == b"x-request-id":
            given: str = value.decode("latin-1")
            return given if _SAFE_ID.fullmatch(given) else None
    return None


def _write(scope: Scope, status: int, seconds: float) -> None:
    is_quiet = scope["path"].startswith(_QUIET) or scope["path"].endswith(_NEWS)
    level = logging.DEBUG if status < 400 and is_quiet else logging.INFO
    # Asked here: structlog dresses a line in full before the level is looked at.
    if not logging.getLogger(NAME).isEnabledFor(level):
        return
    log.log(
        level,
        "request",
        method=scope["method"],
        path=scope["path"],
        status=status,
        milliseconds=round(seconds * 1000, 1),
    )
