"""What every answer says to the browser: what it may load, and what it may keep."""

from starlette.datastructures import MutableHeaders
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


class Headers:
    """Adds the security headers, and a Cache-Control where an endpoint has not set its own."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _security(scope["path"], headers.get("content-type", "")).items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", _caching(scope["path"], message["status"]))
                _shorten(headers)
            await send(message)

        await self.app(scope, receive, dressed if scope["type"] == "http" else send)


_PARTS = ("text/javascript", "application/javascript", "text/css", "font/", "image/webp", "image/svg+xml")


def _security(path: str, content_type: str) -> dict[str, str]:
    part = not path.startswith("/api/") and content_type.startswith(_PARTS)
    return EVERYWHERE if part else EVERYWHERE | ON_DOCUMENTS


def _shorten(headers: MutableHeaders) -> None:
    """Leave out what repeats itself, and how to ask again for what a browser never asks again."""
    if "vary" in headers:
        headers["Vary"] = ", ".join(dict.fromkeys(name.strip() for name in headers["vary"].split(",")))
    if headers["Cache-Control"] == FOREVER:
        del headers["ETag"], headers["Last-Modified"]


def _caching(path: str, status: int) -> str:
    """Built files carry a hash in their name; pages must be asked for again after an update."""
    if path.startswith("/assets/") and status in (200, 206, 304):
        return FOREVER
    return "no-store" if path.startswith("/api/") else "no-cache"
