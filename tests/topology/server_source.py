"""Forks servers: the whole app, REST and socket, without the built pages."""

import asyncio
import os

# Reflex's own switches for a server that compiles nothing.
os.environ |= {"REFLEX_ENV_MODE": "prod", "__REFLEX_SKIP_COMPILE": "true"}

from granian.constants import Interfaces
from granian.server.embed import Server

from app.app import app
from app.launcher import installation
from tests.topology.forks import serve_forks


def become_server(port: str) -> None:
    os.environ[installation.LAUNCHED] = str(os.getppid())
    server = Server(app(), address="127.0.0.1", port=int(port), interface=Interfaces.ASGI, log_enabled=False)
    asyncio.run(server.serve())


if __name__ == "__main__":
    serve_forks(become_server)
