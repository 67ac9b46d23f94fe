"""Edits of a draft: saved like any change, undone after a reload, never over what somebody else did."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from app.features.accounts.models import User
from app.features.productions.errors import (
    DraftArchived,
    EditRefused,
    InvalidDraft,
    LengthUnknown,
    NothingToUndo,
    TimelineChanged,
)
from app.features.productions.models import (
    DraftStep,
    ImageRole,
    ProductionDraft,
    Upload,
    UploadKind,
    UploadStatus,
)
from app.features.productions.schemas.edits import EditedDraft, EditInput, Move
from app.features.productions.service import drafts, editing, history
from app.kernel.identity import Actor
from tests.factories.productions import make_draft, make_upload
from tests.features.productions.test_draft_service import at_once
from tests.rest_client import Client


@pytest.fixture
def draft(session: Session, user: User, upload: Upload) -> ProductionDraft:
    return make_draft(session, user, upload, config_json={"name": "Kept"})


class Editor:
    """One page: it knows the revision that it saw last."""

    def __init__(self, session: Session, actor: Actor, draft_id: int) -> None:
        self.session, self.actor, self.draft_id, self.revision = session, actor, draft_id, 1

    def edit(self, kind: str, move: str = "", **what: Any) -> EditedDraft:
        asked = {"edit": {"kind": kind, **what}, "revision": self.revision, "move": move, "playhead": 6.0}
        return self._seen(editing.edit_draft(self.session, self.actor, self.draft_id, EditInput(**asked)))

    def undo(self, move: str = "") -> EditedDraft:
        move_made = Move(revision=self.revision, move=move)
        return self._seen(editing.undo_edit(self.session, self.actor, self.draft_id, move_made))

    def redo(self) -> EditedDraft:
        made = Move(revision=self.revision)
        return self._seen(editing.redo_edit(self.session, self.actor, self.draft_id, made))

    def _seen(self, edited: EditedDraft) -> EditedDraft:
        self.revision = edited.draft.revision
        return edited


@pytest.fixture
def page(session: Session, actor: Actor, draft: ProductionDraft) -> Editor:
    return Editor(session, actor, draft.id or 0)


def ranges(edited: EditedDraft) -> list[tuple[float, float]]:
    return [(kept["start"], kept["end"]) for kept in edited.draft.config.get("editRanges", [])]


def test_an_edit_is_saved_with_what_it_takes_to_undo_it(page: Editor):
    edited = page.edit("split", at=4.0)

    assert ranges(edited) == [(0, 4), (4, 10)]
    assert (edited.undo, edited.redo) == ("the split", None)
    assert edited.snap_targets == [0, 4, 10]
    assert edited.draft.config["name"] == "Kept"


def test_the_playhead_stays_over_its_picture(page: Editor):
    page.edit("split", at=4.0)

    assert page.edit("delete_piece", index=0).playhead == 2.0


def test_undo_and_redo_bring_back_exactly_what_was_there(page: Editor):
    states = [{"name": "Kept"}]
    for edit in (
        {"kind": "split", "at": 4.0},
        {"kind": "split", "at": 8.0},
        {"kind": "delete_piece", "index": 1},
    ):
        states.append(page.edit(**edit).draft.config)

    back = [page.undo().draft.config for _ in range(3)]
    forth = [page.redo().draft.config for _ in range(3)]

    assert back == states[2::-1]
    assert forth == states[1:]


def test_an_edit_that_changes_nothing_is_no_step(page: Editor):
    edited = page.edit("drag_edge", index=0, edge="start", to=0.0)

    assert (edited.draft.revision, edited.undo) == (1, None)


def test_a_new_edit_forgets_what_was_undone(page: Editor):
    page.edit("split", at=4.0)
    page.undo()
    page.edit("split", at=5.0)

    with pytest.raises(NothingToUndo):
        page.redo()


def test_the_last_fifty_steps_are_kept(page: Editor, session: Session):
    for _ in range(30):
        page.edit("split", at=4.0)
        page.edit("keep_all")

    assert len(session.exec(select(DraftStep)).all()) == history.MAX_STEPS
    for _ in range(history.MAX_STEPS):
        page.undo()
    with pytest.raises(NothingToUndo):
        page.undo()


def test_a_change_from_the_produce_page_can_be_undone_too(page: Editor, session: Session, actor: Actor):
    drafts.save_draft(
        session, actor, page.draft_id, {"editRanges": [{"start": 1, "end": 2}], "story": "Mine"}
    )
    page.revision = 2

    assert page.undo().draft.config == {"name": "Kept", "story": "Mine"}


def test_what_another_page_typed_meanwhile_does_not_stop_an_edit(
    page: Editor, session: Session, actor: Actor
):
    drafts.save_draft(session, actor, page.draft_id, {"name": "New"})

    assert page.edit("split", at=4.0).draft.config["name"] == "New"
    assert page.undo().draft.config == {"name": "New"}


def test_two_pages_never_undo_or_edit_what_they_have_not_seen(page: Editor):
    other = Editor(page.session, page.actor, page.draft_id)
    other.edit("split", at=4.0)

    with pytest.raises(TimelineChanged) as told:
        page.edit("split", at=5.0)
    with pytest.raises(TimelineChanged):
        page.undo()

    assert told.value.facts["draft"]["config"]["editRanges"][0] == {"start": 0.0, "end": 4.0}


def test_of_many_edits_of_one_revision_one_is_made(session: Session, actor: Actor, draft: ProductionDraft):
    session.commit()

    made = at_once(4, lambda own, number: Editor(own, actor, draft.id or 0).edit("split", at=2.0 + number))

    assert sum(isinstance(one, EditedDraft) for one in made) == 1
    assert sum(isinstance(one, TimelineChanged) for one in made) == 3


def test_an_asking_whose_answer_was_lost_is_not_done_twice(page: Editor):
    for _ in range(2):
        page.revision = 1
        edited = page.edit("split", move="m1", at=4.0)
    assert len(ranges(edited)) == 2

    seen = page.revision
    for _ in range(2):
        page.revision = seen
        edited = page.undo(move="m2")
    assert (ranges(edited), edited.redo) == ([], "the split")


def test_a_refused_edit_leaves_everything_as_it_is(page: Editor, session: Session, user: User):
    upload_id = make_upload(session, user, UploadKind.IMAGE, role=ImageRole.OVERLAY).id
    span = {"uploadId": upload_id, "startSeconds": 1.0, "endSeconds": 3.0}
    page.edit("add_picture", picture={"id": "a", **span})

    with pytest.raises(EditRefused, match="the other track"):
        page.edit("add_picture", picture={"id": "b", **span})

    edited = page.edit("add_picture", picture={"id": "b", "track": "B", **span})
    assert [item["track"] for item in edited.draft.config["overlayItems"]] == ["A", "B"]


def test_a_picture_of_a_stranger_is_refused(page: Editor, session: Session, stranger: User):
    theirs = make_upload(session, stranger, UploadKind.IMAGE, role=ImageRole.OVERLAY).id

    with pytest.raises(InvalidDraft):
        page.edit("add_picture", picture={"id": "a", "uploadId": theirs, "startSeconds": 0, "endSeconds": 1})


def test_undo_brings_back_a_picture_whose_file_has_gone_and_says_so(
    page: Editor, session: Session, user: User
):
    upload = make_upload(session, user, UploadKind.IMAGE, role=ImageRole.OVERLAY)
    picture = {"id": "a", "uploadId": upload.id, "startSeconds": 0, "endSeconds": 1}
    page.edit("add_picture", picture=picture)
    page.edit("remove_picture", id="a")
    upload.status = UploadStatus.FAILED
    session.add(upload)

    edited = page.undo()

    assert edited.draft.config["overlayItems"][0]["id"] == "a"
    assert [issue.field for issue in edited.draft.issues] == ["overlayItems.0.uploadId"]


def test_editing_begins_before_the_film_has_been_measured(
    session: Session, actor: Actor, draft: ProductionDraft, upload: Upload
):
    upload.duration_seconds = None
    session.add(upload)
    split = EditInput.model_validate({"revision": 1, "edit": {"kind": "split", "at": 4.0}})

    with pytest.raises(LengthUnknown):
        editing.edit_draft(session, actor, draft.id or 0, split)
    known = split.model_copy(update={"known_seconds": 12.0})

    assert ranges(editing.edit_draft(session, actor, draft.id or 0, known)) == [(0, 4), (4, 12)]


def test_an_archived_draft_takes_no_edit_and_keeps_no_steps(page: Editor, session: Session, actor: Actor):
    page.edit("split", at=4.0)
    drafts.archive_draft(session, actor, page.draft_id)

    with pytest.raises(DraftArchived):
        page.undo()
    assert session.exec(select(DraftStep)).all() == []


WALK = st.lists(
    st.sampled_from(["undo", "redo"])
    | st.integers(2, 98).map(lambda tick: {"kind": "split", "at": tick / 10})
    | st.integers(0, 3).map(lambda index: {"kind": "delete_piece", "index": index}),
    max_size=25,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WALK)
def test_any_walk_of_edits_undo_and_redo_meets_the_states_it_left(
    session: Session, user: User, actor: Actor, walk: list[Any]
):
    draft = make_draft(session, user, make_upload(session, user, source=False), config_json={"name": "Kept"})
    page = Editor(session, actor, draft.id or 0)
    states, at = [{"name": "Kept"}], 0
    for one in walk:
        try:
            if one == "undo":
                config, at = page.undo().draft.config, at - 1
            elif one == "redo":
                config, at = page.redo().draft.config, at + 1
            else:
                config = page.edit(**one).draft.config
                states[at + 1 :] = [config]
                at += 1
        except (NothingToUndo, EditRefused):
            continue
        assert config == states[at]


def test_the_editor_of_a_client(client: Client, user: User, draft: ProductionDraft):
    me, edits = client.bearer(user), f"/api/production-drafts/{draft.id}/edits"

    made = me.post(edits, json={"revision": 1, "edit": {"kind": "split", "at": 4}})
    stale = me.post(f"{edits}/undo", json={"revision": 1})
    undone = me.post(f"{edits}/undo", json={"revision": 2})
    unknown = me.post(edits, json={"revision": 3, "edit": {"kind": "explode"}})
    again = me.post(f"{edits}/redo", json={"revision": 3})

    assert (made.status_code, made.json()["undo"], made.json()["snapTargets"]) == (
        200,
        "the split",
        [0, 4, 10],
    )
    assert (stale.status_code, stale.json()["error"]["code"]) == (409, "draft_changed")
    assert (undone.json()["draft"]["config"], undone.json()["redo"]) == ({"name": "Kept"}, "the split")
    assert unknown.status_code == 400
    assert again.json() == me.get(edits).json()


def test_what_no_database_keeps_is_refused_beside_its_field(
    client: Client, user: User, draft: ProductionDraft
):
    nested: Any = []
    for _ in range(300):
        nested = [nested]
    picture = {"id": "a", "uploadId": 1, "startSeconds": 0, "endSeconds": 1, "foo": nested}
    asked = {"revision": 1, "edit": {"kind": "add_picture", "picture": picture}}

    refused = client.bearer(user).post(f"/api/production-drafts/{draft.id}/edits", json=asked)

    assert refused.status_code == 400
    assert "nested deeper" in str(refused.json()["error"]["fields"])
