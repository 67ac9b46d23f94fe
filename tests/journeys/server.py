"""One real server for a whole test run, shared by its parallel processes."""

import json
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from dataclasses import asdict, dataclass
from pathlib import Path
from time import monotonic, sleep

import psutil
from filelock import FileLock

from app.launcher.local_ports import free_port
from tests import kernels

ROOT = Path(__file__).resolve().parents[2]
# The first start may have to build the pages.
START_SECONDS = 240
END_SECONDS = 20


@dataclass(frozen=True)
class Server:
    """A running `python -m app serve` with an empty installation of its own in `folder`."""

    url: str
    pid: int
    folder: str

    @property
    def log(self) -> str:
        return (Path(self.folder) / "log").read_text(errors="replace")


def start(folder: Path, port: int | None = None, *, pages: bool = True, **settings: str) -> Server:
    """Start a server, on `port` or any free one, and wait until it is ready, its worker included.

    Without `pages` nothing needs to be built.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _share_kernels(folder / "data")
    port = port or free_port()
    own = {
        "DATABASE_URL": f"sqlite:///{folder / 'everkeep.db'}",
        "DATA_DIR": str(folder / "data"),
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "STYLEGUIDE": "true",
        # Journeys ask for few pictures, and those are painted when they are asked for.
        "PAINT_AHEAD": "false",
        # People of a journey come from addresses of their own: see `people.sign_up`.
        "TRUSTED_PROXY_HOPS": "1",
        # A test run must not take its fixtures for the app's.
        "PYTEST_CURRENT_TEST": "",
    }
    environment = {name: value for name, value in os.environ.items() if name not in ("REDIS_URL", "ENV")}
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "app", "serve", *([] if pages else ["--without-pages"])],
            cwd=ROOT,
            env=environment | own | settings,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    server = Server(f"http://127.0.0.1:{port}", process.pid, str(folder))
    _wait_until_ready(server, process)
    return server


def _share_kernels(data: Path) -> None:
    """Let this installation paint with the kernels that tests compile once: it takes half a minute."""
    own = data / "kernels"
    kernels.FOLDER.mkdir(parents=True, exist_ok=True)
    data.mkdir(parents=True, exist_ok=True)
    if not own.exists():
        own.symlink_to(kernels.FOLDER)


def end(server: Server) -> None:
    """End the server in order; whatever of it is left after that is killed."""
    try:
        processes = [psutil.Process(server.pid), *psutil.Process(server.pid).children(recursive=True)]
    except psutil.NoSuchProcess:
        return
    os.kill(server.pid, signal.SIGTERM)
    left = _left(processes, END_SECONDS)
    for process in left:
        process.kill()
    _left(left, 5)


def kill(server: Server) -> None:
    """SIGKILL the launcher and everything that it started."""
    launcher = psutil.Process(server.pid)
    processes = [launcher, *launcher.children(recursive=True)]
    for process in processes:
        os.kill(process.pid, signal.SIGKILL)
    _left(processes, 10)


def _left(processes: list[psutil.Process], seconds: float) -> list[psutil.Process]:
    """Those that still run once all have ended or the time is over."""
    until = monotonic() + seconds
    while (left := [process for process in processes if _runs(process)]) and monotonic() < until:
        sleep(0.02)
    return left


def _runs(process: psutil.Process) -> bool:
    """Not so a zombie: the process of the run that started this one need not be the one that ends it."""
    try:
        return bool(process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def _wait_until_ready(server: Server, process: subprocess.Popen[bytes]) -> None:
    until = monotonic() + START_SECONDS
    while monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended:\n{server.log[-4000:]}")
        try:
            with urllib.request.urlopen(f"{server.url}/api/ready", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            sleep(0.1)
    end(server)
    raise RuntimeError(f"the server was not ready within {START_SECONDS} s:\n{server.log[-4000:]}")


class Shared:
    """The run's one server: the first process to ask starts it, the last one to leave ends it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._state = folder / "state.json"
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = FileLock(folder / "state.lock")

    def enter(self) -> Server:
        with self._lock:
            state = json.loads(self._state.read_text()) if self._state.exists() else None
            if state is None:
                state = {"users": 0, "server": asdict(start(self.folder))}
                kernels.compiled()  # now: painters that are asked at the same moment would each compile them
            state["users"] += 1
            self._state.write_text(json.dumps(state))
            return Server(**state["server"])

    def leave(self) -> None:
        with self._lock:
            state = json.loads(self._state.read_text())
            state["users"] -= 1
            if state["users"] == 0:
                end(Server(**state["server"]))
                self._state.unlink()
            else:
                self._state.write_text(json.dumps(state))
