"""What Activity hands out."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict

from app.kernel.jobs import JobView


class JobPage(BaseModel):
    """Some of a person's jobs, newest first."""

    model_config = ConfigDict(frozen=True)

    jobs: list[JobView]
    more: bool
    """Whether there are older ones: ask again with `before` set to the last id."""


class Watched(BaseModel):
    """What has changed while somebody looked elsewhere."""

    model_config = ConfigDict(frozen=True)

    unfinished: int
    finished: list[JobView]
    at: datetime
    """When this was looked up: the `since` of the next look."""
