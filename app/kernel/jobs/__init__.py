"""Background work. A job is a row first; a message only says "look at this row"."""

from app.kernel.jobs.kinds import JobCancelled, JobContext, JobKind, JobKinds
from app.kernel.jobs.models import UNFINISHED, Job, JobStatus, JobView
from app.kernel.jobs.runner import run_job
from app.kernel.jobs.service import (
    count_unfinished,
    enqueue,
    find_unfinished,
    get_job,
    list_finished_since,
    list_jobs,
    lock_job,
    request_cancel,
    request_retry,
    stop,
)
from app.kernel.jobs.sweep import Swept, sweep
from app.kernel.jobs.workers import last_seen

__all__ = [
    "UNFINISHED",
    "Job",
    "JobCancelled",
    "JobContext",
    "JobKind",
    "JobKinds",
    "JobStatus",
    "JobView",
    "Swept",
    "count_unfinished",
    "enqueue",
    "find_unfinished",
    "get_job",
    "last_seen",
    "list_finished_since",
    "list_jobs",
    "lock_job",
    "request_cancel",
    "request_retry",
    "run_job",
    "stop",
    "sweep",
]
