"""The servers that are compared, each one process on a port of its own, ended by pid."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.launcher.local_ports import free_port, is_listening
from tests.journeys import server
from tests.waiting import wait_until

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("EVERKEEP_SHARED", ROOT.parent / "shared"))
PEER = SHARED / "bench" / "scene_api_peer.py"
"""The same API written plainly on FastAPI, SQLAlchemy's ORM and uvicorn; not part of this repository."""


@contextmanager
def ours(database_url: str, folder: Path) -> Iterator[int]:
    """The whole app as `make run` serves it, but for the built pages, with its worker; yields the port."""
    running = server.start(folder, pages=False, DATABASE_URL=database_url, WEB_PROCESSES="1")
    try:
        yield int(running.url.rpartition(":")[2])
    finally:
        server.end(running)


@contextmanager
def peer(database_url: str) -> Iterator[int]:
    """The yardstick; yields the port."""
    url = database_url.replace("postgresql://", "postgresql+psycopg://")
    app = [f"{PEER.stem}:app", "--app-dir", str(PEER.parent), "--log-level", "warning"]
    # Its folder may be read-only, and is not ours to write in.
    environment = {"DATABASE_URL": url, "PYTHONDONTWRITEBYTECODE": "1"}
    with _running("uvicorn", [*app, "--port"], environment) as port:
        yield port


@contextmanager
def empty() -> Iterator[int]:
    """An endpoint that does nothing; yields the port."""
    with _running("bench.load.empty", [], {}) as port:
        yield port


EMPTY_STATE = "reflex___state____state.__main______nothing"
"""The state of `empty_reflex`, as Reflex names it."""


@contextmanager
def empty_reflex() -> Iterator[int]:
    """A page whose event does nothing but count; yields the port."""
    with _running("bench.load.empty_reflex", [], {}) as port:
        yield port


@contextmanager
def _running(module: str, arguments: list[str], environment: dict[str, str]) -> Iterator[int]:
    port = free_port()
    command = [sys.executable, "-m", module, *arguments, str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | environment)
    try:
        wait_until(lambda: is_listening(port), what=f"the start of {module}")
        yield port
    finally:
        process.terminate()
        process.wait(10)
