"""Preparing an upload, and tidying up what nobody comes back for."""

import os
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, select

from app.features.accounts.models import User
from app.features.productions.models import Upload, UploadKind, UploadStatus
from app.features.productions.service import library, preparing
from app.features.productions.tasks import housekeeping, media
from app.kernel import clock, jobs, part_files, ports
from app.kernel.assets import Asset
from app.kernel.errors import Conflict, Unavailable
from app.kernel.identity import Actor
from app.kernel.jobs import Job, JobContext
from app.kernel.jobs.kinds import JobCancelled
from app.kernel.jobs.runner import run_job
from app.kernel.ports.renderer import NotMedia
from app.kernel.ports.storage import Storage
from tests.factories import fresh, saved
from tests.factories.productions import make_upload
from tests.fakes import FakeRenderer, FakeStorage
from tests.fakes.renderer import FILM, PICTURE, SONG
from tests.lost_answers import lose_the_answer

INFO = {UploadKind.VIDEO: FILM, UploadKind.AUDIO: SONG, UploadKind.IMAGE: PICTURE}


class Context(JobContext):
    """A job that remembers what it was told; `stops` makes it cancelled."""

    def __init__(self, payload: dict[str, Any], *, stops: bool = False) -> None:
        self.job_id, self.attempt, self.payload = uuid4(), 1, payload
        self._folder = ports.get(Storage).workspace() / self.job_id.hex
        self._folder.mkdir()
        self.reports: list[tuple[float, str]] = []
        self.stops = stops

    def report(self, progress: float, stage: str = "", detail: dict[str, Any] | None = None) -> None:
        self.reports.append((progress, stage))
        self.check()

    def should_stop(self) -> bool:
        return self.stops

    @property
    def kept(self) -> Path:
        folder = self.folder / "kept"
        folder.mkdir(exist_ok=True)
        return folder

    @property
    def folder(self) -> Path:
        return self._folder


def waiting(session: Session, user: User, kind: UploadKind = UploadKind.VIDEO) -> Upload:
    return make_upload(session, user, kind, status=UploadStatus.PROCESSING)


def payload(upload: Upload) -> dict[str, Any]:
    return {"upload_id": upload.id, "info": asdict(INFO[upload.kind])}


def queued(session: Session, actor: Actor, upload: Upload) -> Job:
    job = jobs.enqueue(
        session,
        actor,
        "uploads.prepare",
        key=f"prepare:{upload.id}",
        title="Preparing",
        payload=payload(upload),
    )
    upload.job_id = job.id
    session.add(upload)
    session.commit()
    return job


def work_folders(storage: FakeStorage) -> list[str]:
    return [path.name for path in storage.workspace().iterdir() if path.name != part_files.FOLDER]


def test_a_film_gets_its_stand_ins(session: Session, user: User, storage: FakeStorage) -> None:
    upload = waiting(session, user)
    context = Context(payload(upload))
    assert media.prepare(context) == {"uploadId": upload.id}
    fresh(session, upload)
    assert upload.status is UploadStatus.READY
    parts = {asset.id: asset.kind for asset in session.exec(select(Asset))}
    assert parts[upload.poster_asset_id] == "poster"
    assert parts[upload.strip_asset_id] == "strip"
    assert parts[upload.proxy_asset_id] == "proxy"
    assert parts[upload.waveform_asset_id] == "waveform"
    assert upload.strip_facts["columns"] == 1
    assert [stage for _, stage in context.reports] == ["Drawing thumbnails", "Storing"]


@pytest.mark.parametrize(("kind", "made"), [(UploadKind.AUDIO, {"waveform"}), (UploadKind.IMAGE, {"poster"})])
def test_other_kinds_get_what_they_have(
    session: Session, user: User, storage: FakeStorage, kind: UploadKind, made: set[str]
) -> None:
    upload = waiting(session, user, kind)
    media.prepare(Context(payload(upload)))
    kinds = set(session.exec(select(Asset.kind).where(Asset.kind != "source")))
    assert (fresh(session, upload).status, kinds) == (UploadStatus.READY, made)


