"""The page of a planet: every event is one service call, as whoever the cookie says or as a visitor."""

from secrets import randbits
from typing import Any

import reflex as rx
from pydantic import ValidationError
from sqlmodel import Session

from app.features.planets.errors import PlanetHidden, PlanetNotFound
from app.features.planets.models import Visibility
from app.features.planets.schemas.pages import PlanetPage
from app.features.planets.schemas.planets import PlanetChange
from app.features.planets.service import changes, launching, members, pages, planets
from app.features.planets.state.addresses import address_of, planet_id_of
from app.features.planets.state.planet_rows import (
    ColourRow,
    FactRow,
    FileRow,
    InvitationRow,
    MemberRow,
    PlanetRow,
    VersionRow,
    colour_rows,
    fact_rows,
    file_rows,
    invitation_rows,
    member_rows,
    planet_row,
    version_rows,
)
from app.kernel import clock
from app.kernel.changes import Batch
from app.kernel.errors import AppError, InvalidInput, NotSignedIn
from app.kernel.identity import Actor
from app.ui import routes
from app.ui.call import call, door, own, read_as_anyone

LOADING, READY, MISSING, REFUSED, STRANGER = "loading", "ready", "missing", "refused", "stranger"
BUSY_MS, IDLE_MS = 1_000, 10_000
"""How often the page asks how the planet stands: while it is painted, and else."""
QUESTIONS = ("delete", "archive", "leave", "words")
SEED_BITS = 53
"""Seeds stay whole numbers in every client's JSON."""


