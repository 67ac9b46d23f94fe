"""The verbs that doors and features use on jobs."""

from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from app.kernel import clock, ports
from app.kernel.db import after_commit
from app.kernel.errors import NotFound
from app.kernel.identity import Actor
from app.kernel.jobs.models import UNFINISHED, Job, JobStatus, JobView
from app.kernel.ports.queue import Queue


def enqueue(
    session: Session,
    actor: Actor,
    kind: str,
    *,
    key: str,
    title: str,
    payload: dict[str, Any],
    href: str | None = None,
    max_attempts: int = 3,
) -> Job:
    """Insert a job in the caller's transaction; the message goes out after the commit.

    While a job with the same `key` is unfinished, that one is returned instead.
    """
    same = select(Job).where(Job.key == key, col(Job.status).in_(UNFINISHED))
    if (unfinished := session.exec(same).first()) is not None:
        return unfinished
    job = Job(
        kind=kind,
        account_id=actor.account_id,
        user_id=actor.user_id,
        title=title,
        href=href,
        payload=payload,
        key=key,
        max_attempts=max_attempts,
        sent_at=clock.now(),
    )
    session.add(job)
    session.flush()
    after_commit(session, lambda: ports.get(Queue).send(job.id))
    return job


def get_job(session: Session, actor: Actor, job_id: UUID) -> JobView:
    """One job of the actor's. Raises `NotFound`."""
    return JobView.model_validate(_own_job(session, actor, job_id))


def list_jobs(session: Session, actor: Actor, *, limit: int = 50, unfinished: bool = False) -> list[JobView]:
    """The actor's jobs, newest first."""
    found = select(Job).where(Job.user_id == actor.user_id).order_by(col(Job.created_at).desc()).limit(limit)
    if unfinished:
        found = found.where(col(Job.status).in_(UNFINISHED))
    return [JobView.model_validate(job) for job in session.exec(found)]


def request_cancel(session: Session, actor: Actor, job_id: UUID) -> JobView:
    """Ask a job to stop; one that has not started is cancelled at once. Raises `NotFound`, `Conflict`."""
    raise NotImplementedError


def request_retry(session: Session, actor: Actor, job_id: UUID) -> JobView:
    """Queue a failed or cancelled job again. Raises `NotFound`, `Conflict`."""
    raise NotImplementedError


def _own_job(session: Session, actor: Actor, job_id: UUID) -> Job:
    job = session.get(Job, job_id)
    if job is None or job.user_id != actor.user_id:
        raise NotFound("There is no such job.")
    return job


__all__ = ["JobStatus", "enqueue", "get_job", "list_jobs", "request_cancel", "request_retry"]
