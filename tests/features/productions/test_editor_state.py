"""The editor's state class, event by event, as a browser's tab sends them."""

from typing import Any

import pytest
from sqlmodel import Session, select

from app.features.accounts.models import User
from app.features.productions.models import (
    DraftStep,
    ImageRole,
    ProductionDraft,
    Upload,
    UploadKind,
    UploadStatus,
)
from app.features.productions.service import drafts
from app.features.productions.state.editor import EditorState
from app.kernel import db
from app.kernel.identity import Actor
from tests.factories import fresh
from tests.factories.productions import make_upload
from tests.state_runner import Runner


@pytest.fixture
def tab(runner: Runner, user: User) -> Runner:
    """A signed-in tab."""
    runner.sign_in(user)
    return runner


async def _open(tab: Runner, upload: Upload, **query: str) -> EditorState:
    asked = {"upload": str(upload.id), **query}
    await tab.run(EditorState.open_page(), path="/edit-video", query=asked)
    return await tab.state(EditorState)


def _move(page: EditorState, name: str, **values: Any) -> dict[str, Any]:
    draft = page.edited["draft"]
    return {"draft": draft["id"], "revision": draft["revision"], "move": name, "playhead": None, **values}


def _split(page: EditorState, name: str, at: float) -> dict[str, Any]:
    return _move(page, name, edit={"kind": "split", "at": at})


async def test_opening_shows_the_film_and_its_draft(tab: Runner, upload: Upload) -> None:
    page = await _open(tab, upload, **{"from": "home"})
    assert (page.phase, page.origin) == ("ready", "home")
    assert page.film["id"] == upload.id
    assert page.film["seconds"] == upload.duration_seconds
    assert page.edited["draft"]["uploadId"] == upload.id
    assert page.place == {}


@pytest.mark.parametrize("number", ["", "999999", "a", "²"])
async def test_an_address_without_a_video_says_so(tab: Runner, number: str) -> None:
    await tab.run(EditorState.open_page(), path="/edit-video", query={"upload": number})
    page = await tab.state(EditorState)
    assert page.phase == "missing"
    assert page.trouble


async def test_a_move_is_answered_by_its_name_and_made_once(
    tab: Runner, upload: Upload, session: Session
) -> None:
    page = await _open(tab, upload)
    split = _split(page, "m-1", 4.0)
    await tab.run(EditorState.edit(split), EditorState.edit(split), path="/edit-video")
    page = await tab.state(EditorState)
    assert (page.answered, page.refused) == ("m-1", {})
    assert page.edited["undo"] == "the split"
    assert len(page.edited["draft"]["config"]["editRanges"]) == 2
    assert len(session.exec(select(DraftStep)).all()) == 1


async def test_a_move_is_answered_anew_to_a_page_that_was_loaded_before_it_heard(
    tab: Runner, upload: Upload
) -> None:
    page = await _open(tab, upload)
    split = _split(page, "m-1", 4.0)
    await tab.run(EditorState.edit(split), path="/edit-video")

    page = await _open(tab, upload)
    assert page.answered == ""  # a browser only notices what changes
    await tab.run(EditorState.edit(split), path="/edit-video")

    page = await tab.state(EditorState)
    assert (page.answered, page.refused) == ("m-1", {})
    assert len(page.edited["draft"]["config"]["editRanges"]) == 2


async def test_undo_and_redo_are_moves_too(tab: Runner, upload: Upload) -> None:
    page = await _open(tab, upload)
    await tab.run(EditorState.edit(_split(page, "m-1", 4.0)), path="/edit-video")
    page = await tab.state(EditorState)
    await tab.run(EditorState.undo(_move(page, "m-2")), path="/edit-video")
    page = await tab.state(EditorState)
    assert (page.answered, page.edited["undo"], page.edited["redo"]) == ("m-2", None, "the split")
    await tab.run(EditorState.redo(_move(page, "m-3")), path="/edit-video")
    page = await tab.state(EditorState)
    assert (page.answered, page.edited["undo"]) == ("m-3", "the split")


