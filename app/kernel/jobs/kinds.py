"""What a kind of job does, and what it is given to do it with."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlmodel import Session

from app.kernel.jobs.models import BEGUN_AT


class JobCancelled(Exception):
    """Raised by `JobContext.report` and `.check` once the job has to stop. Let it pass."""


class JobContext(ABC):
    """The running job, as its task sees it."""

    job_id: UUID
    attempt: int
    payload: dict[str, Any]

    @abstractmethod
    def report(self, progress: float, stage: str = "", detail: dict[str, Any] | None = None) -> None:
        """Say how far it is (0 to 1). Cheap: written at most four times a second.

        Without `stage` or `detail` the last ones stand. Raises `JobCancelled`.
        """

    @abstractmethod
    def should_stop(self) -> bool:
        """Whether a cancel was asked for (known within a second of it), or the worker is ending."""

    def check(self) -> None:
        """Raise `JobCancelled` if the job has to stop."""
        if self.should_stop():
            raise JobCancelled

    @property
    @abstractmethod
    def folder(self) -> Path:
        """An empty local folder for unfinished files, in storage's workspace.

        It goes with the attempt, whatever ends that: a killed worker's is removed by the sweep.
        """

    @property
    @abstractmethod
    def kept(self) -> Path:
        """A local folder that goes with the job: an attempt after a killed one finds what that left.

        Only what was renamed into it is whole. Another machine's worker starts with an empty one.
        """

    def go_on_from(self, progress: float) -> None:
        """Say that earlier attempts have come this far, so that time left counts what is done since."""
        self.report(progress, detail={BEGUN_AT: progress})


@dataclass(frozen=True)
class JobKind:
    """How to run one kind of job.

    `run(context)` does the work outside any transaction, opens short ones through `kernel.db`, and
    returns the job's result. It may run twice (a killed worker), so each of its effects must be
    idempotent. Raise an `AppError` for a failure that a person should read (not retried), anything
    else for a bug (retried up to `max_attempts`).

    The other functions tell the feature's own row, in the same transaction that moves the job's,
    whoever notices it: the worker, the sweep, or a cancel of a job that never started.
    """

    name: str
    run: Callable[[JobContext], dict[str, Any] | None]
    succeeded: Callable[[Session, dict[str, Any], dict[str, Any]], None] | None = None
    """`(session, payload, result)`. Happens exactly once for a job that succeeds."""
    failed: Callable[[Session, dict[str, Any], str], None] | None = None
    """`(session, payload, message)`; the message is fit for a person."""
    cancelled: Callable[[Session, dict[str, Any]], None] | None = None
    requeued: Callable[[Session, dict[str, Any]], None] | None = None
    """It is queued again, by a person's retry or because its worker ended."""
    pictures: Callable[[Session, Sequence[dict[str, Any]]], Sequence[str | None]] | None = None
    """`(session, payloads)`: the address of a picture of what each is about, asked whenever they are read."""


@dataclass(frozen=True)
class JobKinds:
    """Every kind of job by its name; `app.wiring` binds it."""

    by_name: Mapping[str, JobKind]

    def find(self, name: str) -> JobKind | None:
        return self.by_name.get(name)
