"""The uploads page's state class: whoever opens a socket can call each of its methods."""

from typing import Any

import pytest
from sqlmodel import Session, select

from app.features.accounts.models import User
from app.features.productions.models import (
    DraftStatus,
    ImageRole,
    ProductionDraft,
    Upload,
    UploadKind,
    UploadStatus,
)
from app.features.productions.state.uploads import UploadsState
from tests.factories import fresh
from tests.factories.productions import make_draft, make_upload
from tests.state_runner import Runner


@pytest.fixture
async def page(runner: Runner, user: User) -> Runner:
    runner.sign_in(user)
    return runner


async def shown(page: Runner) -> UploadsState:
    return await page.state(UploadsState)


def sent(page: Runner, name: str) -> list[Any]:
    return [event for event in page.events if name in event.name]


async def test_the_page_shows_what_is_there(
    page: Runner, session: Session, user: User, upload: Upload
) -> None:
    make_draft(session, user, upload, config_json={"screenTitleText": "Dusk"})
    make_upload(session, user, UploadKind.AUDIO, status=UploadStatus.FAILED, error="It is cut off.")
    make_upload(
        session, user, source=False, status=UploadStatus.UPLOADING, declared_bytes=10, original_name="c.mov"
    )
    await page.run(UploadsState.load())
    state = await shown(page)
    assert state.loaded
    song, film = state.cards
    assert (film["title"], film["length"], film["draft_id"] > 0) == ("Video", "0:10", True)
    assert film["facts"].startswith("1280 × 720 · 4 bytes")
    assert "Dusk" in film["draft_place"]
    assert (song["error"], song["can_retry"]) == ("It is cut off.", True)
    assert state.refused == [song["id"]]
    assert [one["name"] for one in state.unfinished] == ["c.mov"]
    assert state.room.endswith("of 50 GB used")


async def test_kinds_and_words_narrow_the_grid(
    page: Runner, session: Session, user: User, upload: Upload
) -> None:
    make_upload(session, user, UploadKind.IMAGE, display_name="Mark")
    await page.run(UploadsState.load(), UploadsState.set_kind("image"))
    assert [card["title"] for card in (await shown(page)).cards] == ["Mark"]
    await page.run(UploadsState.set_kind("nonsense"), UploadsState.set_search("ark"))
    state = await shown(page)
    assert (state.kind, [card["title"] for card in state.cards]) == ("", ["Mark"])


async def test_a_name_is_changed_and_a_bad_one_explained(
    page: Runner, session: Session, upload: Upload
) -> None:
    await page.run(UploadsState.load(), UploadsState.ask("edit", upload.id or 0))
    await page.run(UploadsState.save_words({"title": "  ", "description": ""}))
    state = await shown(page)
    assert (state.asking, state.pending) == ("edit", False)
    assert "1 to 512 characters" in state.form_error
    await page.run(UploadsState.save_words({"title": "Evening", "description": "Second take"}))
    assert (await shown(page)).asking == ""
    assert (fresh(session, upload).display_name, upload.description) == ("Evening", "Second take")


async def test_a_picture_gets_its_role(page: Runner, session: Session, user: User) -> None:
    photo = make_upload(session, user, UploadKind.IMAGE, mime="image/jpeg")
    await page.run(UploadsState.load(), UploadsState.set_role(photo.id or 0, "overlay"))
    assert fresh(session, photo).role is ImageRole.OVERLAY
    await page.run(UploadsState.set_role(photo.id or 0, "lower_third"))
    assert fresh(session, photo).role is ImageRole.OVERLAY
    assert (await shown(page)).cards[0]["role"] == "overlay"
    await page.run(UploadsState.set_role(photo.id or 0, ""))
    assert fresh(session, photo).role is None


async def test_deleting_asks_first(page: Runner, session: Session, upload: Upload) -> None:
    await page.run(UploadsState.load(), UploadsState.ask("delete", upload.id or 0))
    assert (await shown(page)).asked_title == "Video"
    await page.run(UploadsState.close(False))
    assert (await shown(page)).asking == ""
    await page.run(UploadsState.ask("delete", upload.id or 0), UploadsState.delete())
    assert fresh(session, upload).source_deleted_at is not None
    assert (await shown(page)).cards == []