class PlanetState(rx.State):
    """One planet on one tab; rebuilt from the database whenever the page loads or asks again."""

    phase: str = LOADING
    trouble: str = ""
    """Why there is nothing to see, when there isn't."""
    title: str = "Planets · Everkeep"
    address: str = routes.PLANETS
    planet: PlanetRow = {}
    facts: list[FactRow] = []
    colours: list[ColourRow] = []
    files: dict[str, FileRow] = {}
    """What can be taken along, by `hero`, `icon` and `spin`."""
    versions: list[VersionRow] = []
    members: list[MemberRow] = []
    invitations: list[InvitationRow] = []
    kept: dict[str, Any] = {}
    """For the outbox: `scope`, `url`, `values`, `revision`; empty for those who may not change it."""
    answer: dict[str, Any] = {}
    open: str = ""
    """Which of `QUESTIONS` floats above the page, or the empty text."""
    ordering: str = ""
    """What is being ordered: `again`, `shape` or the empty text."""
    _lifted: bool = False
    """Whether the person chose to look at what was veiled."""

    @rx.var
    def every(self) -> int:
        """Milliseconds between two looks."""
        return BUSY_MS if self.planet.get("state") == "painting" else IDLE_MS

    @rx.event
    @door
    async def open_page(self) -> None:
        """Show the planet of the address."""
        self.open, self.ordering, self.answer, self._lifted = "", "", {}, False
        self.address = self.router.url.path
        await self._load()

    @rx.event
    @door
    async def look(self) -> None:
        """Show what has changed meanwhile."""
        if self.phase != LOADING:
            await self._load()

    @rx.event
    @door
    async def look_anyway(self) -> None:
        """Lift the veil, for as long as this page is open."""
        self._lifted = True
        await self._load()

    @rx.event
    def ask(self, what: str) -> None:
        """Open one of the page's questions and sheets; anything else closes what is open."""
        self.open = what if what in QUESTIONS else ""

    @rx.event
    def close(self, is_open: bool = False) -> None:
        """Close what floats above the page."""
        if not is_open:
            self.open = ""

    @rx.event
    @door
    async def paint_again(self) -> Any:
        """Order new art of the same answers in the same shape."""
        async for event in self._order("again", None):
            yield event

    @rx.event
    @door
    async def paint_another_shape(self) -> Any:
        """Order new art of the same answers in another shape."""
        async for event in self._order("shape", randbits(SEED_BITS)):
            yield event

    @rx.event
    @door
    async def stop_painting(self) -> None:
        """Stop the painting that is under way."""
        await call(self, launching.stop_painting, planet_id_of(self))
        await self._load()

    @rx.event
    @door
    async def keep_changes(self, batch: dict[str, Any]) -> None:
        """Keep a batch of the outbox; acknowledge it once it is committed."""
        try:
            given = Batch.model_validate(batch)
            planet_id = int(given.scope.removeprefix("planet-face:"))
        except (ValidationError, ValueError):
            raise InvalidInput("That change could not be read. What was saved before is kept.") from None
        answer = await call(self, changes.keep_planet_changes, planet_id, given)
        self.answer = answer.model_dump(mode="json")
        await self._load()

    @rx.event
    @door
    async def choose_visibility(self, visibility: str) -> None:
        """Say who sees the planet."""
        if visibility in set(Visibility):
            await self._change(PlanetChange(visibility=Visibility(visibility)))

    @rx.event
    @door
    async def archive(self) -> None:
        """Put the planet away."""
        await self._change(PlanetChange(archived=True))
        self.open = ""

    @rx.event
    @door
    async def revive(self) -> None:
        """Bring the planet back from the archive."""
        await self._change(PlanetChange(archived=False))

    @rx.event
    @door
    async def delete(self) -> Any:
        """Delete the planet with everything of it."""
        await call(self, planets.delete_planet, planet_id_of(self))
        # Nothing of the page is drawn any more from what is gone, until the gallery opens.
        name, self.open, self.phase = self.planet.get("name", "The planet"), "", LOADING
        return [rx.redirect(routes.PLANETS), rx.toast.success(f"“{name}” is deleted.")]

    @rx.event
    @door
    async def leave(self) -> Any:
        """Have no part in the planet any more."""
        await own(self, members.leave, planet_id_of(self))
        name, self.open = self.planet.get("name", "the planet"), ""
        return [rx.redirect(routes.PLANETS), rx.toast.success(f"You have left “{name}”.")]

    async def _order(self, what: str, seed: int | None) -> Any:
        self.ordering = what
        yield
        try:
            await call(self, launching.regenerate, planet_id_of(self), seed=seed)
        finally:
            self.ordering = ""
        await self._load()

    async def _change(self, change: PlanetChange) -> None:
        await call(self, planets.change_planet, planet_id_of(self), change)
        await self._load()

    async def _load(self) -> None:
        try:
            page, me = await read_as_anyone(self, _open, planet_id_of(self), look=self._lifted)
        except (PlanetNotFound, PlanetHidden, NotSignedIn) as refused:
            self._put_away(refused)
            return
        self._show(page, me)

    def _put_away(self, why: AppError) -> None:
        self.phase = {PlanetNotFound: MISSING, PlanetHidden: REFUSED}.get(type(why), STRANGER)
        self.title = "Planets · Everkeep"
        self.trouble, self.planet, self.kept, self.open = why.message, {}, {}, ""
        self.facts, self.colours, self.files = [], [], {}
        self.versions, self.members, self.invitations = [], [], []

    def _show(self, page: PlanetPage, me: str) -> None:
        now, planet = clock.now(), page.planet
        self.phase = READY
        self.title = f"{planet.name} · Everkeep"
        self.address = address_of(planet.id)
        self.planet = planet_row(page)
        self.facts, self.colours, self.files = fact_rows(page), colour_rows(page), file_rows(page.files)
        self.versions = version_rows(page.versions, now)
        self.members = member_rows(page.people.members, me, now)
        self.invitations = invitation_rows(page.people.invitations, now)
        self.kept = _kept(page) if page.may.change else {}


def _open(session: Session, actor: Actor | None, planet_id: int, *, look: bool) -> tuple[PlanetPage, str]:
    """The page, and the id of whoever looks."""
    return pages.open_planet(session, actor, planet_id, look=look), str(actor.user_id) if actor else ""


def _kept(page: PlanetPage) -> dict[str, Any]:
    planet = page.planet
    values = {name: getattr(planet, name) or None for name in changes.FIELDS}
    return {
        "scope": f"planet-face:{planet.id}",
        "url": f"/api/planets/{planet.id}/changes",
        "values": values,
        "revision": planet.revision,
    }
