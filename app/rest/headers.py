"""What every answer says to the browser: what it may load, and what it may keep."""

from collections.abc import Iterable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Reflex runs `rx.call_script` and toasts through eval, and its pages carry inline scripts.
_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "media-src 'self' blob:",
        "font-src 'self' data:",
        "worker-src 'self' blob:",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)

EVERYWHERE = {"X-Content-Type-Options": "nosniff"}

# Browsers heed these on what they open, not on the scripts, fonts and pictures inside of it: 600 bytes less
# for each of the twenty files of a first visit.
ON_DOCUMENTS = {
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
}

FOREVER = "public, max-age=31536000, immutable"


# Names and values as they go over the wire: made once, not for each answer.
_RawHeaders = list[tuple[bytes, bytes]]


def _raw(named: dict[str, str]) -> _RawHeaders:
    return [(name.lower().encode(), value.encode()) for name, value in named.items()]


_FOR_PARTS = _raw(EVERYWHERE)
_FOR_DOCUMENTS = _raw(EVERYWHERE | ON_DOCUMENTS)
_FOREVER, _NO_STORE, _NO_CACHE = (
    (b"cache-control", kept.encode()) for kept in (FOREVER, "no-store", "no-cache")
)
_PARTS = (
    b"text/javascript",
    b"application/javascript",
    b"text/css",
    b"font/",
    b"image/webp",
    b"image/svg+xml",
)
_ASK_AGAIN = (b"etag", b"last-modified")


class Headers:
    """Adds the security headers, and a Cache-Control where an endpoint has not set its own."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = _dressed(message["headers"], scope["path"], message["status"])
            await send(message)

        await self.app(scope, receive, dressed if scope["type"] == "http" else send)


def _dressed(given: Iterable[tuple[bytes, bytes]], path: str, status: int) -> _RawHeaders:
    """What the endpoint says, and after it what it left to us."""
    said = {name.lower(): value for name, value in given}
    ours = _security(path, said.get(b"content-type", b""))
    headers = [*given, *(header for header in ours if header[0] not in said)]
    if b"cache-control" not in said:
        headers.append(_caching(path, status))
    if ours is _FOR_PARTS:
        # Nobody fetches a script or a font in pieces: 300 bytes less of a first visit.
        headers = [header for header in headers if header[0].lower() != b"accept-ranges"]
    if b"vary" in said or _FOREVER in headers:
        return _shortened(headers)
    return headers


def _security(path: str, content_type: bytes) -> _RawHeaders:
    part = not path.startswith("/api/") and content_type.startswith(_PARTS)
    return _FOR_PARTS if part else _FOR_DOCUMENTS


def _shortened(headers: _RawHeaders) -> _RawHeaders:
    """Leave out what repeats itself, and how to ask again for what a browser never asks again."""
    varying = [value for name, value in headers if name.lower() == b"vary"]
    forever = _FOREVER in headers
    left = [
        (name, value)
        for name, value in headers
        if name.lower() != b"vary" and not (forever and name.lower() in _ASK_AGAIN)
    ]
    if varying:
        names = dict.fromkeys(name.strip() for value in varying for name in value.split(b","))
        left.append((b"vary", b", ".join(names)))
    return left


def _caching(path: str, status: int) -> tuple[bytes, bytes]:
    """Built files carry a hash in their name; pages must be asked for again after an update."""
    if path.startswith("/assets/") and status in (200, 206, 304):
        return _FOREVER
    return _NO_STORE if path.startswith("/api/") else _NO_CACHE
