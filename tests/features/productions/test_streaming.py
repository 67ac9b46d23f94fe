"""A completed film is made ready for streaming by a job of its own; its files are its owner's alone."""

import re
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import Session, select

from app.features.accounts.models import User
from app.features.productions.models import Production, ProductionFile, ProductionStatus, Upload
from app.features.productions.rules.playlists import master_playlist, media_playlist
from app.features.productions.tasks import stream
from app.kernel import jobs
from app.kernel.assets import Asset
from app.kernel.config import Settings
from app.kernel.disk import DiskFull
from app.kernel.jobs import Job, JobStatus
from app.kernel.ports.renderer import Version
from tests.factories import fresh
from tests.factories.accounts import make_user
from tests.factories.productions import make_asset, make_draft
from tests.fakes import FakeRenderer, FakeStorage
from tests.rest_client import Client

PRODUCTIONS = "/api/productions"
_NOWHERE = Path("nowhere")


@pytest.fixture
def me(client: Client, user: User) -> Client:
    return client.bearer(user)


@pytest.fixture
def film(me: Client, session: Session, user: User, upload: Upload) -> Production:
    """Completed; the job of its streaming is queued."""
    draft = make_draft(session, user, upload)
    made = me.post(PRODUCTIONS, json={"draftId": draft.id}).json()["production"]
    session.commit()
    jobs.run_job(UUID(made["jobId"]))
    return session.exec(select(Production)).one()


def queued(session: Session) -> Job:
    session.commit()
    return session.exec(select(Job).where(Job.kind == stream.STREAM)).one()


def work(session: Session) -> JobStatus:
    """What a worker does with the message."""
    job = queued(session)
    jobs.run_job(job.id)
    return fresh(session, job).status


def shown(client: Client, film: Production) -> dict[str, Any]:
    production: dict[str, Any] = client.get(f"{PRODUCTIONS}/{film.id}").json()["production"]
    return production


def test_a_film_is_complete_before_its_streaming_is(me: Client, film: Production) -> None:
    production = shown(me, film)
    assert production["status"] == "completed"
    assert (production["hlsUrl"], production["thumbnails"]) == (None, None)


def test_a_player_finds_every_piece_from_the_master_playlist(
    me: Client, session: Session, film: Production
) -> None:
    assert work(session) is JobStatus.SUCCEEDED
    production = shown(me, film)
    master = me.get(production["hlsUrl"])
    assert master.headers["content-type"].startswith("application/vnd.apple.mpegurl")
    assert "://" not in master.text
    assert "RESOLUTION=1280x720" in master.text
    assert 'CODECS="avc1.64001f,mp4a.40.2"' in master.text
    picture = me.get(_beside(production["hlsUrl"], master.text.splitlines()[-1]))
    sound = me.get(_beside(production["hlsUrl"], _only('URI="(.+?)"', master.text)))
    for playlist, content in ((picture, b"film"), (sound, b"song")):
        name = _only('#EXT-X-MAP:URI="(.+?)"', playlist.text)
        ranges = [(0, 4)] + [
            (int(at), int(size)) for size, at in re.findall(r"RANGE:(\d+)@(\d+)", playlist.text)
        ]
        read = [
            me.get(_beside(production["hlsUrl"], name), headers={"Range": f"bytes={at}-{at + size - 1}"})
            for at, size in ranges
        ]
        assert [answer.status_code for answer in read] == [206] * 4
        assert [answer.content for answer in read] == [b"head", content, content, content]


def test_thumbnails_say_how_they_lie(me: Client, session: Session, film: Production) -> None:
    work(session)
    thumbnails = shown(me, film)["thumbnails"]
    assert me.get(thumbnails["url"]).headers["content-type"] == "image/webp"
    assert thumbnails["secondsPerTile"] == 1
    assert {"columns", "rows", "tileWidth", "tileHeight", "count"} <= thumbnails.keys()


def test_nobody_else_reads_any_of_it(client: Client, session: Session, film: Production) -> None:
    work(session)
    stranger = client.bearer(make_user(session))
    session.commit()
    files = session.exec(select(ProductionFile)).all()
    assert len(files) == 6
    assert {stranger.get(f"/api/assets/{file.asset_id}").status_code for file in files} == {404}


def test_it_goes_with_the_production(
    me: Client, session: Session, film: Production, upload: Upload, storage: FakeStorage
) -> None:
    work(session)
    assert me.delete(f"{PRODUCTIONS}/{film.id}").status_code == 204
    session.commit()
    assert session.exec(select(ProductionFile)).all() == []
    left = session.exec(select(Asset)).all()
    assert [asset.id for asset in left] == [upload.source_asset_id]
    assert set(storage.keys()) == {asset.storage_key for asset in left}


