"""Uploads over REST: announced and appended in parts, or sent as a form."""

import json
from typing import Any

import pytest
from sqlmodel import Session, select

from app.features.accounts.models import User
from app.features.productions.models import Upload, UploadKind, UploadStatus
from app.kernel import part_files
from app.kernel.config import Settings
from app.kernel.jobs import Job
from tests.factories.productions import make_upload
from tests.fakes import FakeStorage
from tests.rest_client import Client

FILM = b"film " + bytes(range(256)) * 40


@pytest.fixture
def me(client: Client, user: User) -> Client:
    return client.cookie(user)


def announce(me: Client, **given: Any) -> Any:
    return me.post("/api/uploads", json={"name": "Street b-roll.mp4", "bytes": len(FILM)} | given)


def append(me: Client, upload_id: int, offset: int, content: bytes) -> Any:
    headers = {"Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"}
    return me.patch(f"/api/uploads/{upload_id}/content", headers=headers, content=content)


def form(me: Client, content: bytes = FILM, name: str = "b-roll.mp4", **fields: str) -> Any:
    return me.post("/api/uploads", files={"file": (name, content, "video/mp4")}, data=fields)


def offset_of(me: Client, upload_id: int) -> int:
    return int(me.head(f"/api/uploads/{upload_id}").headers["upload-offset"])


def rows(session: Session) -> list[Upload]:
    session.commit()
    return list(session.exec(select(Upload)))


def leftovers(storage: FakeStorage) -> list[str]:
    return [path.name for path in storage.workspace().rglob("*") if path.is_file()]


def test_a_file_arrives_in_parts_and_is_prepared(me: Client, session: Session, storage: FakeStorage) -> None:
    answer = announce(me, fingerprint="10245-1-Street b-roll.mp4")
    assert answer.status_code == 201
    upload = answer.json()["upload"]
    assert answer.headers["location"] == f"/api/uploads/{upload['id']}"
    assert (answer.headers["upload-offset"], upload["receivedBytes"]) == ("0", 0)
    assert (upload["status"], upload["kind"], upload["displayName"]) == (
        "uploading",
        "video",
        "Street b-roll",
    )

    first = append(me, upload["id"], 0, FILM[:4000])
    assert (first.status_code, first.headers["upload-offset"]) == (204, "4000")
    assert offset_of(me, upload["id"]) == 4000
    assert append(me, upload["id"], 4000, FILM[4000:]).status_code == 204

    shown = me.get(f"/api/uploads/{upload['id']}").json()["upload"]
    assert (shown["status"], shown["mime"], shown["bytes"]) == ("processing", "video/mp4", len(FILM))
    assert (shown["durationSeconds"], shown["width"], shown["hasAudio"]) == (10.0, 1280, True)
    assert me.get(shown["sourceUrl"]).content == FILM
    assert session.exec(select(Job.kind)).all() == ["uploads.prepare"]
    assert leftovers(storage) == []


def test_a_form_is_received_whole(me: Client, storage: FakeStorage) -> None:
    answer = form(me, displayName="Evening", description="Rain\nand lamps")
    upload = answer.json()["upload"]
    assert (answer.status_code, upload["status"], upload["displayName"]) == (201, "processing", "Evening")
    assert upload["declaredBytes"] == upload["bytes"] == len(FILM)
    assert me.get(upload["sourceUrl"]).content == FILM
    assert leftovers(storage) == []


def test_a_forms_fields_may_stand_behind_the_file(me: Client) -> None:
    body = (
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="mark.png"\r\n\r\npicture \r\n'
        b'--b\r\nContent-Disposition: form-data; name="role"\r\n\r\nlogo\r\n--b--\r\n'
    )
    answer = me.post(
        "/api/uploads", content=body, headers={"Content-Type": "multipart/form-data; boundary=b"}
    )
    assert answer.status_code == 201
    assert (answer.json()["upload"]["kind"], answer.json()["upload"]["role"]) == ("image", "logo")


def test_what_a_file_is_decides_not_its_name(me: Client) -> None:
    upload = form(me, b"song and more", "clip.mp4").json()["upload"]
    assert (upload["kind"], upload["mime"]) == ("audio", "audio/mpeg")


