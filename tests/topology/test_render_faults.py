"""What may happen to a render: it ends with the truth, and nothing is left lying about."""

import os
from collections.abc import Callable
from uuid import UUID

import pytest

from app.features.productions.models import Production, ProductionDraft, ProductionStatus, Upload
from app.features.productions.service import productions
from app.kernel import db, ports
from app.kernel.assets import Asset
from app.kernel.jobs import Job
from app.kernel.jobs.models import BEGUN_AT
from app.kernel.ports.storage import Storage
from tests.media import Media
from tests.topology import studio
from tests.topology.forks import kill
from tests.topology.installation import Installation
from tests.waiting import wait_until

pytestmark = pytest.mark.parametrize("topology", ["sqlite+folder"], indirect=True)


@pytest.fixture
def film(studio_installation: Installation, media: Media) -> int:
    """20 s in three parts: long enough to be met in the middle."""
    return studio.add_film(studio_installation, media.made("parts", seconds=20, width=640, height=360))


def rendering(installation: Installation, upload_id: int) -> tuple[int, UUID]:
    """A worker and the film that it has finished a part of."""
    worker = installation.start_worker()
    production = studio.produce(installation, upload_id)
    wait_until(lambda: studio.kept_parts(), what="the first part")
    return worker, production


def production_of(production_id: UUID) -> Production:
    with db.reading() as session:
        return session.get_one(Production, production_id)


def job_of(production: Production) -> Job:
    with db.reading() as session:
        return session.get_one(Job, production.job_id)


def is_tidy() -> bool:
    """Whether nothing unfinished is left, and nobody works on it."""
    # Folders go while one looks: walking, unlike globbing, passes over those.
    left = [name for _, _, names in os.walk(ports.get(Storage).workspace()) for name in names]
    return not left and not studio.encoders()


def draft_of(production_id: UUID) -> ProductionDraft:
    [draft] = [draft for draft in studio.all_drafts() if draft.production_id == production_id]
    return draft


def test_a_killed_render_goes_on_behind_its_last_finished_part(
    studio_installation: Installation, film: int
) -> None:
    worker, production_id = rendering(studio_installation, film)
    kill(worker)
    first = studio.kept_parts()[0].stat()
    studio_installation.start_worker()
    wait_until(lambda: job_of(production_of(production_id)).attempt == 2, what="the second attempt")
    if kept := studio.kept_parts():
        assert kept[0].stat() == first
    studio_installation.wait_for_all()
    done = production_of(production_id)
    assert done.status is ProductionStatus.COMPLETED
    assert done.duration_seconds == pytest.approx(20.0, abs=0.02)
    assert job_of(done).detail[BEGUN_AT] > 0.25
    wait_until(is_tidy, what="the end of what was kept")


def test_a_render_that_is_killed_each_time_fails_with_the_truth_and_can_be_tried_again(
    studio_installation: Installation, film: int
) -> None:
    worker, production_id = rendering(studio_installation, film)
    job = job_of(production_of(production_id))
    with db.unit_of_work() as session:
        session.get_one(Job, job.id).max_attempts = 1
    kill(worker)
    studio_installation.start_worker()
    studio_installation.wait_for_all()
    failed = production_of(production_id)
    assert failed.status is ProductionStatus.FAILED
    assert "interrupted" in (failed.error or "")
    wait_until(is_tidy, what="the end of what was kept")
    with db.unit_of_work() as session:
        productions.retry_production(session, studio_installation.actor, production_id)
    studio_installation.wait_for_all()
    assert production_of(production_id).status is ProductionStatus.COMPLETED


def _cancel(installation: Installation, production_id: UUID, film: int) -> None:
    with db.unit_of_work() as session:
        productions.cancel_production(session, installation.actor, production_id)


def _lose_source(installation: Installation, production_id: UUID, film: int) -> None:
    """Nobody may delete it while it is needed, but a disk or an operator may lose it."""
    with db.reading() as session:
        source = session.get_one(Asset, session.get_one(Upload, film).source_asset_id)
    ports.get(Storage).delete(source.storage_key)


def _delete_production(installation: Installation, production_id: UUID, film: int) -> None:
    with db.unit_of_work() as session:
        productions.delete_production(session, installation.actor, production_id)


@pytest.mark.parametrize("fault", [_cancel, _lose_source, _delete_production])
def test_whatever_happens_in_mid_render_ends_with_the_truth(
    studio_installation: Installation, film: int, fault: Callable[[Installation, UUID, int], None]
) -> None:
    _, production_id = rendering(studio_installation, film)
    draft = draft_of(production_id)
    fault(studio_installation, production_id, film)
    studio_installation.wait_for_all()
    if fault is not _delete_production:
        ended = production_of(production_id)
        if fault is _cancel:
            assert ended.status is ProductionStatus.CANCELLED
        else:
            # It was open already, so the film may still be made; what fails says why.
            assert ended.status is ProductionStatus.COMPLETED or "was deleted" in (ended.error or "")
    kept = [each for each in studio.all_drafts() if each.id == draft.id]
    assert [each.config_json for each in kept] == [draft.config_json]
    wait_until(is_tidy, what="the end of what was begun")


def test_a_source_that_goes_while_nobody_works_is_named(studio_installation: Installation, film: int) -> None:
    worker, production_id = rendering(studio_installation, film)
    kill(worker)
    _lose_source(studio_installation, production_id, film)
    studio_installation.start_worker()
    studio_installation.wait_for_all()
    failed = production_of(production_id)
    assert failed.status is ProductionStatus.FAILED
    assert "was deleted" in (failed.error or "")
    wait_until(is_tidy, what="the end of what was kept")
