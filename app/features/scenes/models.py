"""Parties, which any game client may save, and what our own pages keep beside them."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, Column, Text
from sqlmodel import Field, SQLModel

from app.kernel import clock
from app.kernel.columns import JSON_COLUMN, UtcDateTime


class Party(SQLModel, table=True):
    """One run as its last save left it: who plays, where they are, what they chose.

    A party without an owner belongs to whoever knows its session id.
    """

    __tablename__ = "parties"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    session_id: str = Field(sa_column=Column(Text, nullable=False, unique=True))
    owner_id: UUID | None = Field(default=None, foreign_key="users.id", index=True, ondelete="CASCADE")
    revision: int = 1
    """One more with each save."""
    name: str = Field(sa_column=Column(Text, nullable=False))
    heroes: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(JSON_COLUMN, nullable=False))
    symbol_choice: str | None = Field(default=None, sa_column=Column(Text))
    scene_index: int
    choices: dict[str, str | None] = Field(
        default_factory=dict, sa_column=Column(JSON_COLUMN, nullable=False)
    )
    more: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON_COLUMN, nullable=False))
    """What a client put into the state beside the named fields; it comes back with them."""
    created_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    updated_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)


class Playthrough(SQLModel, table=True):
    """How a party came to where it is: what our own pages need for rewinding and for telling it again."""

    __tablename__ = "playthroughs"

    party_id: UUID = Field(foreign_key="parties.id", primary_key=True, ondelete="CASCADE")
    story: str = Field(max_length=100)
    story_version: int
    seed: int = Field(sa_column=Column(BigInteger, nullable=False))
    """The dice of the whole run follow from it."""
    origin: dict[str, Any] = Field(sa_column=Column(JSON_COLUMN, nullable=False))
    """The `PlayState` that `steps` start from: the story's beginning, or a save of another client."""
    steps: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(JSON_COLUMN, nullable=False))
    undone: list[list[dict[str, Any]]] = Field(
        default_factory=list, sa_column=Column(JSON_COLUMN, nullable=False)
    )
    """What each rewind since the last choice took back, for its undo."""
    party_revision: int
    """The revision of the party that `steps` end at; a higher one was saved by another client."""
    place: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON_COLUMN, nullable=False))
    typed: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON_COLUMN, nullable=False))
    """Names half typed in scene 2."""
    device: str | None = Field(default=None, max_length=20)
    finished_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    created_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    updated_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
