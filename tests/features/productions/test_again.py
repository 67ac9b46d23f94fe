"""New production from these settings."""

from typing import Any

import pytest
from sqlmodel import Session

from app.features.accounts.models import User
from app.features.productions.models import Preset, ProductionDraft, Upload, UploadKind, UploadStatus
from app.features.productions.state.again import AgainState
from tests.factories import fresh
from tests.factories.productions import make_draft, make_preset, make_upload
from tests.rest_client import Client
from tests.state_runner import Runner


@pytest.fixture
def me(client: Client, user: User) -> Client:
    return client.bearer(user)


@pytest.fixture
def logo(session: Session, user: User, upload: Upload) -> Upload:
    return make_upload(session, user, UploadKind.IMAGE)


@pytest.fixture
def preset(session: Session, user: User) -> Preset:
    return make_preset(session, user, name="Corner", settings={"widthPct": 20})


@pytest.fixture
def draft(session: Session, user: User, upload: Upload, logo: Upload, preset: Preset) -> ProductionDraft:
    config = {
        "name": "First light",
        "screenTitleText": "Dawn",
        "logoUploadId": logo.id,
        "logoConfigId": preset.id,
        "editRanges": [{"start": 0.0, "end": 4.0}],
    }
    return make_draft(session, user, upload, config_json=config)


def produced(client: Client, draft: ProductionDraft) -> str:
    answer = client.post("/api/productions", json={"draftId": draft.id})
    return f"/api/productions/{answer.json()['production']['id']}/drafts"


def test_the_same_film_gets_all_of_its_settings(me: Client, draft: ProductionDraft) -> None:
    answer = me.post(produced(me, draft), json={})
    assert (answer.status_code, answer.json()["note"]) == (201, None)
    again: dict[str, Any] = answer.json()["draft"]
    assert (again["config"], again["status"]) == (draft.config_json, "active")
    assert again["id"] != draft.id


def test_another_film_gets_what_does_not_speak_of_the_first(
    me: Client, draft: ProductionDraft, session: Session, user: User
) -> None:
    other = make_upload(session, user)
    again = me.post(produced(me, draft), json={"uploadId": other.id}).json()["draft"]
    assert again["uploadId"] == other.id
    assert sorted(again["config"]) == ["logoConfigId", "logoUploadId", "screenTitleText"]


def test_a_begun_draft_is_put_away_only_when_asked_to(me: Client, draft: ProductionDraft) -> None:
    address = produced(me, draft)
    begun = me.post("/api/production-drafts", json={"uploadId": draft.upload_id}).json()["draft"]
    me.patch(f"/api/production-drafts/{begun['id']}", json={"config": {"name": "Begun"}})
    refused = me.post(address, json={})
    taken = me.post(address, json={"replace": True})
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "draft_in_the_way")
    assert taken.json()["draft"]["config"]["name"] == "First light"
    assert taken.json()["draft"]["id"] != begun["id"]


def test_a_preset_that_was_changed_since_comes_back_as_it_was(
    me: Client, draft: ProductionDraft, preset: Preset
) -> None:
    address = produced(me, draft)
    me.patch(f"/api/presets/{preset.id}", json={"settings": {"widthPct": 90}})
    first = me.post(address, json={}).json()["draft"]["config"]["logoConfigId"]
    second = me.post(address, json={"replace": True}).json()["draft"]["config"]["logoConfigId"]
    kept = {each["id"]: each for each in me.get("/api/presets?kind=logo").json()["presets"]}
    assert first == second != preset.id
    assert (kept[first]["name"], kept[first]["settings"]["widthPct"]) == ("Corner, as then", 20)
    assert kept[preset.id]["settings"]["widthPct"] == 90


def test_what_has_gone_is_left_out_and_named(
    me: Client, draft: ProductionDraft, logo: Upload, session: Session
) -> None:
    address = produced(me, draft)
    logo.status = UploadStatus.FAILED
    session.add(logo)
    session.commit()
    answer = me.post(address, json={}).json()
    assert "logoUploadId" not in answer["draft"]["config"]
    assert answer["draft"]["config"]["screenTitleText"] == "Dawn"
    assert answer["note"] == "Some of it is no longer there and was left out: Logo."


async def test_the_page_asks_for_which_film_and_opens_its_draft(
    runner: Runner, me: Client, draft: ProductionDraft, session: Session, user: User, upload: Upload
) -> None:
    other = make_upload(session, user, display_name="Another")
    make_upload(session, user, status=UploadStatus.FAILED)
    production = produced(me, draft).split("/")[3]
    runner.sign_in(user)

    await runner.run(AgainState.ask(production))
    page = await runner.state(AgainState)
    assert (page.stage, [film["id"] for film in page.films]) == ("choosing", [upload.id, other.id])

    await runner.run(AgainState.choose(other.id))
    page = await runner.state(AgainState)
    assert (page.stage, page.error) == ("", "")
    assert f"/produce?upload={other.id}" in str(runner.events)


async def test_a_begun_draft_is_put_away_only_when_that_is_said(
    runner: Runner, me: Client, draft: ProductionDraft, session: Session, user: User, upload: Upload
) -> None:
    production = produced(me, draft).split("/")[3]
    begun = make_draft(session, user, upload, config_json={"name": "Begun"})
    runner.sign_in(user)
    await runner.run(AgainState.ask(production))

    await runner.run(AgainState.choose(upload.id))
    assert (await runner.state(AgainState)).stage == "in_the_way"
    assert fresh(session, begun).archived_at is None

    await runner.run(AgainState.replace())
    assert fresh(session, begun).archived_at is not None
    assert (await runner.state(AgainState)).stage == ""
