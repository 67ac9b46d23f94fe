"""What a kind of job does, and what it is given to do it with."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import Session


class JobCancelled(Exception):
    """Raised by `JobContext.report` and `.check` once the person has asked to cancel."""


class JobContext(ABC):
    """The running job, as its task sees it. Every call may raise `JobCancelled`."""

    job_id: UUID
    attempt: int
    payload: dict[str, Any]

    @abstractmethod
    def report(self, progress: float, stage: str = "", detail: dict[str, Any] | None = None) -> None:
        """Say how far it is (0 to 1). Cheap: written at most four times a second."""

    @abstractmethod
    def should_stop(self) -> bool:
        """Whether a cancel was asked for; known within a second of it."""

    def check(self) -> None:
        """Raise `JobCancelled` if a cancel was asked for."""
        if self.should_stop():
            raise JobCancelled


@dataclass(frozen=True)
class JobKind:
    """How to run one kind of job.

    `run(context)` does the work outside any transaction, opens short ones through `kernel.db`, and
    returns the job's result. It may run twice (a killed worker), so each of its effects must be
    idempotent. Raise an `AppError` for a failure that a person should read (not retried), anything
    else for a bug (retried up to `max_attempts`).

    `failed(session, payload, message)` and `cancelled(session, payload)` tell the feature's own row,
    in the same transaction that finishes the job's, whoever notices it: the worker, the sweep, or a
    cancel of a job that never started.
    """

    name: str
    run: Callable[[JobContext], dict[str, Any] | None]
    failed: Callable[[Session, dict[str, Any], str], None] | None = None
    cancelled: Callable[[Session, dict[str, Any]], None] | None = None
    requeued: Callable[[Session, dict[str, Any]], None] | None = None
    """A retry was asked for: put the feature's row back to queued."""
