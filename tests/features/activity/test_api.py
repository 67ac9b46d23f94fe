"""`/api/jobs` as a client sees it."""

from uuid import uuid4

import pytest
from sqlmodel import Session

from app.features.accounts.models import User
from app.kernel.jobs import JobStatus
from tests.factories.jobs import make_job
from tests.rest_client import Client


@pytest.fixture
def mine(client: Client, user: User) -> Client:
    return client.bearer(user)


def test_jobs_come_newest_first_and_page_by_page(mine: Client, session: Session, user: User) -> None:
    made = [str(make_job(session, user).id) for _ in range(5)]
    first = mine.get("/api/jobs", params={"limit": 3}).json()
    rest = mine.get("/api/jobs", params={"limit": 3, "before": first["jobs"][-1]["id"]}).json()
    assert [job["id"] for job in first["jobs"] + rest["jobs"]] == made[::-1]
    assert (first["more"], rest["more"]) == (True, False)


def test_jobs_are_filtered_by_state(mine: Client, session: Session, user: User) -> None:
    make_job(session, user)
    failed = make_job(session, user, status=JobStatus.FAILED)
    found = mine.get("/api/jobs", params={"status": "failed"}).json()["jobs"]
    assert [job["id"] for job in found] == [str(failed.id)]


def test_a_job_shows_how_far_it_is(mine: Client, session: Session, user: User) -> None:
    job = make_job(session, user, status=JobStatus.RUNNING, progress=0.5, stage="Rendering")
    shown = mine.get(f"/api/jobs/{job.id}").json()
    assert (shown["progress"], shown["stage"], shown["title"]) == (0.5, "Rendering", job.title)
    assert {"worker", "payload", "account_id", "key"}.isdisjoint(shown)


def test_cancel_then_retry(mine: Client, session: Session, user: User) -> None:
    job = make_job(session, user)
    assert mine.post(f"/api/jobs/{job.id}/cancel").json()["status"] == "cancelled"
    assert mine.post(f"/api/jobs/{job.id}/cancel").status_code == 409
    assert mine.post(f"/api/jobs/{job.id}/retry").json()["status"] == "queued"
    assert mine.post(f"/api/jobs/{job.id}/retry").status_code == 409


@pytest.mark.parametrize(("method", "suffix"), [("GET", ""), ("POST", "/cancel"), ("POST", "/retry")])
def test_other_peoples_jobs_answer_404(
    client: Client, session: Session, user: User, stranger: User, method: str, suffix: str
) -> None:
    job = make_job(session, user)
    reply = client.bearer(stranger).request(method, f"/api/jobs/{job.id}{suffix}")
    assert reply.status_code == 404
    assert client.bearer(stranger).get("/api/jobs").json()["jobs"] == []


def test_signed_out_answers_401(client: Client) -> None:
    assert client.get("/api/jobs").status_code == 401
    assert client.post(f"/api/jobs/{uuid4()}/cancel").status_code == 401
