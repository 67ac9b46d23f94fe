"""The least that a page of Reflex under Granian can do: `python -m bench.load.empty_reflex PORT`."""

import asyncio
import os
import sys

# As the launcher serves the app: pages are built elsewhere, if at all.
os.environ |= {"REFLEX_ENV_MODE": "prod", "__REFLEX_SKIP_COMPILE": "true"}

import reflex as rx
from granian.constants import Interfaces
from granian.server.embed import Server

from app.adapters.embedded_worker import end_with_parent


class Nothing(rx.State):
    """Counts, which is the least that an event can answer with."""

    count: int = 0

    @rx.event
    async def go(self) -> None:
        self.count += 1


def _server(port: int) -> Server:
    app = rx.App()
    app.add_page(lambda: rx.el.div(Nothing.count), route="/")
    return Server(app(), address="127.0.0.1", port=port, interface=Interfaces.ASGI, log_enabled=False)


if __name__ == "__main__":
    end_with_parent(os.getppid())
    asyncio.run(_server(int(sys.argv[1])).serve())
