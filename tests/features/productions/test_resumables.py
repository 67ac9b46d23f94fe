"""What Home learns of drafts and films."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlmodel import Session

from app.features.accounts.models import User
from app.features.productions.models import DraftStatus, ProductionStatus, Upload
from app.features.productions.service.resumables import ProductionResumables
from app.kernel import clock
from app.kernel.identity import Actor
from tests.conftest import HeldClock
from tests.factories.productions import make_asset, make_draft, make_production, make_upload

pytestmark = pytest.mark.usefixtures("fakes")


def test_a_draft_can_be_picked_up_where_it_was_left(session: Session, user: User, actor: Actor) -> None:
    poster = make_asset(session, user, kind="poster")
    upload = make_upload(session, user, poster_asset_id=poster.id)
    config = {"name": "Episode 4", "screenTitleText": "Episode four: the long way home"}
    make_draft(session, user, upload, config_json=config, device="phone")
    [found] = ProductionResumables().list_resumables(session, actor, 10)
    assert found.title == "Episode 4"
    assert found.place == "You left at Title, with “Episode four: the long w…” half typed."
    assert found.href == f"/produce?upload={upload.id}"
    assert found.picture_url == f"/api/assets/{poster.id}"
    assert found.device == "phone"


def test_the_last_touched_comes_first_and_archived_ones_not_at_all(
    session: Session, user: User, stranger: User, actor: Actor
) -> None:
    now = clock.now()
    old, new, done = (make_upload(session, user) for _ in range(3))
    begun = {"config_json": {"name": "Begun"}}
    make_draft(session, user, old, updated_at=now - timedelta(hours=1), **begun)
    make_draft(session, user, new, updated_at=now, **begun)
    make_draft(session, user, done, status=DraftStatus.ARCHIVED, archived_at=now, **begun)
    make_draft(session, stranger, make_upload(session, stranger), **begun)
    found = ProductionResumables().list_resumables(session, actor, 10)
    assert [each.href for each in found] == [f"/produce?upload={new.id}", f"/produce?upload={old.id}"]
    assert len(ProductionResumables().list_resumables(session, actor, 1)) == 1


def test_a_draft_without_a_choice_is_nothing_to_pick_up(
    session: Session, user: User, upload: Upload, actor: Actor
) -> None:
    draft = make_draft(
        session, user, upload, updated_at=clock.now() - timedelta(days=1), config_json={"name": "A"}
    )
    make_draft(session, user, make_upload(session, user))
    found = ProductionResumables().list_resumables(session, actor, 1)
    assert [each.href for each in found] == [f"/produce?upload={draft.upload_id}"]


def test_a_config_of_older_rules_breaks_nothing(
    session: Session, user: User, upload: Upload, actor: Actor
) -> None:
    make_draft(session, user, upload, config_json={"name": 7, "intro": "once"})
    [found] = ProductionResumables().list_resumables(session, actor, 10)
    assert found.title == upload.display_name


def test_films_that_were_completed_since_are_told(
    session: Session, user: User, upload: Upload, actor: Actor, held_clock: HeldClock
) -> None:
    since = held_clock.now
    completed = {"status": ProductionStatus.COMPLETED}
    make_production(session, user, upload, finished_at=since - timedelta(minutes=1), **completed)
    poster = make_asset(session, user)
    film = make_production(
        session,
        user,
        upload,
        finished_at=since + timedelta(minutes=1),
        poster_asset_id=poster.id,
        **completed,
    )
    make_production(
        session,
        user,
        upload,
        id=uuid4(),
        status=ProductionStatus.FAILED,
        finished_at=since + timedelta(minutes=2),
    )
    found = ProductionResumables().list_finished(session, actor, since, 10)
    assert [(each.href, each.picture_url) for each in found] == [
        (f"/productions/{film.id}", f"/api/assets/{poster.id}")
    ]
