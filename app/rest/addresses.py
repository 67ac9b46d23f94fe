"""One address for each page."""

from collections.abc import Collection
from dataclasses import dataclass

from starlette.types import ASGIApp, Receive, Scope, Send


@dataclass(frozen=True)
class PlainAddresses:
    """Serves `/settings` at once.

    A built page is a folder with an `index.html`, and the file server would first send the browser to
    `/settings/`: one more round trip, and a second address for the same page.
    """

    pages: Collection[str]
    """The addresses of pages without parameters, such as `/settings`."""

    def __call__(self, app: ASGIApp) -> ASGIApp:
        async def serve(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] == "http" and scope["path"] in self.pages:
                scope = dict(scope) | {"path": scope["path"] + "/"}
            await app(scope, receive, send)

        return serve