def test_a_deleted_film_is_not_made_ready(me: Client, session: Session, film: Production) -> None:
    me.delete(f"{PRODUCTIONS}/{film.id}")
    assert queued(session).status is JobStatus.CANCELLED


def test_a_film_deleted_meanwhile_leaves_nothing(
    me: Client,
    session: Session,
    film: Production,
    renderer: FakeRenderer,
    storage: FakeStorage,
    upload: Upload,
) -> None:
    inner = renderer.stream

    def deleted_meanwhile(*given: Any) -> Any:
        me.delete(f"{PRODUCTIONS}/{film.id}")
        return inner(*given)

    renderer.stream = deleted_meanwhile  # type: ignore[method-assign]  # a fake's
    assert work(session) in (JobStatus.SUCCEEDED, JobStatus.CANCELLED)
    kept = session.get(Asset, upload.source_asset_id)
    assert kept is not None
    assert set(storage.keys()) == {kept.storage_key}


def test_a_second_run_does_nothing(session: Session, film: Production, storage: FakeStorage) -> None:
    work(session)
    before = set(storage.keys())
    job = queued(session)
    job.status = JobStatus.QUEUED
    session.add(job)
    assert work(session) is JobStatus.SUCCEEDED
    assert set(storage.keys()) == before


@pytest.mark.parametrize("full", ["while it is made", "when it is stored"])
def test_a_full_disk_fails_the_job_and_not_the_film(
    full: str,
    me: Client,
    session: Session,
    film: Production,
    renderer: FakeRenderer,
    storage: FakeStorage,
) -> None:
    before = set(storage.keys())
    if full == "while it is made":
        renderer.failure = DiskFull()
    storage.full = full == "when it is stored"
    assert work(session) is JobStatus.FAILED
    assert fresh(session, film).status is ProductionStatus.COMPLETED
    assert set(storage.keys()) == before
    storage.full = False
    me.post(f"/api/jobs/{queued(session).id}/retry")
    assert work(session) is JobStatus.SUCCEEDED
    assert shown(me, film)["hlsUrl"]


def test_what_streams_a_film_may_be_deleted_with_its_file_alone(
    session: Session, user: User, film: Production
) -> None:
    """An asset that an operator removes takes its row along, and no other."""
    asset = make_asset(session, user)
    session.add(ProductionFile(production_id=film.id, part="master", asset_id=asset.id))
    session.commit()
    session.delete(asset)
    session.commit()
    assert session.exec(select(ProductionFile)).all() == []


def test_bandwidth_is_what_the_hungriest_piece_needs_with_its_sound() -> None:
    picture = Version("720", _NOWHERE, 10, ((1000, 4.0), (3000, 4.0), (900, 0.1)), "avc1.64001f", 1280, 720)
    sound = Version("sound", _NOWHERE, 10, ((400, 4.0), (400, 4.0), (10, 0.1)), "mp4a.40.2")
    text = master_playlist((picture, sound), {"720": "a", "sound": "b"}, 30000 / 1001)
    assert f"BANDWIDTH={6000 + 800}," in text
    assert "FRAME-RATE=29.970" in text


def test_a_list_of_pieces_counts_from_behind_the_index() -> None:
    version = Version("720", _NOWHERE, 10, ((100, 4.004), (50, 1.0)), "avc1.64001f", 1280, 720)
    lines = media_playlist(version, "file", 200).splitlines()
    assert '#EXT-X-MAP:URI="file",BYTERANGE="10@0"' in lines
    assert "#EXT-X-TARGETDURATION:4" in lines
    assert [line for line in lines if line.startswith("#EXT-X-BYTERANGE")] == [
        "#EXT-X-BYTERANGE:100@50",
        "#EXT-X-BYTERANGE:50@150",
    ]
    assert lines[-1] == "#EXT-X-ENDLIST"


def _beside(url: str, name: str) -> str:
    return f"{url.rsplit('/', 1)[0]}/{name}"


def _only(pattern: str, text: str) -> str:
    [found] = re.findall(pattern, text)
    return str(found)


def test_a_film_whose_sizes_the_account_has_no_room_for_is_finished_without_them(
    me: Client, session: Session, user: User, upload: Upload, settings: Settings
) -> None:
    draft = make_draft(session, user, upload)
    made = me.post(PRODUCTIONS, json={"draftId": draft.id}).json()["production"]
    session.commit()
    settings.account_quota_bytes = 1
    jobs.run_job(UUID(made["jobId"]))
    assert me.get(f"{PRODUCTIONS}/{made['id']}").json()["production"]["status"] == "completed"
    assert session.exec(select(Job).where(Job.kind == stream.STREAM)).all() == []
