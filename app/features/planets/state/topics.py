"""Topics to avoid, in Settings: each click is kept at once."""

from typing import Any, TypedDict

import reflex as rx

from app.features.planets.schemas.planets import ListedTopic
from app.features.planets.service import topics as service
from app.kernel.errors import AppError
from app.ui.call import door, own, read


class TopicRow(TypedDict):
    id: int
    name: str
    avoided: bool


class TopicsState(rx.State):
    """What the person wants to be warned of."""

    topics: list[TopicRow] = []
    saving: str = "idle"

    @rx.event
    @door
    async def load(self) -> None:
        """Fill the section from the database."""
        self._take(await read(self, service.list_topics))
        self.saving = "idle"

    @rx.event
    @door
    async def avoid(self, topic_id: int, avoided: bool) -> Any:
        """Be warned of a topic, or no longer."""
        if not isinstance(topic_id, int):
            return
        self.saving = "saving"
        yield
        try:
            # A person's own affair: viewers have it, too.
            self._take(await own(self, service.avoid_topic, topic_id, bool(avoided)))
        except AppError:
            self.saving = "idle"
            raise
        self.saving = "saved"

    def _take(self, found: list[ListedTopic]) -> None:
        self.topics = [{"id": topic.id, "name": topic.name, "avoided": topic.avoided} for topic in found]
