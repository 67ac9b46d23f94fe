"""Forks workers, with the app's own kinds of jobs or with countable ones."""

import os
import sys

from app import wiring
from app.kernel import logs
from app.worker import run_worker
from tests.topology import work
from tests.topology.forks import serve_forks


def become_worker(kinds: str) -> None:
    logs.configure()
    wiring.wire()
    if kinds == "countable":
        work.bind()
    sys.exit(run_worker(parent=os.getppid()))


if __name__ == "__main__":
    serve_forks(become_worker)
