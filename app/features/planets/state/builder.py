"""The builder's page: every event is one service call, as whoever the cookie says."""

from typing import Any

import reflex as rx

from app.features.planets.errors import (
    AlreadyGenerating,
    NotBuilding,
    PlanetArchived,
    PlanetNotFound,
    StepsMissing,
    WentOnElsewhere,
)
from app.features.planets.rules.steps import load_steps
from app.features.planets.schemas.builder import DeskView
from app.features.planets.service import answers, desk, half_typed, launching, previews, samples, topics
from app.features.planets.state.addresses import address_of, planet_id_of
from app.features.planets.state.moves import planet_of, read_batch, read_intent, read_pending, texts_of
from app.kernel.changes import Answer, Batch
from app.kernel.devices import device_of
from app.kernel.errors import AppError, InvalidInput, NotAllowed, NotSignedIn, Unavailable
from app.ui import routes
from app.ui.call import call, door, read

LOADING, READY, MISSING, REFUSED = "loading", "ready", "missing", "refused"
_GONE = (NotAllowed, PlanetNotFound, PlanetArchived, NotBuilding)

_STARTED_OVER = (
    "Somebody started over a moment ago. The answers are put away, not lost: "
    "“Take back the last surprise” under More brings them back."
)
_BOTH = "This was answered elsewhere meanwhile. Choose one of the two answers, then go on."
_REFUSED = "This answer needs another look before you go on. It is kept here meanwhile."


