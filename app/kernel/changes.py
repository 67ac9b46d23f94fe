"""Changes that a browser keeps until they are acknowledged, and how they meet a row that moved on.

Each change names the values that it was based on. One of those in the row means that nobody else
touched that key; the change's own value means that it has arrived before; anything else means that
another device was faster, and then neither version is dropped.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Batch(BaseModel):
    """What a browser asks to keep, by top-level key; null clears a key."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    scope: str = Field(max_length=100)
    """The row as the browser names it, such as `draft:12`."""
    seq: int = 0
    """The number of the newest change in it, counted by the browser's tab."""
    revision: int | None = None
    """The row's revision as the browser knows it."""
    changes: dict[str, Any] = Field(default_factory=dict)
    bases: dict[str, list[Any]] = Field(default_factory=dict)
    """For each key the values that the row may have without anybody else having changed it."""


class Answer(BaseModel):
    """The acknowledgement of a batch; given only after the commit."""

    model_config = ConfigDict(frozen=True)

    scope: str
    seq: int
    revision: int | None
    saved: dict[str, Any]
    """The keys that are in the row now, with their values there."""
    conflicts: dict[str, Any]
    """The keys where another device was faster, with what it wrote."""
    errors: dict[str, str]
    """The keys that were refused, with the reason in a person's words."""
    device: str = ""
    """What made the row's last change before this: `phone`, `computer` or unknown."""


@dataclass(frozen=True)
class Settlement:
    """What to write, what is there already, and where another device was faster."""

    to_save: dict[str, Any]
    already: dict[str, Any]
    conflicts: dict[str, Any]


def settle(current: Mapping[str, Any], batch: Batch) -> Settlement:
    """Compare a batch with the row's current values, key by key. Absent and null are the same."""
    to_save: dict[str, Any] = {}
    already: dict[str, Any] = {}
    conflicts: dict[str, Any] = {}
    for key, value in batch.changes.items():
        now = current.get(key)
        if now == value:
            already[key] = value
        elif now in batch.bases.get(key, [None]):
            to_save[key] = value
        else:
            conflicts[key] = now
    return Settlement(to_save, already, conflicts)
