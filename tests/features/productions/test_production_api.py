"""Producing and what becomes of it, through the mounted API."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlmodel import Session, select

from app.features.accounts.models import User
from app.features.productions.models import (
    Production,
    ProductionDraft,
    Upload,
    UploadKind,
    UploadStatus,
)
from app.kernel.assets import Asset
from app.kernel.disk import DiskFull
from app.kernel.jobs import Job, JobStatus, run_job
from tests.factories import fresh, saved
from tests.factories.productions import make_draft, make_preset, make_upload
from tests.fakes import FakeQueue, FakeRenderer, FakeStorage
from tests.rest_client import Client

PRODUCTIONS = "/api/productions"


@pytest.fixture
def me(client: Client, user: User) -> Client:
    return client.bearer(user)


@pytest.fixture
def draft(session: Session, user: User, upload: Upload) -> ProductionDraft:
    return make_draft(session, user, upload, config_json={"name": "First light"})


def produce(client: Client, draft: ProductionDraft) -> Any:
    return client.post(PRODUCTIONS, json={"draftId": draft.id})


def made(client: Client, draft: ProductionDraft) -> dict[str, Any]:
    answer = produce(client, draft)
    assert answer.status_code == 201, answer.text
    return answer.json()["production"]


def render(session: Session, production: dict[str, Any]) -> None:
    """What a worker does with the production's message."""
    session.commit()
    run_job(UUID(production["jobId"]))
    session.commit()


def test_producing_archives_the_draft_and_links_it(
    me: Client, draft: ProductionDraft, session: Session
) -> None:
    production = made(me, draft)
    kept = fresh(session, draft)
    assert (production["status"], production["name"]) == ("queued", "First light")
    assert str(kept.production_id) == production["id"]
    assert kept.archived_at is not None
    assert me.get(f"/api/production-drafts?uploadId={draft.upload_id}").status_code == 404


def test_producing_sends_one_message_after_the_commit(
    me: Client, draft: ProductionDraft, queue: FakeQueue
) -> None:
    production = made(me, draft)
    assert queue.sent == [UUID(production["jobId"])]


def test_an_upload_may_be_named_instead_of_its_draft(me: Client, draft: ProductionDraft) -> None:
    answer = me.post(PRODUCTIONS, json={"uploadId": draft.upload_id})
    assert answer.status_code == 201
    assert answer.json()["production"]["uploadId"] == draft.upload_id


def test_a_second_click_is_409_and_names_the_production(
    me: Client, draft: ProductionDraft, session: Session
) -> None:
    production = made(me, draft)
    again = produce(me, draft)
    assert again.status_code == 409
    assert again.json()["productionId"] == production["id"]
    assert len(session.exec(select(Production)).all()) == 1


def test_clicking_at_once_makes_one_production(
    me: Client, draft: ProductionDraft, session: Session, queue: FakeQueue
) -> None:
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda _: produce(me, draft).status_code, range(6)))
    assert sorted(answers) == [201, 409, 409, 409, 409, 409]
    assert len(session.exec(select(Production)).all()) == 1
    assert len(queue.sent) == 1


def test_an_archived_draft_is_not_produced(me: Client, draft: ProductionDraft) -> None:
    me.post(f"/api/production-drafts/{draft.id}/archive")
    assert produce(me, draft).status_code == 409


def test_nothing_named_is_400(me: Client) -> None:
    assert me.post(PRODUCTIONS, json={}).status_code == 400


@pytest.mark.parametrize("body", [{"draftId": 999}, {"uploadId": 999}, {"draftId": 10**30}, {"uploadId": -1}])
def test_an_unknown_draft_is_404(me: Client, body: dict[str, int]) -> None:
    assert me.post(PRODUCTIONS, json=body).status_code == 404


def test_choices_in_the_way_are_named_and_nothing_is_made(
    me: Client, session: Session, user: User, draft: ProductionDraft, queue: FakeQueue
) -> None:
    song = make_upload(session, user, UploadKind.AUDIO)
    me.patch(f"/api/production-drafts/{draft.id}", json={"config": {"musicUploadId": song.id}})
    song.source_deleted_at = song.created_at
    saved(session, song)
    answer = produce(me, draft)
    assert answer.status_code == 400
    assert list(answer.json()["error"]["fields"]) == ["musicUploadId"]
    assert fresh(session, draft).archived_at is None
    assert session.exec(select(Production)).all() == []
    assert queue.sent == []


