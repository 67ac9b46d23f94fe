"""Who has something in sight right now. It is known for seconds, and never stored."""

from abc import ABC, abstractmethod
from collections.abc import Set

SECONDS = 5.0
"""How long somebody who was seen counts as there."""


class Presence(ABC):
    """Remembers who was seen where; every process of an installation that shares a broker knows the same."""

    @abstractmethod
    def note(self, room: str, who: str) -> Set[str]:
        """`who` is in `room` now. Returns everybody who is."""

    @abstractmethod
    def here(self, room: str) -> Set[str]:
        """Everybody who was seen in `room` within `SECONDS`."""
