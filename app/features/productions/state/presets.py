"""Presets where they are chosen: made, changed and put away beside the film that they dress."""

from typing import Any

import reflex as rx
from pydantic import ValidationError

from app.features.productions.models import PresetKind
from app.features.productions.schemas.presets import PresetView
from app.features.productions.service import keeping, presets
from app.features.productions.state.produce import DraftState
from app.kernel.changes import Batch
from app.kernel.errors import InvalidInput
from app.ui.call import call, door

CHOSEN_BY = {
    PresetKind.LOGO: "logoConfigId",
    PresetKind.AUDIO: "audioConfigId",
    PresetKind.LOWER_THIRD: "lowerThirdConfigId",
    PresetKind.SCREEN_TITLE: "screenTitlePresetId",
}
"""The key of a draft that names a preset of each kind."""


class PresetState(rx.State):
    """The preset that is being edited."""

    kind: str = ""
    preset_id: int = 0
    scope: str = ""
    values: dict[str, Any] = {}
    answer: dict[str, Any] = {}

    @rx.event
    @door
    async def edit(self, preset_id: int) -> None:
        """Open one for editing."""
        self._show(await call(self, presets.get_preset, preset_id))

    @rx.event
    def close(self) -> None:
        """Stop editing; every change was saved as it was made."""
        self.kind, self.preset_id = "", 0

    @rx.event
    @door
    async def create(self, kind: str, copied_from: int) -> Any:
        """Make a new one, like the one that is chosen, choose it and open it for editing."""
        if kind not in CHOSEN_BY:
            raise InvalidInput("There are no such settings.")
        made = await call(self, presets.copy_preset, PresetKind(kind), copied_from or None)
        self._show(made)
        return _choose(made.kind, made.id)

    @rx.event
    @door
    async def archive(self, kind: str, preset_id: int) -> Any:
        """Put one away; a draft that uses it goes back to the defaults."""
        archived = await call(self, presets.archive_preset, preset_id)
        self.kind, self.preset_id = "", 0
        return _choose(archived.kind, None)

    @rx.event
    @door
    async def save(self, batch: dict[str, Any]) -> Any:
        """Keep a batch of the outbox; acknowledge it once it is committed, and draw the preview anew."""
        await self._keep(batch)
        return DraftState.refresh

    async def _keep(self, batch: dict[str, Any]) -> None:
        try:
            changes = Batch.model_validate(batch)
            preset_id = int(changes.scope.removeprefix("preset:"))
        except (ValidationError, ValueError):
            raise InvalidInput("That change could not be read. What was saved before is kept.") from None
        preset, answer = await call(self, keeping.keep_preset_changes, preset_id, changes)
        if self.preset_id in (0, preset_id):
            self._show(preset)
        self.answer = answer.model_dump(mode="json")

    def _show(self, preset: PresetView) -> None:
        self.kind = preset.kind.value
        self.preset_id = preset.id
        self.scope = f"preset:{preset.id}"
        self.values = keeping.preset_values(preset)


def _choose(kind: PresetKind, preset_id: int | None) -> Any:
    choose: Any = DraftState.choose  # an event once Reflex has made its class
    return choose(CHOSEN_BY[kind], preset_id)
