"""Uploads as services: deletion and what hangs on it, words, what Home and the page are told."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, select

from app.features.accounts.models import User
from app.features.productions.errors import SourceGone, UploadInUse, UploadNotFound
from app.features.productions.models import (
    DraftStatus,
    Production,
    ProductionDraft,
    ProductionStatus,
    Upload,
    UploadKind,
    UploadStatus,
)
from app.features.productions.rules.file_names import file_name, likely_kind, title_of
from app.features.productions.service import drafts, library, receiving, upload_limits, uploads
from app.features.productions.service.receiving import Receiver
from app.features.productions.service.resumables import UploadResumables
from app.kernel import db, jobs, part_files
from app.kernel.assets import Asset
from app.kernel.errors import Unavailable
from app.kernel.identity import Actor, PlatformRole
from app.kernel.jobs import Job, JobStatus
from app.kernel.texts import size_text
from tests.factories import fresh
from tests.factories.productions import make_asset, make_draft, make_production, make_upload
from tests.fakes import FakeStorage
from tests.lost_answers import lose_the_answer

pytestmark = pytest.mark.usefixtures("fakes")


def delete(session: Session, actor: Actor, upload: Upload) -> None:
    uploads.delete_upload(session, actor, upload.id or 0)
    session.commit()


def test_a_deleted_source_keeps_its_productions_and_takes_no_new_draft(
    session: Session, user: User, actor: Actor, upload: Upload
) -> None:
    poster = make_asset(session, user, b"poster", kind="poster")
    upload.poster_asset_id = poster.id
    film = make_production(session, user, upload, status=ProductionStatus.COMPLETED)
    draft = make_draft(session, user, upload)
    delete(session, actor, upload)
    assert fresh(session, film).upload_id == upload.id
    assert fresh(session, draft).status is DraftStatus.ARCHIVED
    assert fresh(session, upload).source_asset_id is None
    assert upload.poster_asset_id == poster.id
    with pytest.raises(SourceGone):
        drafts.open_draft(session, actor, upload.id or 0)
    with pytest.raises(UploadNotFound):
        uploads.get_upload(session, actor, upload.id or 0)
    assert uploads.list_uploads(session, actor) == []


def test_deleting_gives_the_room_back(session: Session, actor: Actor, upload: Upload) -> None:
    assert upload_limits.used_bytes(session, actor.account_id) == 4
    delete(session, actor, upload)
    assert upload_limits.used_bytes(session, actor.account_id) == 0


@pytest.mark.parametrize("status", [ProductionStatus.QUEUED, ProductionStatus.RENDERING])
def test_a_file_that_is_being_rendered_cannot_be_deleted(
    session: Session, user: User, actor: Actor, upload: Upload, status: ProductionStatus
) -> None:
    logo = make_upload(session, user, UploadKind.IMAGE)
    snapshot = {"config": {"logoUploadId": logo.id}}
    make_production(session, user, upload, name="Episode 4", status=status, snapshot=snapshot)
    for one in (upload, logo):
        with pytest.raises(UploadInUse, match="Episode 4"):
            delete(session, actor, one)
        session.rollback()


def test_a_file_of_a_finished_production_can_be_deleted(
    session: Session, user: User, actor: Actor, upload: Upload
) -> None:
    make_production(session, user, upload, status=ProductionStatus.FAILED)
    delete(session, actor, upload)
    assert len(session.exec(select(Production)).all()) == 1


def test_deleting_what_is_being_prepared_stops_its_job(
    session: Session, user: User, actor: Actor, storage: FakeStorage
) -> None:
    upload = make_upload(session, user, status=UploadStatus.PROCESSING)
    job = jobs.enqueue(
        session, actor, "uploads.prepare", key="k", title="t", payload={"upload_id": upload.id}
    )
    upload.job_id = job.id
    session.commit()
    delete(session, actor, upload)
    assert session.exec(select(Upload)).all() == []
    stopped = session.exec(select(Job)).one()
    assert stopped.status is JobStatus.CANCELLED
    assert session.exec(select(ProductionDraft)).all() == []


def test_a_developer_may_look_but_not_touch(session: Session, stranger: User, upload: Upload) -> None:
    developer = Actor(stranger.id, stranger.account_id, platform_role=PlatformRole.DEVELOPER)
    assert uploads.get_upload(session, developer, upload.id or 0).id == upload.id
    with pytest.raises(UploadNotFound):
        delete(session, developer, upload)


def test_the_library_shows_files_and_the_drafts_on_them(
    session: Session, user: User, actor: Actor, upload: Upload
) -> None:
    draft = make_draft(session, user, upload, config_json={"screenTitleText": "Dusk"})
    on_its_way = make_upload(session, user, source=False, status=UploadStatus.UPLOADING, declared_bytes=50)
    shown = library.read_library(session, actor)
    assert [one.id for one in shown.arrived] == [upload.id]
    assert [one.id for one in shown.unfinished] == [on_its_way.id]
    assert shown.drafts[upload.id or 0].id == draft.id
    assert "Dusk" in shown.drafts[upload.id or 0].place
    assert (shown.used_bytes, shown.has_more) == (54, False)
    assert library.read_library(session, actor, search="nothing like it").arrived == []


def test_the_library_tells_what_is_being_sent_right_now(session: Session, user: User, actor: Actor) -> None:
    one = make_upload(session, user, source=False, status=UploadStatus.UPLOADING, declared_bytes=50)
    assert library.read_library(session, actor).arriving == set()
    with part_files.PartFile(str(one.id)):
        assert library.read_library(session, actor).arriving == {one.id}


def test_home_is_told_how_far_an_unfinished_upload_is(session: Session, user: User, actor: Actor) -> None:
    make_upload(
        session,
        user,
        source=False,
        status=UploadStatus.UPLOADING,
        declared_bytes=100,
        received_bytes=64,
        display_name="Street b-roll",
    )
    shown = UploadResumables().list_resumables(session, actor, 10)
    assert [(one.title, one.place, one.progress) for one in shown] == [
        ("Street b-roll", "Uploading · 64 %, choose the file to go on", 0.64)
    ]


def test_another_persons_files_count_for_nothing(session: Session, stranger: User, upload: Upload) -> None:
    other = Actor(stranger.id, stranger.account_id)
    shown = library.read_library(session, other)
    assert (shown.arrived, shown.unfinished, shown.drafts, shown.used_bytes) == ([], [], {}, 0)


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (1023, "1023 bytes"),
        (1024, "1 KB"),
        (1536, "1.5 KB"),
        (20 * 1024**2, "20 MB"),
        (1000 * 1024**2, "1 GB"),
        (2 * 1024**3, "2 GB"),
        (5 * 1024**4, "5 TB"),
        (5000 * 1024**4, "5000 TB"),
    ],
)
def test_sizes_are_told_as_people_say_them(size: int, text: str) -> None:
    assert size_text(size) == text


def test_names_hint_at_kinds_and_titles() -> None:
    assert [likely_kind(name) for name in ("a.MP3", "b.jpeg", "c.mov", "d")] == [
        "audio",
        "image",
        "video",
        "video",
    ]
    assert [title_of(name) for name in ("b-roll.mp4", ".mp4", "v1.2 final cut", "a.b.mov")] == [
        "b-roll",
        ".mp4",
        "v1.2 final cut",
        "a.b",
    ]
    assert file_name("  Öffnung  zwei.mp4 ") == "Öffnung  zwei.mp4"


def test_a_received_file_stays_when_nobody_hears_whether_it_was_recorded(
    session: Session, user: User, actor: Actor, storage: FakeStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = make_upload(session, user, status=UploadStatus.UPLOADING, declared_bytes=6, received_bytes=0)

    def transact(service: Callable[..., Any], *args: Any) -> Any:
        with db.unit_of_work() as own:
            return service(own, actor, *args)

    lose_the_answer(monkeypatch, receiving, "finish_upload")
    with Receiver(transact, upload.id or 0) as receiver:
        receiver.write(b"film 1")
        receiver.save()
        with pytest.raises((OperationalError, Unavailable)):
            receiver.finish()
    assert fresh(session, upload).status is UploadStatus.PROCESSING
    source = session.exec(select(Asset).where(Asset.id == upload.source_asset_id)).one()
    assert storage.size(source.storage_key) == 6
