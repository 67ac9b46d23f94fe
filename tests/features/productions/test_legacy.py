"""Links that carried their choices, onto an untouched draft, once."""

import pytest
from sqlmodel import Session

from app.features.accounts.models import User
from app.features.productions.models import ProductionDraft, Upload, UploadKind
from app.features.productions.service import drafts
from app.features.productions.service.legacy import seed_draft
from app.kernel.identity import Actor
from tests.factories.productions import make_draft, make_upload


@pytest.fixture
def draft(session: Session, user: User, upload: Upload) -> ProductionDraft:
    return make_draft(session, user, upload)


def test_an_untouched_draft_takes_the_choices_of_the_link(
    session: Session, user: User, actor: Actor, draft: ProductionDraft
) -> None:
    song = make_upload(session, user, UploadKind.AUDIO)
    query = {"upload": f"{draft.upload_id}", "musicUploadId": f"{song.id}", "editRanges": "0-2,4-5"}
    seeded = seed_draft(session, actor, draft.id or 0, query)
    assert seeded.note is None
    assert seeded.draft.config["musicUploadId"] == song.id
    assert seeded.draft.config["editRanges"] == [{"start": 0.0, "end": 2.0}, {"start": 4.0, "end": 5.0}]


def test_a_draft_with_content_keeps_it(session: Session, actor: Actor, draft: ProductionDraft) -> None:
    drafts.save_draft(session, actor, draft.id or 0, {"name": "Mine"})
    seeded = seed_draft(session, actor, draft.id or 0, {"introSeconds": "3"})
    assert seeded.draft.config == {"name": "Mine"}


def test_a_draft_that_was_emptied_is_not_seeded_again(
    session: Session, actor: Actor, draft: ProductionDraft
) -> None:
    seed_draft(session, actor, draft.id or 0, {"introSeconds": "3"})
    drafts.save_draft(session, actor, draft.id or 0, {"intro": None})
    assert seed_draft(session, actor, draft.id or 0, {"introSeconds": "3"}).draft.config == {}


def test_what_can_not_be_used_is_left_out_and_told(
    session: Session, actor: Actor, stranger: User, draft: ProductionDraft
) -> None:
    theirs = make_upload(session, stranger, UploadKind.AUDIO)
    query = {"musicUploadId": f"{theirs.id}", "editRanges": "nonsense", "introSeconds": "3"}
    seeded = seed_draft(session, actor, draft.id or 0, query)
    assert list(seeded.draft.config) == ["intro"]
    assert seeded.note is not None
    assert seeded.note == "Part of the link could not be read and was left out: Cuts, Music."


def test_pictures_that_are_all_refused_leave_no_empty_list(
    session: Session, actor: Actor, draft: ProductionDraft
) -> None:
    seeded = seed_draft(session, actor, draft.id or 0, {"overlayItems": "img:999:A:0-1", "introSeconds": "3"})
    assert list(seeded.draft.config) == ["intro"]
    assert seeded.note == "Part of the link could not be read and was left out: Overlay pictures."


def test_garbage_alone_changes_nothing(session: Session, actor: Actor, draft: ProductionDraft) -> None:
    seeded = seed_draft(session, actor, draft.id or 0, {"logoUploadId": "9" * 400, "overlayItems": "💥"})
    assert (seeded.draft.config, seeded.draft.revision) == ({}, 1)
    assert seeded.note is not None
