"""An installation on real servers, with workers that can be killed."""

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Collection
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self
from uuid import UUID

import psutil
from sqlmodel import col, select

from app.features.accounts.models import User
from app.kernel import db, jobs
from app.kernel.assets import Asset
from app.kernel.identity import Actor
from app.kernel.jobs import UNFINISHED, Job, JobStatus
from app.kernel.jobs.models import Worker
from app.kernel.jobs.workers import is_known_dead
from tests.factories.accounts import make_user
from tests.topology import work
from tests.waiting import wait_until

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Installation(AbstractContextManager["Installation"]):
    """One database, one queue, any number of workers. This process plays the server."""

    environment: dict[str, str]
    kinds: str = "countable"
    workers: list[int] = field(default_factory=list)

    def __enter__(self) -> Self:
        with db.unit_of_work() as session:
            self.user: User = make_user(session)
        self.actor = Actor(self.user.id, self.user.account_id)
        self._source = subprocess.Popen(
            [sys.executable, "-m", "tests.topology.worker_source"],
            cwd=ROOT,
            env=os.environ | self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(self, *_: object) -> None:
        for pid in self.workers:
            kill(pid)
        assert self._source.stdin is not None
        self._source.stdin.close()
        self._source.wait(10)

    def start_worker(self) -> int:
        """Start one and wait until it takes jobs; returns its pid."""
        assert self._source.stdin is not None
        assert self._source.stdout is not None
        self._source.stdin.write(f"{self.kinds}\n")
        self._source.stdin.flush()
        pid = int(self._source.stdout.readline())
        self.workers.append(pid)
        wait_until(lambda: self._is_up(pid), what="the worker's start")
        return pid

    def _is_up(self, pid: int) -> bool:
        with db.reading() as session:
            names = session.exec(select(Worker.name)).all()
        return any(name.rsplit(":", 2)[1] == str(pid) and not is_known_dead(name) for name in names)

    def enqueue(self, number: int, *, seconds: float = 0.0, **given: Any) -> UUID:
        """A job that leaves one effect named `number`."""
        payload = {
            "number": number,
            "seconds": seconds,
            "account_id": str(self.user.account_id),
            "user_id": str(self.user.id),
        }
        with db.unit_of_work() as session:
            return jobs.enqueue(
                session,
                self.actor,
                work.KIND.name,
                key=f"{self.user.id}:{number}",
                title=f"Job {number}",
                payload=payload,
                **given,
            ).id

    def job(self, job_id: UUID) -> Job:
        with db.reading() as session:
            return session.get_one(Job, job_id)

    def wait_for_all(self, seconds: float = 30) -> None:
        """Until no job is unfinished."""
        wait_until(lambda: not self._unfinished(), seconds=seconds, what="the end of all jobs")

    def _unfinished(self) -> Collection[Job]:
        with db.reading() as session:
            return session.exec(select(Job).where(col(Job.status).in_(UNFINISHED))).all()

    def statuses(self) -> Counter[JobStatus]:
        """How many jobs are in each state."""
        with db.reading() as session:
            return Counter(session.exec(select(Job.status)).all())

    def effects(self) -> Counter[int]:
        """How often each job's effect was committed."""
        with db.reading() as session:
            names = session.exec(select(Asset.filename).where(Asset.kind == work.EFFECT)).all()
        return Counter(int(name) for name in names)


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
