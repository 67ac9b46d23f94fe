"""Who a worker is, whether it still lives, and which ones are up."""

import os
import socket
from datetime import datetime, timedelta
from pathlib import Path

import psutil
from sqlmodel import Session, col, delete, func, select

from app.kernel import clock
from app.kernel.jobs.models import Worker

SEEN_EVERY_SECONDS = 5.0
FORGOTTEN_AFTER = timedelta(hours=1)
SAME_START_SECONDS = 2.0


def this_worker() -> str:
    """The name of this very process: `host:pid:start`."""
    pid = os.getpid()
    return f"{_host()}:{pid}:{psutil.Process(pid).create_time():.0f}"


def _host() -> str:
    """The machine, and the container in it: the same pid means another process elsewhere."""
    try:
        namespace = Path("/proc/self/ns/pid").readlink().name
    except OSError:
        namespace = ""
    return f"{socket.gethostname()[:100]}/{namespace}"


def is_known_dead(worker: str) -> bool:
    """Whether `worker` ran on this machine and is gone. False when it can't be known from here."""
    host, pid, start = worker.rsplit(":", 2)
    if host != _host():
        return False
    try:
        found = psutil.Process(int(pid))
        # The clock may have been adjusted between the two readings of the start time.
        same = abs(found.create_time() - float(start)) <= SAME_START_SECONDS
        return not same or found.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def record_seen(session: Session, name: str, threads: int) -> None:
    """Say that the worker is up."""
    worker = session.get(Worker, name) or Worker(name=name, threads=threads)
    worker.seen_at = clock.now()
    session.add(worker)


def record_gone(session: Session, name: str) -> None:
    """Say that the worker has ended."""
    session.exec(delete(Worker).where(col(Worker.name) == name))


def forget_dead_workers(session: Session) -> None:
    """Remove the rows of workers that ended without saying so."""
    for worker in session.exec(select(Worker)):
        if worker.seen_at < clock.now() - FORGOTTEN_AFTER or is_known_dead(worker.name):
            session.delete(worker)


def last_seen(session: Session) -> datetime | None:
    """When any worker was last seen up; None when there is none."""
    return session.exec(select(func.max(Worker.seen_at))).one()
