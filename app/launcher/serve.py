"""Serves the finished app on one port: upgrade, build, worker, web server; and ends all of it together."""

import multiprocessing
import os
import socket
import time
from contextlib import suppress

import structlog
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.mp import MPServer

from app.adapters.embedded_worker import EmbeddedWorker
from app.features.planets.rules.steps import load_steps
from app.features.scenes.rules import load_stories
from app.kernel.config import Settings, secret_key, settings
from app.launcher import installation, pages, schema
from app.launcher.pictures import kernels_compiled_meanwhile

log = structlog.get_logger()

# Reflex's own switches for a server that compiles nothing, and for one that mounts the built pages.
_PREBUILT = {"REFLEX_ENV_MODE": "prod", "__REFLEX_SKIP_COMPILE": "true"}
_MOUNTED = {"__REFLEX_MOUNT_FRONTEND_COMPILED_APP": "true"}


# An app that can't start gives up within a minute; one whose processes get killed comes back.
MAX_QUICK_FAILURES = 20
QUICK_SECONDS = 20


class CannotServe(RuntimeError):
    """Something must be mended first; the message says what."""


def serve(*, with_pages: bool = True) -> None:
    """Run until SIGTERM or SIGINT; without the pages it is all but them. Raises `CannotServe`."""
    _prepare(settings(), with_pages)
    os.environ.update(_PREBUILT | _MOUNTED if with_pages else _PREBUILT)
    os.environ[installation.LAUNCHED] = str(os.getpid())
    with EmbeddedWorker(settings()):
        _web_server()


def _prepare(chosen: Settings, with_pages: bool) -> None:
    _require_free_port(chosen.host, chosen.port)
    try:
        secret_key()
        load_stories()
        load_steps()
        schema.upgrade()
        with kernels_compiled_meanwhile(chosen):
            if with_pages:
                pages.build_if_changed()
    except (ValueError, schema.SchemaTooNew, pages.BuildFailed) as reason:
        raise CannotServe(str(reason)) from reason


def _require_free_port(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as reason:
            raise CannotServe(
                f"Port {port} on {host} can't be used ({reason.strerror}). "
                f"Stop what holds it, or choose another: PORT={port + 1} make run"
            ) from reason


def _web_server() -> None:
    """Serve until a signal ends it. A server process that dies is replaced, at once or a moment later."""
    # The worker's watcher is a thread here, and a fork would copy its locks.
    multiprocessing.set_start_method("spawn", force=True)
    print(f"\n  Everkeep is at {address(settings())}\n", flush=True)  # noqa: T201  (for the terminal)
    failures = 0
    while failures < MAX_QUICK_FAILURES:
        server = _server(settings())
        began = time.monotonic()
        with suppress(SystemExit):  # Granian's way to say that its processes died in quick succession
            server.serve()
        if server.interrupt_signal:
            return
        failures = failures + 1 if time.monotonic() - began < QUICK_SECONDS else 1
        log.error("server processes died, starting again", failures=failures)
    raise CannotServe("The server's processes keep dying; the log above says why.")


def _server(chosen: Settings) -> MPServer:
    return MPServer(
        "app.app:app",
        factory=True,
        address=chosen.host,
        port=chosen.port,
        interface=Interfaces.ASGI,
        workers=chosen.server_processes,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=5,
        log_level=LogLevels.warning,
    )


def address(chosen: Settings) -> str:
    """Where people find it."""
    host = "localhost" if chosen.host in ("127.0.0.1", "0.0.0.0", "::", "::1") else chosen.host  # noqa: S104  (read)
    return chosen.public_url or f"http://{host}:{chosen.port}"
