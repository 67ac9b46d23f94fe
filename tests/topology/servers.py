"""PostgreSQL and Redis of the test run's own, on free loopback ports, ended by pid."""

import ctypes
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import redis

from app.launcher.local_ports import free_port
from tests.services import need
from tests.waiting import wait_until

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None)


@contextmanager
def postgres(*, durable: bool = False) -> Iterator[str]:
    """A PostgreSQL server without any database of ours; yields its URL without a database's name.

    A durable one keeps what it has committed when the machine loses its power: no test needs that.
    """
    initdb = postgres_binary("initdb")
    need(initdb, "postgresql")
    assert initdb is not None
    with _folder_of_postgres() as folder:
        made = [initdb, "-D", folder / "data", "-U", "everkeep", "-A", "trust", "-E", "UTF8", "--no-sync"]
        subprocess.run(made, check=True, capture_output=True, **_as_postgres())
        port = free_port()
        # Loopback only, no socket file.
        options = [f"port={port}", "listen_addresses=127.0.0.1", "unix_socket_directories="]
        options.append(f"fsync={'on' if durable else 'off'}")
        command = [initdb.with_name("postgres"), "-D", folder / "data"]
        for option in options:
            command += ["-c", option]
        # At once, without writing down what goes with its folder.
        with _running(command, stop_with=signal.SIGQUIT, **_as_postgres()):
            url = f"postgresql://everkeep@127.0.0.1:{port}"
            wait_until(lambda: _answers(f"{url}/postgres"), what="PostgreSQL's start")
            yield url


@contextmanager
def redis_server() -> Iterator[str]:
    """A Redis server that keeps nothing on disk; yields its URL."""
    binary = shutil.which("redis-server")
    need(binary, "redis-server")
    port = free_port()
    command = [str(binary), "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    with _running(command, stop_with=signal.SIGTERM), redis.Redis(port=port) as client:
        wait_until(lambda: _pings(client), what="Redis's start")
        yield f"redis://127.0.0.1:{port}/0"


def create_database(url: str, name: str, template: str = "template1") -> str:
    """A new database on the server; returns its URL."""
    with psycopg.connect(f"{url}/postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return f"{url}/{name}"


def postgres_binary(name: str) -> Path | None:
    """Where it is, if it is installed. Debian keeps them out of PATH, one folder for each version."""
    installed = sorted(
        Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: float(path.parts[4])
    )
    on_path = shutil.which(name)
    return Path(on_path) if on_path else installed[-1] if installed else None


def _as_postgres() -> dict[str, Any]:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    return {"user": "postgres", "group": "postgres", "extra_groups": []}


@contextmanager
def _folder_of_postgres() -> Iterator[Path]:
    # Not below pytest's folder, which nobody but root may enter.
    with tempfile.TemporaryDirectory(prefix="everkeep-postgres-") as name:
        if os.geteuid() == 0:
            shutil.chown(name, "postgres", "postgres")
        yield Path(name)


@contextmanager
def _running(command: list[Any], *, stop_with: signal.Signals, **options: Any) -> Iterator[None]:
    server = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        preexec_fn=_end_with_the_run,
        **options,
    )
    try:
        yield
    finally:
        server.send_signal(stop_with)
        server.wait(60)


def _end_with_the_run() -> None:
    """Have the kernel end this server when the test run is killed and can't end it itself."""
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGINT)


def _answers(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=1).close()
    except psycopg.OperationalError:
        return False
    return True


def _pings(client: redis.Redis) -> bool:
    try:
        return bool(client.ping())
    except redis.ConnectionError:
        return False
