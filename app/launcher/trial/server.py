"""The REST server alone: `python -m app.launcher.trial.server PORT`."""

import asyncio
import os
import sys

from granian.constants import Interfaces
from granian.server.embed import Server

from app import wiring
from app.adapters.parent_watch import end_with_parent
from app.api import make_api
from app.kernel import logs


def main(port: int) -> None:
    """Serve on loopback until killed."""
    end_with_parent(os.getppid())
    logs.configure()
    wiring.wire()
    server = Server(make_api(), address="127.0.0.1", port=port, interface=Interfaces.ASGI, log_enabled=False)
    asyncio.run(server.serve())


if __name__ == "__main__":
    main(int(sys.argv[1]))
