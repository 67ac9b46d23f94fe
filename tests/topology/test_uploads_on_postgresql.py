"""A file that is deleted just when a film is asked for: whoever comes second is told."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from sqlmodel import Session, select, text

from app.features.accounts.models import User
from app.features.productions.errors import ChangesInTheWay, DraftArchived, InvalidDraft, UploadInUse
from app.features.productions.models import Production, ProductionDraft, Upload, UploadKind
from app.features.productions.service import keeping, productions, uploads
from app.kernel import db
from app.kernel.changes import Batch
from app.kernel.identity import Actor
from tests.factories import fresh
from tests.factories.productions import make_draft, make_upload
from tests.waiting import wait_until

Step = Callable[[Session], Any]


@pytest.fixture
def database(postgres_database: str) -> str:
    return postgres_database


@pytest.fixture
def logo(session: Session, user: User, upload: Upload) -> Upload:
    return make_upload(session, user, UploadKind.IMAGE)


@pytest.fixture
def draft(session: Session, user: User, upload: Upload, logo: Upload) -> ProductionDraft:
    return make_draft(session, user, upload, config_json={"name": "First light", "logoUploadId": logo.id})


@pytest.fixture(params=["film", "logo"])
def deleted(request: pytest.FixtureRequest, upload: Upload, logo: Upload) -> Upload:
    return upload if request.param == "film" else logo


@pytest.fixture(params=["produce", "save and produce"])
def produce(request: pytest.FixtureRequest, actor: Actor, draft: ProductionDraft) -> Step:
    draft_id = draft.id or 0
    batch = Batch(scope=f"draft:{draft_id}", changes={"story": "Fog"}, bases={"story": [None]})
    if request.param == "produce":
        return lambda own: productions.produce(own, actor, draft_id)
    return lambda own: keeping.produce_with_changes(own, actor, draft_id, batch)


def second_waits_for_first(first: Step, second: Step) -> Future[Any]:
    """Run `second` when `first` has done its part and not committed yet."""

    def run() -> Any:
        with db.unit_of_work() as own:
            return second(own)

    with ThreadPoolExecutor(1) as pool:
        with db.unit_of_work() as own:
            first(own)
            done = pool.submit(run)
            wait_until(lambda: done.done() or _someone_waits())
        return done


def _someone_waits() -> bool:
    with db.reading() as session:
        waiting = text(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return bool(session.execute(waiting).scalar_one())


def test_a_file_that_a_film_was_just_asked_of_is_not_deleted(
    session: Session, actor: Actor, produce: Step, deleted: Upload
) -> None:
    session.commit()
    told = second_waits_for_first(produce, lambda own: uploads.delete_upload(own, actor, deleted.id or 0))
    assert isinstance(told.exception(), UploadInUse)
    assert fresh(session, deleted).source_deleted_at is None


def test_no_film_is_asked_of_a_file_that_was_just_deleted(
    session: Session, actor: Actor, produce: Step, deleted: Upload
) -> None:
    session.commit()
    told = second_waits_for_first(lambda own: uploads.delete_upload(own, actor, deleted.id or 0), produce)
    assert isinstance(told.exception(), ChangesInTheWay | DraftArchived | InvalidDraft)
    session.commit()
    assert session.exec(select(Production)).all() == []
