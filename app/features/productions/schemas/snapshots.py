"""What a production is made from, copied when it was asked for: later edits change nothing in it."""

from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True)


class FileCopy(_Kept):
    """An upload's file, and what the person called it."""

    upload_id: int
    asset_id: UUID
    name: str


class PresetCopy(_Kept):
    """A preset's settings; without an id they are the defaults of their kind."""

    preset_id: int | None
    name: str
    settings: dict[str, Any]


class Snapshot(_Kept):
    """`presets` by kind; `files` by upload id, the source not among them."""

    name: str
    config: dict[str, Any]
    source: FileCopy
    files: dict[int, FileCopy]
    presets: dict[str, PresetCopy]
