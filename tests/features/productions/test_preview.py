"""The preview: one plan for what is shown and what is rendered."""

from typing import Any
from urllib.parse import quote

import pytest
from sqlmodel import Session

from app.features.accounts.models import User
from app.features.productions.models import ImageRole, ProductionDraft, Upload, UploadKind
from tests.factories import saved
from tests.factories.productions import make_draft, make_upload
from tests.fakes.renderer import PNG
from tests.rest_client import Client


@pytest.fixture
def me(client: Client, user: User) -> Client:
    return client.bearer(user)


@pytest.fixture
def draft(session: Session, user: User, upload: Upload) -> ProductionDraft:
    return make_draft(session, user, upload)


def show(client: Client, draft: ProductionDraft, config: dict[str, Any]) -> dict[str, Any]:
    answer = client.patch(f"/api/production-drafts/{draft.id}", json={"config": config, "replace": True})
    assert answer.status_code == 200, answer.text
    return client.get(f"/api/production-drafts/{draft.id}/preview").json()


def test_an_empty_draft_shows_the_film_alone(me: Client, draft: ProductionDraft) -> None:
    shown = show(me, draft, {})
    assert (shown["width"], shown["height"], shown["durationSeconds"]) == (1280, 720, 10.0)
    assert shown["segments"] == [{"start": 0.0, "end": 10.0}]
    assert (shown["layers"], shown["intro"], shown["music"], shown["issues"]) == ([], None, None, [])


def test_layers_come_bottom_to_top_with_spans_in_film_seconds(
    me: Client, session: Session, user: User, draft: ProductionDraft
) -> None:
    overlay = make_upload(session, user, UploadKind.IMAGE, role=ImageRole.OVERLAY)
    third = make_upload(session, user, UploadKind.IMAGE, role=ImageRole.LOWER_THIRD)
    logo = make_upload(session, user, UploadKind.IMAGE)
    item = {"id": "a/b ü", "uploadId": overlay.id, "startSeconds": 1.0, "endSeconds": 2.0}
    shown = show(
        me,
        draft,
        {
            "screenTitleText": "Light",
            "logoUploadId": logo.id,
            "lowerThirdUploadId": third.id,
            "overlayItems": [item],
            "intro": {"kind": "freeze_first_frame", "seconds": 3.0},
        },
    )
    assert [layer["name"] for layer in shown["layers"]] == [
        "overlay:a/b ü",
        "lower_third",
        "logo",
        "screen_title",
    ]
    assert (shown["layers"][0]["start"], shown["layers"][0]["end"]) == (4.0, 5.0)
    assert shown["intro"] == {"seconds": 3.0, "url": None}
    assert shown["durationSeconds"] == 13.0
    for layer in shown["layers"]:
        picture = me.get(f"{layer['url']}&width=320")
        assert (picture.status_code, picture.headers["content-type"]) == (200, "image/png")


def test_a_picture_is_kept_by_browsers_until_it_changes(me: Client, draft: ProductionDraft) -> None:
    before = show(me, draft, {"screenTitleText": "Light"})["layers"][0]["url"]
    first = me.get(before)
    assert first.content == PNG
    assert "immutable" in first.headers["cache-control"]
    assert me.get(before, headers={"If-None-Match": first.headers["etag"]}).status_code == 304
    assert show(me, draft, {"screenTitleText": "Light", "name": "A"})["layers"][0]["url"] == before
    assert show(me, draft, {"screenTitleText": "Lights"})["layers"][0]["url"] != before
    assert "no-cache" in me.get(before).headers["cache-control"]


def test_a_title_page_stands_before_the_film_or_serves_as_poster(
    me: Client, session: Session, user: User, draft: ProductionDraft
) -> None:
    page = make_upload(session, user, UploadKind.IMAGE, role=ImageRole.TITLE_PAGE)
    intro = {"kind": "title_image", "uploadId": page.id, "holdSeconds": 2.0}
    held = show(me, draft, {"intro": intro})
    assert held["intro"]["seconds"] == 2.0
    assert me.get(held["intro"]["url"]).status_code == 200
    poster = show(me, draft, {"intro": intro | {"holdSeconds": 0}})
    assert poster["intro"] is None
    assert me.get(poster["posterUrl"]).status_code == 200


