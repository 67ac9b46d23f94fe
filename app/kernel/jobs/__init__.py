"""Background work. A job is a row first; a message only says "look at this row"."""

from app.kernel.jobs.kinds import JobContext, JobKind
from app.kernel.jobs.models import UNFINISHED, Job, JobStatus, JobView
from app.kernel.jobs.service import enqueue, get_job, list_jobs, request_cancel, request_retry

__all__ = [
    "UNFINISHED",
    "Job",
    "JobContext",
    "JobKind",
    "JobStatus",
    "JobView",
    "enqueue",
    "get_job",
    "list_jobs",
    "request_cancel",
    "request_retry",
]
