"""Times an upload and watches the server's memory: `python -m bench.upload`.

A film of 1 GB (a short one with a long free-space box behind it, which every reader skips) goes to a
server of its own, once in resumable parts and once as a form. The server's memory is the sum over its
processes but the job worker's, which prepares the film afterwards.
"""

import argparse
import os
import struct
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from uuid import uuid4

import httpx
import psutil

from tests.journeys import server
from tests.journeys.server import Server
from tests.media import Media

MIB = 1024 * 1024
PART = 8 * MIB
LIMIT_MIB = 150
WATCH_EVERY_SECONDS = 0.05


@dataclass(frozen=True)
class Measured:
    """One way of sending: seconds until the server had looked into the file, and MiB above idle."""

    name: str
    seconds: float
    above_idle: float


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mib", type=int, default=1024, help="size of the film")
    size = parser.parse_args().mib
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        film = long_film(folder, size * MIB)
        running = server.start(folder / "server")
        try:
            idle, results = measure(running, film)
        finally:
            server.end(running)
    tell(size, idle, results)
    return 0 if all(one.above_idle < LIMIT_MIB for one in results) else 1


def measure(running: Server, film: Path) -> tuple[float, list[Measured]]:
    with httpx.Client(base_url=running.url, headers={"Origin": running.url}, timeout=300) as client:
        person = {"email": f"{uuid4().hex}@example.com", "password": uuid4().hex, "display_name": "Bench"}
        client.post("/api/auth/register", json=person).raise_for_status()
        warm_up(client)
        wait_until_prepared(client)
        idle = memory(running)
        results = []
        for name, send in (("in parts of 8 MiB", send_parts), ("as a form", send_form)):
            with watched(running) as peak:
                begun = monotonic()
                send(client, film)
                seconds = monotonic() - begun
            results.append(Measured(name, seconds, peak() - idle))
            wait_until_prepared(client)
    return idle, results


def send_parts(client: httpx.Client, film: Path) -> None:
    """As the browser does: announced, then appended part by part, each acknowledged."""
    size = film.stat().st_size
    announced = client.post("/api/uploads", json={"name": film.name, "bytes": size, "kind": "video"})
    url = announced.raise_for_status().headers["location"]
    with film.open("rb") as file:
        for offset in range(0, size, PART):
            part = {"Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"}
            client.patch(f"{url}/content", headers=part, content=file.read(PART)).raise_for_status()


def send_form(client: httpx.Client, film: Path) -> None:
    with film.open("rb") as file:
        client.post("/api/uploads", files={"file": (film.name, file)}).raise_for_status()


def warm_up(client: httpx.Client) -> None:
    """Let the server load what it needs to look into a film, which stays."""
    with tempfile.TemporaryDirectory() as name:
        film = Media(Path(name)).tiny_film()
        send_form(client, film)
        send_parts(client, film)


def wait_until_prepared(client: httpx.Client) -> None:
    """Let the worker finish, so that it does not take the next upload's processor."""
    while any(
        one["status"] == "processing"
        for one in client.get("/api/uploads").raise_for_status().json()["uploads"]
    ):
        sleep(0.2)


def memory(running: Server) -> float:
    """MiB that the server's processes hold, shared pages counted once."""
    return _held(psutil.Process(running.pid)) / MIB


def _held(process: psutil.Process) -> int:
    """Bytes that this process and its children hold by themselves."""
    try:
        if "app.worker" in " ".join(process.cmdline()):
            return 0
        return int(process.memory_full_info().uss) + sum(map(_held, process.children()))
    except psutil.Error:  # it has just ended
        return 0


@contextmanager
def watched(running: Server) -> Iterator[Callable[[], float]]:
    """Gives a function that tells the most memory (MiB) held while this was open."""
    ended, most = threading.Event(), [0.0]

    def watch() -> None:
        while not ended.is_set():
            most[0] = max(most[0], memory(running))
            sleep(WATCH_EVERY_SECONDS)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield lambda: most[0]
    finally:
        ended.set()
        watcher.join()


def long_film(folder: Path, size: int) -> Path:
    """A film of `size` bytes that plays for a few seconds."""
    film = folder / "long.mp4"
    short = Media(folder).film().read_bytes()
    noise, left = os.urandom(MIB), size - len(short)
    with film.open("wb") as file:
        file.write(short + struct.pack(">I4sQ", 1, b"free", left))
        left -= 16
        while left > 0:
            left -= file.write(noise[:left])
    return film


def tell(size: int, idle: float, results: list[Measured]) -> None:
    print(f"film              {size} MiB; server idle at {idle:.0f} MiB")
    print(f"{'':18}{'seconds':>10}{'MiB/s':>10}{'MiB above idle':>17}   (under {LIMIT_MIB})")
    for one in results:
        print(f"{one.name:18}{one.seconds:10.1f}{size / one.seconds:10.0f}{one.above_idle:17.0f}")


if __name__ == "__main__":
    sys.exit(main())
