"""The message queue, which only ever says "look at this job": the row is the truth."""

from abc import ABC, abstractmethod
from uuid import UUID


class Queue(ABC):
    """Wakes a worker. A lost or repeated message does no harm."""

    @abstractmethod
    def send(self, job_id: UUID) -> None: ...

    @abstractmethod
    def check(self) -> None:
        """Raise `Unavailable` when messages can't be handed over."""