async def test_a_refusal_names_the_move_and_why(tab: Runner, upload: Upload) -> None:
    page = await _open(tab, upload)
    await tab.run(EditorState.edit(_split(page, "m-1", 0.1)), path="/edit-video")
    page = await tab.state(EditorState)
    assert page.answered == page.refused["move"] == "m-1"
    assert "at least 0.2 s" in page.refused["message"]
    assert page.refused["lost"] is False


async def test_a_lost_race_shows_what_was_faster(tab: Runner, upload: Upload, actor: Actor) -> None:
    page = await _open(tab, upload)
    late = _split(page, "m-1", 4.0)
    with db.unit_of_work() as work:
        kept = {"editRanges": [{"start": 1.0, "end": 3.0}]}
        drafts.save_draft(work, actor, page.edited["draft"]["id"], kept)
    await tab.run(EditorState.edit(late), path="/edit-video")
    page = await tab.state(EditorState)
    assert page.refused["lost"] is True
    assert page.edited["draft"]["config"]["editRanges"] == [{"start": 1.0, "end": 3.0}]


@pytest.mark.parametrize("sent", [None, "split", {}, {"draft": "x"}, {"draft": 1, "edit": {"kind": "none"}}])
async def test_what_cannot_be_read_is_refused(tab: Runner, upload: Upload, sent: Any) -> None:
    await _open(tab, upload)
    await tab.run(EditorState.edit(sent), path="/edit-video")
    page = await tab.state(EditorState)
    assert "could not be read" in page.refused["message"]
    assert "editRanges" not in page.edited["draft"]["config"]


async def test_a_picture_without_a_use_is_for_laying_over_films_once_it_is(
    tab: Runner, upload: Upload, session: Session, user: User
) -> None:
    picture = make_upload(session, user, kind=UploadKind.IMAGE, mime="image/png", role=None)
    logo = make_upload(session, user, kind=UploadKind.IMAGE, mime="image/png", role=ImageRole.LOGO)
    late = make_upload(
        session, user, kind=UploadKind.IMAGE, role=ImageRole.OVERLAY, status=UploadStatus.PROCESSING
    )
    page = await _open(tab, upload)
    assert {(one["id"], one["ready"]) for one in page.library} == {(picture.id, True), (late.id, False)}
    laid = {"id": "one", "uploadId": picture.id, "startSeconds": 1.0, "endSeconds": 2.0}
    await tab.run(EditorState.edit(_move(page, "m-1", edit={"kind": "add_picture", "picture": laid})))
    assert fresh(session, picture).role is ImageRole.OVERLAY
    page = await tab.state(EditorState)
    taken = {**laid, "id": "two", "uploadId": logo.id, "startSeconds": 3.0, "endSeconds": 4.0}
    await tab.run(EditorState.edit(_move(page, "m-2", edit={"kind": "add_picture", "picture": taken})))
    page = await tab.state(EditorState)
    assert page.refused["move"] == "m-2"
    assert [item["id"] for item in page.edited["draft"]["config"]["overlayItems"]] == ["one"]


async def test_the_place_is_kept_and_come_back_to(tab: Runner, upload: Upload, session: Session) -> None:
    page = await _open(tab, upload)
    there = {"playhead": 3.2, "zoom": 64.0, "left": 1.5}
    await tab.run(EditorState.keep_place(there), EditorState.keep_place({"playhead": -1}), path="/edit-video")
    draft = session.get(ProductionDraft, page.edited["draft"]["id"])
    assert draft is not None
    assert draft.place == {"page": "editor", "editor": there}
    page = await _open(tab, upload)
    assert page.place == there
    whole = {"playhead": 4.1, "zoom": 0, "left": 0}
    await tab.run(EditorState.keep_place(whole), path="/edit-video")
    assert (await _open(tab, upload)).place == whole


async def test_an_edit_of_an_archived_draft_ends_the_page(tab: Runner, upload: Upload, actor: Actor) -> None:
    page = await _open(tab, upload)
    with db.unit_of_work() as work:
        drafts.archive_draft(work, actor, page.edited["draft"]["id"])
    await tab.run(EditorState.edit(_split(page, "m-1", 4.0)), path="/edit-video")
    page = await tab.state(EditorState)
    assert (page.phase, page.answered) == ("refused", "m-1")
    assert "archived" in page.trouble
