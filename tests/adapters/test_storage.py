"""The local folder as storage."""

import errno
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.adapters.storage import LocalStorage
from app.kernel.disk import DiskFull
from app.kernel.errors import NotFound, Unavailable


@pytest.fixture
def folder(tmp_path: Path) -> LocalStorage:
    return LocalStorage(tmp_path / "files")


def _unfinished(folder: LocalStorage, content: bytes) -> Path:
    path = folder.workspace() / "unfinished"
    path.write_bytes(content)
    return path


def test_a_published_file_moves_out_of_the_workspace_whole(folder: LocalStorage) -> None:
    source = _unfinished(folder, b"0123456789")
    assert folder.publish(source, "ab/abc.mp4") == 10
    assert not source.exists()
    assert b"".join(folder.read("ab/abc.mp4")) == b"0123456789"
    assert list(folder.keys()) == ["ab/abc.mp4"]


def test_a_part_of_a_file_is_read(folder: LocalStorage) -> None:
    folder.publish(_unfinished(folder, b"0123456789"), "ab/abc")
    assert b"".join(folder.read("ab/abc", 3, 4)) == b"3456"
    assert b"".join(folder.read("ab/abc", 8)) == b"89"
    assert b"".join(folder.read("ab/abc", 0, 0)) == b""


def test_a_file_of_many_chunks_comes_back_whole(folder: LocalStorage) -> None:
    content = os.urandom(700_000)
    folder.publish(_unfinished(folder, content), "ab/abc")
    chunks = list(folder.read("ab/abc", 1))
    assert len(chunks) > 1
    assert b"".join(chunks) == content[1:]


@pytest.mark.parametrize(
    "key", ["", "../x", "a/../x", "/etc/passwd", "a//b", ".hidden", "a\\b", "a\0", "a" * 201]
)
def test_a_key_that_leads_out_of_the_folder_is_refused(folder: LocalStorage, key: str) -> None:
    with pytest.raises(ValueError, match="not a storage key"):
        folder.read(key)
    with pytest.raises(ValueError, match="not a storage key"):
        folder.publish(_unfinished(folder, b"x"), key)


def test_a_missing_file_is_not_found_before_anything_is_sent(folder: LocalStorage) -> None:
    with pytest.raises(NotFound):
        folder.read("ab/abc")
    with pytest.raises(NotFound):
        folder.size("ab/abc")
    with pytest.raises(NotFound), folder.local("ab/abc"):
        pass


def test_deleting_twice_does_no_harm(folder: LocalStorage) -> None:
    folder.publish(_unfinished(folder, b"x"), "ab/abc")
    folder.delete("ab/abc")
    folder.delete("ab/abc")
    assert list(folder.keys()) == []


@pytest.mark.parametrize("reason", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_told_in_plain_words_and_keeps_the_source(
    folder: LocalStorage, monkeypatch: pytest.MonkeyPatch, reason: int
) -> None:
    source = _unfinished(folder, b"x")

    def full(descriptor: int) -> None:
        raise OSError(reason, os.strerror(reason))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFull, match="is full"):
        folder.publish(source, "ab/abc")
    with pytest.raises(DiskFull):
        folder.check()
    assert source.read_bytes() == b"x"
    assert list(folder.keys()) == []


def test_another_failure_of_the_disk_is_told_too(
    folder: LocalStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(descriptor: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(Unavailable, match="Input/output error"):
        folder.check()


def test_a_file_of_another_file_system_is_copied_then_renamed(
    folder: LocalStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = _unfinished(folder, b"film")
    moved = Path.replace

    def across(self: Path, target: Path) -> Path:
        if self == source:
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        return moved(self, target)

    monkeypatch.setattr(Path, "replace", across)
    assert folder.publish(source, "ab/abc") == 4
    assert not source.exists()
    assert list(folder.workspace().iterdir()) == []
    assert b"".join(folder.read("ab/abc")) == b"film"


def test_only_keys_of_a_certain_age_are_listed_for_the_sweep(folder: LocalStorage) -> None:
    folder.publish(_unfinished(folder, b"x"), "ab/abc")
    now = datetime.now(UTC)
    assert list(folder.keys(stored_before=now - timedelta(hours=1))) == []
    assert list(folder.keys(stored_before=now + timedelta(hours=1))) == ["ab/abc"]


def test_a_working_folder_passes_its_check(folder: LocalStorage) -> None:
    folder.check()
    assert list(folder.workspace().iterdir()) == []
