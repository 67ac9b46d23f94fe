"""How a job moves from one state to the next, and who may move it.

A runner owns a job by worker and attempt. `attempt` only ever grows, so a runner whose job was
taken from it can never find its own claim again.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import update
from sqlmodel import Session, col, select

from app.kernel import clock, ports
from app.kernel.db import after_commit
from app.kernel.errors import Conflict
from app.kernel.jobs.kinds import JobKinds
from app.kernel.jobs.models import Job, JobStatus
from app.kernel.ports.queue import Queue

MOVES: dict[JobStatus, frozenset[JobStatus]] = {
    JobStatus.QUEUED: frozenset({JobStatus.RUNNING, JobStatus.CANCELLED}),
    JobStatus.RUNNING: frozenset(JobStatus) - {JobStatus.RUNNING},
    JobStatus.SUCCEEDED: frozenset(),
    JobStatus.FAILED: frozenset({JobStatus.QUEUED}),
    JobStatus.CANCELLED: frozenset({JobStatus.QUEUED}),
}

log = structlog.get_logger()


@dataclass(frozen=True)
class Claim:
    """A runner's right to a job, good until somebody else takes the job."""

    job_id: UUID
    kind: str
    payload: dict[str, Any]
    worker: str
    attempt: int
    is_last: bool
    """No attempt is left after this one."""


@dataclass(frozen=True)
class Outcome:
    """Where a job goes next, with what the person reads or the client gets."""

    to: JobStatus
    result: dict[str, Any] | None = None
    error: str | None = None
    stage: str = ""


def claim(session: Session, job_id: UUID, worker: str) -> Claim | None:
    """Take a queued job; None when it is no longer queued, so that one of several runners gets it."""
    now = clock.now()
    taken = session.execute(
        update(Job)
        .where(col(Job.id) == job_id, col(Job.status) == JobStatus.QUEUED)
        .values(
            status=JobStatus.RUNNING,
            worker=worker,
            attempt=col(Job.attempt) + 1,
            started_at=now,
            heartbeat_at=now,
            finished_at=None,
            stage="",
            progress=0.0,
            detail={},
            error=None,
        )
        .execution_options(synchronize_session=False)
    )
    if taken.rowcount != 1:  # type: ignore[attr-defined]  # an UPDATE has it
        return None
    job = session.exec(select(Job).where(Job.id == job_id)).one()
    return Claim(job.id, job.kind, job.payload, worker, job.attempt, job.attempt >= job.max_attempts)


def held(session: Session, held_by: Claim) -> Job | None:
    """The job, locked until the transaction ends, if the claim still holds."""
    return session.exec(
        select(Job)
        .where(
            Job.id == held_by.job_id,
            Job.worker == held_by.worker,
            Job.attempt == held_by.attempt,
            Job.status == JobStatus.RUNNING,
        )
        .with_for_update()
    ).first()


def move(session: Session, job: Job, outcome: Outcome) -> None:
    """Move a locked job on and tell its feature, in this transaction. Raises `Conflict`."""
    if outcome.to not in MOVES[job.status]:
        raise Conflict(f"This is already {job.status}.")
    queued = outcome.to is JobStatus.QUEUED
    job.status = outcome.to
    job.stage = outcome.stage
    job.result = outcome.result
    job.error = outcome.error
    job.worker = None
    job.cancel_requested = False
    job.finished_at = None if queued else clock.now()
    if outcome.to is JobStatus.SUCCEEDED:
        job.progress = 1.0
    if queued:
        job.progress, job.sent_at = 0.0, clock.now()
    session.add(job)
    session.flush()
    _tell(session, job)


def _tell(session: Session, job: Job) -> None:
    kind = ports.get(JobKinds).find(job.kind)
    if kind is None:
        log.warning("a job's kind is unknown here", job_id=str(job.id), kind=job.kind)
        return
    match job.status:
        case JobStatus.SUCCEEDED if kind.succeeded:
            kind.succeeded(session, job.payload, job.result or {})
        case JobStatus.FAILED if kind.failed:
            kind.failed(session, job.payload, job.error or "")
        case JobStatus.CANCELLED if kind.cancelled:
            kind.cancelled(session, job.payload)
        case JobStatus.QUEUED if kind.requeued:
            kind.requeued(session, job.payload)


def send_after_commit(session: Session, job_id: UUID) -> None:
    """Wake a worker once the row is committed."""
    after_commit(session, lambda: _send(job_id))


def _send(job_id: UUID) -> None:
    try:
        ports.get(Queue).send(job_id)
    except Exception:
        # The row is committed, so the person's wish is kept: the sweep sends it again.
        log.exception("a job's message could not be sent", job_id=str(job_id))