@pytest.mark.parametrize(
    ("content", "expected", "told"),
    [
        (b"song ", "image", "This is a sound file, and a picture is needed here."),
        (b"picture ", "audio", "This is a picture, and a sound file is needed here."),
        (b"film ", "image", "This is a video, and a picture is needed here."),
    ],
)
def test_a_form_that_expects_another_kind_says_so_and_leaves_nothing(
    me: Client, session: Session, storage: FakeStorage, content: bytes, expected: str, told: str
) -> None:
    answer = form(me, content, "logo.png", kind=expected, expectedKind=expected)
    error = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (400, "wrong_kind")
    assert error["message"].startswith(told)
    assert rows(session) == []
    assert leftovers(storage) == []


def test_a_form_that_expects_what_it_holds_is_kept(me: Client) -> None:
    answer = form(me, b"picture ", "logo.png", role="logo", expectedKind="image")
    assert (answer.status_code, answer.json()["upload"]["role"]) == (201, "logo")


def test_the_same_unfinished_file_goes_on_where_it_stopped(me: Client) -> None:
    first = announce(me, fingerprint="same").json()["upload"]
    append(me, first["id"], 0, FILM[:100])
    again = announce(me, fingerprint="same")
    assert (again.status_code, again.json()["upload"]["id"]) == (200, first["id"])
    assert (again.headers["upload-offset"], again.json()["upload"]["receivedBytes"]) == ("100", 100)
    assert announce(me, fingerprint="other").json()["upload"]["id"] != first["id"]
    assert announce(me, fingerprint="same", name="another.mp4").status_code == 201


def test_a_wrong_offset_is_told_the_true_one(me: Client) -> None:
    upload = announce(me).json()["upload"]
    append(me, upload["id"], 0, FILM[:100])
    answer = append(me, upload["id"], 50, FILM[50:])
    assert (answer.status_code, answer.json()["error"]["code"], answer.json()["offset"]) == (
        409,
        "wrong_offset",
        100,
    )
    assert offset_of(me, upload["id"]) == 100


def test_a_second_writer_is_refused_while_the_first_one_writes(me: Client) -> None:
    upload = announce(me).json()["upload"]
    with part_files.PartFile(str(upload["id"])):
        answer = append(me, upload["id"], 0, FILM)
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "part_file_busy")
    assert append(me, upload["id"], 0, FILM).status_code == 204


def test_an_empty_append_finishes_what_is_complete(me: Client, session: Session) -> None:
    upload = announce(me, bytes=4).json()["upload"]
    with part_files.PartFile(str(upload["id"])) as file:  # a server that died before it finished
        file.write(b"film")
        file.sync()
    row = rows(session)[0]
    row.received_bytes = 4
    session.commit()
    assert append(me, upload["id"], 4, b"").status_code == 204
    assert me.get(f"/api/uploads/{upload['id']}").json()["upload"]["status"] == "processing"


def test_bytes_that_were_never_acknowledged_are_cut_off(me: Client) -> None:
    upload = announce(me, bytes=len(FILM)).json()["upload"]
    append(me, upload["id"], 0, FILM[:100])
    path = part_files.part_path(str(upload["id"]))
    path.write_bytes(path.read_bytes() + b"torn")
    assert offset_of(me, upload["id"]) == 100
    append(me, upload["id"], 100, FILM[100:])
    shown = me.get(f"/api/uploads/{upload['id']}").json()["upload"]
    assert me.get(shown["sourceUrl"]).content == FILM


def test_bytes_that_a_restored_disk_has_lost_are_sent_again(me: Client) -> None:
    upload = announce(me).json()["upload"]
    append(me, upload["id"], 0, FILM[:100])
    part_files.part_path(str(upload["id"])).write_bytes(FILM[:60])
    assert offset_of(me, upload["id"]) == 60


def test_more_than_was_announced_is_refused_and_the_rest_kept(me: Client) -> None:
    upload = announce(me, bytes=10).json()["upload"]
    append(me, upload["id"], 0, b"film ")
    answer = append(me, upload["id"], 5, b"123456")
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "more_than_declared")
    assert offset_of(me, upload["id"]) == 5


def test_a_full_disk_keeps_what_was_acknowledged(me: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    upload = announce(me).json()["upload"]
    append(me, upload["id"], 0, FILM[:100])

    def full(descriptor: int, content: bytes) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("app.kernel.part_files.os.write", full)
        answer = append(me, upload["id"], 100, FILM[100:])
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "disk_full")
    assert "is full" in answer.json()["error"]["message"]
    assert offset_of(me, upload["id"]) == 100
    assert append(me, upload["id"], 100, FILM[100:]).status_code == 204


