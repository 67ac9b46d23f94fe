"""Captions of a video and of a finished film, over REST."""

from typing import Any
from uuid import UUID

import pytest
from sqlmodel import Session

from app.features.accounts.models import User
from app.features.productions.models import ProductionDraft, ProductionStatus, Upload, UploadKind
from app.features.productions.rules.captions import MAX_BYTES
from app.kernel.jobs import run_job
from tests.factories.productions import make_captions, make_draft, make_production, make_upload
from tests.fakes import FakeRenderer
from tests.fakes.renderer import PNG
from tests.rest_client import Client

SRT = b"1\n00:00:01,000 --> 00:00:02,000\nHello\n\n2\n00:00:08,000 --> 00:00:09,000\nBye\n"


@pytest.fixture
def me(client: Client, user: User) -> Client:
    return client.bearer(user)


@pytest.fixture
def draft(session: Session, user: User, upload: Upload) -> ProductionDraft:
    return make_draft(session, user, upload)


def bring(client: Client, upload: Upload, content: bytes = SRT, **form: str) -> Any:
    return client.post(
        f"/api/uploads/{upload.id}/captions", files={"file": ("words.srt", content)}, data=form
    )


def brought(client: Client, upload: Upload, content: bytes = SRT, **form: str) -> dict[str, Any]:
    answer = bring(client, upload, content, **form)
    assert answer.status_code == 201, answer.text
    return answer.json()["captions"]


def choose(client: Client, draft: ProductionDraft, config: dict[str, Any]) -> Any:
    return client.patch(f"/api/production-drafts/{draft.id}", json={"config": config})


def add_track(client: Client, production_id: UUID, language: str = "en", **form: str) -> Any:
    address = f"/api/productions/{production_id}/captions/{language}"
    return client.put(
        address, files={"file": ("words.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\nHi")}, data=form
    )


def test_captions_are_kept_listed_read_and_deleted(me: Client, upload: Upload) -> None:
    captions = brought(me, upload, language="de")
    address = f"/api/uploads/{upload.id}/captions"
    assert (captions["label"], captions["name"], captions["language"]) == ("Deutsch", "words.srt", "de")
    assert me.get(address).json()["captions"] == [captions]
    words = me.get(captions["url"])
    assert words.headers["content-type"].startswith("text/vtt")
    assert words.text.startswith("WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nHello")
    assert me.delete(f"{address}/{captions['id']}").status_code == 204
    assert me.get(captions["url"]).status_code == 404


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"1\n00:00:01,000 -> 00:00:02,000\nHello", "Line 2"),
        (b"x" * (MAX_BYTES + 1), "larger than 1024 KiB"),
        (b"", "no caption"),
    ],
)
def test_a_broken_file_is_refused_with_what_to_do(
    me: Client, upload: Upload, content: bytes, says: str
) -> None:
    answer = bring(me, upload, content)
    assert answer.status_code == 400
    assert says in answer.json()["error"]["fields"]["file"][0]
    assert me.get(f"/api/uploads/{upload.id}/captions").json()["captions"] == []


def test_a_giant_body_is_not_read(me: Client, upload: Upload) -> None:
    assert bring(me, upload, b"x" * (3 * MAX_BYTES)).status_code == 413


@pytest.mark.parametrize(("field", "value"), [("language", "Klingon!"), ("label", "a\x00b")])
def test_what_they_are_called_is_checked(me: Client, upload: Upload, field: str, value: str) -> None:
    answer = bring(me, upload, **{field: value})
    assert (answer.status_code, list(answer.json()["error"]["fields"])) == (400, [field])


def test_only_a_video_has_captions(me: Client, session: Session, user: User) -> None:
    assert bring(me, make_upload(session, user, UploadKind.AUDIO)).status_code == 400


def test_a_draft_takes_captions_of_its_own_video_alone(
    me: Client, session: Session, user: User, upload: Upload, draft: ProductionDraft
) -> None:
    own = brought(me, upload)
    other = make_captions(session, make_upload(session, user))
    assert choose(me, draft, {"captions": {"captionsId": own["id"]}}).status_code == 200
    refused = choose(me, draft, {"captions": {"captionsId": other.id}})
    assert list(refused.json()["error"]["fields"]) == ["captions.captionsId"]