def test_a_source_in_preparation_is_409_and_keeps_the_draft(
    me: Client, session: Session, upload: Upload, draft: ProductionDraft
) -> None:
    upload.status = UploadStatus.PROCESSING
    saved(session, upload)
    assert produce(me, draft).status_code == 409
    assert fresh(session, draft).archived_at is None


def test_the_film_is_rendered_and_can_be_watched_and_downloaded(
    me: Client, draft: ProductionDraft, session: Session
) -> None:
    production = made(me, draft)
    render(session, production)
    done = me.get(f"{PRODUCTIONS}/{production['id']}").json()["production"]
    assert (done["status"], done["progress"], done["error"]) == ("completed", 1.0, None)
    assert (done["width"], done["height"], done["durationSeconds"]) == (1280, 720, 10.0)
    assert me.get(done["videoUrl"]).content == b"film rendered"
    download = me.get(done["downloadUrl"]).headers["content-disposition"]
    assert download.startswith('attachment; filename="First light.mp4"')
    assert me.get(done["posterUrl"]).status_code == 200
    assert done["bytes"] == len(b"film rendered")


def test_a_later_edit_of_a_preset_changes_nothing_produced(
    me: Client, session: Session, user: User, draft: ProductionDraft, renderer: FakeRenderer
) -> None:
    logo = make_upload(session, user, UploadKind.IMAGE)
    preset = make_preset(session, user, settings={"widthPct": 40.0})
    choices = {"logoUploadId": logo.id, "logoConfigId": preset.id}
    me.patch(f"/api/production-drafts/{draft.id}", json={"config": choices})
    production = made(me, draft)
    me.patch(f"/api/presets/{preset.id}", json={"settings": {"widthPct": 80}})
    render(session, production)
    plan = renderer.plans[0]
    assert [layer.name for layer in plan.layers] == ["logo"]
    assert plan.layers[0].artwork.settings["widthPct"] == 40.0


def test_settings_are_told_in_words(me: Client, session: Session, user: User, upload: Upload) -> None:
    song = make_upload(session, user, UploadKind.AUDIO, display_name="Dawn")
    config = {
        "screenTitleText": "100 % light",
        "musicUploadId": song.id,
        "intro": {"kind": "freeze_first_frame", "seconds": 3},
        "editRanges": [{"start": 0.0, "end": 2.0}, {"start": 4.0, "end": 5.5}],
    }
    production = made(me, make_draft(session, user, upload, config_json=config))
    words = {each["label"]: each["words"] for each in production["settings"]}
    assert words["Title"].startswith("“100 % light” in Fraunces")
    assert words["Opening"] == "The first frame stands for 3 s"
    assert words["Cuts"] == "2 pieces, 3.5 s kept: 0:00–0:02, 0:04–0:05.5"
    assert words["Sound"].startswith("Dawn, 18 dB quieter under the film’s own sound")


def test_the_list_shows_the_newest_first_and_only_ones_own(
    me: Client, client: Client, session: Session, user: User, stranger: User
) -> None:
    first = made(me, make_draft(session, user, make_upload(session, user)))
    second = made(me, make_draft(session, user, make_upload(session, user)))
    listed = me.get(PRODUCTIONS).json()["productions"]
    assert [each["id"] for each in listed] == [second["id"], first["id"]]
    assert client.bearer(stranger).get(PRODUCTIONS).json() == {"productions": []}


def test_cancelling_before_it_starts_is_done_at_once(
    me: Client, draft: ProductionDraft, session: Session
) -> None:
    production = made(me, draft)
    answer = me.post(f"{PRODUCTIONS}/{production['id']}/cancel")
    assert answer.status_code == 200
    assert answer.json()["production"]["status"] == "cancelled"
    render(session, production)
    assert me.get(f"{PRODUCTIONS}/{production['id']}").json()["production"]["status"] == "cancelled"


def test_cancelling_twice_is_no_error(me: Client, draft: ProductionDraft) -> None:
    production = made(me, draft)
    me.post(f"{PRODUCTIONS}/{production['id']}/cancel")
    assert me.post(f"{PRODUCTIONS}/{production['id']}/cancel").status_code == 200


