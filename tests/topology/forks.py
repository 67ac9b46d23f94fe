"""Processes on demand: each is a fork of one that has imported the app, so that fifty of them are quick."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Self

import psutil

from tests.waiting import wait_until

ROOT = Path(__file__).resolve().parents[2]


class Forks(AbstractContextManager["Forks"]):
    """Runs `module`, whose `main` calls `serve_forks`, and asks it for processes."""

    def __init__(self, module: str, environment: dict[str, str]) -> None:
        self._command = [sys.executable, "-m", module]
        # A process that is killed in a moment paints nothing ahead.
        self._environment = os.environ | environment | {"PAINT_AHEAD": "false"}
        self._made: list[int] = []

    def __enter__(self) -> Self:
        self._source = subprocess.Popen(
            self._command,
            cwd=ROOT,
            env=self._environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(self, *_: object) -> None:
        for pid in self._made:
            kill(pid)
        assert self._source.stdin is not None
        self._source.stdin.close()
        self._source.wait(60)

    def fork(self, what: str) -> int:
        """The pid of a new process that becomes `what`."""
        assert self._source.stdin is not None
        assert self._source.stdout is not None
        self._source.stdin.write(f"{what}\n")
        self._source.stdin.flush()
        self._made.append(int(self._source.stdout.readline()))
        return self._made[-1]


def serve_forks(become: Callable[[str], None]) -> None:
    """Answer each line of the input with the pid of a fork that calls `become` with it."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the killed ones
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what the app prints is no answer
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            become(line.strip())
            os._exit(0)
        answers.write(f"{pid}\n")
        answers.flush()


def kill(pid: int) -> None:
    """SIGKILL; one that is gone already is no error."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    wait_until(lambda: not is_alive(pid), what="the death of a killed process")


def is_alive(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
