"""The page that cuts a film: every event is one service call as whoever the cookie says."""

from copy import deepcopy
from typing import Any

import reflex as rx

from app.features.productions.errors import DraftArchived
from app.features.productions.schemas.editor import Editing
from app.features.productions.service import desk, places
from app.features.productions.state.addresses import strip_query
from app.features.productions.state.film import FilmShown
from app.features.productions.state.moves import read_edit, read_move
from app.kernel.devices import device_of
from app.kernel.errors import AppError, Conflict, InvalidInput, NotFound, NotSignedIn, Unavailable
from app.ui.call import call, door, read

LOADING, READY, MISSING, REFUSED = "loading", "ready", "missing", "refused"


class EditorState(FilmShown, rx.State):
    """One draft's timeline on one tab; rebuilt from the database whenever the page loads or returns."""

    phase: str = LOADING
    trouble: str = ""
    """Why there is nothing to cut, when there isn't."""
    title: str = "Edit · Everkeep"
    edited: dict[str, Any] = {}
    """`EditedDraft` as JSON, as REST shows it."""
    preview: dict[str, Any] = {}
    """`PreviewView` as JSON, as REST shows it; empty until the video has been looked into."""
    library: list[dict[str, Any]] = []
    """Pictures that can be laid over the film: `LibraryPicture` as JSON."""
    issues: dict[str, list[str]] = {}
    """What stands in the way of producing, by the field that it is about."""
    notes: list[str] = []
    place: dict[str, Any] = {}
    """A `rules.place.EditorPlace` as JSON; empty for whoever was not here yet."""
    origin: str = ""
    """Where the page was opened from: `from` of its address."""
    visit: int = 0
    """Counts the openings of the page: each goes to the place once."""
    answered: str = ""
    """The name of the move that was answered last, made or refused."""
    refused: dict[str, Any] = {}
    """The last refusal: `move`, `message`, `field`, and whether another page was faster (`lost`)."""

    @rx.var
    def shown_film(self) -> dict[str, Any]:
        """`film` as it can be played right now."""
        return {**self.film, "proxy_url": self.film.get("proxy_url") or self.local or None}

    @rx.event
    @door
    async def open_page(self) -> Any:
        """Get or create the draft of `?upload=` and show it; legacy choices in the address seed it once."""
        self.local = ""
        query = dict(self.router.url.query_parameters)
        upload = query.get("upload", "")
        if self.film and upload != str(self.film["id"]):
            self.phase, self.film, self.edited, self.preview = LOADING, {}, {}, {}
            yield
        try:
            if not (upload.isascii() and upload.isdigit()):
                raise NotFound("This address names no video.")
            opened = await call(self, desk.open_desk, int(upload), query)
        except (NotFound, Conflict, InvalidInput) as refused:
            self.phase = MISSING if isinstance(refused, NotFound) else REFUSED
            self.trouble = refused.message
            return
        self._show(opened)
        self.notes, self.refused = opened.notes, {}
        # A page that was loaded before it heard asks again, and only notices an answer that changes.
        self.answered = ""
        self.place = opened.place.get("editor") or {}
        self.origin = query.get("from", "")
        self.visit += 1
        yield strip_query(query)

    @rx.event
    @door
    async def look(self) -> None:
        """Read it afresh: the tab is back in view, another page saved, or more of the film has arrived."""
        if not self.edited:
            return
        try:
            self._show(await read(self, desk.read_desk, int(self.edited["draft"]["id"])))
        except NotFound as gone:  # its upload was cancelled, and nothing had been cut
            self.phase, self.trouble, self.edited = MISSING, gone.message, {}

    @rx.event
    @door
    async def keep_place(self, there: dict[str, Any]) -> None:
        """Remember the playhead and the timeline's place; what can't be kept is no reason to disturb."""
        if not self.edited:
            return
        try:
            await call(self, places.keep_editor_place, int(self.edited["draft"]["id"]), deepcopy(there))
        except (NotFound, InvalidInput):
            return

    @rx.event
    @door
    async def edit(self, wanted: dict[str, Any]) -> None:
        """Make one edit: an `EditInput` as JSON, with its `draft`. It may come twice."""
        await self._make(desk.edit, wanted, read_edit)

    @rx.event
    @door
    async def undo(self, wanted: dict[str, Any]) -> None:
        """Take the last change back: a `Move` as JSON, with its `draft`. It may come twice."""
        await self._make(desk.undo, wanted, read_move)

    @rx.event
    @door
    async def redo(self, wanted: dict[str, Any]) -> None:
        """Do again what was undone last: a `Move` as JSON, with its `draft`. It may come twice."""
        await self._make(desk.redo, wanted, read_move)

    async def _make(self, service: Any, wanted: dict[str, Any], reader: Any) -> None:
        name = str(wanted.get("move", "")) if isinstance(wanted, dict) else ""
        try:
            draft_id, move = reader(wanted)
            self._show(await call(self, service, draft_id, move, device=self._device()))
            self.refused = {}
        except (NotSignedIn, Unavailable):
            raise  # the page keeps the move and sends it again
        except AppError as refused:
            await self._refuse(name, refused)
        self.answered = name

    async def _refuse(self, name: str, refused: AppError) -> None:
        self.refused = {
            "move": name,
            "message": refused.message,
            "field": next(iter(refused.fields), ""),
            "lost": "draft" in refused.facts,
        }
        if isinstance(refused, DraftArchived):
            self.phase, self.trouble = REFUSED, refused.message
        elif self.edited and not isinstance(refused, InvalidInput):
            self._show(await read(self, desk.read_desk, int(self.edited["draft"]["id"])))

    def _show(self, shown: Editing) -> None:
        self.phase = READY
        self.film = shown.film.model_dump(mode="json")
        self.title = f"{shown.film.title} · Edit"
        self.edited = shown.edited.model_dump(mode="json", by_alias=True)
        self.preview = shown.preview.model_dump(mode="json", by_alias=True) if shown.preview else {}
        self.library = [picture.model_dump(mode="json") for picture in shown.library]
        self.issues = _by_field(self.edited["draft"]["issues"])

    def _device(self) -> str:
        return device_of(self.router.headers.user_agent)


def _by_field(issues: list[dict[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for issue in issues:
        found.setdefault(issue["field"], []).append(issue["message"])
    return found
