"""Who a signed-in person is, for screens that greet them, without knowing how accounts are kept."""

from abc import ABC, abstractmethod
from collections.abc import Collection
from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from app.kernel.identity import Actor, PlatformRole, Role

Theme = Literal["system", "light", "dark"]
Motion = Literal["system", "reduced"]
TextSize = Literal["normal", "large", "larger"]
Spacing = Literal["tight", "normal", "wide"]
Dim = Literal["none", "soft", "strong"]


class Preferences(BaseModel):
    """How a person likes the screen. Unknown or outdated stored values fall back to the defaults."""

    model_config = ConfigDict(frozen=True)

    theme: Theme = "system"
    motion: Motion = "system"
    text_size: TextSize = "normal"
    spacing: Spacing = "normal"
    """Between the lines of a story."""
    dim: Dim = "soft"
    """How far the picture behind a story steps back."""
    typed: bool = True
    """Whether a story's text writes itself."""
    drift: bool = True
    """Whether the picture behind a story moves."""


class Person(BaseModel):
    """A signed-in person as they know themselves."""

    model_config = ConfigDict(frozen=True)

    email: str
    display_name: str
    account_name: str
    role: Role
    platform_role: PlatformRole | None
    preferences: Preferences
    away_since: datetime
    """The end of their visit before this one (or when they joined): what finished later is news."""


class People(ABC):
    """What may be asked about the person behind an actor."""

    @abstractmethod
    def person(self, session: Session, actor: Actor) -> Person: ...

    @abstractmethod
    def mark_visit(self, session: Session, actor: Actor) -> None:
        """Note that they are here now; after half an hour away a new visit begins."""

    @abstractmethod
    def names(self, session: Session, user_ids: Collection[UUID]) -> dict[UUID, str]:
        """What these people are called, whoever asks; nothing for those who are gone."""

    @abstractmethod
    def is_colleague(self, session: Session, actor: Actor, user_id: UUID) -> bool:
        """Whether this is somebody of the actor's own account."""

    @abstractmethod
    def colleagues(self, session: Session, actor: Actor) -> dict[UUID, str]:
        """What the other people of the actor's own account are called, the first to join first."""
