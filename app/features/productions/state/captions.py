"""Captions of the video that is dressed: what was brought is chosen, what is deleted goes."""

from typing import Any

import reflex as rx

from app.features.productions.rules.languages import NAMES, STANDARD
from app.features.productions.service import captions as service
from app.features.productions.state.produce import DraftState
from app.ui.call import call, door

_choose: Any = DraftState.choose


class CaptionsState(rx.State):
    """Beside the draft of the same tab."""

    language: str = STANDARD
    """Of the next file."""

    @rx.event
    def choose_language(self, language: str) -> None:
        """What the next file is written in."""
        self.language = language if language in NAMES else STANDARD

    @rx.event
    @door
    async def arrived(self, captions_id: int) -> Any:
        """A file was brought: it is chosen at once, drawn as the one before it was."""
        draft = await self.get_state(DraftState)
        burn_in = bool((draft.config.get("captions") or {}).get("burnIn"))
        return _choose("captions", {"captionsId": captions_id, "burnIn": burn_in})

    @rx.event
    @door
    async def delete(self, captions_id: int) -> Any:
        """Delete a file; a draft that has chosen it has none then."""
        draft = await self.get_state(DraftState)
        await call(self, service.delete_captions, draft.source["id"], captions_id)
        if (draft.config.get("captions") or {}).get("captionsId") == captions_id:
            return _choose("captions", None)
        return DraftState.refresh
