"""What a person may pick up again: each feature registers one source in `app.wiring`."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import datetime

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from app.kernel.identity import Actor


class Resumable(BaseModel):
    """One unfinished thing, as Home shows it."""

    model_config = ConfigDict(frozen=True)

    kind: str
    """`production`, `upload`, later `planet`, `run`, `campaign`."""
    title: str
    place: str
    """Where the person left, in their words: "Title half written: “Episode fo…”"."""
    progress: float
    """0 to 1."""
    href: str
    """Only identifiers, e.g. `/produce?upload=7`."""
    picture_url: str | None = None
    wide_picture_url: str | None = None
    """The same picture for where there is more room, as far as there is one."""
    updated_at: datetime
    device: str | None = None
    """"phone", "computer", or unknown."""


class Finished(BaseModel):
    """One thing that was completed, for "Finished since you left"."""

    model_config = ConfigDict(frozen=True)

    kind: str
    title: str
    href: str
    picture_url: str | None = None
    finished_at: datetime


class ResumableSource(ABC):
    """A feature's unfinished and finished things of one person."""

    @abstractmethod
    def list_resumables(self, session: Session, actor: Actor, limit: int) -> Sequence[Resumable]:
        """What may be picked up again, newest first, at most `limit`."""

    @abstractmethod
    def list_finished(
        self, session: Session, actor: Actor, since: datetime, limit: int
    ) -> Sequence[Finished]:
        """What was completed after `since`, newest first, at most `limit`."""


class ResumableSources(ABC):
    """All registered sources."""

    @abstractmethod
    def sources(self) -> Sequence[ResumableSource]: ...


class FixedSources(ResumableSources):
    """The sources that wiring knows of."""

    def __init__(self, *sources: ResumableSource) -> None:
        self._sources = sources

    def sources(self) -> Sequence[ResumableSource]:
        return self._sources