def test_a_failure_is_told_and_can_be_retried(
    me: Client, draft: ProductionDraft, session: Session, renderer: FakeRenderer
) -> None:
    production = made(me, draft)
    renderer.failure = DiskFull()
    render(session, production)
    failed = me.get(f"{PRODUCTIONS}/{production['id']}").json()["production"]
    assert failed["status"] == "failed"
    assert failed["error"] == DiskFull().message
    again = me.post(f"{PRODUCTIONS}/{production['id']}/retry").json()["production"]
    assert (again["status"], again["error"]) == ("queued", None)
    render(session, again)
    assert me.get(f"{PRODUCTIONS}/{production['id']}").json()["production"]["status"] == "completed"


def test_a_cancelled_one_can_be_retried(me: Client, draft: ProductionDraft, session: Session) -> None:
    production = made(me, draft)
    me.post(f"{PRODUCTIONS}/{production['id']}/cancel")
    again = me.post(f"{PRODUCTIONS}/{production['id']}/retry").json()["production"]
    render(session, again)
    assert me.get(f"{PRODUCTIONS}/{production['id']}").json()["production"]["status"] == "completed"


def test_a_retry_after_its_job_was_tidied_away_makes_a_new_one(
    me: Client, session: Session, user: User, upload: Upload, draft: ProductionDraft
) -> None:
    production = made(me, draft)
    me.post(f"{PRODUCTIONS}/{production['id']}/cancel")
    session.delete(session.get(Job, UUID(production["jobId"])))
    session.commit()
    again = me.post(f"{PRODUCTIONS}/{production['id']}/retry").json()["production"]
    assert again["status"] == "queued"
    assert again["jobId"] != production["jobId"]


def test_what_is_finished_is_neither_retried_nor_cancelled(
    me: Client, draft: ProductionDraft, session: Session
) -> None:
    production = made(me, draft)
    render(session, production)
    assert me.post(f"{PRODUCTIONS}/{production['id']}/retry").status_code == 409
    assert me.post(f"{PRODUCTIONS}/{production['id']}/cancel").status_code == 409


def test_deleting_removes_the_row_and_the_files(
    me: Client, draft: ProductionDraft, session: Session, storage: FakeStorage
) -> None:
    before = set(storage.keys())
    production = made(me, draft)
    render(session, production)
    assert len(set(storage.keys()) - before) == 2
    assert me.delete(f"{PRODUCTIONS}/{production['id']}").status_code == 204
    assert set(storage.keys()) == before
    assert me.get(f"{PRODUCTIONS}/{production['id']}").status_code == 404
    assert [asset.kind for asset in session.exec(select(Asset))] == ["source"]
    assert fresh(session, draft).production_id is None


def test_deleting_what_waits_stops_its_job(me: Client, draft: ProductionDraft, session: Session) -> None:
    production = made(me, draft)
    me.delete(f"{PRODUCTIONS}/{production['id']}")
    job = session.get(Job, UUID(production["jobId"]))
    assert job is not None
    assert job.status is JobStatus.CANCELLED


def test_somebody_elses_production_is_404(
    client: Client, me: Client, stranger: User, draft: ProductionDraft, session: Session
) -> None:
    production = made(me, draft)
    render(session, production)
    them = client.bearer(stranger)
    one = f"{PRODUCTIONS}/{production['id']}"
    assert them.get(one).status_code == 404
    assert them.post(f"{one}/retry").status_code == 404
    assert them.post(f"{one}/cancel").status_code == 404
    assert them.delete(one).status_code == 404
    assert produce(them, draft).status_code == 404
    done = me.get(one).json()["production"]
    assert them.get(done["videoUrl"]).status_code == 404


def test_an_unknown_production_is_404(me: Client) -> None:
    assert me.get(f"{PRODUCTIONS}/{uuid4()}").status_code == 404
    assert me.get(f"{PRODUCTIONS}/nonsense").status_code == 400


def test_signed_out_is_401(client: Client, draft: ProductionDraft) -> None:
    assert client.get(PRODUCTIONS).status_code == 401
    assert produce(client, draft).status_code == 401


def test_a_name_becomes_a_safe_file_name(me: Client, session: Session, user: User, upload: Upload) -> None:
    draft = make_draft(session, user, upload, config_json={"name": "../a/b:c*?\u202e “x” 🎬."})
    production = made(me, draft)
    render(session, production)
    film = session.exec(select(Asset).where(Asset.kind == "render")).one()
    assert film.filename == "_a_b_c___ “x” 🎬.mp4"
