"""What a tab shows of a person's background work."""

from datetime import datetime
from typing import Any, TypedDict
from uuid import UUID

import reflex as rx

from app.features.activity import service
from app.kernel import clock
from app.kernel.errors import NotFound
from app.kernel.jobs import JobStatus, JobView
from app.ui import routes
from app.ui.call import call, door, read
from app.ui.words import ago, exact, time_left

BUSY_MS, IDLE_MS = 1000, 10_000
NEWS_AT_ONCE = 5
SHOWN_AT_MOST = 1000

SHOWING: dict[str, tuple[JobStatus, ...]] = {
    "all": (),
    "working": (JobStatus.QUEUED, JobStatus.RUNNING),
    "done": (JobStatus.SUCCEEDED,),
    "stopped": (JobStatus.FAILED, JobStatus.CANCELLED),
}
LABELS = {
    JobStatus.QUEUED: ("Waiting", "neutral"),
    JobStatus.RUNNING: ("Working", "accent"),
    JobStatus.SUCCEEDED: ("Done", "good"),
    JobStatus.FAILED: ("Failed", "bad"),
    JobStatus.CANCELLED: ("Cancelled", "neutral"),
}


class News(TypedDict):
    """A job that has just finished, as its toast says it."""

    id: str
    title: str
    text: str
    href: str
    failed: bool


class JobRow(TypedDict):
    """A job as Activity shows it."""

    id: str
    title: str
    href: str
    picture: str
    label: str
    tone: str
    stage: str
    progress: float
    time_left: str
    when: str
    exact: str
    error: str
    running: bool
    can_cancel: bool
    can_retry: bool


class JobsState(rx.State):
    """How much of the person's work is unfinished, on whatever page they are."""

    unfinished: int = 0
    answered: int = 0
    """The number of the browser's last question; it asks the next one only after that."""
    news: list[News] = []
    _since: datetime | None = None

    @rx.var
    def every(self) -> int:
        """Milliseconds between two questions."""
        return BUSY_MS if self.unfinished else IDLE_MS

    @rx.event
    @door
    async def tick(self, number: int) -> Any:
        """Answer the browser's question how things stand."""
        if not isinstance(number, int):
            return None
        watched = await read(self, service.watch, self._since)
        self.answered = number
        changed = watched.unfinished != self.unfinished
        self.unfinished, self._since = watched.unfinished, watched.at
        finished = [_news(job) for job in watched.finished if job.status is not JobStatus.CANCELLED]
        self.news = finished[-NEWS_AT_ONCE:]
        on_activity = self.router.url.path.rstrip("/") == routes.ACTIVITY
        if on_activity and (changed or watched.unfinished):
            return ActivityState.load
        return None


class ActivityState(rx.State):
    """The list on the Activity page."""

    rows: list[JobRow] = []
    showing: str = "all"
    loaded: bool = False
    more: bool = False
    _limit: int = service.PAGE

    @rx.event
    @door
    async def load(self) -> None:
        """Fill the list from the database."""
        page = await read(self, service.list_jobs, SHOWING[self.showing], limit=self._limit)
        now = clock.now()
        self.rows = [_row(job, now) for job in page.jobs]
        self.more, self.loaded = page.more, True

    @rx.event
    async def show(self, which: str) -> Any:
        """Show only some of them."""
        if which in SHOWING:
            self.showing, self.loaded, self._limit = which, False, service.PAGE
        return ActivityState.load

    @rx.event
    async def show_older(self) -> Any:
        """Show more of them."""
        self._limit = min(self._limit + service.PAGE, SHOWN_AT_MOST)
        return ActivityState.load

    @rx.event
    @door
    async def cancel(self, job_id: str) -> Any:
        """Stop one."""
        await call(self, service.request_cancel, _job_id(job_id))
        return ActivityState.load

    @rx.event
    @door
    async def retry(self, job_id: str) -> Any:
        """Do one again."""
        await call(self, service.request_retry, _job_id(job_id))
        return ActivityState.load


def _job_id(text: Any) -> UUID:
    try:
        return UUID(str(text))
    except ValueError:
        raise NotFound("There is no such job.") from None


def _news(job: JobView) -> News:
    failed = job.status is JobStatus.FAILED
    return News(
        id=f"{job.id}:{job.attempt}",
        title=job.title,
        text=(job.error or "It failed.") if failed else "Done",
        href=job.href or routes.ACTIVITY,
        failed=failed,
    )


def _row(job: JobView, now: datetime) -> JobRow:
    running = job.status is JobStatus.RUNNING
    stopping = running and job.cancel_requested
    label, tone = ("Stopping", "warn") if stopping else LABELS[job.status]
    moment = job.finished_at or job.started_at or job.created_at
    return JobRow(
        id=str(job.id),
        title=job.title,
        href=job.href or "",
        picture=job.picture_url or "",
        label=label,
        tone=tone,
        stage=job.stage or ("In line for a worker" if job.status is JobStatus.QUEUED else ""),
        progress=job.progress,
        time_left=time_left(job.seconds_left) if running else "",
        when=ago(moment, now),
        exact=exact(moment),
        error=job.error or "",
        running=running,
        can_cancel=job.status is JobStatus.QUEUED or (running and not stopping),
        can_retry=job.status in (JobStatus.FAILED, JobStatus.CANCELLED),
    )
