"""The outbox's way over HTTP, for when the socket is away."""

from sqlmodel import Session

from app.features.accounts.models import User
from app.features.productions.models import Upload
from tests.factories import fresh
from tests.factories.productions import make_draft, make_preset
from tests.rest_client import Client

BATCH = {"scope": "draft:1", "seq": 5, "changes": {"name": "New"}, "bases": {"name": ["Old"]}}


def test_a_batch_is_saved_and_acknowledged(client: Client, session: Session, user: User, upload: Upload):
    draft = make_draft(session, user, upload, config_json={"name": "Old"})
    client = client.cookie(user)

    answer = client.patch(f"/api/production-drafts/{draft.id}/changes", json=BATCH)

    assert answer.status_code == 200
    assert answer.json()["saved"] == {"name": "New"}
    assert (answer.json()["seq"], answer.json()["revision"]) == (5, 2)
    assert fresh(session, draft).config_json == {"name": "New"}


def test_a_lost_race_is_no_error_and_loses_nothing(
    client: Client, session: Session, user: User, upload: Upload
):
    draft = make_draft(session, user, upload, config_json={"name": "From the phone"})
    client = client.cookie(user)

    answer = client.patch(f"/api/production-drafts/{draft.id}/changes", json=BATCH)

    assert answer.status_code == 200
    assert answer.json()["conflicts"] == {"name": "From the phone"}
    assert fresh(session, draft).config_json == {"name": "From the phone"}


def test_nobody_and_strangers_are_kept_out(
    client: Client, session: Session, user: User, stranger: User, upload: Upload
):
    draft = make_draft(session, user, upload, config_json={"name": "Old"})
    preset = make_preset(session, user)
    addresses = (f"/api/production-drafts/{draft.id}/changes", f"/api/presets/{preset.id}/changes")

    assert [client.patch(address, json=BATCH).status_code for address in addresses] == [401, 401]
    client = client.cookie(stranger)
    assert [client.patch(address, json=BATCH).status_code for address in addresses] == [404, 404]
    assert fresh(session, draft).config_json == {"name": "Old"}


def test_a_batch_of_nonsense_is_refused(client: Client, session: Session, user: User, upload: Upload):
    draft = make_draft(session, user, upload)
    client = client.cookie(user)

    for nonsense in ({}, {"scope": 1}, {"scope": "draft:1", "changes": []}, {"scope": "x" * 200}):
        assert client.patch(f"/api/production-drafts/{draft.id}/changes", json=nonsense).status_code == 400