def test_a_full_disk_at_the_end_keeps_the_whole_file(me: Client, storage: FakeStorage) -> None:
    upload = announce(me).json()["upload"]
    storage.full = True
    assert append(me, upload["id"], 0, FILM).status_code == 503
    assert offset_of(me, upload["id"]) == len(FILM)
    storage.full = False
    assert append(me, upload["id"], len(FILM), b"").status_code == 204


def test_a_text_named_mp4_is_refused_with_its_last_bytes(me: Client, storage: FakeStorage) -> None:
    upload = announce(me, bytes=9).json()["upload"]
    answer = append(me, upload["id"], 0, b"some text")
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "not_media")
    shown = me.get(f"/api/uploads/{upload['id']}").json()["upload"]
    assert shown["status"] == "failed"
    assert shown["error"] == answer.json()["error"]["message"]
    assert leftovers(storage) == []
    assert append(me, upload["id"], 0, b"some text").status_code == 409


@pytest.mark.parametrize("content", [b"some text", b""])
def test_a_refused_form_leaves_nothing(
    me: Client, session: Session, storage: FakeStorage, content: bytes
) -> None:
    answer = form(me, content)
    assert answer.status_code == 400
    assert answer.json()["error"]["code"] in ("not_media", "empty_file")
    assert rows(session) == []
    assert leftovers(storage) == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no form at all",
        b"--b\r\n",
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.mp4"\r\n\r\nfilm and then nothing',
        b'--b\r\nContent-Disposition: form-data; name="kind"\r\n\r\nvideo\r\n--b--\r\n',
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="\xff.mp4"\r\n\r\nfilm\r\n--b--\r\n',
        b'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n' + b"x" * 20000 + b"\r\n--b--\r\n",
    ],
)
def test_a_broken_form_is_refused_and_leaves_nothing(
    me: Client, session: Session, storage: FakeStorage, body: bytes
) -> None:
    answer = me.post(
        "/api/uploads", content=body, headers={"Content-Type": "multipart/form-data; boundary=b"}
    )
    assert answer.status_code == 400
    assert rows(session) == []
    assert leftovers(storage) == []


def test_two_files_in_a_form_are_refused(me: Client, session: Session) -> None:
    part = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.mp4"\r\n\r\nfilm\r\n'
    answer = me.post(
        "/api/uploads",
        content=part * 2 + b"--b--\r\n",
        headers={"Content-Type": "multipart/form-data; boundary=b"},
    )
    assert (answer.status_code, rows(session)) == (400, [])


@pytest.mark.parametrize(
    "name",
    [
        "",
        "   ",
        "../film.mp4",
        "a/b.mp4",
        "a\\b.mp4",
        "..",
        "a\nb.mp4",
        "a\x00b.mp4",
        "a\x1b[31m.mp4",
        "x" * 513,
    ],
)
def test_a_name_that_cannot_be_kept_is_refused(me: Client, session: Session, name: str) -> None:
    answer = announce(me, name=name)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "bad_file_name")
    assert list(answer.json()["error"]["fields"]) == ["name"]
    assert rows(session) == []


def test_a_forms_name_that_leads_to_another_folder_is_refused(me: Client, session: Session) -> None:
    assert form(me, name="../../etc/passwd").status_code == 400
    assert rows(session) == []


@pytest.mark.parametrize("name", ["Öffnung 100% 'x': 🎬.mp4", "فيلم.mp4", "x" * 508 + ".mp4", 'a;b=c".mp4'])
def test_a_name_in_any_script_is_kept(me: Client, name: str) -> None:
    upload = announce(me, name=name, bytes=4).json()["upload"]
    append(me, upload["id"], 0, b"film")
    shown = me.get(f"/api/uploads/{upload['id']}").json()["upload"]
    assert shown["originalName"] == name
    assert me.get(shown["sourceUrl"] + "?download=1").status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "{}",
        '{"name": 5, "bytes": 1}',
        '{"name": "a.mp4", "bytes": -1}',
        '{"name": "a.mp4", "bytes": 1e30}',
        '{"name": "a.mp4", "bytes": 1, "kind": "text"}',
        '{"name": "a.mp4", "bytes": 1, "role": "poster"}',
        '{"name": "a\\ud800.mp4", "bytes": 1}',
        '{"name": "a.mp4", "bytes": 1, "displayName": ""}',
        '{"name": "a.mp4", "bytes": 1, "description": "' + "x" * 2001 + '"}',
    ],
)
def test_a_bad_announcement_is_400(me: Client, session: Session, body: str) -> None:
    answer = me.post("/api/uploads", content=body, headers={"Content-Type": "application/json"})
    assert (answer.status_code, rows(session)) == (400, [])


