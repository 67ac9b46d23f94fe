"""The render job: one film for each production, whoever dies on the way."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, select

from app.features.accounts.models import User
from app.features.productions.models import Production, ProductionStatus, Upload, UploadKind
from app.features.productions.service import drafts, productions
from app.features.productions.service import production_rows as rows
from app.features.productions.tasks import render
from app.kernel import db, jobs
from app.kernel.assets import Asset
from app.kernel.disk import DiskFull
from app.kernel.errors import Unavailable
from app.kernel.identity import Actor
from app.kernel.jobs import Job, JobCancelled, JobContext, JobStatus
from app.kernel.ports.renderer import Rendered, RenderPlan
from tests.factories import fresh, saved
from tests.factories.productions import make_upload
from tests.fakes import FakeRenderer, Fakes, FakeStorage
from tests.lost_answers import lose_the_answer


class Attempt(JobContext):
    """One run of the job by hand; `stops_at` is the progress at which the person cancels."""

    def __init__(self, production: Production, folder: Path, stops_at: float = 2.0) -> None:
        self.job_id = production.job_id or uuid4()
        self.attempt = 1
        self.payload = {"production_id": str(production.id)}
        self.reports: list[tuple[float, str]] = []
        self._folder, self._stops_at, self._reached = folder, stops_at, 0.0

    def report(self, progress: float, stage: str = "", detail: dict[str, Any] | None = None) -> None:
        self.reports.append((progress, stage))
        self._reached = progress
        self.check()

    def should_stop(self) -> bool:
        return self._reached >= self._stops_at

    @property
    def kept(self) -> Path:
        folder = self.folder / "kept"
        folder.mkdir(exist_ok=True)
        return folder

    @property
    def folder(self) -> Path:
        self._folder.mkdir(parents=True, exist_ok=True)
        return self._folder


@pytest.fixture
def production(session: Session, fakes: Fakes, actor: Actor, upload: Upload) -> Production:
    """Queued, on a film without any dressing."""
    return produced(session, actor, upload, {})


def produced(session: Session, actor: Actor, upload: Upload, config: dict[str, Any]) -> Production:
    with db.unit_of_work() as own:
        draft, _ = drafts.open_draft(own, actor, upload.id or 0)
        drafts.save_draft(own, actor, draft.id, config)
        made = productions.produce(own, actor, draft.id)
    found = session.get(Production, made.id)
    assert found is not None
    session.commit()
    return found


def work(session: Session, production: Production) -> Production:
    """What a worker does with the production's message."""
    jobs.run_job(production.job_id or uuid4())
    return fresh(session, production)


def files(storage: FakeStorage) -> set[str]:
    return set(storage.keys())


def test_a_film_is_recorded_with_what_it_is(
    session: Session, production: Production, storage: FakeStorage
) -> None:
    done = work(session, production)
    assert done.status is ProductionStatus.COMPLETED
    assert (done.duration_seconds, done.width, done.height) == (10.0, 1280, 720)
    assert done.finished_at is not None
    film, poster = (session.get(Asset, asset) for asset in (done.video_asset_id, done.poster_asset_id))
    assert film is not None
    assert poster is not None
    assert (film.mime, poster.mime) == ("video/mp4", "image/jpeg")
    assert storage.size(film.storage_key) == film.bytes


def test_progress_is_told_by_stage(production: Production, tmp_path: Path) -> None:
    attempt = Attempt(production, tmp_path / "job")
    render.run(attempt)
    assert [stage for _, stage in attempt.reports] == ["Opening the files", "Rendering", "Storing the film"]


def test_a_second_run_after_the_film_is_there_does_nothing(
    session: Session, production: Production, storage: FakeStorage, renderer: FakeRenderer, tmp_path: Path
) -> None:
    work(session, production)
    before = files(storage)
    render.run(Attempt(production, tmp_path / "again"))
    assert files(storage) == before
    assert len(renderer.plans) == 1


