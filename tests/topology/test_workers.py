"""Workers as real processes, on the embedded default and on PostgreSQL with Redis."""

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from app.kernel import clock, db, jobs, ports
from app.kernel.jobs import Job, JobStatus
from app.kernel.ports.queue import Queue
from tests.fakes import FakeQueue
from tests.topology.forks import is_alive, kill
from tests.topology.installation import Installation
from tests.waiting import wait_until


def test_two_workers_do_each_job_once(installation: Installation) -> None:
    for _ in range(2):
        installation.start_worker()
    ids = [installation.enqueue(number, seconds=0.02) for number in range(40)]
    for job_id in ids:  # a repeated message does no harm
        ports.get(Queue).send(job_id)
    installation.wait_for_all()
    assert installation.effects() == dict.fromkeys(range(40), 1)
    assert {installation.job(job_id).attempt for job_id in ids} == {1}


def test_one_key_at_the_same_moment_makes_one_job(installation: Installation) -> None:
    with ThreadPoolExecutor(8) as people:
        ids = set(people.map(lambda _: installation.enqueue(1), range(24)))
    assert len(ids) == 1


def test_a_cancel_reaches_another_process_within_two_seconds(installation: Installation) -> None:
    """Once in three times at least: on a busy machine a worker may be late, a slow one always is."""
    installation.start_worker()
    assert any(_seconds_to_cancel(installation, effect) < 2 for effect in range(3))
    assert installation.effects() == {}


def _seconds_to_cancel(installation: Installation, effect: int) -> float:
    job_id = installation.enqueue(effect, seconds=60)
    wait_until(lambda: installation.job(job_id).progress > 0, what="the job's start")
    with db.unit_of_work() as session:
        jobs.request_cancel(session, installation.actor, job_id)
    asked = time.monotonic()
    wait_until(lambda: installation.job(job_id).status is JobStatus.CANCELLED, what="the cancel")
    return time.monotonic() - asked


def test_sigterm_hands_the_running_job_to_the_next_worker(installation: Installation) -> None:
    first = installation.start_worker()
    job_id = installation.enqueue(1, seconds=3)
    wait_until(lambda: installation.job(job_id).status is JobStatus.RUNNING, what="the job's start")
    os.kill(first, signal.SIGTERM)
    wait_until(lambda: not is_alive(first), what="the worker's end")
    back = installation.job(job_id)
    assert (back.status, back.max_attempts - back.attempt) == (JobStatus.QUEUED, jobs.models.MAX_ATTEMPTS)
    installation.start_worker()
    installation.wait_for_all()
    assert installation.effects() == {1: 1}


def test_a_worker_that_starts_does_what_a_killed_one_left(installation: Installation) -> None:
    first = installation.start_worker()
    ids = [installation.enqueue(number, seconds=0.5) for number in range(6)]
    wait_until(lambda: installation.job(ids[0]).status is JobStatus.RUNNING, what="the first job's start")
    kill(first)
    installation.start_worker()
    installation.wait_for_all()
    assert installation.effects() == dict.fromkeys(range(6), 1)


def test_a_lost_message_is_found_by_the_sweep(installation: Installation) -> None:
    installation.start_worker()
    real = ports.get(Queue)
    ports.bind(Queue, FakeQueue())
    job_id = installation.enqueue(1)
    ports.bind(Queue, real)
    with db.unit_of_work() as session:
        session.get_one(Job, job_id).sent_at = clock.now() - timedelta(minutes=1)
    assert jobs.sweep().sent_again == 1
    installation.wait_for_all()
    assert installation.effects() == {1: 1}


@pytest.mark.parametrize("topology", ["sqlite+folder"], indirect=True)
def test_a_broken_message_does_not_end_the_worker(installation: Installation, topology: str) -> None:
    messages = os.path.join(installation.environment["DATA_DIR"], "queue", "messages")  # noqa: PTH118  # as kombu does
    worker = installation.start_worker()
    with open(f"{messages}/1_broken.everkeep.msg", "w") as file:  # noqa: PTH123  # as kombu does
        file.write("{")
    job_id = installation.enqueue(1)
    wait_until(lambda: installation.job(job_id).status is JobStatus.SUCCEEDED, what="the next job")
    assert is_alive(worker)