def test_music_tells_where_and_how_loud(
    me: Client, session: Session, user: User, draft: ProductionDraft
) -> None:
    song = make_upload(session, user, UploadKind.AUDIO)
    music = show(me, draft, {"musicUploadId": song.id})["music"]
    assert (music["mode"], music["musicGainDb"], music["videoGainDb"]) == ("mix", -18.0, 0.0)
    assert me.get(music["url"]).content == b"song"


def test_what_is_gone_is_left_out_and_named(
    me: Client, session: Session, user: User, draft: ProductionDraft
) -> None:
    logo = make_upload(session, user, UploadKind.IMAGE)
    overlays = [make_upload(session, user, UploadKind.IMAGE, role=ImageRole.OVERLAY) for _ in range(2)]
    items = [
        {"id": f"{at}", "uploadId": picture.id, "startSeconds": at * 2.0, "endSeconds": at * 2.0 + 1}
        for at, picture in enumerate(overlays)
    ]
    show(me, draft, {"logoUploadId": logo.id, "overlayItems": items, "screenTitleText": "Light"})
    for gone in (logo, overlays[0]):
        gone.source_deleted_at = gone.created_at
        saved(session, gone)
    shown = me.get(f"/api/production-drafts/{draft.id}/preview").json()
    assert [layer["name"] for layer in shown["layers"]] == ["overlay:1", "screen_title"]
    assert [issue["field"] for issue in shown["issues"]] == ["logoUploadId", "overlayItems.0.uploadId"]


def test_a_config_of_older_rules_is_shown_as_far_as_it_goes(
    me: Client, session: Session, user: User, upload: Upload
) -> None:
    draft = make_draft(
        session, user, upload, config_json={"intro": "once", "name": 7, "screenTitleText": "A"}
    )
    shown = me.get(f"/api/production-drafts/{draft.id}/preview").json()
    assert [layer["name"] for layer in shown["layers"]] == ["screen_title"]
    assert [issue["field"] for issue in shown["issues"]] == ["name", "intro"]


@pytest.mark.parametrize("layer", ["logo", "overlay:1", "source", "../../../etc/passwd"])
def test_a_picture_that_is_not_there_is_404(me: Client, draft: ProductionDraft, layer: str) -> None:
    address = f"/api/production-drafts/{draft.id}/artwork/{quote(layer, safe='')}.png"
    assert me.get(address).status_code == 404


@pytest.mark.parametrize("width", [0, 15, 1921, 10**9, "wide"])
def test_a_width_beyond_reason_is_400(me: Client, draft: ProductionDraft, width: object) -> None:
    show(me, draft, {"screenTitleText": "Light"})
    address = f"/api/production-drafts/{draft.id}/artwork/screen_title.png?width={width}"
    assert me.get(address).status_code == 400


def test_a_picture_of_a_very_tall_film_stays_small(
    me: Client, session: Session, user: User, renderer: Any
) -> None:
    tall = make_upload(session, user, width=2, height=3840)
    sizes: list[tuple[int, int]] = []
    renderer.artwork = lambda artwork, width, height: sizes.append((width, height)) or PNG
    shown = show(me, make_draft(session, user, tall), {"screenTitleText": "Light"})
    assert me.get(f"{shown['layers'][0]['url']}&width=1920").status_code == 200
    assert sizes == [(2, 3840)]


def test_a_video_in_preparation_has_a_preview_that_says_so(me: Client, session: Session, user: User) -> None:
    upload = make_upload(
        session, user, source=False, status="processing", width=None, height=None, duration_seconds=None
    )
    shown = show(me, make_draft(session, user, upload), {"screenTitleText": "Light"})
    assert [issue["field"] for issue in shown["issues"]] == ["uploadId"]
