"""An installation on real servers, with workers that can be killed."""

from collections import Counter
from collections.abc import Collection
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID

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
from tests.topology.forks import Forks
from tests.waiting import wait_until


@dataclass
class Installation(AbstractContextManager["Installation"]):
    """One database, one queue, any number of workers. This process plays the server."""

    environment: dict[str, str]
    kinds: str = "countable"

    def __enter__(self) -> Self:
        with db.unit_of_work() as session:
            self.user: User = make_user(session)
        self.actor = Actor(self.user.id, self.user.account_id)
        self._workers = Forks("tests.topology.worker_source", self.environment).__enter__()
        return self

    def __exit__(self, *failure: Any) -> None:
        self._workers.__exit__(*failure)

    def start_worker(self) -> int:
        """Start one and wait until it takes jobs; returns its pid."""
        pid = self._workers.fork(self.kinds)
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

    def wait_for_all(self, seconds: float = 100) -> None:
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
