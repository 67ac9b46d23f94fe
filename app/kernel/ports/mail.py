"""Letters to people."""

from abc import ABC, abstractmethod


class Mail(ABC):
    """Sends a plain-text letter. Raises `Unavailable` when it can't be handed over."""

    @abstractmethod
    def send(self, to: str, subject: str, text: str) -> None: ...
