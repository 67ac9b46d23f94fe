"""Captions of a finished film: added, replaced and removed on its page."""

from typing import Any
from uuid import UUID

import reflex as rx

from app.features.productions.rules.languages import NAMES, STANDARD
from app.features.productions.service import tracks as service
from app.features.productions.state.productions import ProductionState
from app.kernel.errors import NotFound
from app.ui.call import call, door


class TracksState(rx.State):
    """Beside the production of the same tab."""

    language: str = STANDARD
    """Of the next file."""

    @rx.event
    def choose_language(self, language: str) -> None:
        """What the next file is written in."""
        self.language = language if language in NAMES else STANDARD

    @rx.event
    @door
    async def remove(self, language: str) -> Any:
        """Take the captions of one language away."""
        page = await self.get_state(ProductionState)
        try:
            production_id = UUID(page.made["id"])
        except ValueError:
            raise NotFound("There is no such production.") from None
        await call(self, service.delete_track, production_id, language)
        return ProductionState.open_page
