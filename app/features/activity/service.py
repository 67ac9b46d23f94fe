"""What a person sees and does with their background work."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session

from app.features.activity.schemas import JobPage, Watched
from app.kernel import clock, jobs
from app.kernel.identity import Actor
from app.kernel.jobs import JobStatus, JobView

PAGE = 50
COMMIT_LAG = timedelta(seconds=20)


def list_jobs(
    session: Session,
    actor: Actor,
    statuses: Collection[JobStatus] = (),
    *,
    limit: int = PAGE,
    before: UUID | None = None,
) -> JobPage:
    """One page of the actor's jobs, newest first. Raises `NotFound` for an unknown `before`."""
    found = jobs.list_jobs(session, actor, statuses=statuses, limit=limit + 1, before=before)
    return JobPage(jobs=found[:limit], more=len(found) > limit)


def get_job(session: Session, actor: Actor, job_id: UUID) -> JobView:
    """Raises `NotFound`."""
    return jobs.get_job(session, actor, job_id)


def request_cancel(session: Session, actor: Actor, job_id: UUID) -> JobView:
    """Ask a job to stop. Raises `NotFound`, and `Conflict` when it has finished."""
    return jobs.request_cancel(session, actor, job_id)


def request_retry(session: Session, actor: Actor, job_id: UUID) -> JobView:
    """Queue a failed or cancelled job again. Raises `NotFound` and `Conflict`."""
    return jobs.request_retry(session, actor, job_id)


def watch(session: Session, actor: Actor, since: datetime | None) -> Watched:
    """How many of the actor's jobs are unfinished, and which have finished lately.

    A job may be reported twice: the time that it carries is older than its commit, so looks overlap.
    """
    now = clock.now()
    return Watched(
        unfinished=jobs.count_unfinished(session, actor),
        finished=jobs.list_finished_since(session, actor, (since or now) - COMMIT_LAG),
        at=now,
    )
