"""Keeps letters instead of sending them."""

from dataclasses import dataclass

from app.kernel.errors import Unavailable
from app.kernel.ports.mail import Mail


@dataclass(frozen=True)
class Letter:
    to: str
    subject: str
    text: str


class FakeMail(Mail):
    """`sent` holds the letters, oldest first; `broken` makes the next ones fail."""

    def __init__(self) -> None:
        self.sent: list[Letter] = []
        self.broken = False

    def send(self, to: str, subject: str, text: str) -> None:
        if self.broken:
            raise Unavailable("The mail server is out of reach.")
        self.sent.append(Letter(to, subject, text))
