"""Makes workers on demand: reads a line, answers with the pid of a new worker.

Python is started and the app imported once; each worker is a fork of that, so fifty of them are quick.
"""

import os
import signal
import sys

from app import wiring
from app.kernel import logs
from app.worker import run_worker
from tests.topology import work


def main() -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the killed ones
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            _become_worker(line.strip())
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()


def _become_worker(kinds: str) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # a worker's words are not our answers
    logs.configure()
    wiring.wire()
    if kinds == "countable":
        work.bind()
    sys.exit(run_worker(parent=os.getppid()))


if __name__ == "__main__":
    main()