def test_of_two_runs_at_once_one_is_recorded_and_the_others_files_go(
    session: Session, production: Production, storage: FakeStorage, renderer: FakeRenderer, tmp_path: Path
) -> None:
    before = files(storage)
    inner = renderer.render

    def overtaken(plan: RenderPlan, folder: Path, *rest: Any) -> Rendered:
        renderer.render = inner  # type: ignore[method-assign]  # a fake's
        render.run(Attempt(production, tmp_path / "faster"))
        return inner(plan, folder, *rest)

    renderer.render = overtaken  # type: ignore[method-assign]  # a fake's
    render.run(Attempt(production, tmp_path / "slower"))
    done = fresh(session, production)
    assert done.status is ProductionStatus.COMPLETED
    assert len(files(storage) - before) == 2
    assert len(session.exec(select(Asset).where(Asset.kind == "render")).all()) == 1


def test_a_run_after_a_killed_one_completes(
    session: Session, production: Production, storage: FakeStorage, tmp_path: Path
) -> None:
    with db.unit_of_work() as own:
        rows.start_render(own, production.id)  # and then the worker was killed
    assert work(session, production).status is ProductionStatus.COMPLETED


def test_a_cancel_in_mid_render_leaves_no_file_and_says_so(
    session: Session, production: Production, storage: FakeStorage, tmp_path: Path
) -> None:
    before = files(storage)
    with pytest.raises(JobCancelled):
        render.run(Attempt(production, tmp_path / "job", stops_at=0.5))
    [kind] = render.KINDS
    assert kind.cancelled is not None
    with db.unit_of_work() as own:
        kind.cancelled(own, {"production_id": str(production.id)})
    assert fresh(session, production).status is ProductionStatus.CANCELLED
    assert files(storage) == before


def test_a_film_that_comes_after_the_cancel_is_not_kept(
    session: Session, production: Production, storage: FakeStorage, renderer: FakeRenderer, tmp_path: Path
) -> None:
    before = files(storage)
    inner = renderer.render

    def cancelled_meanwhile(plan: RenderPlan, folder: Path, *rest: Any) -> Rendered:
        with db.unit_of_work() as own:
            rows.cancel_render(own, production.id)
        return inner(plan, folder, *rest)

    renderer.render = cancelled_meanwhile  # type: ignore[method-assign]  # a fake's
    render.run(Attempt(production, tmp_path / "job"))
    assert fresh(session, production).status is ProductionStatus.CANCELLED
    assert files(storage) == before


