"""What a tab shows of a person's work."""

from uuid import uuid4

from sqlmodel import Session

from app.features.accounts.models import User
from app.features.activity.state import BUSY_MS, IDLE_MS, ActivityState, JobsState
from app.kernel.jobs import JobStatus
from tests.conftest import HeldClock
from tests.factories import fresh
from tests.factories.jobs import make_job
from tests.state_runner import Runner


async def titles(runner: Runner) -> list[str]:
    return [row["title"] for row in (await runner.state(ActivityState)).rows]


async def test_the_list_shows_ones_own_jobs_newest_first(
    runner: Runner, session: Session, user: User, stranger: User
) -> None:
    first, second = make_job(session, user), make_job(session, user)
    make_job(session, stranger)
    runner.sign_in(user)
    await runner.run(ActivityState.load, path="/activity")
    assert await titles(runner) == [second.title, first.title]


async def test_a_running_job_shows_its_stage_and_the_time_left(
    runner: Runner, session: Session, user: User, held_clock: HeldClock
) -> None:
    started = held_clock.now
    make_job(session, user, status=JobStatus.RUNNING, progress=0.25, stage="Rendering", started_at=started)
    held_clock.advance(seconds=10)
    runner.sign_in(user)
    await runner.run(ActivityState.load)
    row = (await runner.state(ActivityState)).rows[0]
    assert (row["stage"], row["time_left"], row["label"]) == ("Rendering", "about 30 s left", "Working")


async def test_a_filter_shows_only_some(runner: Runner, session: Session, user: User) -> None:
    make_job(session, user)
    failed = make_job(session, user, status=JobStatus.FAILED, error="The film is empty.")
    runner.sign_in(user)
    await runner.run(ActivityState.show("stopped"))
    assert await titles(runner) == [failed.title]


async def test_a_filter_that_does_not_exist_changes_nothing(
    runner: Runner, session: Session, user: User
) -> None:
    make_job(session, user)
    runner.sign_in(user)
    await runner.run(ActivityState.show("everybody's"))
    assert (await runner.state(ActivityState)).showing == "all"


async def test_cancel_and_retry_change_the_row_and_the_list(
    runner: Runner, session: Session, user: User
) -> None:
    job = make_job(session, user)
    runner.sign_in(user)
    await runner.run(ActivityState.cancel(str(job.id)))
    assert fresh(session, job).status is JobStatus.CANCELLED
    assert (await runner.state(ActivityState)).rows[0]["can_retry"]
    await runner.run(ActivityState.retry(str(job.id)))
    assert fresh(session, job).status is JobStatus.QUEUED


async def test_somebody_elses_job_is_not_touched(
    runner: Runner, session: Session, user: User, stranger: User
) -> None:
    job = make_job(session, stranger)
    runner.sign_in(user)
    await runner.run(ActivityState.cancel(str(job.id)))
    await runner.run(ActivityState.cancel("no id at all"))
    assert fresh(session, job).status is JobStatus.QUEUED


async def test_signed_out_sees_nothing(runner: Runner, session: Session, user: User) -> None:
    make_job(session, user)
    await runner.run(ActivityState.load, JobsState.tick(1))
    assert await titles(runner) == []
    assert (await runner.state(JobsState)).unfinished == 0


async def test_the_browser_asks_often_only_while_something_runs(
    runner: Runner, session: Session, user: User
) -> None:
    runner.sign_in(user)
    await runner.run(JobsState.tick(1))
    assert (await runner.state(JobsState)).every == IDLE_MS
    make_job(session, user)
    await runner.run(JobsState.tick(2))
    state = await runner.state(JobsState)
    assert (state.unfinished, state.every, state.answered) == (1, BUSY_MS, 2)


async def test_a_job_that_finishes_is_news_with_a_link(
    runner: Runner, session: Session, user: User, held_clock: HeldClock
) -> None:
    runner.sign_in(user)
    await runner.run(JobsState.tick(1))
    held_clock.advance(minutes=5)
    job = make_job(session, user, status=JobStatus.SUCCEEDED, href="/productions/7")
    make_job(session, user, status=JobStatus.CANCELLED)
    await runner.run(JobsState.tick(2))
    news = (await runner.state(JobsState)).news
    assert [(item["title"], item["href"], item["failed"]) for item in news] == [
        (job.title, "/productions/7", False)
    ]


async def test_old_work_is_no_news(
    runner: Runner, session: Session, user: User, held_clock: HeldClock
) -> None:
    make_job(session, user, status=JobStatus.SUCCEEDED)
    held_clock.advance(minutes=5)
    runner.sign_in(user)
    await runner.run(JobsState.tick(1))
    assert (await runner.state(JobsState)).news == []


async def test_the_list_follows_while_the_page_is_open(runner: Runner, session: Session, user: User) -> None:
    job = make_job(session, user, title=f"Film {uuid4()}")
    runner.sign_in(user)
    await runner.run(JobsState.tick(1), path="/activity")
    assert await titles(runner) == [job.title]
