"""Files in the test's own folder, with a disk that can be full."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from app.kernel.errors import NotFound, Unavailable
from app.kernel.ports.storage import Storage


class FakeStorage(Storage):
    """`full` makes every write fail as a full disk does."""

    def __init__(self, root: Path) -> None:
        self.files = root / "files"
        self.unfinished = root / "unfinished"
        self.full = False
        for folder in (self.files, self.unfinished):
            folder.mkdir(parents=True, exist_ok=True)

    def put(self, key: str, content: bytes) -> str:
        """Store `content` at `key`, to arrange a test."""
        target = self.files / key
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        return key

    def publish(self, source: Path, key: str) -> int:
        self.check()
        target = self.files / key
        target.parent.mkdir(parents=True, exist_ok=True)
        source.replace(target)
        return target.stat().st_size

    @contextmanager
    def local(self, key: str) -> Iterator[Path]:
        yield self._found(key)

    def read(self, key: str, start: int = 0, length: int | None = None) -> Iterator[bytes]:
        content = self._found(key).read_bytes()
        return iter([content[start:] if length is None else content[start : start + length]])

    def size(self, key: str) -> int:
        return self._found(key).stat().st_size

    def delete(self, key: str) -> None:
        (self.files / key).unlink(missing_ok=True)

    def keys(self, stored_before: datetime | None = None) -> Iterator[str]:
        for path in sorted(self.files.rglob("*")):
            stored = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            if path.is_file() and (stored_before is None or stored < stored_before):
                yield path.relative_to(self.files).as_posix()

    def workspace(self) -> Path:
        return self.unfinished

    def check(self) -> None:
        if self.full:
            raise Unavailable("The disk is full.")

    def _found(self, key: str) -> Path:
        path = self.files / key
        if not path.is_file():
            raise NotFound("There is no such file.")
        return path
