"""The shelf: the runs of whoever is there, and each click as one service call."""

from typing import Any

import reflex as rx
from reflex.event import EventSpec

from app.features.scenes.errors.runs import RunNotFound
from app.features.scenes.rules.typed_ids import meant_ids
from app.features.scenes.schemas.shelf import RemovedRun
from app.features.scenes.service import runs, shelf
from app.features.scenes.state import kept_runs
from app.features.scenes.state.shelf_rows import RunRow, StoryRow, address_of, run_row, story_row
from app.kernel import clock
from app.kernel.devices import device_of
from app.kernel.errors import AppError
from app.ui.call import call_as_anyone, door, read_as_anyone

EVERY_MS = 20_000
MOST_KEPT = 100


class ShelfState(rx.State):
    """A view of somebody's runs, or of those that a visitor's browser began; events read them afresh."""

    rows: list[RunRow] = []
    stories: list[StoryRow] = []
    loaded: bool = False
    starting: str = ""
    """The story that is being begun, or the empty text."""
    picking: bool = False
    """Whether the choice of a story is open."""
    typed_error: str = ""
    gone_title: str = ""
    """The party whose run was deleted last, for as long as that can be undone."""
    _kept: list[str] = []
    _gone: RemovedRun | None = None

    @rx.event
    @door
    async def open(self) -> EventSpec:
        """The page was opened: nothing asked. What this browser began arrives with `show_kept`."""
        self.picking, self.typed_error, self.starting = False, "", ""
        self.gone_title, self._gone = "", None
        return kept_runs.recall(ShelfState.show_kept)

    @rx.event
    @door
    async def show_kept(self, session_ids: list[str]) -> None:
        """Show the runs: the person's own, or for a visitor those that their browser began."""
        given = session_ids if isinstance(session_ids, list) else []
        self._kept = [one for one in given if isinstance(one, str)][:MOST_KEPT]
        await self._show()
        self.loaded = True

    @rx.event
    @door
    async def refresh(self) -> None:
        """Show what has changed meanwhile."""
        if self.loaded:
            await self._show()

    @rx.event
    @door
    async def begin(self, story: str = "") -> Any:
        """Start a run: of `story`, or of the only one; where there are several, ask which."""
        if not story and len(self.stories) > 1:
            self.picking = True
            return
        self.starting = str(story) or "only"
        yield
        try:
            device = device_of(self.router.headers.user_agent)
            run = await call_as_anyone(self, runs.start_run, str(story) or None, device=device)
        finally:
            self.starting = ""
        self.picking = False
        if run.owner == "nobody":
            yield kept_runs.remember(run.session_id)
        yield rx.redirect(address_of(run.session_id))

    @rx.event
    def pick(self, is_open: bool) -> None:
        """Open or close the choice of a story."""
        self.picking = bool(is_open)

    @rx.event
    async def find(self, form: dict[str, Any]) -> EventSpec | None:
        """Go on with a run by its session id or its link; what is wrong is said beside the field."""
        typed = str(form.get("session", ""))[:500]
        try:
            found = await read_as_anyone(self, shelf.find_run, meant_ids(typed))
        except RunNotFound:
            self.typed_error = _unknown(typed)
            return None
        except AppError as error:
            self.typed_error = error.message
            return None
        self.typed_error = ""
        return rx.redirect(address_of(found))

    @rx.event
    @door
    async def delete(self, session_id: str) -> EventSpec:
        """Delete a run; `undo_delete` brings it back."""
        row = next((row for row in self.rows if row["session_id"] == session_id), None)
        self._gone = await call_as_anyone(self, shelf.remove_run, str(session_id))
        self.gone_title = row["title"] if row else "The run"
        await self._show()
        return kept_runs.forget(self._gone.session_id)

    @rx.event
    @door
    async def undo_delete(self) -> EventSpec | None:
        """Bring the run back that was deleted last."""
        gone = self._gone
        if gone is None:
            return None
        back = await call_as_anyone(self, shelf.restore_run, gone)
        self._gone, self.gone_title = None, ""
        await self._show()
        return kept_runs.remember(back) if gone.is_free else None

    async def _show(self) -> None:
        found = await read_as_anyone(self, shelf.read_shelf, self._kept)
        now = clock.now()
        self.rows = [run_row(run, now) for run in found.runs]
        self.stories = [story_row(story) for story in found.stories]


def _unknown(typed: str) -> str:
    if not typed.strip():
        return "Type the session id of a run, or paste its link."
    return (
        "No run of this id is here for you. Check each letter: ids of game clients tell capitals apart. "
        "If the run was begun by somebody with an account, sign in as them first."
    )
