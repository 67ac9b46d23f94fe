"""Home in a tab: rebuilt on every load, and kept up to date while jobs run."""

from datetime import datetime
from typing import Any, TypedDict

import reflex as rx

from app.features.home import service
from app.features.home.schemas import HomeView
from app.kernel import clock
from app.kernel.errors import NotSignedIn
from app.kernel.jobs import JobView
from app.kernel.ports.resumables import Finished, Resumable
from app.kernel.ports.sample import SampleStatus
from app.ui import words
from app.ui.call import call, door, own, read

BUSY_MS, CALM_MS = 1500, 10_000
_KINDS = {
    "planet": ("Planet builder", "Planets"),
    "production": ("Production", "Productions"),
    "run": ("Story", "Stories"),
    "upload": ("Upload", "Uploads"),
}
_FINISHED_STATES = {"planet": "Painted", "run": "Played to its end"}


class ResumableRow(TypedDict):
    kind: str
    kind_name: str
    title: str
    place: str
    progress: float
    href: str
    picture: str
    wide_picture: str
    when: str
    exact: str


class WorkingRow(TypedDict):
    title: str
    href: str
    progress: float
    stage: str
    left: str


class FinishedRow(TypedDict):
    title: str
    state: str
    href: str
    picture: str
    when: str
    exact: str


class KindFilter(TypedDict):
    key: str
    label: str


class HomeState(rx.State):
    """What Home shows."""

    loaded: bool = False
    display_name: str = ""
    resumables: list[ResumableRow] = []
    working: list[WorkingRow] = []
    finished: list[FinishedRow] = []
    sample_loaded: bool = False
    sample_picture: str = ""
    sample_pending: bool = False
    kind: str = ""
    """Which kind the grid shows; empty for all."""

    @rx.var
    def latest(self) -> list[ResumableRow]:
        """The newest thing, as a list of none or one."""
        return self.resumables[:1]

    @rx.var
    def others(self) -> list[ResumableRow]:
        """The rest, of the chosen kind."""
        return [row for row in self.resumables[1:] if self.kind in ("", row["kind"])]

    @rx.var
    def kinds(self) -> list[KindFilter]:
        """The kinds to choose from; none while there is only one."""
        present = list(dict.fromkeys(row["kind"] for row in self.resumables[1:]))
        if len(present) < 2:
            return []
        named: list[KindFilter] = [{"key": key, "label": _kind_names(key)[1]} for key in present]
        return [{"key": "", "label": "All"}, *named]

    @rx.var
    def every(self) -> int:
        """Milliseconds between two looks."""
        return BUSY_MS if self.working else CALM_MS

    @rx.var
    def is_new(self) -> bool:
        """Whether there is nothing of theirs to show."""
        return self.loaded and not (self.resumables or self.working or self.finished)

    @rx.var
    def nothing_open(self) -> bool:
        """Whether nothing is left to continue, so that there is room to begin something."""
        return self.loaded and not self.resumables

    @rx.event
    @door
    async def open(self) -> None:
        """Build Home from the database. Does nothing for somebody who is not signed in."""
        try:
            await own(self, service.mark_visit)
            self._show(await read(self, service.get_home))
        except NotSignedIn:
            self.reset()  # type: ignore[no-untyped-call]  # Reflex's own

    @rx.event
    @door
    async def refresh(self) -> None:
        """Show what has changed meanwhile."""
        self._show(await read(self, service.get_home))

    @rx.event
    def choose_kind(self, kind: str) -> None:
        """Show one kind only."""
        self.kind = str(kind)

    @rx.event
    @door
    async def load_sample(self) -> Any:
        """Bring the sample world."""
        self.sample_pending = True
        yield
        try:
            await call(self, service.load_sample)
            self._show(await read(self, service.get_home))
        finally:
            self.sample_pending = False

    @rx.event
    @door
    async def remove_sample(self) -> Any:
        """Take the sample world away."""
        await call(self, service.remove_sample)
        self._show(await read(self, service.get_home))
        return rx.toast.success("The sample world is gone.")

    def _show(self, view: HomeView) -> None:
        now = clock.now()
        self.display_name = view.display_name
        self.resumables = [_resumable(thing, now) for thing in view.resumables]
        self.working = [_working(job) for job in view.working]
        self.finished = [_finished(thing, now) for thing in view.finished]
        self.sample_loaded = view.sample is SampleStatus.LOADED
        self.sample_picture = view.sample_picture_url or ""
        self.loaded = True


def _kind_names(kind: str) -> tuple[str, str]:
    return _KINDS.get(kind, (kind.capitalize(), f"{kind.capitalize()}s"))


def _resumable(thing: Resumable, now: datetime) -> ResumableRow:
    when = words.ago(thing.updated_at, now)
    return {
        "kind": thing.kind,
        "kind_name": _kind_names(thing.kind)[0],
        "title": thing.title,
        "place": thing.place,
        "progress": thing.progress,
        "href": thing.href,
        "picture": thing.picture_url or "",
        "wide_picture": thing.wide_picture_url or thing.picture_url or "",
        "when": f"{when}, on your {thing.device}" if thing.device else when,
        "exact": words.exact(thing.updated_at),
    }


def _working(job: JobView) -> WorkingRow:
    percent = f"{job.progress:.0%}".replace("%", " %")
    left = words.time_left(job.seconds_left)
    return {
        "title": job.title,
        "href": job.href or "",
        "progress": job.progress,
        "stage": job.stage or ("Waiting" if job.started_at is None else ""),
        "left": f"{percent}, {left}" if left else percent,
    }


def _finished(thing: Finished, now: datetime) -> FinishedRow:
    return {
        "title": thing.title,
        "state": _FINISHED_STATES.get(thing.kind, "Ready"),
        "href": thing.href,
        "picture": thing.picture_url or "",
        "when": words.ago(thing.finished_at, now),
        "exact": words.exact(thing.finished_at),
    }
