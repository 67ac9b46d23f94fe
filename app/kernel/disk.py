"""Writing to a disk that may be full."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.kernel.errors import Unavailable

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


class DiskFull(Unavailable):
    """There is no room left for what was to be written."""

    code = "disk_full"

    def __init__(self) -> None:
        super().__init__(
            "The disk that Everkeep writes to is full. Everything saved before is kept; "
            "try again once there is room."
        )


@contextmanager
def writing() -> Iterator[None]:
    """Turn "no space left" (and an exceeded disk quota) into `DiskFull`."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFull from error
        raise


def sync_folder(folder: Path) -> None:
    """Make renames and new names in `folder` survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
