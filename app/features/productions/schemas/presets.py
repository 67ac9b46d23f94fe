"""Presets as clients send and see them."""

from datetime import datetime
from typing import Any

from pydantic import Field

from app.features.productions.models import PresetKind
from app.features.productions.schemas.camel import CamelModel

MAX_NAME = 80


class PresetInput(CamelModel):
    """A new preset; `settings` are the fields of its kind, the missing ones get their defaults."""

    kind: PresetKind
    name: str = Field(min_length=1, max_length=MAX_NAME)
    settings: dict[str, Any] = {}


class PresetChange(CamelModel):
    """What to change: `settings` merge field by field."""

    name: str | None = Field(default=None, min_length=1, max_length=MAX_NAME)
    settings: dict[str, Any] | None = None


class PresetView(CamelModel):
    """A named way to dress a production. `settings` holds every field of its kind."""

    id: int
    kind: PresetKind
    name: str
    settings: dict[str, Any]
    created_at: datetime
    updated_at: datetime
    archived_at: datetime | None


class PresetBody(CamelModel):
    preset: PresetView


class PresetList(CamelModel):
    presets: list[PresetView]


class PresetSample(CamelModel):
    """A preset with what it says and shows."""

    preset: PresetView
    words: str
    sample_url: str | None
    """A PNG of a whole frame, transparent; None for a kind that is heard."""


class PresetShelf(CamelModel):
    """A person's presets, those that are offered and those that were put away."""

    presets: list[PresetSample]
    archived: list[PresetSample]
    backdrop_url: str | None
    """A frame of the person's newest film."""
