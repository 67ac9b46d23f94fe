"""The draft contract, line by line, through the mounted API."""

import json
from typing import Any
from uuid import uuid4

import pytest
from sqlmodel import Session

from app.features.accounts.models import User
from app.features.productions.models import ImageRole, ProductionDraft, Upload, UploadKind, UploadStatus
from app.kernel.identity import PlatformRole, Scope
from tests.factories import fresh, saved
from tests.factories.accounts import make_user
from tests.factories.productions import make_draft, make_preset, make_upload
from tests.fakes.authenticator import FakeAuthenticator, actor_of
from tests.rest_client import Client

DRAFTS = "/api/production-drafts"


@pytest.fixture
def me(client: Client, user: User) -> Client:
    return client.bearer(user)


@pytest.fixture
def draft(session: Session, user: User, upload: Upload) -> ProductionDraft:
    return make_draft(session, user, upload)


def patch(client: Client, draft: ProductionDraft, config: Any, **more: Any) -> Any:
    return client.patch(f"{DRAFTS}/{draft.id}", json={"config": config} | more)


def test_signed_out_is_401(client: Client, draft: ProductionDraft) -> None:
    assert client.get(f"{DRAFTS}?uploadId={draft.upload_id}").status_code == 401
    assert client.post(DRAFTS, json={"uploadId": draft.upload_id}).status_code == 401
    assert patch(client, draft, {}).status_code == 401
    assert client.get(f"{DRAFTS}/active").status_code == 401


def test_no_draft_is_404(me: Client, upload: Upload) -> None:
    assert me.get(f"{DRAFTS}?uploadId={upload.id}").status_code == 404


def test_opening_creates_once_and_then_answers_the_same(me: Client, upload: Upload) -> None:
    first = me.post(DRAFTS, json={"uploadId": upload.id})
    second = me.post(DRAFTS, json={"uploadId": upload.id})
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["draft"]["id"] == second.json()["draft"]["id"]


def test_a_draft_has_every_field_of_the_contract(me: Client, upload: Upload) -> None:
    draft = me.post(DRAFTS, json={"uploadId": upload.id}).json()["draft"]
    assert draft["uploadId"] == upload.id
    assert draft["status"] == "active"
    assert draft["config"] == {}
    assert draft["revision"] == 1
    assert draft["archivedAt"] is None
    assert draft["productionId"] is None
    assert draft["createdAt"].endswith("Z")
    assert draft["updatedAt"].endswith("Z")


def test_what_was_saved_is_read_again(me: Client, draft: ProductionDraft) -> None:
    saved_draft = patch(me, draft, {"name": "First light"})
    read = me.get(f"{DRAFTS}?uploadId={draft.upload_id}")
    assert (saved_draft.status_code, read.status_code) == (200, 200)
    assert read.json()["draft"]["config"] == {"name": "First light"}
    assert read.json()["draft"]["revision"] == 2


def test_unknown_keys_survive(me: Client, draft: ProductionDraft) -> None:
    assert patch(me, draft, {"foo": "bar"}).status_code == 200
    kept = patch(me, draft, {"name": "Later"}).json()["draft"]["config"]
    assert kept == {"foo": "bar", "name": "Later"}


def test_null_clears_a_key(me: Client, draft: ProductionDraft) -> None:
    patch(me, draft, {"name": "A", "foo": {"deep": [1, None]}})
    assert patch(me, draft, {"name": None}).json()["draft"]["config"] == {"foo": {"deep": [1, None]}}


def test_replace_puts_the_config_in_place_of_the_old_one(me: Client, draft: ProductionDraft) -> None:
    patch(me, draft, {"name": "A", "foo": 1})
    assert patch(me, draft, {"story": "B"}, replace=True).json()["draft"]["config"] == {"story": "B"}


def test_a_title_image_without_a_picture_names_the_field(me: Client, draft: ProductionDraft) -> None:
    answer = patch(me, draft, {"intro": {"kind": "title_image"}})
    assert answer.status_code == 400
    assert list(answer.json()["error"]["fields"]) == ["intro.uploadId"]