async def test_starting_over_puts_the_draft_away_and_opens_a_fresh_one(
    page: Runner, session: Session, user: User, upload: Upload
) -> None:
    old = make_draft(session, user, upload)
    await page.run(
        UploadsState.load(), UploadsState.ask("start_over", upload.id or 0), UploadsState.start_over()
    )
    assert fresh(session, old).status is DraftStatus.ARCHIVED
    active = session.exec(select(ProductionDraft).where(ProductionDraft.status == DraftStatus.ACTIVE)).one()
    assert active.upload_id == upload.id
    assert sent(page, "redirect")


async def test_a_draft_is_discarded(page: Runner, session: Session, user: User, upload: Upload) -> None:
    draft = make_draft(session, user, upload)
    await page.run(UploadsState.load(), UploadsState.ask("discard", upload.id or 0), UploadsState.discard())
    assert fresh(session, draft).status is DraftStatus.ARCHIVED
    assert (await shown(page)).cards[0]["draft_id"] == 0


async def test_only_refused_files_go_without_a_question(
    page: Runner, session: Session, user: User, upload: Upload
) -> None:
    refused = make_upload(session, user, source=False, status=UploadStatus.FAILED)
    await page.run(UploadsState.load())
    for one in (upload, refused):
        await page.run(UploadsState.remove_failed(one.id or 0))
    session.commit()
    assert [row.id for row in session.exec(select(Upload))] == [upload.id]


async def test_what_was_cut_for_a_file_that_never_came_goes_only_when_that_is_said(
    page: Runner, session: Session, user: User
) -> None:
    refused = make_upload(session, user, source=False, status=UploadStatus.FAILED)
    make_draft(session, user, refused, config_json={"name": "Begun"})
    await page.run(UploadsState.load(), UploadsState.remove_failed(refused.id or 0))
    assert (await shown(page)).asking == "delete"
    assert fresh(session, refused).id
    await page.run(UploadsState.delete())
    session.commit()
    assert session.exec(select(Upload)).all() == []


async def test_a_longer_list_is_shown_in_parts(page: Runner, session: Session, user: User) -> None:
    for _ in range(50):
        make_upload(session, user, UploadKind.AUDIO, source=False)
    await page.run(UploadsState.load())
    state = await shown(page)
    assert (len(state.cards), state.has_more) == (48, True)
    await page.run(UploadsState.show_more())
    state = await shown(page)
    assert (len(state.cards), state.has_more) == (50, False)


def every_event(upload: Upload, draft: ProductionDraft) -> list[Any]:
    upload_id = upload.id or 0
    return [
        UploadsState.load(),
        UploadsState.refresh(),
        UploadsState.set_kind("video"),
        UploadsState.set_search("a"),
        UploadsState.show_more(),
        UploadsState.ask("delete", upload_id),
        UploadsState.save_words({"title": "Mine", "description": ""}),
        UploadsState.set_role(upload_id, "logo"),
        UploadsState.delete(),
        UploadsState.remove_failed(upload_id),
        UploadsState.discard(),
        UploadsState.start_over(),
        UploadsState.retry(upload_id),
    ]


async def test_a_signed_out_socket_sees_and_changes_nothing(
    runner: Runner, session: Session, user: User, upload: Upload
) -> None:
    draft = make_draft(session, user, upload)
    for event in every_event(upload, draft):
        await runner.run(event)
        state = await shown(runner)
        assert (state.cards, state.unfinished, state.room) == ([], [], "")
    assert sent(runner, "redirect")
    assert (fresh(session, upload).display_name, upload.source_deleted_at) == ("Video", None)
    assert fresh(session, draft).status is DraftStatus.ACTIVE


async def test_a_stranger_changes_nothing_by_guessing_ids(
    runner: Runner, session: Session, user: User, stranger: User, upload: Upload
) -> None:
    draft = make_draft(session, user, upload)
    runner.sign_in(stranger)
    for event in every_event(upload, draft):
        await runner.run(event)
    state = await shown(runner)
    state_id = upload.id or 0
    assert state.cards == []
    # The id of the open dialog is the client's to set only through `ask`, which knows this tab's own cards.
    assert state.asked_id != state_id
    assert (fresh(session, upload).display_name, upload.role) == ("Video", None)
    assert fresh(session, draft).status is DraftStatus.ACTIVE
