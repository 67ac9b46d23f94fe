"""The least that FastAPI under Granian can do: `python -m bench.load.empty PORT`."""

import asyncio
import os
import sys

from fastapi import FastAPI
from granian.constants import Interfaces
from granian.server.embed import Server

from app.adapters.embedded_worker import end_with_parent

PATH = "/nothing"

api = FastAPI()


@api.get(PATH)
async def nothing() -> dict[str, str]:
    return {}


if __name__ == "__main__":
    end_with_parent(os.getppid())
    served = Server(
        api, address="127.0.0.1", port=int(sys.argv[1]), interface=Interfaces.ASGI, log_enabled=False
    )
    asyncio.run(served.serve())
