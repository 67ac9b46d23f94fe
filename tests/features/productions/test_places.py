"""The place of a draft: kept by its owner alone, without a revision, and never in the way of a save."""

import pytest
from sqlmodel import Session

from app.features.accounts.models import User
from app.features.productions.errors import DraftNotFound, InvalidPlace
from app.features.productions.models import ProductionDraft, Upload
from app.features.productions.service import drafts, dressing, places
from app.kernel import clock
from app.kernel.identity import Actor
from tests.conftest import HeldClock
from tests.factories.productions import make_draft
from tests.fakes.authenticator import actor_of

THERE = {"section": "title", "field": "screenTitleText", "playhead": 1.5}


@pytest.fixture
def draft(session: Session, user: User, upload: Upload) -> ProductionDraft:
    return make_draft(session, user, upload)


def test_a_place_is_kept_and_the_draft_is_as_it_was(
    session: Session, actor: Actor, draft: ProductionDraft, held_clock: HeldClock
) -> None:
    before = drafts.get_draft(session, actor, draft.id or 0)
    held_clock.now = clock.now() + (clock.now() - before.created_at)
    places.keep_place(session, actor, draft.id or 0, THERE)
    assert dressing.read_dressing(session, actor, draft.id or 0).place == THERE
    assert drafts.get_draft(session, actor, draft.id or 0) == before


def test_a_place_never_makes_a_save_stale(session: Session, actor: Actor, draft: ProductionDraft) -> None:
    places.keep_place(session, actor, draft.id or 0, THERE)
    saved = drafts.save_draft(session, actor, draft.id or 0, {"screenTitleText": "The bu"}, revision=1)
    assert saved.config == {"screenTitleText": "The bu"}
    assert places.read_place(session, draft.id or 0) == THERE


def test_a_save_tells_the_place_where_the_page_told_none(
    session: Session, actor: Actor, draft: ProductionDraft
) -> None:
    drafts.save_draft(session, actor, draft.id or 0, {"name": "Street at nine, the la"})
    assert places.read_place(session, draft.id or 0) == {"section": "story", "field": "name"}
    drafts.save_draft(session, actor, draft.id or 0, {"name": "Street at nine, the la"})
    assert places.read_place(session, draft.id or 0) == {"section": "story", "field": "name"}


def test_an_archived_draft_keeps_the_place_that_it_had(
    session: Session, actor: Actor, draft: ProductionDraft
) -> None:
    places.keep_place(session, actor, draft.id or 0, THERE)
    drafts.archive_draft(session, actor, draft.id or 0)
    places.keep_place(session, actor, draft.id or 0, {"section": "sound"})
    assert places.read_place(session, draft.id or 0) == THERE


def test_nobody_else_moves_it(session: Session, stranger: User, draft: ProductionDraft) -> None:
    for draft_id in (draft.id or 0, 2**40):
        with pytest.raises(DraftNotFound):
            places.keep_place(session, actor_of(stranger), draft_id, THERE)
    assert places.read_place(session, draft.id or 0) == {}


def test_nonsense_is_refused(session: Session, actor: Actor, draft: ProductionDraft) -> None:
    with pytest.raises(InvalidPlace):
        places.keep_place(session, actor, draft.id or 0, {"section": "attic"})
    assert places.read_place(session, draft.id or 0) == {}


def test_a_place_of_an_older_page_is_no_place(session: Session, actor: Actor, draft: ProductionDraft) -> None:
    draft.place = {"section": "attic"}
    session.add(draft)
    assert dressing.read_dressing(session, actor, draft.id or 0).place == {}
