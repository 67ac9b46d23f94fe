"""Remembers messages; nobody picks them up."""

from uuid import UUID

from app.kernel.errors import Unavailable
from app.kernel.ports.queue import Queue


class FakeQueue(Queue):
    """`sent` holds the ids of jobs, in order; `broken` makes sending fail."""

    def __init__(self) -> None:
        self.sent: list[UUID] = []
        self.broken = False

    def send(self, job_id: UUID) -> None:
        self.check()
        self.sent.append(job_id)

    def check(self) -> None:
        if self.broken:
            raise Unavailable("The queue is out of reach.")
