"""The builder's page: every event is one service call, as whoever the cookie says."""

from typing import Any

import reflex as rx

from app.features.planets.errors import NotASteward, PlanetArchived, PlanetNotFound
from app.features.planets.rules.steps import load_steps
from app.features.planets.schemas.builder import BuilderView
from app.features.planets.service import builder, topics
from app.kernel.devices import device_of
from app.kernel.errors import AppError
from app.ui.call import call, door, read

LOADING, READY, MISSING, REFUSED = "loading", "ready", "missing", "refused"


class BuilderState(rx.State):
    """One builder session on one tab; rebuilt from the database whenever the page loads."""

    phase: str = LOADING
    trouble: str = ""
    """Why there is nothing to build, when there isn't."""
    script: list[dict[str, Any]] = []
    """All steps with their fields and choices, as `rules/steps.yaml` has them."""
    topics: list[dict[str, Any]] = []
    """Every trigger topic: `id`, `name`."""
    builder: dict[str, Any] = {}
    """`BuilderView` as JSON."""
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
        """Go on where the builder of the address stands, or begin."""
        device = device_of(self.router.headers.user_agent)
        try:
            view = await call(self, builder.start, self._id(), device=device)
        except (PlanetNotFound, NotASteward, PlanetArchived) as refused:
            self._put_away(refused)
            return
        self.script = [step.model_dump(mode="json") for step in load_steps().steps]
        self.topics = [one.model_dump(mode="json") for one in await read(self, topics.list_topics)]
        self._show(view)

    def _put_away(self, why: AppError) -> None:
        self.phase = MISSING if isinstance(why, PlanetNotFound) else REFUSED
        self.trouble, self.builder = why.message, {}

    def _show(self, view: BuilderView) -> None:
        self.phase, self.builder = READY, view.model_dump(mode="json")
        scope, url = f"planet:{view.planet_id}", f"/api/planets/{view.planet_id}/builder"
        self.answers = {
            "scope": f"{scope}:answers",
            "url": f"{url}/answers",
            "values": view.attributes,
            "revision": view.revision,
        }
        self.typed = {"scope": f"{scope}:typed", "url": f"{url}/typed", "values": view.typed}

    def _id(self) -> int:
        found = self.router.url.path.rstrip("/").split("/")[-2]
        if not found.isdecimal():
            raise PlanetNotFound
        return int(found)
