"""Stored files, by key. A key is a relative path that only we make, such as `ab/ab12….mp4`."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path


class Storage(ABC):
    """A place for files. Raises `Unavailable` when it is full or out of reach."""

    @abstractmethod
    def publish(self, source: Path, key: str) -> int:
        """Move the finished local file `source` to `key` in one step; returns its bytes."""

    @abstractmethod
    def local(self, key: str) -> AbstractContextManager[Path]:
        """A local path to read the file at, for as long as the context is open."""

    @abstractmethod
    def read(self, key: str, start: int = 0, length: int | None = None) -> Iterator[bytes]:
        """Chunks of the file from `start`, `length` bytes or all that is left.

        Raises `NotFound` at once, not at the first chunk.
        """

    @abstractmethod
    def size(self, key: str) -> int:
        """Bytes of the file. Raises `NotFound`."""

    @abstractmethod
    def delete(self, key: str) -> None:
        """Remove the file; a missing one is no error."""

    @abstractmethod
    def keys(self, stored_before: datetime | None = None) -> Iterator[str]:
        """Every key (stored before that time), for the sweep that looks for orphans."""

    @abstractmethod
    def workspace(self) -> Path:
        """A local folder for unfinished files, on the file system that `publish` moves from."""

    @abstractmethod
    def check(self) -> None:
        """Raise `Unavailable` when files can't be written."""
