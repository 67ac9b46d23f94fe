"""Files that are still arriving: appended under a lock, and on the disk before anyone is told so."""

import fcntl
import os
import time
from pathlib import Path
from typing import Self

from sqlmodel import Session

from app.kernel import ports
from app.kernel.db import after_commit
from app.kernel.disk import sync_folder, writing
from app.kernel.errors import Conflict
from app.kernel.ports.storage import Storage

FOLDER = "uploads"
SUFFIX = ".part"
LOCK_TRIES = 5
LOCK_PAUSE_SECONDS = 0.02


class PartFileBusy(Conflict):
    """Somebody else is appending to this file right now."""

    code = "part_file_busy"

    def __init__(self) -> None:
        super().__init__("This file is being sent from another tab or device. It goes on there.")


def part_path(name: str) -> Path:
    """Where the unfinished file `name` lies."""
    folder = ports.get(Storage).workspace() / FOLDER
    folder.mkdir(exist_ok=True)
    return folder / f"{name}{SUFFIX}"


def part_size(name: str) -> int:
    """Bytes of the unfinished file on the disk; 0 when there is none."""
    try:
        return part_path(name).stat().st_size
    except FileNotFoundError:
        return 0


def is_busy(name: str) -> bool:
    """Whether somebody is appending to the unfinished file right now."""
    try:
        descriptor = os.open(part_path(name), os.O_RDONLY)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


def discard(session: Session, name: str) -> None:
    """Remove the unfinished file once the transaction has committed."""
    path = part_path(name)
    after_commit(session, lambda: path.unlink(missing_ok=True))


class PartFile:
    """An unfinished file, locked for one writer at a time in any process.

    The lock belongs to the open file, so it ends with its process too. Raises `PartFileBusy`.
    """

    def __init__(self, name: str) -> None:
        self.path = part_path(name)
        self.size = 0
        self._descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            self._lock()
        except BaseException:
            os.close(self._descriptor)
            raise

    def continue_at(self, offset: int) -> None:
        """Write from `offset` on. What lies beyond it must never have been acknowledged: it is cut off."""
        os.ftruncate(self._descriptor, offset)
        os.lseek(self._descriptor, offset, os.SEEK_SET)
        self.size = offset
        if offset == 0:
            sync_folder(self.path.parent)

    def _lock(self) -> None:
        for _ in range(LOCK_TRIES):
            try:
                return fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:  # perhaps only `is_busy` looking
                time.sleep(LOCK_PAUSE_SECONDS)
        raise PartFileBusy

    def write(self, block: bytes) -> None:
        """Append `block`. Raises `DiskFull`; `size` then tells how much of it arrived."""
        left = memoryview(block)
        with writing():
            while left:
                written = os.write(self._descriptor, left)
                self.size += written
                left = left[written:]

    def sync(self) -> int:
        """Force everything written to the disk; returns the bytes that are safe now."""
        with writing():
            os.fsync(self._descriptor)
        return self.size

    def remove(self) -> None:
        self.path.unlink(missing_ok=True)

    def close(self) -> None:
        """End the lock."""
        os.close(self._descriptor)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
