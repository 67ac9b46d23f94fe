"""The page of a run: every event is one service call, as whoever the cookie says or as a visitor."""

from typing import Any
from urllib.parse import unquote

import reflex as rx
from pydantic import ValidationError

from app.features.scenes.errors import (
    NothingToUndo,
    NoWayBack,
    RunMoved,
    RunNotFound,
    RunTaken,
    StoryMissing,
)
from app.features.scenes.schemas.runs import RunView
from app.features.scenes.service import keeping, rewinding, runs
from app.features.scenes.state import kept_runs
from app.features.scenes.state.moves import field_of, made_already, read_move
from app.features.scenes.state.reading import readable, warning
from app.kernel.changes import Batch
from app.kernel.devices import device_of
from app.kernel.errors import AppError, InvalidInput, NotFound, Unavailable
from app.ui import routes
from app.ui.call import call_as_anyone, door, own, read_as_anyone

LOADING, READY, MISSING, REFUSED = "loading", "ready", "missing", "refused"
EVERY_MS = 5_000
"""How often the page asks whether the run moved on elsewhere."""


class RunState(rx.State):
    """One run on one tab; rebuilt from the database whenever the page loads or another device moves it."""

    phase: str = LOADING
    trouble: str = ""
    """Why there is nothing to read, when there isn't."""
    run: dict[str, Any] = {}
    """See `reading.readable`."""
    title: str = "Scenes · Everkeep"
    address: str = routes.SCENES
    """The run's own page: where signing in leads back to."""
    visit: int = 0
    """Counts the openings of the page: each goes to the kept place once."""
    answered: int = 0
    """Counts the answers to moves: a page stops sending its move again when it goes up."""
    said: str = ""
    """What the person must be told above the text."""
    form_errors: dict[str, str] = {}
    typed: dict[str, Any] = {}
    """The party's form half filled in: `scope`, `url` and `values` for the outbox."""
    typed_answer: dict[str, Any] = {}
    returning: dict[str, Any] = {}
    """What going back would undo, while that is asked; see `reading.warning`."""

    @rx.event
    @door
    async def open_page(self) -> None:
        """Show the run of the address where it stands, at the place where it was left."""
        self.said, self.returning, self.form_errors = "", {}, {}
        session_id = _named(self.router.url.path)
        if self.run and self.run["id"] != session_id:
            self.phase, self.run = LOADING, {}
        self.address = f"{routes.SCENES}/{session_id}"
        try:
            view = await read_as_anyone(self, runs.open_run, session_id)
        except (RunNotFound, StoryMissing, InvalidInput) as refused:
            self._put_away(refused)
            return
        self._show(view)
        self.visit += 1

    @rx.event
    @door
    async def look(self) -> None:
        """Show the newer scene if the run moved on: on another device, or through a game client."""
        if not self.run:
            return
        try:
            revision = await read_as_anyone(self, runs.read_revision, self.run["id"])
            if revision != self.run["revision"]:
                await self._catch_up()
        except (RunNotFound, StoryMissing) as gone:
            self._put_away(gone)

    @rx.event
    @door
    async def move(self, move: dict[str, Any]) -> None:
        """Play a move: `run`, `revision`, `scene`, `choice`, at scene 2 `party`. It may come twice."""
        try:
            session_id, revision, made = read_move(move)
        except InvalidInput:
            self.answered += 1  # sent again it would make no more sense
            raise
        try:
            view = await call_as_anyone(self, runs.choose, session_id, made, revision, device=self._device())
        except (RunNotFound, StoryMissing) as gone:
            self._put_away(gone)  # the page keeps the move for when the story is back
            return
        except Unavailable:
            raise  # the page keeps the move and sends it again
        except RunMoved as moved:
            view = RunView.model_validate(moved.facts["run"])
            self._show(view)
            self.said = "" if made_already(view, made) else _overtaken(view, "your choice was not made")
        except AppError as refused:
            self.form_errors = {field_of(made, name): texts[0] for name, texts in refused.fields.items()}
            self.said = refused.message
        else:
            self._show(view)
            self.said, self.form_errors = "", {}
        self.answered += 1

    @rx.event
    @door
    async def keep_place(self, place: dict[str, Any]) -> None:
        """Remember where on the page the person reads; what can't be kept is no reason to disturb them."""
        where: dict[str, Any] = {
            name: place[name] for name in ("scene", "paragraph", "offset") if name in place
        }
        try:
            await call_as_anyone(self, keeping.keep_place, str(place.get("run", "")), where)
        except (NotFound, InvalidInput, StoryMissing):
            return

    @rx.event
    @door
    async def keep_typed(self, batch: dict[str, Any]) -> None:
        """Keep what is half typed in the party's form; acknowledge it once it is committed."""
        try:
            changes = Batch.model_validate(batch)
        except ValidationError:
            raise InvalidInput("That change could not be read. What was saved before is kept.") from None
        session_id = changes.scope.removeprefix("run:")
        try:
            answer = await call_as_anyone(self, keeping.keep_typed, session_id, changes)
        except StoryMissing as gone:
            self._put_away(gone)
            return
        self.typed_answer = answer.model_dump(mode="json")

    @rx.event
    @door
    async def ask_return(self, scene: int) -> None:
        """Ask before going back to a scene, and say exactly what that undoes."""
        view = await read_as_anyone(self, runs.open_run, self._id())
        rewind = await read_as_anyone(self, rewinding.preview_rewind, self._id(), _scene(scene))
        self.returning = warning(rewind, view)

    @rx.event
    def stay(self, asked: bool = False) -> None:
        """Close the question: nothing is undone."""
        if not asked:
            self.returning = {}

    @rx.event
    @door
    async def go_back(self) -> None:
        """Go back to the scene that was asked about."""
        asked, self.returning = self.returning, {}
        if asked:
            await self._turn(rewinding.rewind, asked["scene"], asked["revision"])

    @rx.event
    @door
    async def undo_return(self) -> None:
        """Bring back what going back took."""
        await self._turn(rewinding.undo_rewind, self.run.get("revision", 0))

    @rx.event
    @door
    async def play_again(self) -> Any:
        """Begin the story anew with the same party, which scene 2 then finds filled in."""
        view = await call_as_anyone(self, keeping.play_again, self._id(), device=self._device())
        if view.owner == "nobody":
            yield kept_runs.remember(view.session_id)
        yield rx.redirect(f"{routes.SCENES}/{view.session_id}")

    @rx.event
    @door
    async def claim(self) -> Any:
        """Make a run that nobody owns the signed-in person's own; somebody else may have been faster."""
        await own(self, runs.claim_runs, [self._id()])
        try:
            self._show(await read_as_anyone(self, runs.open_run, self._id()))
        except RunNotFound:
            self._put_away(RunTaken())
            return None
        except StoryMissing as gone:
            self._put_away(gone)
        return rx.toast.success("This run is in your account now. It opens only for you.")

    def _put_away(self, why: AppError) -> None:
        """Show why there is nothing to read instead of the run."""
        self.phase = MISSING if isinstance(why, NotFound) else REFUSED
        self.trouble, self.run, self.returning = why.message, {}, {}

    async def _turn(self, verb: Any, *args: Any) -> None:
        try:
            self._show(await call_as_anyone(self, verb, self._id(), *args, device=self._device()))
            self.said = ""
        except RunMoved as moved:
            view = RunView.model_validate(moved.facts["run"])
            self._show(view)
            self.said = _overtaken(view, "nothing was taken back or brought back")
        except (NoWayBack, NothingToUndo) as refused:
            await self._catch_up()
            self.said = refused.message
        except StoryMissing as gone:
            self._put_away(gone)

    async def _catch_up(self) -> None:
        view = await read_as_anyone(self, runs.open_run, self._id())
        self._show(view)
        self.said = _went_on(view)

    def _show(self, view: RunView) -> None:
        self.phase = READY
        self.run = readable(view)
        self.title = f"{view.page.title} · {view.story.title}"
        self.typed = {
            "scope": f"run:{view.session_id}",
            "url": f"/api/scenes/runs/{view.session_id}/typed",
            "values": view.typed,
        }
        if self.returning and self.returning["revision"] != view.revision:
            self.returning = {}

    def _id(self) -> str:
        return str(self.run["id"]) if self.run else _named(self.router.url.path)

    def _device(self) -> str:
        return device_of(self.router.headers.user_agent)


def _named(path: str) -> str:
    """The session id in the address of a run."""
    return unquote(path.rstrip("/").rsplit("/", 1)[-1])


def _scene(scene: Any) -> int:
    if type(scene) is not int:
        raise InvalidInput("Choose one of the scenes that were played here.")
    return scene


def _went_on(view: RunView) -> str:
    return f"This story was continued {_where(view)} a moment ago. Here is where it stands now."


def _overtaken(view: RunView, undone: str) -> str:
    said = f"This story was continued {_where(view)} already, so {undone}."
    return f"{said} Here is where it stands now."


def _where(view: RunView) -> str:
    return f"on your {view.device}" if view.device else "elsewhere"
