"""How often one person may ask for something."""

from abc import ABC, abstractmethod

MINUTE = 60


class Pace(ABC):
    """Counts calls; every process of an installation that shares a broker counts together."""

    @abstractmethod
    def wait(self, subject: str, calls: int) -> int:
        """Count a call of `subject`, of which `calls` a minute are free.

        Returns 0, or the seconds until the next one is free: then this one does not count.
        """