def test_deleted_captions_show_as_an_issue_and_block_nothing_else(
    me: Client, upload: Upload, draft: ProductionDraft
) -> None:
    own = brought(me, upload)
    choose(me, draft, {"captions": {"captionsId": own["id"]}})
    me.delete(f"/api/uploads/{upload.id}/captions/{own['id']}")
    shown = choose(me, draft, {"name": "Kept"}).json()["draft"]
    assert [issue["field"] for issue in shown["issues"]] == ["captions.captionsId"]
    assert me.get(f"/api/production-drafts/{draft.id}/captions.vtt").status_code == 404


def test_the_preview_has_them_where_cuts_and_opening_put_them(
    me: Client, upload: Upload, draft: ProductionDraft
) -> None:
    own = brought(me, upload)
    config = {
        "captions": {"captionsId": own["id"], "burnIn": True},
        "editRanges": [{"start": 0, "end": 3.0}, {"start": 7.0, "end": 10.0}],
        "intro": {"kind": "freeze_first_frame", "seconds": 2.0},
    }
    choose(me, draft, config)
    shown = me.get(f"/api/production-drafts/{draft.id}/preview").json()["captions"]
    assert (shown["burnIn"], shown["label"]) == (True, "English")
    words = me.get(shown["url"]).text
    assert "00:00:03.000 --> 00:00:04.000\nHello" in words
    assert "00:00:06.000 --> 00:00:07.000\nBye" in words
    picture = me.get(shown["pictureUrl"].replace("NUMBER", "1"))
    assert (picture.content, "immutable" in picture.headers["cache-control"]) == (PNG, True)
    assert me.get(shown["pictureUrl"].replace("NUMBER", "2")).status_code == 404
    choose(me, draft, {"editRanges": None})
    assert me.get(f"/api/production-drafts/{draft.id}/preview").json()["captions"]["url"] != shown["url"]


@pytest.mark.parametrize("burn_in", [False, True])
def test_a_film_takes_its_captions_along(
    burn_in: bool,
    me: Client,
    session: Session,
    upload: Upload,
    draft: ProductionDraft,
    renderer: FakeRenderer,
) -> None:
    own = brought(me, upload)
    choose(
        me,
        draft,
        {
            "captions": {"captionsId": own["id"], "burnIn": burn_in},
            "editRanges": [{"start": 7.0, "end": 10.0}],
        },
    )
    made = me.post("/api/productions", json={"draftId": draft.id}).json()["production"]
    me.delete(f"/api/uploads/{upload.id}/captions/{own['id']}")
    session.commit()
    run_job(UUID(made["jobId"]))
    session.commit()
    drawn = [(layer.artwork.text, layer.span.start, layer.span.end) for layer in renderer.plans[0].captions]
    shown = me.get(f"/api/productions/{made['id']}").json()["production"]
    if burn_in:
        assert (drawn, shown["captions"]) == ([("Bye", 1.0, 2.0)], [])
    else:
        assert drawn == []
        assert "00:00:01.000 --> 00:00:02.000\nBye" in me.get(shown["captions"][0]["url"]).text
    told = {setting["label"]: setting["words"] for setting in shown["settings"]}
    assert told["Captions"] == ("Part of the picture" if burn_in else "To switch on in the player")


def test_captions_of_a_finished_film_are_added_replaced_and_removed(
    me: Client, session: Session, user: User, upload: Upload
) -> None:
    film = make_production(session, user, upload, status=ProductionStatus.COMPLETED)
    assert add_track(me, film.id).json()["label"] == "English"
    assert add_track(me, film.id, "pt-BR", label="Brasil").status_code == 200
    assert add_track(me, film.id, label="For all").status_code == 200
    shown = me.get(f"/api/productions/{film.id}").json()["production"]["captions"]
    assert [(one["language"], one["label"]) for one in shown] == [("en", "For all"), ("pt-br", "Brasil")]
    assert "Hi" in me.get(shown[1]["url"]).text
    assert me.delete(f"/api/productions/{film.id}/captions/pt-br").status_code == 204
    assert me.delete(f"/api/productions/{film.id}/captions/pt-br").status_code == 404
    assert me.get(shown[1]["url"]).status_code == 404


def test_an_unfinished_film_takes_no_captions_yet(
    me: Client, session: Session, user: User, upload: Upload
) -> None:
    film = make_production(session, user, upload, status=ProductionStatus.RENDERING)
    assert add_track(me, film.id).status_code == 409