class BuilderState(rx.State):
    """One builder on one tab; rebuilt from the database whenever the page loads or somebody changed it."""

    phase: str = LOADING
    trouble: str = ""
    """Why there is nothing to build, when there isn't."""
    title: str = "Build a planet · Everkeep"
    address: str = routes.PLANETS
    """The planet's own page."""
    script: list[dict[str, Any]] = []
    """All steps with their fields and choices, as `rules/steps.yaml` has them."""
    topics: list[dict[str, Any]] = []
    """Every trigger topic: `id`, `name`."""
    pictures: dict[str, dict[str, str]] = {}
    """Addresses of small pictures of what can be chosen, by field and choice."""
    builder: dict[str, Any] = {}
    """`DeskView` as JSON."""
    visit: int = 0
    """Counts the openings of the page: each goes to the step where the person is."""
    answers: dict[str, Any] = {}
    """For the outbox of the answers: `scope`, `url`, `values`, `revision`."""
    answers_answer: dict[str, Any] = {}
    typed: dict[str, Any] = {}
    """For the outbox of what is half typed: `scope`, `url`, `values`."""
    typed_answer: dict[str, Any] = {}
    answered: int = 0
    """Counts the answers to moves: a page stops sending its move again when it goes up."""
    said: str = ""
    """What the person must be told above the question."""
    errors: dict[str, str] = {}
    """Why a move was refused, by field."""

    @rx.event
    @door
    async def open_page(self) -> None:
        """Show the builder of the address where the person left it, or begin."""
        self.said, self.errors = "", {}
        previews.expect_previews()
        try:
            planet_id = planet_id_of(self)
            self.address = address_of(planet_id)
            if self.builder and self.builder["planet_id"] != planet_id:
                self.phase, self.builder = LOADING, {}
            view = await call(self, desk.open_desk, planet_id, device=self._device())
        except _GONE as refused:
            self._put_away(refused)
            return
        self.script = [step.model_dump(mode="json") for step in load_steps().steps]
        self.pictures = samples.sample_urls()
        self.topics = [one.model_dump(mode="json") for one in await read(self, topics.list_topics)]
        self._show(view)
        self.visit += 1

    @rx.event
    @door
    async def look(self) -> None:
        """Show what is new: another steward's answers, who is here, or what another device did."""
        if not self.builder:
            return
        had_answers = bool(self.builder["attributes"])
        await self._look_again(self._shown())
        if had_answers and self.builder and self.builder["can_undo"] and not self.builder["attributes"]:
            self.said = _STARTED_OVER

    @rx.event
    @door
    async def keep_answers(self, batch: dict[str, Any]) -> None:
        """Keep a batch of answers; acknowledge it once it is committed."""
        changes = read_batch(batch)
        planet_id = planet_of(changes)
        await self._keep(planet_id, changes)
        await self._look_again(planet_id)

    @rx.event
    @door
    async def keep_typed(self, batch: dict[str, Any]) -> None:
        """Keep what is half typed; acknowledge it once it is committed."""
        changes = read_batch(batch)
        planet_id = planet_of(changes)
        answer = await call(self, half_typed.keep_typed, planet_id, changes, device=self._device())
        self.typed_answer = answer.model_dump(mode="json")
        begun = {name for name, text in answer.saved.items() if text is not None}
        if self.builder and not begun <= set(self.builder["typed_over"]):
            await self._look_again(planet_id)  # the page must know what a restored text began from

    @rx.event
    @door
    async def move(self, intent: dict[str, Any]) -> None:
        """Make a move: `kind`, `revision`, where needed `step`, `all`, `pending`. It may come twice."""
        try:
            wanted, pending = read_intent(intent)
        except InvalidInput:
            self.answered += 1  # sent again it would make no more sense
            raise
        planet_id = planet_of(pending) if pending else self._shown()
        try:
            if pending and not await self._may_go_on(planet_id, pending, wanted.kind):
                await self._look_again(planet_id)
            else:
                self._show(await call(self, desk.make_move, planet_id, wanted, device=self._device()))
                self.said, self.errors = "", {}
        except (NotSignedIn, Unavailable):
            raise  # the page keeps the move and sends it again
        except _GONE as gone:
            self._put_away(gone)
        except AppError as refused:
            await self._say(planet_id, refused)
        self.answered += 1

    @rx.event
    @door
    async def confirm(self, pending: dict[str, Any] | None = None) -> Any:
        """Have the planet painted from its answers and those still pending; then show it being painted."""
        changes = read_pending(pending)
        planet_id = planet_of(changes) if changes else self._shown()
        try:
            if changes and not await self._may_go_on(planet_id, changes, "confirm"):
                await self._look_again(planet_id)
                return None
            await call(self, launching.launch, planet_id, device=self._device())
        except AlreadyGenerating:
            pass  # the second click of two, or another steward's
        except StepsMissing as missing:
            await self._say(planet_id, missing)
            return None
        return rx.redirect(address_of(planet_id))

    async def _keep(self, planet_id: int, changes: Batch) -> Answer:
        answer = await call(self, answers.keep_answers, planet_id, changes, device=self._device())
        self.answers_answer = answer.model_dump(mode="json")
        self.errors = {name: text for name, text in self.errors.items() if name not in changes.changes}
        if self.said in (_BOTH, _REFUSED) and not (answer.errors or answer.conflicts):
            self.said = ""
        return answer

    async def _may_go_on(self, planet_id: int, pending: Batch, kind: str) -> bool:
        """Keep what is pending first; nobody goes on over an answer that could not be kept."""
        answer = await self._keep(planet_id, pending)
        if kind not in ("next", "confirm") or not (answer.errors or answer.conflicts):
            return True
        self.errors = answer.errors
        self.said = _BOTH if answer.conflicts else _REFUSED
        return False

    async def _say(self, planet_id: int, refused: AppError) -> None:
        if isinstance(refused, WentOnElsewhere):
            await self._look_again(planet_id)
        self.said, self.errors = refused.message, texts_of(refused)

    async def _look_again(self, planet_id: int) -> None:
        try:
            self._show(await read(self, desk.read_desk, planet_id))
        except _GONE as gone:
            self._put_away(gone)

    def _put_away(self, why: AppError) -> None:
        self.phase = MISSING if isinstance(why, PlanetNotFound) else REFUSED
        self.title = "Build a planet · Everkeep"
        self.trouble, self.builder = why.message, {}

    def _show(self, view: DeskView) -> None:
        self.phase, self.builder = READY, view.model_dump(mode="json")
        self.title = f"{view.planet.name} · Build a planet"
        scope, url = f"planet:{view.planet_id}", f"/api/planets/{view.planet_id}/builder"
        self.answers = {
            "scope": f"{scope}:answers",
            "url": f"{url}/answers",
            "values": view.attributes,
            "revision": view.revision,
        }
        self.typed = {"scope": f"{scope}:typed", "url": f"{url}/typed", "values": view.typed}

    def _shown(self) -> int:
        return int(self.builder["planet_id"]) if self.builder else planet_id_of(self)

    def _device(self) -> str:
        return device_of(self.router.headers.user_agent)