def test_stand_ins_stay_when_nobody_hears_whether_they_were_recorded(
    session: Session, user: User, storage: FakeStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = waiting(session, user)
    lose_the_answer(monkeypatch, preparing, "finish_preparing")
    with pytest.raises((OperationalError, Unavailable)):
        media.prepare(Context(payload(upload)))
    assert fresh(session, upload).status is UploadStatus.READY
    parts = session.exec(select(Asset).where(Asset.kind != "source")).all()
    assert [storage.size(part.storage_key) for part in parts] == [part.bytes for part in parts] != []


def test_a_second_run_does_nothing(session: Session, user: User, storage: FakeStorage) -> None:
    upload = waiting(session, user)
    media.prepare(Context(payload(upload)))
    before = sorted(storage.keys())
    assert media.prepare(Context(payload(upload))) is None
    assert sorted(storage.keys()) == before


def test_an_upload_that_is_deleted_meanwhile_leaves_no_files(
    session: Session,
    user: User,
    storage: FakeStorage,
    renderer: FakeRenderer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    upload = waiting(session, user)
    derive = renderer.derive

    def deleted_meanwhile(*given: Any) -> Any:
        session.delete(upload)
        session.commit()
        return derive(*given)

    monkeypatch.setattr(renderer, "derive", deleted_meanwhile)
    assert media.prepare(Context(payload(upload))) is None
    assert len(list(storage.keys())) == 1  # the source, which its deletion takes care of


def test_a_stopped_preparation_leaves_no_files(session: Session, user: User, storage: FakeStorage) -> None:
    upload = waiting(session, user)
    with pytest.raises(JobCancelled):
        media.prepare(Context(payload(upload), stops=True))
    assert len(list(storage.keys())) == 1


def test_a_failure_reaches_the_upload_in_plain_words_and_a_retry_mends_it(
    session: Session, user: User, actor: Actor, renderer: FakeRenderer
) -> None:
    upload = waiting(session, user)
    job = queued(session, actor, upload)
    renderer.failure = NotMedia("This film is cut off.")
    run_job(job.id)
    assert (fresh(session, upload).status, upload.error) == (UploadStatus.FAILED, "This film is cut off.")
    fresh(session, job)
    library.retry_preparing(session, actor, upload.id or 0)
    session.commit()
    assert (fresh(session, upload).status, upload.error) == (UploadStatus.PROCESSING, None)
    run_job(job.id)
    assert fresh(session, upload).status is UploadStatus.READY


def test_a_cancelled_preparation_says_so(
    session: Session, user: User, actor: Actor, storage: FakeStorage
) -> None:
    upload = waiting(session, user)
    job = queued(session, actor, upload)
    jobs.request_cancel(session, actor, job.id)
    session.commit()
    assert fresh(session, upload).status is UploadStatus.FAILED
    assert "You stopped" in (upload.error or "")


def test_only_what_failed_is_prepared_again(
    session: Session, user: User, actor: Actor, storage: FakeStorage
) -> None:
    upload = waiting(session, user)
    queued(session, actor, upload)
    with pytest.raises(Conflict):
        library.retry_preparing(session, actor, upload.id or 0)


def unfinished(session: Session, user: User, hours: float) -> Upload:
    upload = make_upload(
        session,
        user,
        source=False,
        status=UploadStatus.UPLOADING,
        updated_at=clock.now() - timedelta(hours=hours),
        declared_bytes=100,
        received_bytes=4,
    )
    part_files.part_path(str(upload.id)).write_bytes(b"film")
    return upload


def parts(storage: FakeStorage) -> set[str]:
    return {path.stem for path in (storage.workspace() / part_files.FOLDER).iterdir()}


def aged(path: Any, hours: float) -> None:
    then = (clock.now() - timedelta(hours=hours)).timestamp()
    os.utime(path, (then, then))


def test_an_upload_idle_for_a_day_is_given_up(session: Session, user: User, storage: FakeStorage) -> None:
    idle, alive = unfinished(session, user, 25), unfinished(session, user, 23)
    kept = str(alive.id)
    housekeeping.remove_idle_uploads()
    session.commit()
    session.expire_all()
    assert [upload.id for upload in session.exec(select(Upload))] == [alive.id]
    assert parts(storage) == {kept}
    assert idle is not alive


def test_files_without_a_row_go_after_an_hour(session: Session, user: User, storage: FakeStorage) -> None:
    make_upload(session, user)
    known = next(iter(storage.keys()))
    for key, hours in ((known, 5.0), ("ab/old.mp4", 2.0), ("ab/new.mp4", 0.5)):
        if key != known:
            storage.put(key, b"x")
        aged(storage.files / key, hours)
    housekeeping.remove_orphan_files()
    assert set(storage.keys()) == {known, "ab/new.mp4"}


def test_a_database_that_knows_few_of_the_files_removes_none(
    session: Session, user: User, storage: FakeStorage
) -> None:
    make_upload(session, user)
    for number in range(10):
        storage.put(f"ab/another-databases-{number}.mp4", b"x")
        aged(storage.files / f"ab/another-databases-{number}.mp4", 2)

    housekeeping.remove_orphan_files()

    assert len(set(storage.keys())) == 11


def test_what_killed_workers_left_goes_and_what_is_in_use_stays(
    session: Session, user: User, storage: FakeStorage
) -> None:
    resumable = unfinished(session, user, 5)
    workspace = storage.workspace()
    for name in ("prepare-dead", "render-alive"):
        (workspace / name).mkdir()
        (workspace / name / "film.mp4").write_bytes(b"x")
        aged(workspace / name / "film.mp4", 2 if name == "prepare-dead" else 0.1)
        aged(workspace / name, 2)
    orphan = part_files.part_path("999999")
    orphan.write_bytes(b"x")
    for path in (orphan, part_files.part_path(str(resumable.id))):
        aged(path, 3)
    housekeeping.remove_orphan_files()
    assert work_folders(storage) == ["render-alive"]
    assert parts(storage) == {str(resumable.id)}


def test_tidying_twice_does_no_harm(session: Session, user: User, storage: FakeStorage) -> None:
    unfinished(session, user, 48)
    for _ in range(2):
        for tidy in housekeeping.HOUSEKEEPING:
            tidy()
    assert saved(session, user)
