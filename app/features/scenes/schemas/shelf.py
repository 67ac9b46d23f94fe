"""What the shelf shows, and what it keeps to undo a deletion."""

from typing import Any

from pydantic import BaseModel, ConfigDict

from app.features.scenes.schemas.runs import RunCard, StoryView


class ShelfView(BaseModel):
    """Everything on /scenes."""

    model_config = ConfigDict(frozen=True)

    runs: list[RunCard]
    """The one that was played last first."""
    stories: list[StoryView]
    """What can be begun, the default first."""


class RemovedRun(BaseModel):
    """A deleted run, whole. It stays on the server: whoever holds it can bring the run back."""

    model_config = ConfigDict(frozen=True)

    party: dict[str, Any]
    playthrough: dict[str, Any] | None

    @property
    def session_id(self) -> str:
        return str(self.party["session_id"])

    @property
    def is_free(self) -> bool:
        """Whether it was nobody's."""
        return self.party["owner_id"] is None