@pytest.mark.parametrize(
    ("config", "field"),
    [
        ({"name": "x" * 256}, "name"),
        ({"story": "x" * 2001}, "story"),
        ({"screenTitleText": "x" * 1001}, "screenTitleText"),
        ({"screenTitleText": "\n" * 30}, "screenTitleText"),
        ({"intro": {"kind": "freeze_first_frame", "seconds": 6}}, "intro.seconds"),
        ({"intro": {"kind": "fanfare"}}, "intro.kind"),
        ({"musicUploadId": "7"}, "musicUploadId"),
        ({"musicUploadId": 10**30}, "musicUploadId"),
        ({"musicUploadId": 999}, "musicUploadId"),
        ({"logoConfigId": 999}, "logoConfigId"),
        ({"editRanges": [{"start": 5, "end": 5}]}, "editRanges.0.end"),
        ({"editRanges": [{"start": 0, "end": 10.2}]}, "editRanges.0.end"),
        ({"editRanges": [{"start": 3, "end": 5}, {"start": 1, "end": 2}]}, "editRanges.1.start"),
        ({"name": "nul\x00"}, "name"),
        ({"foo": {"deep": "half \ud800"}}, "foo.deep"),
    ],
)
def test_a_broken_rule_is_400_and_names_its_field(
    me: Client, draft: ProductionDraft, config: dict[str, Any], field: str
) -> None:
    body = json.dumps({"config": config})
    answer = me.patch(f"{DRAFTS}/{draft.id}", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 400
    assert field in answer.json()["error"]["fields"]


def test_nothing_of_a_refused_patch_is_kept(me: Client, draft: ProductionDraft, session: Session) -> None:
    patch(me, draft, {"name": "Kept"})
    patch(me, draft, {"name": "Lost", "intro": {"kind": "title_image"}})
    assert fresh(session, draft).config_json == {"name": "Kept"}


def test_overlays_are_checked_against_the_edited_duration(
    me: Client, draft: ProductionDraft, session: Session, user: User
) -> None:
    picture = make_upload(session, user, UploadKind.IMAGE, role=ImageRole.OVERLAY)
    item = {"id": "a", "kind": "image", "track": "A", "uploadId": picture.id, "startSeconds": 0}
    patch(me, draft, {"editRanges": [{"start": 0, "end": 2}, {"start": 4, "end": 5}]})
    too_long = patch(me, draft, {"overlayItems": [{**item, "endSeconds": 4.0}]})
    fits = patch(me, draft, {"overlayItems": [{**item, "endSeconds": 3.0}]})
    assert list(too_long.json()["error"]["fields"]) == ["overlayItems.0.endSeconds"]
    assert fits.status_code == 200


def test_one_full_length_range_is_kept_as_none(me: Client, draft: ProductionDraft) -> None:
    answer = patch(me, draft, {"editRanges": [{"start": 0, "end": 10.0}]})
    assert answer.json()["draft"]["config"] == {}


def test_a_stale_revision_is_409_with_the_newer_draft(me: Client, draft: ProductionDraft) -> None:
    patch(me, draft, {"name": "First"}, revision=1)
    late = patch(me, draft, {"name": "Second"}, revision=1)
    assert late.status_code == 409
    assert late.json()["draft"]["config"] == {"name": "First"}
    assert late.json()["draft"]["revision"] == 2
    assert late.json()["error"]["code"] == "draft_changed"


def test_without_a_revision_the_last_writer_of_a_key_wins(me: Client, draft: ProductionDraft) -> None:
    patch(me, draft, {"name": "First"})
    assert patch(me, draft, {"name": "Second"}).json()["draft"]["config"] == {"name": "Second"}


def test_an_archived_draft_refuses_writes_and_is_no_longer_found(me: Client, draft: ProductionDraft) -> None:
    archived = me.post(f"{DRAFTS}/{draft.id}/archive")
    assert archived.status_code == 200
    assert archived.json()["draft"]["status"] == "archived"
    assert archived.json()["draft"]["archivedAt"] is not None
    assert patch(me, draft, {"name": "Late"}).status_code == 409
    assert me.get(f"{DRAFTS}?uploadId={draft.upload_id}").status_code == 404


def test_archiving_twice_is_no_error(me: Client, draft: ProductionDraft) -> None:
    first = me.post(f"{DRAFTS}/{draft.id}/archive").json()
    assert me.post(f"{DRAFTS}/{draft.id}/archive").json() == first


def test_after_archiving_a_fresh_draft_is_made(me: Client, draft: ProductionDraft) -> None:
    me.post(f"{DRAFTS}/{draft.id}/archive")
    again = me.post(DRAFTS, json={"uploadId": draft.upload_id})
    assert again.status_code == 201
    assert again.json()["draft"]["id"] != draft.id


def test_more_than_a_mebibyte_is_413_and_keeps_what_was_there(
    me: Client, draft: ProductionDraft, session: Session
) -> None:
    patch(me, draft, {"name": "Kept"})
    assert patch(me, draft, {"foo": "x" * 1024 * 1024}).status_code == 413
    assert patch(me, draft, {"foo": "x" * 700_000}).status_code == 200
    assert patch(me, draft, {"bar": "x" * 700_000}).status_code == 413
    assert fresh(session, draft).config_json["name"] == "Kept"


def test_a_body_that_hides_its_length_is_stopped_at_the_limit(me: Client, draft: ProductionDraft) -> None:
    def endless() -> Any:
        yield b'{"config": {"foo": "'
        for _ in range(64):
            yield b"x" * 65536

    answer = me.patch(f"{DRAFTS}/{draft.id}", content=endless(), headers={"content-type": "application/json"})
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"nonsense",
        b"[]",
        b'{"config": []}',
        b'{"config": 7}',
        b"[" * 100_000,
        b'{"config": {"a": NaN}}',
        b'{"config": {"a": "\xff"}}',
    ],
)
def test_a_malformed_body_is_400(me: Client, draft: ProductionDraft, body: bytes) -> None:
    answer = me.patch(f"{DRAFTS}/{draft.id}", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 400


def test_nesting_beyond_reason_is_400(me: Client, draft: ProductionDraft) -> None:
    deep: Any = 1
    for _ in range(200):
        deep = [deep]
    assert patch(me, draft, {"foo": deep}).status_code == 400


@pytest.mark.parametrize("draft_id", [0, -1, 999, 2**31, 10**30])
def test_an_unknown_id_is_404(me: Client, draft_id: int) -> None:
    assert me.patch(f"{DRAFTS}/{draft_id}", json={"config": {}}).status_code == 404
    assert me.post(f"{DRAFTS}/{draft_id}/archive").status_code == 404
    assert me.get(f"{DRAFTS}/{draft_id}/preview").status_code == 404
    assert me.get(f"{DRAFTS}?uploadId={draft_id}").status_code == 404
    assert me.post(DRAFTS, json={"uploadId": draft_id}).status_code == 404


def test_somebody_elses_draft_is_404(client: Client, stranger: User, draft: ProductionDraft) -> None:
    them = client.bearer(stranger)
    assert them.get(f"{DRAFTS}?uploadId={draft.upload_id}").status_code == 404
    assert them.post(DRAFTS, json={"uploadId": draft.upload_id}).status_code == 404
    assert patch(them, draft, {"name": "Theirs"}).status_code == 404
    assert them.post(f"{DRAFTS}/{draft.id}/archive").status_code == 404
    assert them.get(f"{DRAFTS}/{draft.id}/preview").status_code == 404
    assert them.get(f"{DRAFTS}/{draft.id}/artwork/logo.png").status_code == 404
    assert them.get(f"{DRAFTS}/active").json() == {"drafts": []}


def test_a_developer_reads_but_does_not_write(
    client: Client, session: Session, draft: ProductionDraft
) -> None:
    helping = client.bearer(make_user(session, platform_role=PlatformRole.DEVELOPER))
    assert helping.get(f"{DRAFTS}?uploadId={draft.upload_id}").json()["draft"]["id"] == draft.id
    assert helping.get(f"{DRAFTS}/{draft.id}/preview").status_code == 200
    assert patch(helping, draft, {"name": "Theirs"}).status_code == 404
    assert helping.post(f"{DRAFTS}/{draft.id}/archive").status_code == 404
    assert helping.post(DRAFTS, json={"uploadId": draft.upload_id}).status_code == 404


def test_a_token_that_may_only_read_does_not_save(
    client: Client, user: User, draft: ProductionDraft, authenticator: FakeAuthenticator
) -> None:
    actor = actor_of(user)
    reader = type(actor)(actor.user_id, actor.account_id, scopes=frozenset({Scope.READ}))
    headers = {"Authorization": f"Bearer {authenticator.admit(reader)}"}
    assert client.get(f"{DRAFTS}/active", headers=headers).status_code == 200
    answer = client.patch(f"{DRAFTS}/{draft.id}", json={"config": {}}, headers=headers)
    assert answer.status_code == 403


def test_active_drafts_come_with_the_last_touched_first(
    me: Client, session: Session, user: User, draft: ProductionDraft
) -> None:
    other = make_draft(session, user, make_upload(session, user))
    patch(me, draft, {"name": "Touched"})
    listed = me.get(f"{DRAFTS}/active").json()["drafts"]
    assert [each["id"] for each in listed] == [draft.id, other.id]


def test_only_videos_get_drafts(me: Client, session: Session, user: User) -> None:
    song = make_upload(session, user, UploadKind.AUDIO)
    answer = me.post(DRAFTS, json={"uploadId": song.id})
    assert answer.status_code == 400
    assert "uploadId" in answer.json()["error"]["fields"]


def test_a_deleted_source_gets_no_new_draft(me: Client, session: Session, upload: Upload) -> None:
    upload.source_deleted_at = upload.created_at
    saved(session, upload)
    assert me.post(DRAFTS, json={"uploadId": upload.id}).status_code == 409


def test_a_source_that_could_not_be_read_gets_no_draft(me: Client, session: Session, upload: Upload) -> None:
    upload.status = UploadStatus.FAILED
    saved(session, upload)
    assert me.post(DRAFTS, json={"uploadId": upload.id}).status_code == 409


def test_somebody_elses_files_and_presets_can_not_be_chosen(
    me: Client, session: Session, stranger: User, draft: ProductionDraft
) -> None:
    song = make_upload(session, stranger, UploadKind.AUDIO)
    preset = make_preset(session, stranger)
    answer = patch(me, draft, {"musicUploadId": song.id, "logoConfigId": preset.id})
    assert answer.status_code == 400
    assert sorted(answer.json()["error"]["fields"]) == ["logoConfigId", "musicUploadId"]


def test_a_picture_must_be_meant_for_its_place(
    me: Client, session: Session, user: User, draft: ProductionDraft
) -> None:
    logo = make_upload(session, user, UploadKind.IMAGE)
    answer = patch(me, draft, {"logoUploadId": logo.id, "lowerThirdUploadId": logo.id})
    assert list(answer.json()["error"]["fields"]) == ["lowerThirdUploadId"]


def test_a_chosen_file_that_goes_is_an_issue_and_blocks_no_other_save(
    me: Client, session: Session, user: User, draft: ProductionDraft
) -> None:
    song = make_upload(session, user, UploadKind.AUDIO)
    patch(me, draft, {"musicUploadId": song.id})
    song.source_deleted_at = song.created_at
    saved(session, song)
    again = patch(me, draft, {"name": "Goes on", "musicUploadId": song.id})
    assert again.status_code == 200
    assert [issue["field"] for issue in again.json()["draft"]["issues"]] == ["musicUploadId"]


def test_texts_of_every_kind_come_back_as_they_went(me: Client, draft: ProductionDraft) -> None:
    title = "100 % 50:50 'it's' \\n \"q\" {x} 🎬👩‍🚀 שלום العربية\n\ttab ; [v] , =end"
    assert patch(me, draft, {"screenTitleText": title}).json()["draft"]["config"]["screenTitleText"] == title


def test_the_kind_of_device_is_noted(client: Client, user: User, draft: ProductionDraft) -> None:
    phone = client.bearer(user)
    phone.headers["User-Agent"] = "Mozilla/5.0 (iPhone) Mobile/15E Safari"
    assert patch(phone, draft, {"name": "A"}).json()["draft"]["device"] == "phone"


def test_a_wrong_type_of_id_is_400(me: Client) -> None:
    assert me.get(f"{DRAFTS}?uploadId={uuid4()}").status_code == 400
    assert me.get(DRAFTS).status_code == 400
