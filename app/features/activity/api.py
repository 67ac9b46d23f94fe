"""`/api/jobs`: a person's background work."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from app.features.activity import service
from app.features.activity.schemas import JobPage
from app.kernel.jobs import JobStatus, JobView
from app.rest.deps import SignedIn, Transaction
from app.rest.failures import failures

router = APIRouter(prefix="/api/jobs", tags=["jobs"])

Statuses = Annotated[list[JobStatus], Query(description="Only jobs in one of these states.")]
Before = Annotated[UUID | None, Query(description="Only jobs older than this one.")]


@router.get("", responses=failures(400, 401, 404))
def list_jobs(
    session: Transaction,
    actor: SignedIn,
    status: Statuses = [],  # noqa: B006  # FastAPI copies it
    limit: Annotated[int, Query(ge=1, le=200)] = service.PAGE,
    before: Before = None,
) -> JobPage:
    """Your jobs, newest first."""
    return service.list_jobs(session, actor, status, limit=limit, before=before)


@router.get("/{job_id}", responses=failures(400, 401, 404))
def read_job(session: Transaction, actor: SignedIn, job_id: UUID) -> JobView:
    """One job: how far it is, what it made, or why it failed."""
    return service.get_job(session, actor, job_id)


@router.post("/{job_id}/cancel", responses=failures(400, 401, 403, 404, 409))
def cancel_job(session: Transaction, actor: SignedIn, job_id: UUID) -> JobView:
    """Ask a job to stop. A running one obeys within two seconds; a finished one answers 409."""
    return service.request_cancel(session, actor, job_id)


@router.post("/{job_id}/retry", responses=failures(400, 401, 403, 404, 409))
def retry_job(session: Transaction, actor: SignedIn, job_id: UUID) -> JobView:
    """Queue a failed or cancelled job again; any other answers 409."""
    return service.request_retry(session, actor, job_id)
