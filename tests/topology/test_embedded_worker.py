"""The worker that the app starts itself: alive while the app is, once for each machine, gone after it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import psutil
import pytest

from app.adapters.embedded_worker import EmbeddedWorker
from app.kernel.config import Settings
from tests.topology.forks import ROOT, is_alive, kill
from tests.waiting import wait_until


def workers_below(pid: int) -> list[int]:
    """The workers that the process has as children."""
    found = psutil.Process(pid).children()
    return [child.pid for child in found if is_alive(child.pid) and "app.worker" in " ".join(child.cmdline())]


@pytest.fixture
def embedded(database: str, settings: Settings) -> Iterator[EmbeddedWorker]:
    with EmbeddedWorker(settings) as worker:
        yield worker


def test_it_starts_with_the_app_and_ends_with_it(database: str, settings: Settings) -> None:
    with EmbeddedWorker(settings):
        started = wait_until(lambda: workers_below(os.getpid()), what="the worker's start")
    assert not is_alive(started[0])


def test_one_that_dies_is_started_again(embedded: EmbeddedWorker) -> None:
    first = wait_until(lambda: workers_below(os.getpid()), what="the worker's start")
    kill(first[0])
    second = wait_until(lambda: workers_below(os.getpid()), what="its return")
    assert second != first


def test_a_second_process_of_the_app_starts_none_but_takes_over(
    embedded: EmbeddedWorker, settings: Settings
) -> None:
    first = wait_until(lambda: workers_below(os.getpid()), what="the worker's start")
    with EmbeddedWorker(settings):
        assert workers_below(os.getpid()) == first
        embedded.stop()
        assert wait_until(lambda: workers_below(os.getpid()), what="the takeover") != first


def test_none_is_started_when_a_broker_is_configured(settings: Settings) -> None:
    settings.redis_url = "redis://127.0.0.1:1/0"
    with EmbeddedWorker(settings):
        assert workers_below(os.getpid()) == []


def test_it_ends_with_an_app_that_was_killed(database: str, settings: Settings) -> None:
    program = (
        "import signal\n"
        "from app.adapters.embedded_worker import EmbeddedWorker\n"
        "from app.kernel.config import settings\n"
        "with EmbeddedWorker(settings()):\n"
        "    signal.pause()\n"
    )
    environment = os.environ | {"DATABASE_URL": settings.database_url, "DATA_DIR": str(settings.data_dir)}
    app = subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, env=environment)
    try:
        worker = wait_until(lambda: workers_below(app.pid), what="the worker's start")[0]
    finally:
        app.send_signal(signal.SIGKILL)
        app.wait()
    wait_until(lambda: not is_alive(worker), what="the worker's end")
