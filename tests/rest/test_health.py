"""Health is about the process, readiness about everything that it needs."""

import pytest
from sqlmodel import Session

from app.kernel import clock
from app.kernel.jobs.models import Worker
from tests.conftest import HeldClock
from tests.fakes import Fakes
from tests.rest_client import Client


@pytest.fixture
def worker(session: Session, held_clock: HeldClock) -> Worker:
    """A worker that was heard of just now."""
    heard = Worker(name="host:1:1", threads=2, seen_at=clock.now())
    session.add(heard)
    session.commit()
    return heard


def test_a_live_process_says_its_version_and_how_fast_it_saves(client: Client) -> None:
    told = client.get("/api/health").json()
    assert told["status"] == "ok"
    assert set(told["saves"]) == {"count", "p50_ms", "p95_ms", "p99_ms"}


@pytest.mark.usefixtures("worker")
def test_an_installation_with_all_its_parts_is_ready(client: Client) -> None:
    reply = client.get("/api/ready")
    assert reply.status_code == 200
    assert set(reply.json()["parts"]) == {"database", "queue", "storage", "worker"}


@pytest.mark.usefixtures("worker")
def test_a_broken_part_is_named(client: Client, fakes: Fakes) -> None:
    fakes.queue.broken = True
    reply = client.get("/api/ready")
    assert reply.status_code == 503
    assert [name for name, part in reply.json()["parts"].items() if not part["ok"]] == ["queue"]


@pytest.mark.usefixtures("worker")
def test_a_worker_that_fell_silent_is_missed(client: Client, held_clock: HeldClock) -> None:
    held_clock.advance(minutes=1)
    assert not client.get("/api/ready").json()["parts"]["worker"]["ok"]


def test_readiness_without_a_database_is_an_answer_and_no_fault(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.kernel.db.make_engine", _no_engine)
    from app.kernel import db

    db.reset_engine()
    reply = client.get("/api/ready")
    assert reply.status_code == 503
    assert not reply.json()["parts"]["database"]["ok"]


def _no_engine(url: str) -> None:
    raise ConnectionError(url)
