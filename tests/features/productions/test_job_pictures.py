"""What a job is about can be seen: its film's poster, or as long as there is none its source's."""

import pytest
from sqlmodel import Session

from app.features.accounts.models import User
from app.features.productions.models import Upload
from app.features.productions.service.preparing import JOB
from app.features.productions.service.productions import RENDER
from app.kernel import jobs
from app.kernel.identity import Actor
from tests.factories.jobs import make_job
from tests.factories.productions import make_asset, make_production, make_upload

pytestmark = pytest.mark.usefixtures("fakes")


def pictures(session: Session, actor: Actor) -> list[str | None]:
    return [job.picture_url for job in reversed(jobs.list_jobs(session, actor))]


@pytest.fixture
def seen(session: Session, user: User) -> Upload:
    """An upload with a poster."""
    return make_upload(session, user, poster_asset_id=make_asset(session, user).id)


def test_a_render_shows_its_source_until_the_film_has_a_poster(
    session: Session, user: User, actor: Actor, seen: Upload
) -> None:
    waiting = make_production(session, user, seen)
    poster = make_asset(session, user)
    done = make_production(session, user, seen, poster_asset_id=poster.id)
    for production in (waiting, done):
        make_job(session, user, kind=RENDER, payload={"production_id": str(production.id)})
    assert pictures(session, actor) == [f"/api/assets/{seen.poster_asset_id}", f"/api/assets/{poster.id}"]


def test_a_preparation_shows_the_poster_once_it_is_made(
    session: Session, user: User, actor: Actor, seen: Upload
) -> None:
    bare = make_upload(session, user)
    for upload in (bare, seen):
        make_job(session, user, kind=JOB, payload={"upload_id": upload.id})
    assert pictures(session, actor) == [None, f"/api/assets/{seen.poster_asset_id}"]


def test_what_was_deleted_meanwhile_and_unknown_kinds_have_no_picture(
    session: Session, user: User, actor: Actor
) -> None:
    make_job(session, user, kind=JOB, payload={"upload_id": 404})
    make_job(session, user, kind="tests.unknown")
    assert pictures(session, actor) == [None, None]
