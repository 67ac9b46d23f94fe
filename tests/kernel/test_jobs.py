"""Jobs: what enqueueing, cancelling, retrying, running and sweeping promise."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlmodel import Session

from app.features.accounts.models import User
from app.kernel import clock, db, jobs, ports
from app.kernel.errors import Conflict, InvalidInput, NotFound
from app.kernel.identity import Actor
from app.kernel.jobs import Job, JobContext, JobKind, JobKinds, JobStatus, running, transitions
from app.kernel.jobs.models import BEGUN_AT
from app.kernel.jobs.workers import this_worker
from tests.conftest import HeldClock
from tests.factories import fresh
from tests.fakes import FakeQueue, Fakes
from tests.fakes.authenticator import actor_of
from tests.waiting import wait_until

KIND = "tests.work"
# How long a failure takes: what is waited for comes at once on a machine that is not busy.
LONG_SECONDS = 60


@dataclass
class Work:
    """A kind of job whose work a test gives, and everything its feature was told."""

    run: Callable[[JobContext], dict[str, Any] | None] = lambda context: None
    told: list[tuple[Any, ...]] = field(default_factory=list)

    def kind(self) -> JobKind:
        return JobKind(
            name=KIND,
            run=lambda context: self.run(context),
            succeeded=lambda session, payload, result: self.told.append(("succeeded", result)),
            failed=lambda session, payload, message: self.told.append(("failed", message)),
            cancelled=lambda session, payload: self.told.append(("cancelled",)),
            requeued=lambda session, payload: self.told.append(("requeued",)),
        )


@pytest.fixture
def work(fakes: Fakes, database: str) -> Work:
    made = Work()
    ports.bind(JobKinds, JobKinds({KIND: made.kind()}))
    return made


def enqueue(actor: Actor, **given: Any) -> UUID:
    values: dict[str, Any] = {"key": uuid4().hex, "title": "Working", "payload": {"n": 1}}
    with db.unit_of_work() as session:
        return jobs.enqueue(session, actor, KIND, **values | given).id


def row(session: Session, job_id: UUID) -> Job:
    session.rollback()
    job = session.get(Job, job_id)
    assert job is not None
    return fresh(session, job)


def as_person(actor: Actor, verb: Callable[..., Any], *args: Any) -> Any:
    with db.unit_of_work() as session:
        return verb(session, actor, *args)


def take(job_id: UUID, worker: str) -> transitions.Claim:
    with db.unit_of_work() as session:
        claim = transitions.claim(session, job_id, worker)
    assert claim is not None
    return claim


DEAD = this_worker().rsplit(":", 2)[0] + ":1:1000"
"""A worker of this machine whose pid now belongs to something else."""
ELSEWHERE = "another-host/pid:[1]:42:1000"


def test_the_message_goes_out_after_the_commit(actor: Actor, work: Work, queue: FakeQueue) -> None:
    with db.unit_of_work() as session:
        job = jobs.enqueue(session, actor, KIND, key="a", title="Working", payload={})
        assert queue.sent == []
    assert queue.sent == [job.id]


def test_a_queue_out_of_reach_does_not_fail_what_was_committed(
    actor: Actor, work: Work, queue: FakeQueue, session: Session
) -> None:
    queue.broken = True
    job_id = enqueue(actor)
    assert row(session, job_id).status is JobStatus.QUEUED


def test_the_same_key_gives_the_same_job_until_it_has_finished(actor: Actor, work: Work) -> None:
    first = enqueue(actor, key="film")
    assert enqueue(actor, key="film") == first
    jobs.run_job(first)
    assert enqueue(actor, key="film") != first


def test_a_job_that_succeeds_tells_its_feature_once(actor: Actor, work: Work, session: Session) -> None:
    work.run = lambda context: {"made": context.payload["n"]}
    job_id = enqueue(actor)
    jobs.run_job(job_id)
    jobs.run_job(job_id)
    done = row(session, job_id)
    assert (done.status, done.progress, done.result, done.attempt) == (
        JobStatus.SUCCEEDED,
        1.0,
        {"made": 1},
        1,
    )
    assert work.told == [("succeeded", {"made": 1})]


def test_a_failure_fit_for_a_person_is_not_tried_again(actor: Actor, work: Work, session: Session) -> None:
    def refuse(context: JobContext) -> None:
        raise InvalidInput("This film is empty.")

    work.run = refuse
    job_id = enqueue(actor)
    jobs.run_job(job_id)
    assert (row(session, job_id).status, row(session, job_id).error) == (
        JobStatus.FAILED,
        "This film is empty.",
    )
    assert work.told == [("failed", "This film is empty.")]


def test_a_database_that_was_away_is_tried_again(actor: Actor, work: Work, session: Session) -> None:
    def away(context: JobContext) -> None:
        raise db.DatabaseAway

    work.run = away
    job_id = enqueue(actor)
    jobs.run_job(job_id)
    assert row(session, job_id).status is JobStatus.QUEUED


def test_a_fault_is_tried_again_and_told_neutrally_at_the_end(
    actor: Actor, work: Work, session: Session
) -> None:
    def break_down(context: JobContext) -> None:
        raise KeyError("internal detail")

    work.run = break_down
    job_id = enqueue(actor, max_attempts=2)
    jobs.run_job(job_id)
    assert row(session, job_id).status is JobStatus.QUEUED
    jobs.run_job(job_id)
    ended = row(session, job_id)
    assert ended.status is JobStatus.FAILED
    assert "internal detail" not in str(ended.error)
    assert [what for what, *_ in work.told] == ["requeued", "failed"]


def test_a_fault_in_what_the_feature_commits_leaves_no_half_outcome(
    actor: Actor, work: Work, session: Session
) -> None:
    def refuse(session: Session, payload: dict[str, Any], result: dict[str, Any]) -> None:
        raise InvalidInput("The draft has gone.")

    ports.bind(JobKinds, JobKinds({KIND: JobKind(KIND, run=lambda context: None, succeeded=refuse)}))
    job_id = enqueue(actor)
    jobs.run_job(job_id)
    assert (row(session, job_id).status, row(session, job_id).error) == (
        JobStatus.FAILED,
        "The draft has gone.",
    )


def test_a_kind_that_this_worker_does_not_know_fails_with_what_to_do(
    actor: Actor, work: Work, session: Session
) -> None:
    job_id = enqueue(actor)
    ports.bind(JobKinds, JobKinds({}))
    jobs.run_job(job_id)
    assert "update it" in str(row(session, job_id).error)


def test_a_queued_job_is_cancelled_at_once(actor: Actor, work: Work) -> None:
    job_id = enqueue(actor)
    assert as_person(actor, jobs.request_cancel, job_id).status is JobStatus.CANCELLED
    jobs.run_job(job_id)
    assert work.told == [("cancelled",)]


def test_a_running_job_obeys_a_cancel(actor: Actor, work: Work, session: Session) -> None:
    started, gone = threading.Event(), threading.Event()

    def wait_for_cancel(context: JobContext) -> None:
        started.set()
        while True:
            gone.wait(0.02)
            context.report(0.5, "Waiting")

    work.run = wait_for_cancel
    job_id = enqueue(actor)
    runner = threading.Thread(target=jobs.run_job, args=(job_id,))
    runner.start()
    assert started.wait(LONG_SECONDS)
    assert as_person(actor, jobs.request_cancel, job_id).status is JobStatus.RUNNING
    runner.join(LONG_SECONDS)
    assert not runner.is_alive()
    assert row(session, job_id).status is JobStatus.CANCELLED
    assert work.told == [("cancelled",)]


def test_progress_is_seen_while_it_runs(actor: Actor, work: Work, session: Session) -> None:
    seen = threading.Event()

    def report(context: JobContext) -> None:
        context.report(0.4, "Rendering", {"frames": 12})
        context.report(0.5)
        assert seen.wait(LONG_SECONDS)

    work.run = report
    job_id = enqueue(actor)
    runner = threading.Thread(target=jobs.run_job, args=(job_id,))
    runner.start()
    wait_until(lambda: row(session, job_id).progress == 0.5)
    shown = row(session, job_id)
    seen.set()
    runner.join()
    assert (shown.stage, shown.detail) == ("Rendering", {"frames": 12})


def test_a_job_whose_worker_ends_goes_back_without_using_up_an_attempt(
    actor: Actor, work: Work, session: Session, queue: FakeQueue, monkeypatch: pytest.MonkeyPatch
) -> None:
    ending = threading.Event()
    monkeypatch.setattr(running, "worker_is_ending", ending)

    def interrupted(context: JobContext) -> None:
        ending.set()
        context.check()

    work.run = interrupted
    job_id = enqueue(actor, max_attempts=1)
    jobs.run_job(job_id)
    back = row(session, job_id)
    assert (back.status, back.max_attempts - back.attempt) == (JobStatus.QUEUED, 1)
    assert queue.sent == [job_id, job_id]


def test_unfinished_files_go_with_the_attempt(actor: Actor, work: Work) -> None:
    folders = []

    def leave_a_file(context: JobContext) -> None:
        (context.folder / "half.mp4").write_bytes(b"half")
        folders.append(context.folder)
        raise InvalidInput("Stop.")

    work.run = leave_a_file
    jobs.run_job(enqueue(actor))
    assert not folders[0].exists()


def test_a_runner_whose_job_was_taken_away_changes_nothing(
    actor: Actor, work: Work, session: Session
) -> None:
    def taken_meanwhile(context: JobContext) -> dict[str, Any]:
        with db.unit_of_work() as other:
            job = other.get_one(Job, context.job_id)
            transitions.move(other, job, transitions.Outcome(JobStatus.QUEUED))
        take(context.job_id, ELSEWHERE)
        return {"by": "the old runner"}

    work.run = taken_meanwhile
    job_id = enqueue(actor)
    jobs.run_job(job_id)
    assert (row(session, job_id).status, row(session, job_id).worker) == (JobStatus.RUNNING, ELSEWHERE)
    assert ("succeeded", {"by": "the old runner"}) not in work.told


def test_a_retry_queues_a_failed_job_with_attempts_left(
    actor: Actor, work: Work, session: Session, queue: FakeQueue
) -> None:
    job_id = enqueue(actor, max_attempts=1)
    work.run = lambda context: {}[""]
    jobs.run_job(job_id)
    work.run = lambda context: None
    assert as_person(actor, jobs.request_retry, job_id).status is JobStatus.QUEUED
    jobs.run_job(job_id)
    assert row(session, job_id).status is JobStatus.SUCCEEDED
    assert row(session, job_id).attempt == 2
    assert queue.sent == [job_id, job_id]


def test_a_retry_is_refused_while_the_same_work_is_under_way(actor: Actor, work: Work) -> None:
    first = enqueue(actor, key="film")
    as_person(actor, jobs.request_cancel, first)
    enqueue(actor, key="film")
    with pytest.raises(Conflict, match="already under way"):
        as_person(actor, jobs.request_retry, first)


@pytest.mark.parametrize("verb", [jobs.request_cancel, jobs.request_retry])
def test_a_job_that_succeeded_is_neither_cancelled_nor_retried(
    actor: Actor, work: Work, verb: Callable[..., Any]
) -> None:
    job_id = enqueue(actor)
    jobs.run_job(job_id)
    with pytest.raises(Conflict):
        as_person(actor, verb, job_id)


@pytest.mark.parametrize("verb", [jobs.get_job, jobs.request_cancel, jobs.request_retry])
def test_other_peoples_jobs_are_not_there(
    actor: Actor, stranger: User, work: Work, verb: Callable[..., Any]
) -> None:
    job_id = enqueue(actor)
    with pytest.raises(NotFound):
        as_person(actor_of(stranger), verb, job_id)


def test_time_left_follows_from_the_pace_so_far(
    actor: Actor, work: Work, session: Session, held_clock: HeldClock
) -> None:
    job_id = enqueue(actor)
    take(job_id, ELSEWHERE)
    with db.unit_of_work() as other:
        other.get_one(Job, job_id).progress = 0.25
    held_clock.advance(seconds=10)
    assert as_person(actor, jobs.get_job, job_id).seconds_left == 30


def test_a_lost_message_is_sent_again(
    actor: Actor, work: Work, queue: FakeQueue, held_clock: HeldClock
) -> None:
    job_id = enqueue(actor)
    assert jobs.sweep().sent_again == 0
    held_clock.advance(seconds=31)
    assert jobs.sweep().sent_again == 1
    assert jobs.sweep().sent_again == 0
    assert queue.sent == [job_id, job_id]


def test_a_queue_out_of_reach_leaves_the_sweep_to_try_later(
    actor: Actor, work: Work, queue: FakeQueue, held_clock: HeldClock
) -> None:
    enqueue(actor)
    held_clock.advance(seconds=31)
    queue.broken = True
    assert jobs.sweep().sent_again == 0
    queue.broken = False
    assert jobs.sweep().sent_again == 1


def test_a_dead_workers_job_is_taken_back_at_once(
    actor: Actor, work: Work, session: Session, queue: FakeQueue
) -> None:
    job_id = enqueue(actor)
    take(job_id, DEAD)
    assert jobs.sweep().reclaimed == 1
    assert row(session, job_id).status is JobStatus.QUEUED
    assert queue.sent == [job_id, job_id]


def test_a_silent_workers_job_is_taken_back_after_half_a_minute(
    actor: Actor, work: Work, session: Session, held_clock: HeldClock
) -> None:
    job_id = enqueue(actor)
    take(job_id, ELSEWHERE)
    held_clock.advance(seconds=29)
    assert jobs.sweep().reclaimed == 0
    held_clock.advance(seconds=2)
    assert jobs.sweep().reclaimed == 1
    assert row(session, job_id).status is JobStatus.QUEUED


def test_a_job_that_kills_its_workers_fails_when_no_attempt_is_left(
    actor: Actor, work: Work, session: Session
) -> None:
    job_id = enqueue(actor, max_attempts=2)
    for _ in range(2):
        take(job_id, DEAD)
        jobs.sweep()
    ended = row(session, job_id)
    assert ended.status is JobStatus.FAILED
    assert [what for what, *_ in work.told] == ["requeued", "failed"]


def test_a_cancel_asked_of_a_dead_worker_is_obeyed_by_the_sweep(
    actor: Actor, work: Work, session: Session
) -> None:
    job_id = enqueue(actor)
    take(job_id, DEAD)
    as_person(actor, jobs.request_cancel, job_id)
    jobs.sweep()
    assert row(session, job_id).status is JobStatus.CANCELLED
    assert work.told == [("cancelled",)]


def test_the_folder_of_a_killed_attempt_is_removed_and_a_running_ones_kept(actor: Actor, work: Work) -> None:
    running_job, ended_job = enqueue(actor), enqueue(actor)
    take(running_job, ELSEWHERE)
    for name in (f"{running_job}.1", f"{ended_job}.1"):
        (running.job_folders() / name).mkdir(parents=True)
    assert jobs.sweep().folders_removed == 1
    assert [folder.name for folder in running.job_folders().iterdir()] == [f"{running_job}.1"]


def test_what_a_job_keeps_is_there_for_the_next_attempt_and_goes_with_the_job(
    actor: Actor, fakes: Fakes, session: Session
) -> None:
    found: list[list[str]] = []

    def go_on(context: JobContext) -> None:
        found.append(sorted(path.name for path in context.kept.iterdir()))
        (context.kept / f"part {context.attempt}").touch()
        if context.attempt < 3:
            raise RuntimeError

    ports.bind(JobKinds, JobKinds({KIND: JobKind(KIND, run=go_on)}))
    job_id = enqueue(actor)
    for _ in range(3):
        jobs.run_job(job_id)
        jobs.sweep()
    assert row(session, job_id).status is JobStatus.SUCCEEDED
    assert found == [[], ["part 1"], ["part 1", "part 2"]]
    assert list(running.job_folders().iterdir()) == []


def test_what_a_job_kept_goes_when_it_is_cancelled_while_it_waits(actor: Actor, work: Work) -> None:
    waiting, ended = enqueue(actor), enqueue(actor)
    for job_id in (waiting, ended):
        running.kept_folder(job_id).mkdir(parents=True)
    as_person(actor, jobs.request_cancel, ended)
    assert jobs.sweep().folders_removed == 1
    assert list(running.job_folders().iterdir()) == [running.kept_folder(waiting)]


def test_time_left_counts_what_this_attempt_has_done(
    actor: Actor, work: Work, session: Session, held_clock: HeldClock
) -> None:
    job_id = enqueue(actor)
    take(job_id, DEAD)
    with db.unit_of_work() as own:
        job = own.get_one(Job, job_id)
        job.progress, job.detail = 0.9, {BEGUN_AT: 0.8}
    held_clock.advance(seconds=10)
    assert as_person(actor, jobs.get_job, job_id).seconds_left == 10


def test_a_sweep_survives_a_feature_that_refuses(
    actor: Actor, work: Work, session: Session, held_clock: HeldClock
) -> None:
    first, second = enqueue(actor, payload={"n": 1}), enqueue(actor, payload={"n": 2})

    def refuse_the_first(session: Session, payload: dict[str, Any]) -> None:
        if payload["n"] == 1:
            raise KeyError

    kind = JobKind(KIND, run=lambda context: None, requeued=refuse_the_first)
    ports.bind(JobKinds, JobKinds({KIND: kind}))
    for job_id in (first, second):
        take(job_id, DEAD)
    assert jobs.sweep().reclaimed == 1
    assert row(session, second).status is JobStatus.QUEUED


def test_a_worker_is_up_until_it_says_that_it_ended(session: Session, database: str) -> None:
    from app.kernel.jobs import workers

    with db.unit_of_work() as other:
        workers.record_seen(other, this_worker(), threads=2)
        workers.record_seen(other, DEAD, threads=2)
    with db.unit_of_work() as other:
        workers.forget_dead_workers(other)
        seen = jobs.last_seen(other)
        assert seen is not None
        assert clock.now() - seen < timedelta(seconds=10)
        workers.record_gone(other, this_worker())
        assert jobs.last_seen(other) is None
