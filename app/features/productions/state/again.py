"""New production from these settings: for which film, and what happens to a draft that it has already."""

from typing import Any, TypedDict

import reflex as rx

from app.features.productions.errors import DraftInTheWay
from app.features.productions.schemas.productions import AgainInput
from app.features.productions.schemas.uploads import UploadView
from app.features.productions.service import again
from app.features.productions.state.productions import production_id_of
from app.features.productions.state.shown import source_facts
from app.kernel.devices import device_of
from app.kernel.errors import AppError
from app.ui import routes
from app.ui.call import call, door, read

CHOOSING, IN_THE_WAY = "choosing", "in_the_way"


class Film(TypedDict):
    """A video that the settings can be taken over for."""

    id: int
    name: str
    poster: str
    facts: str


class AgainState(rx.State):
    """The dialog that a production's settings are taken over in."""

    stage: str = ""
    """`choosing` a film, a draft is `in_the_way`, or closed."""
    production_id: str = ""
    films: list[Film] = []
    film: Film = Film(id=0, name="", poster="", facts="")
    """The one that was chosen."""
    error: str = ""

    @rx.event
    @door
    async def ask(self, production: str) -> None:
        """Open the dialog for a production."""
        found = await read(self, again.list_films, production_id_of(production))
        self.production_id, self.error = production, ""
        self.films = [_film(upload) for upload in found]
        self.stage = CHOOSING

    @rx.event
    def close(self, is_open: bool = False) -> None:
        """Leave everything as it is."""
        if not is_open:
            self.stage = ""

    @rx.event
    @door
    async def choose(self, upload_id: int) -> Any:
        """Take the settings over for this film, unless it has a begun draft: then ask first."""
        self.film = next((film for film in self.films if film["id"] == upload_id), self.film)
        return await self._start(upload_id, replace=False)

    @rx.event
    @door
    async def replace(self) -> Any:
        """Put the begun draft away and take the settings over."""
        return await self._start(self.film["id"], replace=True)

    @rx.event
    def go_on(self) -> Any:
        """Open the draft as it is."""
        self.stage = ""
        return rx.redirect(f"{routes.PRODUCE}?upload={self.film['id']}")

    async def _start(self, upload_id: int, *, replace: bool) -> Any:
        self.error = ""
        wanted = AgainInput(upload_id=upload_id, replace=replace)
        production, device = production_id_of(self.production_id), device_of(self.router.headers.user_agent)
        try:
            started = await call(self, again.start_again, production, wanted, device=device)
        except DraftInTheWay:
            self.stage = IN_THE_WAY
            return None
        except AppError as refused:
            self.error = refused.message
            return None
        self.stage = ""
        there = rx.redirect(f"{routes.PRODUCE}?upload={upload_id}")
        return [there, rx.toast.info(started.note)] if started.note else there


def _film(upload: UploadView) -> Film:
    shown = source_facts(upload)
    return Film(id=shown["id"], name=shown["name"], poster=shown["poster"], facts=shown["facts"])
