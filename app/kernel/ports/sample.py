"""The sample world: something to look at for a person who has nothing yet."""

from abc import ABC, abstractmethod
from enum import StrEnum

from sqlmodel import Session

from app.kernel.identity import Actor


class SampleStatus(StrEnum):
    """Whether a person has the sample world."""

    ABSENT = "absent"
    LOADED = "loaded"


class SampleSource(ABC):
    """Brings the sample world and takes it away, whole."""

    @abstractmethod
    def status(self, session: Session, actor: Actor) -> SampleStatus: ...

    @abstractmethod
    def load(self, session: Session, actor: Actor) -> None:
        """Add it to the actor's things; a second call adds nothing."""

    @abstractmethod
    def remove(self, session: Session, actor: Actor) -> None:
        """Delete it, with what the person made of it; nothing else of theirs."""

    def picture_url(self, session: Session, actor: Actor) -> str | None:
        """A picture that can stand for the actor's; None while they have none, or it has no picture."""
        return None


class SampleWorld(SampleSource):
    """Several parts as one: they come and go together."""

    def __init__(self, *parts: SampleSource) -> None:
        self._parts = parts

    def status(self, session: Session, actor: Actor) -> SampleStatus:
        loaded = any(part.status(session, actor) is SampleStatus.LOADED for part in self._parts)
        return SampleStatus.LOADED if loaded else SampleStatus.ABSENT

    def load(self, session: Session, actor: Actor) -> None:
        for part in self._parts:
            part.load(session, actor)

    def remove(self, session: Session, actor: Actor) -> None:
        for part in self._parts:
            part.remove(session, actor)

    def picture_url(self, session: Session, actor: Actor) -> str | None:
        """That of the first part which has one."""
        return next((url for part in self._parts if (url := part.picture_url(session, actor))), None)