def test_a_film_stays_when_nobody_hears_whether_it_was_recorded(
    session: Session,
    production: Production,
    storage: FakeStorage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lose_the_answer(monkeypatch, rows, "finish_render")
    with pytest.raises((OperationalError, Unavailable)):
        render.run(Attempt(production, tmp_path / "job"))
    assert fresh(session, production).status is ProductionStatus.COMPLETED
    stored = session.exec(select(Asset).where(Asset.id == production.video_asset_id)).one()
    assert storage.size(stored.storage_key) == stored.bytes


def test_a_film_whose_production_was_deleted_is_not_kept(
    session: Session, actor: Actor, production: Production, storage: FakeStorage, renderer: FakeRenderer
) -> None:
    before = files(storage)
    inner = renderer.render

    def deleted_meanwhile(plan: RenderPlan, folder: Path, *rest: Any) -> Rendered:
        with db.unit_of_work() as own:
            productions.delete_production(own, actor, production.id)
        return inner(plan, folder, *rest)

    renderer.render = deleted_meanwhile  # type: ignore[method-assign]  # a fake's
    jobs.run_job(production.job_id or uuid4())
    assert files(storage) == before
    assert session.exec(select(Production)).all() == []


def test_a_full_disk_in_mid_render_is_told_plainly(
    session: Session, production: Production, renderer: FakeRenderer
) -> None:
    renderer.failure = DiskFull()
    failed = work(session, production)
    assert (failed.status, failed.error) == (ProductionStatus.FAILED, DiskFull().message)


def test_a_full_disk_when_storing_leaves_no_file(
    session: Session, production: Production, storage: FakeStorage
) -> None:
    before = files(storage)
    storage.full = True
    failed = work(session, production)
    assert failed.status is ProductionStatus.FAILED
    assert failed.error == "The disk is full."
    assert files(storage) == before


def test_a_source_that_was_deleted_before_is_named(
    session: Session, production: Production, upload: Upload, storage: FakeStorage
) -> None:
    asset = session.get(Asset, upload.source_asset_id)
    assert asset is not None
    storage.delete(asset.storage_key)
    failed = work(session, production)
    assert failed.status is ProductionStatus.FAILED
    assert failed.error is not None
    assert failed.error.startswith("“Video” was deleted")


def test_a_source_that_is_deleted_in_mid_render_is_named(
    session: Session, production: Production, storage: FakeStorage, renderer: FakeRenderer
) -> None:
    def torn(plan: RenderPlan, folder: Path, *rest: Any) -> Rendered:
        plan.source.unlink()
        raise RuntimeError("cannot decode")

    renderer.render = torn  # type: ignore[method-assign]  # a fake's
    failed = work(session, production)
    assert failed.error is not None
    assert failed.error.startswith("“Video” was deleted")


def test_a_stored_source_that_was_damaged_is_named_with_what_to_do(
    session: Session, production: Production, upload: Upload, storage: FakeStorage
) -> None:
    asset = session.get(Asset, upload.source_asset_id)
    assert asset is not None
    with storage.local(asset.storage_key) as path:
        path.write_bytes(b"a few words instead")
    failed = work(session, production)
    assert failed.status is ProductionStatus.FAILED
    assert failed.error is not None
    assert failed.error.startswith("The stored file of “Video” can't be read any more")
    assert "upload the file again" in failed.error


def test_music_whose_row_is_gone_is_named(
    session: Session, user: User, actor: Actor, upload: Upload, fakes: Fakes
) -> None:
    song = make_upload(session, user, UploadKind.AUDIO, display_name="Dawn")
    production = produced(session, actor, upload, {"musicUploadId": song.id})
    session.delete(session.get(Asset, song.source_asset_id))
    session.commit()
    failed = work(session, production)
    assert failed.error is not None
    assert failed.error.startswith("“Dawn” was deleted")


def test_a_fault_of_our_own_is_tried_again_and_then_told(
    session: Session, production: Production, renderer: FakeRenderer
) -> None:
    job_id = production.job_id or uuid4()
    states = []
    for _ in range(3):
        renderer.failure = RuntimeError("a fault")
        states.append(work(session, production).status)
    assert states == [ProductionStatus.QUEUED, ProductionStatus.QUEUED, ProductionStatus.FAILED]
    assert fresh(session, production).error is not None
    job = session.get(Job, job_id)
    assert job is not None
    assert fresh(session, job).status is JobStatus.FAILED


def test_the_upload_is_never_touched(session: Session, production: Production, upload: Upload) -> None:
    before = upload.model_dump()
    work(session, production)
    assert fresh(session, upload).model_dump() == before


def test_the_plan_is_what_the_snapshot_says(
    session: Session, user: User, actor: Actor, upload: Upload, renderer: FakeRenderer
) -> None:
    song = make_upload(session, user, UploadKind.AUDIO)
    config = {"editRanges": [{"start": 1.0, "end": 4.0}], "musicUploadId": song.id}
    production = produced(session, actor, upload, config)
    saved(session, upload)
    assert work(session, production).duration_seconds == 3.0
    [plan] = renderer.plans
    assert [(span.start, span.end) for span in plan.segments] == [(1.0, 4.0)]
    assert plan.music is not None
    assert plan.music.seconds == 3.0


def test_a_job_without_its_production_ends_quietly(session: Session, production: Production) -> None:
    payload = {"production_id": str(uuid4())}
    [kind] = render.KINDS
    assert kind.failed is not None
    assert kind.cancelled is not None
    assert kind.requeued is not None
    with db.unit_of_work() as own:
        kind.failed(own, payload, "A reason")
        kind.cancelled(own, payload)
        kind.requeued(own, payload)
    assert fresh(session, production).status is ProductionStatus.QUEUED


def test_a_finished_film_is_not_unmade_by_a_late_word(session: Session, production: Production) -> None:
    work(session, production)
    payload = {"production_id": str(production.id)}
    [kind] = render.KINDS
    assert kind.failed is not None
    assert kind.requeued is not None
    with db.unit_of_work() as own:
        kind.failed(own, payload, "Late")
        kind.requeued(own, payload)
    done = fresh(session, production)
    assert (done.status, done.error) == (ProductionStatus.COMPLETED, None)
