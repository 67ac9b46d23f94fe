"""The gallery in a tab: whose planets it shows, and each click as one service call."""

from typing import Any, get_args

import reflex as rx

from app.features.planets.schemas.planets import Filter
from app.features.planets.service import listing, planets
from app.features.planets.state.gallery_rows import PlanetRow, build_address, planet_row
from app.kernel import clock
from app.ui.call import call, door, read_as_anyone
from app.ui.session import SessionState

PAGE = 24
MOST_SHOWN = 20 * PAGE
BUSY_MS, CALM_MS = 1500, 20_000


class GalleryState(rx.State):
    """A view of planets; events read them afresh."""

    loaded: bool = False
    which: str = "mine"
    """`mine`, `shared` or `public`; visitors see public ones."""
    rows: list[PlanetRow] = []
    more: bool = False
    """Whether others follow that the tab does not show yet."""
    beginning: bool = False
    looking: bool = False
    """Whether the next planets are on their way."""
    asked_id: int = 0
    """The planet that is about to be deleted, while the question is open; else 0."""
    asked_name: str = ""
    _shown: int = PAGE
    _looked_at: list[int] = []

    @rx.var
    def every(self) -> int:
        """Milliseconds between two looks."""
        return BUSY_MS if any(row["kind"] == "painting" for row in self.rows) else CALM_MS

    @rx.var
    def is_full(self) -> bool:
        """Whether the page shows as many as one can look at."""
        return self.more and len(self.rows) >= MOST_SHOWN

    @rx.event
    @door
    async def open_page(self) -> None:
        """Show the first planets, with their veils."""
        self._shown, self._looked_at, self.asked_id = PAGE, [], 0
        self.beginning = self.looking = False
        await self._show()

    @rx.event
    @door
    async def refresh(self) -> None:
        """Show what has changed meanwhile."""
        if self.loaded:
            await self._show()

    @rx.event
    @door
    async def choose(self, which: str) -> Any:
        """Show the planets of another kind."""
        if which not in get_args(Filter) or which == self.which:
            return
        self.which, self.loaded, self._shown = which, False, PAGE
        yield
        await self._show()

    @rx.event
    @door
    async def show_more(self) -> Any:
        """Show the next ones, too."""
        self.looking = True
        yield
        try:
            self._shown = min(self._shown + PAGE, MOST_SHOWN)
            await self._show()
        finally:
            self.looking = False

    @rx.event
    @door
    async def look(self, planet_id: int) -> None:
        """Show a planet that is veiled for this person; it stays so until the page is left."""
        if isinstance(planet_id, int) and planet_id not in self._looked_at:
            self._looked_at = [*self._looked_at, planet_id][-MOST_SHOWN:]
        await self._show()

    @rx.event
    @door
    async def begin(self) -> Any:
        """Go and build a planet; its name is the first thing that the builder asks."""
        self.beginning = True
        yield
        try:
            planet_id = await call(self, planets.begin_planet)
        finally:
            self.beginning = False
        yield rx.redirect(build_address(planet_id))

    @rx.event
    def ask_delete(self, planet_id: int) -> None:
        """Ask before deleting a planet; 0 closes the question."""
        row = next((row for row in self.rows if row["id"] == planet_id), None)
        self.asked_id, self.asked_name = (row["id"], row["name"]) if row else (0, "")

    @rx.event
    def keep(self, is_open: bool) -> None:
        """Close the question, and nothing is deleted."""
        if not is_open:
            self.asked_id = 0

    @rx.event
    @door
    async def delete(self) -> Any:
        """Delete the planet that was asked about."""
        planet_id, name, self.asked_id = self.asked_id, self.asked_name, 0
        await call(self, planets.delete_planet, planet_id)
        await self._show()
        return rx.toast.success(f"“{name}” is deleted.")

    async def _show(self) -> None:
        session = await self.get_state(SessionState)
        which: Filter = next((one for one in get_args(Filter) if one == self.which), "mine")
        found = await read_as_anyone(
            self,
            listing.read_gallery,
            which if session.signed_in else "public",
            limit=self._shown,
            looked_at=self._looked_at,
        )
        now = clock.now()
        rows = [planet_row(card, now) for card in found.cards]
        if rows != self.rows:
            self.rows = rows
        self.more, self.loaded = found.more, True
