"""The productions' list and the page of one, live while something is being made."""

import asyncio
from collections.abc import Callable
from typing import Any, TypedDict
from uuid import UUID

import reflex as rx

from app.features.productions.models import ProductionStatus
from app.features.productions.schemas.productions import ProductionView
from app.features.productions.service import productions as service
from app.kernel import clock
from app.kernel.errors import AppError, NotFound
from app.kernel.spans import clock_words
from app.ui import routes, words
from app.ui.call import call, door, read
from app.ui.words import time_left

WATCH_SECONDS = 1.0

_BADGES = {
    ProductionStatus.QUEUED: ("Waiting", "neutral"),
    ProductionStatus.RENDERING: ("Rendering", "accent"),
    ProductionStatus.COMPLETED: ("Ready", "good"),
    ProductionStatus.FAILED: ("Failed", "bad"),
    ProductionStatus.CANCELLED: ("Cancelled", "warn"),
}
_WORKING = (ProductionStatus.QUEUED, ProductionStatus.RENDERING)


class Made(TypedDict):
    """A production as its page and the list show it."""

    id: str
    href: str
    name: str
    status: str
    badge: str
    tone: str
    working: bool
    cancelling: bool
    retryable: bool
    stage: str
    progress: float
    left: str
    error: str
    facts: str
    poster: str
    film: str
    hls: str
    sheet: dict[str, Any]
    tracks: list[dict[str, Any]]
    seconds: float
    ratio: float
    download: str
    when: str
    exact: str
    again: str
    settings: list[list[str]]


NOTHING = Made(
    id="",
    href="",
    name="",
    status="",
    badge="",
    tone="neutral",
    working=False,
    cancelling=False,
    retryable=False,
    stage="",
    progress=0.0,
    left="",
    error="",
    facts="",
    poster="",
    film="",
    hls="",
    sheet={},
    tracks=[],
    seconds=0.0,
    ratio=16 / 9,
    download="",
    when="",
    exact="",
    again="",
    settings=[],
)


async def _look_while(moving: Callable[[], bool], page: "ProductionsState | ProductionState") -> None:
    while True:
        async with page:
            if not moving():
                return
        await asyncio.sleep(WATCH_SECONDS)
        async with page:
            try:
                await page._load()
            except AppError:
                return


class ProductionsState(rx.State):
    """Every production of the person, newest first."""

    loaded: bool = False
    made: list[Made] = []

    @rx.event
    @door
    async def open_page(self) -> Any:
        """Load the list, and keep it live while something is being made."""
        await self._load()
        return ProductionsState.watch

    @rx.event(background=True)
    async def watch(self) -> None:
        """Read again each second until nothing moves any more. Ends when the page is left."""
        await _look_while(lambda: any(one["working"] for one in self.made), self)

    async def _load(self) -> None:
        self.made = [shown(one) for one in await read(self, service.list_productions)]
        self.loaded = True


class ProductionState(rx.State):
    """One production."""

    phase: str = "loading"
    made: Made = NOTHING
    deleting: bool = False

    @rx.event
    @door
    async def open_page(self) -> Any:
        """Load it, and keep it live while it is being made."""
        self.deleting = False
        try:
            await self._load()
        except NotFound:
            self.phase, self.made = "missing", NOTHING
            return None
        return ProductionState.watch

    @rx.event(background=True)
    async def watch(self) -> None:
        """Read again each second until it has ended. Ends when the page is left."""
        await _look_while(lambda: self.made["working"], self)

    @rx.event
    @door
    async def cancel(self) -> Any:
        """Ask for the render to stop."""
        self._take(await call(self, service.cancel_production, self._shown_id()))

    @rx.event
    @door
    async def retry(self) -> Any:
        """Make it once more, from the same settings."""
        self._take(await call(self, service.retry_production, self._shown_id()))
        return ProductionState.watch

    @rx.event
    def ask_delete(self, asked: bool) -> None:
        """Open or close the question before deleting."""
        self.deleting = asked

    @rx.event
    @door
    async def delete(self) -> Any:
        """Remove it with its files."""
        await call(self, service.delete_production, self._shown_id())
        self.deleting = False
        return rx.redirect(routes.PRODUCTIONS)

    async def _load(self) -> None:
        self._take(await read(self, service.get_production, self._asked_id()))

    def _take(self, production: ProductionView) -> None:
        self.made = shown(production)
        self.phase = "ready"

    def _asked_id(self) -> UUID:
        return production_id_of(self.router.url.path.rstrip("/").rsplit("/", 1)[-1])

    def _shown_id(self) -> UUID:
        return production_id_of(self.made["id"])


def production_id_of(text: str) -> UUID:
    """The id that an address or the browser names. Raises `NotFound` when it is none."""
    try:
        return UUID(text)
    except ValueError:
        raise NotFound("There is no such production.") from None


def shown(production: ProductionView) -> Made:
    """A production with its facts in words."""
    badge, tone = _BADGES[production.status]
    moment = production.finished_at or production.created_at
    return Made(
        id=str(production.id),
        href=f"{routes.PRODUCTIONS}/{production.id}",
        name=production.name,
        status=production.status.value,
        badge="Stopping" if production.cancelling else badge,
        tone=tone,
        working=production.status in _WORKING,
        cancelling=production.cancelling,
        retryable=production.status in (ProductionStatus.FAILED, ProductionStatus.CANCELLED),
        stage=production.stage,
        progress=production.progress,
        left=_left(production),
        error=production.error or "",
        facts=_facts(production),
        poster=production.poster_url or "",
        film=production.video_url or "",
        hls=production.hls_url or "",
        sheet=production.thumbnails.model_dump(by_alias=True) if production.thumbnails else {},
        tracks=[track.model_dump() for track in production.captions],
        seconds=production.duration_seconds or 0.0,
        ratio=(production.width or 16) / (production.height or 9),
        download=production.download_url or "",
        when=words.ago(moment, clock.now()),
        exact=words.exact(moment),
        again=f"{routes.PRODUCE}?upload={production.upload_id}",
        settings=[[setting.label, setting.words] for setting in production.settings],
    )


def _left(production: ProductionView) -> str:
    if production.status not in _WORKING:
        return ""
    percent = f"{production.progress:.0%}".replace("%", " %")
    if production.seconds_left is None:
        return f"{production.stage}, {percent}" if production.progress else production.stage
    return f"{production.stage}, {percent}, {time_left(production.seconds_left)}"


def _facts(production: ProductionView) -> str:
    facts = []
    if production.duration_seconds is not None:
        facts.append(clock_words(production.duration_seconds))
    if production.width and production.height:
        facts.append(f"{production.width} × {production.height}")
    if production.bytes:
        facts.append(f"{production.bytes / 1e6:.1f} MB")
    return " · ".join(facts)
