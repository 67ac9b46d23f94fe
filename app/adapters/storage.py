"""Files in a local folder."""

import errno
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from app.kernel.disk import DiskFull, sync_folder, writing
from app.kernel.errors import NotFound, Unavailable
from app.kernel.ports.storage import Storage

CHUNK_BYTES = 256 * 1024
MAX_KEY_LENGTH = 200
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*")


class LocalStorage(Storage):
    """Finished files under `root/stored`, unfinished ones under `root/workspace`: one file system."""

    def __init__(self, root: Path) -> None:
        self._stored = root / "stored"
        self._workspace = root / "workspace"

    def publish(self, source: Path, key: str) -> int:
        target = self._path(key)
        with writing():
            self._make_folder(target.parent)
            # Its age in storage counts from now, or the orphan sweep could take it before its row is there.
            os.utime(source)
            size = _sync_file(source)
            try:
                source.replace(target)
            except OSError as error:
                if error.errno != errno.EXDEV:
                    raise
                self._copy(source, target)
            sync_folder(target.parent)
        return size

    @contextmanager
    def local(self, key: str) -> Iterator[Path]:
        path = self._path(key)
        if not path.is_file():
            raise _missing()
        yield path

    def read(self, key: str, start: int = 0, length: int | None = None) -> Iterator[bytes]:
        try:
            file = self._path(key).open("rb")
        except FileNotFoundError:
            raise _missing() from None
        return _chunks(file, start, length)

    def size(self, key: str) -> int:
        try:
            return self._path(key).stat().st_size
        except FileNotFoundError:
            raise _missing() from None

    def delete(self, key: str) -> None:
        self._path(key).unlink(missing_ok=True)

    def keys(self, stored_before: datetime | None = None) -> Iterator[str]:
        if not self._stored.is_dir():
            return
        for path in self._stored.rglob("*"):
            try:
                stored = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            except FileNotFoundError:  # removed while we walked
                continue
            if path.is_file() and (stored_before is None or stored < stored_before):
                yield path.relative_to(self._stored).as_posix()

    def workspace(self) -> Path:
        self._workspace.mkdir(parents=True, exist_ok=True)
        return self._workspace

    def check(self) -> None:
        try:
            with writing(), tempfile.NamedTemporaryFile(dir=self.workspace()) as file:
                file.write(b"check")
                file.flush()
                os.fsync(file.fileno())
        except DiskFull:
            raise
        except OSError as error:
            raise Unavailable(f"Files can't be written: {error.strerror}.") from error

    def _path(self, key: str) -> Path:
        # Keys are made by us alone; this refuses the one that somebody else managed to pass.
        if len(key) > MAX_KEY_LENGTH or not _KEY.fullmatch(key):
            raise ValueError(f"not a storage key: {key!r}")
        return self._stored / key

    def _make_folder(self, folder: Path) -> None:
        if not folder.is_dir():
            folder.mkdir(parents=True, exist_ok=True)
            sync_folder(folder.parent)

    def _copy(self, source: Path, target: Path) -> None:
        """Publish from another file system: copy beside the target first, then rename."""
        beside = self.workspace() / f"{target.name}.copy"
        try:
            shutil.copyfile(source, beside)
            _sync_file(beside)
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
        source.unlink()


def _chunks(file: BinaryIO, start: int, length: int | None) -> Iterator[bytes]:
    with file:
        file.seek(start)
        left = length
        while left is None or left > 0:
            chunk = file.read(CHUNK_BYTES if left is None else min(CHUNK_BYTES, left))
            if not chunk:
                return
            left = None if left is None else left - len(chunk)
            yield chunk


def _sync_file(path: Path) -> int:
    """Force the file's bytes to disk; returns how many they are."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
        return os.fstat(file.fileno()).st_size


def _missing() -> NotFound:
    return NotFound("This file is no longer there.")
