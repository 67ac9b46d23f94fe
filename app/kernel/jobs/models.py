"""The job row and what leaves it."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from pydantic import BaseModel, ConfigDict, computed_field
from sqlalchemy import Column, Index, text
from sqlmodel import Field, SQLModel

from app.kernel import clock
from app.kernel.columns import JSON_COLUMN, UtcDateTime, text_enum


class JobStatus(StrEnum):
    """queued → running → succeeded | failed | cancelled; a retry makes a finished one queued again."""

    QUEUED = "queued"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"


UNFINISHED = (JobStatus.QUEUED, JobStatus.RUNNING)
MAX_ATTEMPTS = 3
BEGUN_AT = "begunAt"
"""Key of a job's detail: the progress at which this attempt began; without it 0."""
MIN_PROGRESS_TO_ESTIMATE = 0.05
MIN_SECONDS_TO_ESTIMATE = 1.0
_UNFINISHED_SQL = text("status IN ('queued', 'running')")


class Job(SQLModel, table=True):
    """One piece of background work and how far it is. `key` is unique while unfinished."""

    __tablename__ = "jobs"
    __table_args__ = (
        Index(
            "uq_jobs_unfinished_key",
            "key",
            unique=True,
            sqlite_where=_UNFINISHED_SQL,
            postgresql_where=_UNFINISHED_SQL,
        ),
        Index("ix_jobs_user_created", "user_id", "created_at"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    kind: str = Field(max_length=80)
    account_id: UUID = Field(foreign_key="accounts.id", index=True, ondelete="CASCADE")
    user_id: UUID = Field(foreign_key="users.id", ondelete="CASCADE")
    title: str = Field(max_length=255)
    """What it does, in the person's words: "Producing “Episode 4”"."""
    href: str | None = Field(default=None, max_length=300)
    """Where its outcome is to be seen."""
    payload: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON_COLUMN, nullable=False))
    key: str = Field(max_length=200)
    status: JobStatus = Field(default=JobStatus.QUEUED, sa_type=text_enum(JobStatus))
    stage: str = Field(default="", max_length=80)
    progress: float = 0.0
    detail: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON_COLUMN, nullable=False))
    attempt: int = 0
    max_attempts: int = MAX_ATTEMPTS
    cancel_requested: bool = False
    error: str | None = Field(default=None, max_length=1000)
    result: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON_COLUMN, nullable=True))
    worker: str | None = Field(default=None, max_length=200)
    """Who runs it: `host:pid:start`, so that a dead one is told from a slow one."""
    created_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    sent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    started_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    heartbeat_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    finished_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Worker(SQLModel, table=True):
    """A worker that is up, so that "is anyone there to do the work" can be answered from anywhere."""

    __tablename__ = "workers"

    name: str = Field(max_length=200, primary_key=True)
    """`host:pid:start`, as in `Job.worker`."""
    threads: int
    started_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    seen_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)


class JobView(BaseModel):
    """A job as a person or a client sees it."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    id: UUID
    kind: str
    title: str
    href: str | None
    status: JobStatus
    stage: str
    progress: float
    detail: dict[str, Any]
    attempt: int
    max_attempts: int
    cancel_requested: bool
    error: str | None
    result: dict[str, Any] | None
    created_at: datetime
    started_at: datetime | None
    heartbeat_at: datetime | None
    finished_at: datetime | None
    picture_url: str | None = None
    """A picture of what it is about, as far as there is one."""

    @computed_field  # type: ignore[prop-decorator]  # pydantic's own way to write it
    @property
    def seconds_left(self) -> float | None:
        """How long it will take at the pace so far; None while that can't be told."""
        if self.status is not JobStatus.RUNNING or self.started_at is None:
            return None
        elapsed = (clock.now() - self.started_at).total_seconds()
        made = self.progress - float(self.detail.get(BEGUN_AT, 0.0))
        if made < MIN_PROGRESS_TO_ESTIMATE or elapsed < MIN_SECONDS_TO_ESTIMATE:
            return None
        return round(elapsed / made * (1 - self.progress), 1)
