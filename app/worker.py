"""The worker process: Celery fetches job ids, threads run the jobs, one more thread sweeps."""

import argparse
import os
import sys
import threading
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic
from typing import Any
from uuid import UUID

import structlog
from celery import signals
from celery.exceptions import SecurityWarning

from app import wiring
from app.adapters.parent_watch import end_with_parent
from app.adapters.queue import RUN_JOB, make_celery
from app.kernel import db, logs
from app.kernel.config import settings
from app.kernel.jobs.runner import run_job
from app.kernel.jobs.running import worker_is_ending
from app.kernel.jobs.sweep import SWEEP_EVERY_SECONDS, sweep
from app.kernel.jobs.workers import SEEN_EVERY_SECONDS, record_gone, record_seen, this_worker

END_WITHIN_SECONDS = 5.0
UPKEEP_PAUSE_SECONDS = 1.0
TIDY_EVERY_SECONDS = 300.0

log = structlog.get_logger()


def run_worker(parent: int | None = None) -> int:
    """Run jobs until SIGTERM; returns the exit code. With `parent`, end when that process does.

    On SIGTERM running jobs go back to the queue; what does not stop in time is left to the sweep.
    """
    if parent is not None:
        end_with_parent(parent)
    # As root, Celery warns of pickled messages; ours are JSON, and it accepts nothing else.
    warnings.filterwarnings("ignore", category=SecurityWarning)
    wiring.wire()
    celery = make_celery(settings())
    celery.task(name=RUN_JOB)(_run)
    signals.setup_logging.connect(_leave_logging_alone)
    signals.worker_shutting_down.connect(_end_soon)
    threads = settings().worker_threads
    upkeep = threading.Thread(target=_upkeep, args=(threads,), name="upkeep", daemon=True)
    signals.worker_ready.connect(lambda **_: upkeep.start(), weak=False)
    worker = celery.Worker(
        pool="threads",
        concurrency=threads,
        without_gossip=True,
        without_mingle=True,
        without_heartbeat=True,
        quiet=True,
    )
    worker.start()
    with db.unit_of_work() as session:
        record_gone(session, this_worker())
    return int(worker.exitcode or 0)


def _run(job_id: str) -> None:
    run_job(UUID(job_id))


def _leave_logging_alone(**_: Any) -> None:
    """Logs are set up by whoever starts the process; Celery only asks whether somebody did."""


def _end_soon(**_: Any) -> None:
    worker_is_ending.set()
    deadline = threading.Timer(END_WITHIN_SECONDS, os._exit, args=(1,))
    deadline.daemon = True
    deadline.start()


@dataclass
class _Chore:
    """Something to do every so many seconds, and at once when the worker starts."""

    act: Callable[[], object]
    every: float
    due: float = 0.0

    def do_if_due(self) -> None:
        if monotonic() < self.due:
            return
        try:
            self.act()
        except Exception:
            # A database that is away must not end the upkeep for good.
            log.exception("upkeep failed")
        self.due = monotonic() + self.every


def _upkeep(threads: int) -> None:
    """Say that the worker is up, sweep and tidy; the pool's own threads may be busy for hours."""
    # What a dead worker had fetched is sent again at once, not after the usual wait.
    _Chore(lambda: sweep(send_again_after=timedelta(0)), 0).do_if_due()
    chores = [
        _Chore(lambda: _record_seen(threads), SEEN_EVERY_SECONDS),
        _Chore(sweep, SWEEP_EVERY_SECONDS, due=monotonic() + SWEEP_EVERY_SECONDS),
        *[_Chore(tidy, TIDY_EVERY_SECONDS) for tidy in wiring.housekeeping()],
    ]
    while not worker_is_ending.is_set():
        for chore in chores:
            chore.do_if_due()
        worker_is_ending.wait(UPKEEP_PAUSE_SECONDS)


def _record_seen(threads: int) -> None:
    with db.unit_of_work() as session:
        record_seen(session, this_worker(), threads)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Run Everkeep's jobs.")
    parser.add_argument("--parent", type=int, help="end when this process does")
    logs.configure()
    chosen = parser.parse_args()
    logs.configure()
    sys.exit(run_worker(chosen.parent))
