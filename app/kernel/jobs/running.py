"""A job while it runs: its progress goes out, a wish to cancel comes in, its heart beats."""

import shutil
import threading
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import update
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import col, select

from app.kernel import clock, db, ports
from app.kernel.jobs.kinds import JobContext
from app.kernel.jobs.models import Job, JobStatus
from app.kernel.jobs.transitions import Claim
from app.kernel.ports.storage import Storage

WRITE_PAUSE_SECONDS = 0.25
LOOK_EVERY_SECONDS = 0.5
HEARTBEAT_EVERY_SECONDS = 5.0
KEPT = "kept"

log = structlog.get_logger()

worker_is_ending = threading.Event()
"""Set when this worker must end soon: its jobs stop and go back to the queue."""


@dataclass(frozen=True)
class Report:
    """What a task said last about how far it is."""

    progress: float = 0.0
    stage: str = ""
    detail: dict[str, Any] | None = None


def job_folders() -> Path:
    """Where running jobs keep their unfinished files: a folder for each attempt, and one for the job."""
    return ports.get(Storage).workspace() / "jobs"


def kept_folder(job_id: UUID) -> Path:
    """What all attempts of a job share."""
    return job_folders() / f"{job_id}.{KEPT}"


class RunningJob(JobContext, AbstractContextManager["RunningJob"]):
    """The context of one attempt. A thread of its own writes and looks, so that work never waits."""

    def __init__(self, claim: Claim) -> None:
        self.job_id: UUID = claim.job_id
        self.attempt = claim.attempt
        self.payload = claim.payload
        self._claim = claim
        self._folder: Path | None = None
        self._report = Report()
        self._written = self._report
        self._cancel_requested = threading.Event()
        self._lost = threading.Event()
        self._ended = threading.Event()
        self._beats = threading.Thread(target=self._beat, name=f"heartbeat-{claim.job_id}", daemon=True)

    def __enter__(self) -> "RunningJob":
        self._beats.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._beats.join()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def folder(self) -> Path:
        if self._folder is None:
            self._folder = job_folders() / f"{self.job_id}.{self.attempt}"
            self._folder.mkdir(parents=True)
        return self._folder

    @property
    def kept(self) -> Path:
        folder = kept_folder(self.job_id)
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def report(self, progress: float, stage: str = "", detail: dict[str, Any] | None = None) -> None:
        last = self._report
        self._report = Report(
            progress=min(max(progress, 0.0), 1.0),
            stage=stage or last.stage,
            detail=last.detail if detail is None else detail,
        )
        self.check()

    def should_stop(self) -> bool:
        return self._cancel_requested.is_set() or self._lost.is_set() or worker_is_ending.is_set()

    @property
    def was_cancelled(self) -> bool:
        """Whether it stops because a person asked for it, and not because its worker ends."""
        return self._cancel_requested.is_set()

    def _beat(self) -> None:
        looked = written = monotonic()
        while not self._ended.wait(WRITE_PAUSE_SECONDS):
            now = monotonic()
            try:
                if self._report is not self._written or now - written >= HEARTBEAT_EVERY_SECONDS:
                    self._write(self._report)
                    looked = written = now
                elif now - looked >= LOOK_EVERY_SECONDS:
                    self._look()
                    looked = now
            except SQLAlchemyError as error:
                # A database that restarts is no reason to end the work; too long, and the sweep does.
                log.warning("heartbeat failed", job_id=str(self.job_id), error=str(error))

    def _write(self, report: Report) -> None:
        values: dict[str, Any] = {"heartbeat_at": clock.now(), "progress": report.progress}
        values["stage"] = report.stage
        if report.detail is not None:
            values["detail"] = report.detail
        beat = update(Job).where(*self._mine()).values(**values).returning(col(Job.cancel_requested))
        with db.unit_of_work() as session:
            self._heard(session.execute(beat).scalar_one_or_none())
        self._written = report

    def _look(self) -> None:
        with db.reading() as session:
            self._heard(session.exec(select(Job.cancel_requested).where(*self._mine())).one_or_none())

    def _mine(self) -> tuple[Any, ...]:
        return (
            col(Job.id) == self.job_id,
            col(Job.worker) == self._claim.worker,
            col(Job.attempt) == self.attempt,
            col(Job.status) == JobStatus.RUNNING,
        )

    def _heard(self, cancel_requested: bool | None) -> None:
        if cancel_requested is None:
            self._lost.set()
        elif cancel_requested:
            self._cancel_requested.set()
