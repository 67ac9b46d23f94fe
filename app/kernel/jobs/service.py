"""The verbs that doors and features use on jobs."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import tuple_
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, func, select

from app.kernel import clock
from app.kernel.errors import Conflict, NotFound
from app.kernel.identity import Actor
from app.kernel.jobs.models import MAX_ATTEMPTS, UNFINISHED, Job, JobStatus, JobView
from app.kernel.jobs.transitions import Outcome, move, send_after_commit
from app.kernel.jobs.views import job_view, job_views

INSERT_TRIES = 3
TITLE_LENGTH = 255


def enqueue(
    session: Session,
    actor: Actor,
    kind: str,
    *,
    key: str,
    title: str,
    payload: dict[str, Any],
    href: str | None = None,
    max_attempts: int = MAX_ATTEMPTS,
) -> Job:
    """Insert a job in the caller's transaction; the message goes out after the commit.

    While a job with the same `key` is unfinished, that one is returned instead.
    """
    wanted = Job(
        kind=kind,
        account_id=actor.account_id,
        user_id=actor.user_id,
        title=title[:TITLE_LENGTH],
        href=href,
        payload=payload,
        key=key,
        max_attempts=max_attempts,
        sent_at=clock.now(),
    )
    job = _insert_unless_unfinished(session, wanted)
    if job is wanted:
        send_after_commit(session, job.id)
    return job


def _insert_unless_unfinished(session: Session, wanted: Job, tries: int = INSERT_TRIES) -> Job:
    same = select(Job).where(Job.key == wanted.key, col(Job.status).in_(UNFINISHED))
    if (unfinished := session.exec(same).first()) is not None:
        return unfinished
    try:
        with session.begin_nested():
            session.add(wanted)
    except IntegrityError:
        # Another transaction was faster with this key, and its job may even be finished by now.
        if tries == 1:
            raise
        return _insert_unless_unfinished(session, wanted, tries - 1)
    return wanted


def get_job(session: Session, actor: Actor, job_id: UUID) -> JobView:
    """One job of the actor's. Raises `NotFound`."""
    return job_view(session, _own_job(session, actor, job_id))


def list_jobs(
    session: Session,
    actor: Actor,
    *,
    limit: int = 50,
    unfinished: bool = False,
    statuses: Collection[JobStatus] = (),
    before: UUID | None = None,
) -> list[JobView]:
    """The actor's jobs, newest first; `before` is the last one already seen. Raises `NotFound` for that."""
    found = select(Job).where(Job.user_id == actor.user_id)
    wanted = set(UNFINISHED if unfinished else statuses)
    if wanted:
        found = found.where(col(Job.status).in_(wanted))
    if before is not None:
        seen = _own_job(session, actor, before)
        found = found.where(tuple_(col(Job.created_at), col(Job.id)) < tuple_(seen.created_at, seen.id))
    newest = found.order_by(col(Job.created_at).desc(), col(Job.id).desc()).limit(limit)
    return job_views(session, session.exec(newest).all())


def find_unfinished(session: Session, key: str) -> Job | None:
    """The unfinished job with this key, locked until the transaction ends, whoever's it is."""
    same = select(Job).where(Job.key == key, col(Job.status).in_(UNFINISHED))
    return session.exec(same.with_for_update()).first()


def list_finished_since(session: Session, actor: Actor, since: datetime) -> list[JobView]:
    """The actor's jobs that have finished after `since`, in the order in which they did."""
    finished = (
        select(Job)
        .where(Job.user_id == actor.user_id, col(Job.finished_at) > since)
        .order_by(col(Job.finished_at))
    )
    return job_views(session, session.exec(finished).all())


def count_unfinished(session: Session, actor: Actor) -> int:
    """How many of the actor's jobs are queued or running."""
    mine = select(func.count()).where(Job.user_id == actor.user_id, col(Job.status).in_(UNFINISHED))
    return session.exec(mine).one()


def request_cancel(session: Session, actor: Actor, job_id: UUID) -> JobView:
    """Ask a job to stop; one that has not started is cancelled at once. Raises `NotFound`, `Conflict`."""
    job = _own_job(session, actor, job_id, lock=True)
    stop(session, job)
    return job_view(session, job)


def stop(session: Session, job: Job) -> None:
    """The same for a locked job that the caller has a right to, whoever asked for it. Raises `Conflict`."""
    if job.status is JobStatus.RUNNING:
        job.cancel_requested = True
        session.add(job)
        session.flush()
    else:
        move(session, job, Outcome(JobStatus.CANCELLED))


def request_retry(session: Session, actor: Actor, job_id: UUID) -> JobView:
    """Queue a failed or cancelled job again. Raises `NotFound`, `Conflict`."""
    job = _own_job(session, actor, job_id, lock=True)
    if job.status in UNFINISHED:
        raise Conflict(f"This is already {job.status}.")
    # Attempts are never counted anew: their number tells an old runner's claim from a new one's.
    job.max_attempts = job.attempt + MAX_ATTEMPTS
    try:
        with session.begin_nested():
            move(session, job, Outcome(JobStatus.QUEUED))
    except IntegrityError:
        raise Conflict("The same work is already under way.") from None
    send_after_commit(session, job.id)
    return job_view(session, job)


def lock_job(session: Session, job_id: UUID | None) -> Job | None:
    """The job as it is now, locked until the transaction ends; None when there is none.

    A runner locks its job before the feature's row. Whoever is to change both does it in that order
    too, or PostgreSQL has to break the deadlock.
    """
    if job_id is None:
        return None
    return session.get(Job, job_id, with_for_update=True, populate_existing=True)


def _own_job(session: Session, actor: Actor, job_id: UUID, *, lock: bool = False) -> Job:
    job = lock_job(session, job_id) if lock else session.get(Job, job_id)
    if job is None or job.user_id != actor.user_id:
        raise NotFound("There is no such job.")
    return job
