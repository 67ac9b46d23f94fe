"""Finds the jobs that nobody works on: a lost message, a killed worker."""

import shutil
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import structlog
from sqlmodel import Session, col, or_, select

from app.kernel import clock, db, ports
from app.kernel.errors import Unavailable
from app.kernel.jobs.models import UNFINISHED, Job, JobStatus
from app.kernel.jobs.running import KEPT, job_folders
from app.kernel.jobs.transitions import Claim, Outcome, held, move, send_after_commit
from app.kernel.jobs.workers import forget_dead_workers, is_known_dead
from app.kernel.ports.queue import Queue

SWEEP_EVERY_SECONDS = 15.0
SEND_AGAIN_AFTER = timedelta(seconds=30)
HEARTBEAT_LOST_AFTER = timedelta(seconds=30)
SENT_IN_ONE_SWEEP = 200

KILLED = (
    "Everkeep was interrupted each time it worked on this. What you saved is still there. "
    "Retry, and tell your operator if it is interrupted again."
)

log = structlog.get_logger()


@dataclass(frozen=True)
class Swept:
    """What one sweep did, in jobs, and in folders of unfinished files."""

    sent_again: int
    reclaimed: int
    folders_removed: int


def sweep(*, send_again_after: timedelta = SEND_AGAIN_AFTER) -> Swept:
    """Take jobs back from dead workers, and wake workers for queued jobs that nobody picked up.

    A worker that has just started passes zero: what a dead one had fetched is then sent at once.
    """
    reclaimed = sum(_reclaim(lost) for lost in _abandoned())
    sent_again = _send_again(send_again_after)
    with db.unit_of_work() as session:
        forget_dead_workers(session)
    swept = Swept(sent_again, reclaimed, _remove_left_folders())
    if swept != Swept(0, 0, 0):
        log.info("swept", sent_again=sent_again, reclaimed=reclaimed, folders=swept.folders_removed)
    return swept


def _abandoned() -> list[Claim]:
    silent_since = clock.now() - HEARTBEAT_LOST_AFTER
    with db.reading() as session:
        running = session.exec(select(Job).where(Job.status == JobStatus.RUNNING)).all()
    return [
        Claim(job.id, job.kind, job.payload, job.worker, job.attempt, job.attempt >= job.max_attempts)
        for job in running
        if job.worker is not None
        and (job.heartbeat_at is None or job.heartbeat_at < silent_since or is_known_dead(job.worker))
    ]


def _reclaim(lost: Claim) -> bool:
    try:
        with db.unit_of_work() as session:
            job = held(session, lost)
            if job is None or _beats_again(job):
                return False
            move(session, job, _after_loss(job, lost))
            if job.status is JobStatus.QUEUED:
                send_after_commit(session, job.id)
    except Exception:
        # One job whose feature refuses must not keep the others from being found.
        log.exception("a lost job could not be taken back", job_id=str(lost.job_id))
        return False
    log.warning("a job lost its worker", job_id=str(lost.job_id), worker=lost.worker, attempt=lost.attempt)
    return True


def _beats_again(job: Job) -> bool:
    alive = job.heartbeat_at is not None and job.heartbeat_at >= clock.now() - HEARTBEAT_LOST_AFTER
    return alive and job.worker is not None and not is_known_dead(job.worker)


def _after_loss(job: Job, lost: Claim) -> Outcome:
    if job.cancel_requested:
        return Outcome(JobStatus.CANCELLED)
    if lost.is_last:
        return Outcome(JobStatus.FAILED, error=KILLED)
    return Outcome(JobStatus.QUEUED)


def _send_again(after: timedelta) -> int:
    try:
        # One look, instead of as many vain tries as there are jobs.
        ports.get(Queue).check()
    except Unavailable:
        log.warning("the queue can't be reached")
        return 0
    unsent_since = clock.now() - after
    with db.unit_of_work() as session:
        waiting = session.exec(
            select(Job)
            .where(
                Job.status == JobStatus.QUEUED,
                or_(col(Job.sent_at).is_(None), col(Job.sent_at) <= unsent_since),
            )
            .order_by(col(Job.created_at))
            .limit(SENT_IN_ONE_SWEEP)
            # Of several workers' sweeps, one sends.
            .with_for_update(skip_locked=True)
        ).all()
        for job in waiting:
            job.sent_at = clock.now()
            session.add(job)
            send_after_commit(session, job.id)
    return len(waiting)


def _remove_left_folders() -> int:
    """Remove the unfinished files of attempts, and of jobs, that have ended."""
    folders = job_folders()
    left = list(folders.iterdir()) if folders.is_dir() else []
    if not left:
        return 0
    with db.reading() as session:
        ended = [folder for folder in left if not _is_wanted(session, folder.name)]
    for folder in ended:
        shutil.rmtree(folder, ignore_errors=True)
    return len(ended)


def _is_wanted(session: Session, folder_name: str) -> bool:
    job_id, _, attempt = folder_name.partition(".")
    try:
        job = session.get(Job, UUID(job_id))
    except ValueError:  # no folder of ours
        return False
    if job is None:
        return False
    if attempt == KEPT:
        return job.status in UNFINISHED
    return job.status is JobStatus.RUNNING and str(job.attempt) == attempt
