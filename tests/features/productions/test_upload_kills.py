"""Nothing acknowledged is lost, whoever dies in mid-write and however many write at once."""

import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from app.adapters.storage import LocalStorage
from app.features.accounts.models import User
from app.features.productions.errors import UploadNotFound, WrongOffset
from app.features.productions.models import Upload, UploadStatus
from app.features.productions.service import receiving, tidying, uploads
from app.features.productions.service.receiving import Receiver
from app.kernel import db, part_files, ports
from app.kernel.config import Settings
from app.kernel.disk import DiskFull
from app.kernel.identity import Actor
from app.kernel.part_files import PartFileBusy
from app.kernel.ports.storage import Storage
from tests.factories import fresh
from tests.factories.productions import make_upload

SIZE = 3_000_000
ROOT = Path(__file__).resolve().parents[3]
Transact = Callable[..., Any]


@pytest.fixture(autouse=True)
def _real_folder(settings: Settings, fakes: Any) -> None:
    ports.bind(Storage, LocalStorage(settings.files_dir))


@pytest.fixture
def transact(actor: Actor) -> Transact:
    def run(service: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        with db.unit_of_work() as session:
            return service(session, actor, *args, **kwargs)

    return run


@pytest.fixture
def announced(session: Session, user: User) -> Upload:
    return make_upload(
        session, user, source=False, status=UploadStatus.UPLOADING, declared_bytes=SIZE, received_bytes=0
    )


@pytest.fixture
def content(tmp_path: Path) -> Path:
    path = tmp_path / "film.mp4"
    path.write_bytes(b"film " + os.urandom(SIZE - 5))
    return path


def killed_after(lines: int, upload: Upload, offset: int, content: Path, settings: Settings) -> int:
    """Let another process receive from `offset`, SIGKILL it in mid-write; what it had acknowledged."""
    told = [str(upload.user_id), str(upload.account_id), str(upload.id), str(offset), str(content)]
    command = [sys.executable, "-m", "tests.features.productions.sender", *told]
    environment = os.environ | {"DATABASE_URL": settings.database_url, "DATA_DIR": str(settings.data_dir)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "ready"
        acknowledged = offset
        for _ in range(lines):
            line = process.stdout.readline()
            acknowledged = int(line) if line else acknowledged
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read().split("\n")
    # A last line without its end was cut by the kill.
    return max([acknowledged, *(int(line) for line in rest[:-1] if line)])


def test_a_killed_receiver_loses_nothing_that_it_acknowledged(
    session: Session, announced: Upload, content: Path, settings: Settings, transact: Transact
) -> None:
    chance = random.Random(61)
    offset, whole = 0, content.read_bytes()
    for _ in range(3):
        acknowledged = killed_after(chance.randint(1, 8), announced, offset, content, settings)
        offset, _ = transact(receiving.get_offset, announced.id)
        assert offset >= acknowledged
        assert fresh(session, announced).received_bytes == offset
        path = part_files.part_path(str(announced.id))
        assert path.read_bytes()[:offset] == whole[:offset]
    with Receiver(transact, announced.id or 0, offset) as receiver:
        receiver.write(whole[offset:])
        assert receiver.save() == SIZE
        assert receiver.finish().status is UploadStatus.PROCESSING
    key = next(iter(ports.get(Storage).keys()))
    assert b"".join(ports.get(Storage).read(key)) == whole


def test_a_server_killed_while_it_finished_has_the_whole_file_still(
    announced: Upload, content: Path, transact: Transact, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(*_: Any) -> None:
        raise KeyboardInterrupt

    with Receiver(transact, announced.id or 0) as receiver:
        receiver.write(content.read_bytes())
        receiver.save()
        with monkeypatch.context() as patched:
            patched.setattr(receiving, "finish_upload", dies)
            with pytest.raises(KeyboardInterrupt):
                receiver.finish()
    assert transact(receiving.get_offset, announced.id) == (SIZE, SIZE)
    with Receiver(transact, announced.id or 0, SIZE) as receiver:
        assert receiver.is_complete
        receiver.finish()
    stored = list(ports.get(Storage).keys())
    with db.reading() as session:
        left_to_the_sweep = tidying.orphan_keys(session, stored)
    assert (len(stored), len(left_to_the_sweep)) == (2, 1)


def test_two_tabs_at_once_never_mix_their_bytes(announced: Upload, content: Path, transact: Transact) -> None:
    whole, refused = content.read_bytes(), []

    def tab() -> None:
        offset = 0
        while offset < SIZE:
            try:
                with Receiver(transact, announced.id or 0, offset) as receiver:
                    receiver.write(whole[offset : offset + 400_000])
                    offset = receiver.save()
            except WrongOffset as problem:
                refused.append(problem)
                offset = problem.facts["offset"]
            except PartFileBusy as problem:
                refused.append(problem)

    tabs = [threading.Thread(target=tab) for _ in range(3)]
    for one in tabs:
        one.start()
    for one in tabs:
        one.join(60)
    assert part_files.part_path(str(announced.id)).read_bytes() == whole
    assert refused


def test_a_late_tab_never_cuts_off_what_another_has_just_saved(
    announced: Upload, content: Path, transact: Transact
) -> None:
    saved = content.read_bytes()[:400_000]

    def overtaken(service: Callable[..., Any], *args: Any) -> Any:
        """Another tab sends its bytes between this one's look at the offset and its lock."""
        answer = transact(service, *args)
        if not part_files.part_path(str(announced.id)).exists():
            with Receiver(transact, announced.id or 0) as other:
                other.write(saved)
                other.save()
        return answer

    with pytest.raises(WrongOffset) as refusal:
        Receiver(overtaken, announced.id or 0)

    assert refusal.value.facts["offset"] == len(saved)
    assert part_files.part_path(str(announced.id)).read_bytes() == saved


def test_a_cancelled_upload_takes_no_more_bytes(
    session: Session, announced: Upload, content: Path, transact: Transact
) -> None:

    with Receiver(transact, announced.id or 0) as receiver:
        receiver.write(content.read_bytes()[:1000])
        transact(uploads.delete_upload, announced.id)
        with pytest.raises(UploadNotFound):
            receiver.save()
    assert not part_files.part_path(str(announced.id)).exists()


def test_the_id_of_a_cancelled_upload_is_never_given_again(
    session: Session, user: User, announced: Upload, transact: Transact
) -> None:

    first = announced.id or 0
    transact(uploads.delete_upload, first)
    assert (make_upload(session, user, source=False).id or 0) > first


def test_a_disk_that_fills_up_in_the_middle_keeps_what_arrived(
    announced: Upload, content: Path, transact: Transact, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, room = os.write, [1000]

    def until_full(descriptor: int, block: Any) -> int:
        if not room[0]:
            raise OSError(28, "No space left on device")
        written = write(descriptor, block[: room[0]])
        room[0] -= written
        return written

    whole = content.read_bytes()
    with Receiver(transact, announced.id or 0) as receiver:
        with monkeypatch.context() as patched:
            patched.setattr(part_files.os, "write", until_full)
            with pytest.raises(DiskFull):
                receiver.write(whole)
        assert receiver.save() == 1000
    with Receiver(transact, announced.id or 0, 1000) as receiver:
        receiver.write(whole[1000:])
        assert receiver.save() == SIZE
    assert part_files.part_path(str(announced.id)).read_bytes() == whole


def fill(session: Session, user: User) -> None:
    """More rows than the file may grow by."""
    pages = session.connection().exec_driver_sql("PRAGMA page_count").scalar_one()
    session.connection().exec_driver_sql(f"PRAGMA max_page_count={pages}")
    for number in range(50):
        words = {"email": f"{number}@example.com", "display_name": "x" * 80, "password_hash": "y" * 200}
        session.add(User(account_id=user.account_id, **words))
        session.flush()


def test_a_database_without_room_is_told_as_a_full_disk(session: Session, user: User) -> None:
    session.commit()
    with pytest.raises(DiskFull), db.unit_of_work() as other:
        fill(other, user)
