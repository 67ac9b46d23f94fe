"""Runs one job from claim to outcome. No transaction is open while its work is done."""

import shutil
import time
from uuid import UUID

import structlog
from sqlalchemy.exc import InterfaceError, OperationalError

from app.kernel import db, ports
from app.kernel.db import after_commit
from app.kernel.errors import AppError
from app.kernel.jobs.kinds import JobCancelled, JobKind, JobKinds
from app.kernel.jobs.models import Job, JobStatus
from app.kernel.jobs.running import RunningJob, kept_folder, worker_is_ending
from app.kernel.jobs.transitions import Claim, Outcome, claim, held, move, send_after_commit
from app.kernel.jobs.workers import this_worker
from app.kernel.ports.queue import Queue

FAULT = (
    "Everkeep could not finish this because of a fault of its own. What you saved is still there. "
    "Retry, and tell your operator if it fails again."
)
UNKNOWN_KIND = "The worker does not know this kind of work. Ask your operator to update it, then retry."
WAITING = "Waiting to try again"
DATABASE_PAUSES_SECONDS = (0.2, 1.0, 3.0, 10.0)

log = structlog.get_logger()


def run_job(job_id: UUID) -> None:
    """Run the job if it is still queued; return at once if somebody else has taken it."""
    if worker_is_ending.is_set():
        return ports.get(Queue).send(job_id)  # for another worker
    with db.unit_of_work() as session:
        taken = claim(session, job_id, this_worker())
    if taken is None:
        return
    with (
        structlog.contextvars.bound_contextvars(job_id=str(job_id), job_kind=taken.kind),
        RunningJob(taken) as running,
    ):
        outcome = _work(running, taken)
        try:
            _settle(taken, outcome)
        except Exception as error:
            # The feature refused the outcome: nothing of it is committed, and the job must still end.
            log.exception("a job's outcome was refused", outcome=outcome.to)
            _settle(taken, _outcome_of(error, taken))


def _work(running: RunningJob, taken: Claim) -> Outcome:
    kind = ports.get(JobKinds).find(taken.kind)
    if kind is None:
        return Outcome(JobStatus.FAILED, error=UNKNOWN_KIND)
    try:
        return _finished(kind, running)
    except JobCancelled:
        return Outcome(JobStatus.CANCELLED if running.was_cancelled else JobStatus.QUEUED)
    except Exception as error:
        if _is_fault(error):
            log.exception("a job failed", attempt=taken.attempt)
        return _outcome_of(error, taken)


def _finished(kind: JobKind, running: RunningJob) -> Outcome:
    return Outcome(JobStatus.SUCCEEDED, result=kind.run(running) or {})


def _outcome_of(error: Exception, taken: Claim) -> Outcome:
    if isinstance(error, AppError) and not _is_fault(error):
        return Outcome(JobStatus.FAILED, error=error.message)
    if taken.is_last:
        return Outcome(JobStatus.FAILED, error=FAULT)
    return Outcome(JobStatus.QUEUED, stage=WAITING)


def _is_fault(error: Exception) -> bool:
    """Whether another attempt may end better; a database that was away is nothing of the person's."""
    return not isinstance(error, AppError) or isinstance(error, db.DatabaseAway)


def _settle(taken: Claim, outcome: Outcome) -> None:
    """Write the outcome, waiting out a database that restarts."""
    for pause in DATABASE_PAUSES_SECONDS:
        try:
            return _write(taken, outcome)
        except (OperationalError, InterfaceError, db.DatabaseAway) as error:
            log.warning("the database is away", error=str(error), next_try_in=pause)
            time.sleep(pause)
    _write(taken, outcome)


def _write(taken: Claim, outcome: Outcome) -> None:
    with db.unit_of_work() as session:
        job = held(session, taken)
        if job is None:
            log.warning("a job was taken from its runner", worker=taken.worker, attempt=taken.attempt)
            return
        if outcome.to is JobStatus.QUEUED and not outcome.stage:
            _hand_back(job)
            send_after_commit(session, job.id)
        # A job that failed is not sent: at once it would meet the same fault, so the sweep sends it.
        move(session, job, outcome)
        if outcome.to is not JobStatus.QUEUED:
            after_commit(session, lambda: shutil.rmtree(kept_folder(taken.job_id), ignore_errors=True))


def _hand_back(job: Job) -> None:
    """An end of the worker that we chose ourselves uses up no attempt."""
    job.max_attempts += 1