def test_an_announcement_of_64_kib_is_too_large(me: Client) -> None:
    answer = announce(me, description="x" * 70_000)
    assert answer.status_code == 413


def test_a_file_of_no_bytes_is_refused_at_once(me: Client, session: Session) -> None:
    answer = announce(me, bytes=0)
    assert (answer.status_code, answer.json()["error"]["code"], rows(session)) == (400, "empty_file", [])


def test_a_file_above_the_limit_is_refused_before_it_is_sent(me: Client, settings: Settings) -> None:
    settings.max_video_bytes, settings.max_image_bytes = 5000, 1000
    settings.max_audio_bytes = 2000
    answer = announce(me, kind="video", bytes=5001)
    assert (answer.status_code, answer.json()["limit"]) == (413, 5000)
    assert answer.json()["error"]["message"] == "A video may have at most 4.9 KB. This file has 4.9 KB."
    assert announce(me, kind="image", bytes=1001).status_code == 413
    assert announce(me, bytes=5001).status_code == 413
    assert announce(me, bytes=5000).status_code == 201


def test_a_form_above_the_limit_is_stopped_while_it_arrives(
    me: Client, session: Session, settings: Settings, storage: FakeStorage
) -> None:
    settings.max_video_bytes = settings.max_audio_bytes = settings.max_image_bytes = 1000
    answer = form(me)
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "file_too_large")
    assert form(me, bytes(200_000)).status_code == 413
    assert (rows(session), leftovers(storage)) == ([], [])


def test_the_limit_of_what_a_file_is_counts(me: Client, settings: Settings) -> None:
    settings.max_image_bytes = 20
    upload = announce(me, name="film.mp4", bytes=30).json()["upload"]
    answer = append(me, upload["id"], 0, b"picture " + bytes(22))
    assert (answer.status_code, answer.json()["limit"]) == (413, 20)


def test_the_quota_counts_what_unfinished_uploads_have_announced(
    me: Client, settings: Settings, session: Session, user: User
) -> None:
    make_upload(session, user)  # 4 bytes of film
    settings.account_quota_bytes = 100
    assert announce(me, bytes=90, fingerprint="a").status_code == 201
    answer = announce(me, bytes=7, fingerprint="b")
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "quota_reached")
    assert "100 bytes" in answer.json()["error"]["message"]
    assert announce(me, bytes=90, fingerprint="a").status_code == 200
    assert announce(me, bytes=6, fingerprint="b").status_code == 201


def test_a_cancelled_upload_gives_its_room_back(me: Client, settings: Settings, storage: FakeStorage) -> None:
    settings.account_quota_bytes = 100
    upload = announce(me, bytes=90).json()["upload"]
    append(me, upload["id"], 0, b"film")
    assert me.delete(f"/api/uploads/{upload['id']}").status_code == 204
    assert leftovers(storage) == []
    assert me.get(f"/api/uploads/{upload['id']}").status_code == 404
    assert announce(me, bytes=90).status_code == 201


def test_a_lower_third_is_a_png(me: Client, client: Client) -> None:
    answer = form(me, b"picture ", "strap.png", role="lower_third")
    assert answer.json()["upload"]["role"] == "lower_third"
    video = form(me, role="lower_third")
    assert video.status_code == 201
    assert video.json()["upload"]["role"] is None


def test_nobody_signed_in_and_nobody_else_may_do_anything(
    client: Client, me: Client, stranger: User, session: Session
) -> None:
    upload = announce(me).json()["upload"]
    url = f"/api/uploads/{upload['id']}"
    for other, status in ((client, 401), (client.cookie(stranger), 404)):
        assert other.get(url).status_code == status
        assert other.head(url).status_code == status
        assert other.patch(url, json={"displayName": "Mine"}).status_code == status
        assert other.delete(url).status_code == status
        assert append(other, upload["id"], 0, FILM).status_code == status
    assert form(client).status_code == 401
    assert announce(client).status_code == 401
    assert client.get("/api/uploads").status_code == 401
    assert client.cookie(stranger).get("/api/uploads").json() == {"uploads": [], "nextCursor": None}
    assert len(rows(session)) == 1
    assert offset_of(me, upload["id"]) == 0


def test_another_sites_page_cannot_send_a_file(client: Client, user: User) -> None:
    browser = client.cookie(user)
    browser.headers["Origin"] = "https://evil.example"
    assert announce(browser).status_code == 403
    assert form(browser).status_code == 403


def test_uploads_are_listed_searched_and_paged(me: Client, session: Session, user: User) -> None:
    for name in ("Rain", "Lamps", "100% sun"):
        make_upload(session, user, display_name=name)
    make_upload(session, user, UploadKind.IMAGE, display_name="Mark")
    names = [one["displayName"] for one in me.get("/api/uploads").json()["uploads"]]
    assert names == ["Mark", "100% sun", "Lamps", "Rain"]
    assert [one["displayName"] for one in me.get("/api/uploads?kind=image").json()["uploads"]] == ["Mark"]
    assert [one["displayName"] for one in me.get("/api/uploads?search=0%25").json()["uploads"]] == [
        "100% sun"
    ]
    first = me.get("/api/uploads?limit=3").json()
    rest = me.get(f"/api/uploads?limit=3&cursor={first['nextCursor']}").json()
    assert [one["displayName"] for one in rest["uploads"]] == ["Rain"]
    assert rest["nextCursor"] is None


@pytest.mark.parametrize(
    "query",
    [
        "kind=text",
        "limit=0",
        "limit=1000",
        "cursor=0",
        "cursor=99999999999999999999",
        "search=%00",
        "status=x",
    ],
)
def test_a_bad_question_is_400(me: Client, query: str) -> None:
    assert me.get(f"/api/uploads?{query}").status_code == 400


@pytest.mark.parametrize("upload_id", ["0", "-1", "x", "99999999999999999999999"])
def test_an_impossible_id_is_400(me: Client, upload_id: str) -> None:
    assert me.get(f"/api/uploads/{upload_id}").status_code == 400


def test_words_and_role_change(me: Client, session: Session, user: User) -> None:
    picture = make_upload(session, user, UploadKind.IMAGE)
    change = {"displayName": "  Strap ", "description": "A\nB", "role": "lower_third"}
    shown = me.patch(f"/api/uploads/{picture.id}", json=change).json()["upload"]
    assert (shown["displayName"], shown["description"], shown["role"]) == ("Strap", "A\nB", "lower_third")
    shown = me.patch(f"/api/uploads/{picture.id}", json={"role": None}).json()["upload"]
    assert (shown["role"], shown["displayName"]) == (None, "Strap")


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"displayName": " "},
        {"displayName": "x" * 513},
        {"description": "x" * 2001},
        {"displayName": "a\u0000"},
    ],
)
def test_a_bad_change_is_400(me: Client, session: Session, user: User, change: dict[str, str]) -> None:
    film = make_upload(session, user)
    answer = me.patch(f"/api/uploads/{film.id}", content=json.dumps(change))
    assert answer.status_code == 400


def test_a_role_is_for_pictures_and_a_lower_third_for_pngs(me: Client, session: Session, user: User) -> None:
    film = make_upload(session, user)
    photo = make_upload(session, user, UploadKind.IMAGE, mime="image/jpeg")
    for upload in (film, photo):
        answer = me.patch(f"/api/uploads/{upload.id}", json={"role": "lower_third"})
        assert answer.status_code == 400
        assert list(answer.json()["error"]["fields"]) == ["role"]
    assert me.patch(f"/api/uploads/{photo.id}", json={"role": "overlay"}).status_code == 200


def test_a_status_shown_is_that_of_the_row(me: Client, session: Session, user: User) -> None:
    make_upload(session, user, status=UploadStatus.FAILED, error="It is broken.")
    shown = me.get("/api/uploads?status=failed").json()["uploads"]
    assert [(one["status"], one["error"]) for one in shown] == [("failed", "It is broken.")]
