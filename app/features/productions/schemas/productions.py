"""Productions as clients send and see them."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from app.features.productions.models import ProductionStatus
from app.features.productions.schemas.camel import CamelModel
from app.features.productions.schemas.captions import TrackView


class ProduceInput(CamelModel):
    """Which draft to produce: by its id, or the active one of an upload."""

    draft_id: int | None = None
    upload_id: int | None = None


class AgainInput(CamelModel):
    """Which film a production's settings are taken over for: its own one, or another upload."""

    upload_id: int | None = None
    replace: bool = False
    """Whether a begun draft of that film is put away for it."""


class Setting(CamelModel):
    """One choice that a film was made with, as a person would say it."""

    label: str
    words: str


class Thumbnails(CamelModel):
    """Pictures of equal size on one sheet, row by row, one for each `seconds_per_tile` of the film."""

    url: str
    columns: int
    rows: int
    tile_width: int
    tile_height: int
    seconds_per_tile: float
    count: int


class ProductionView(CamelModel):
    """A film: made, in the making, or failed."""

    id: UUID
    upload_id: int
    name: str
    status: ProductionStatus
    stage: str
    """What is being done right now, for people."""
    progress: float
    """0 to 1."""
    seconds_left: float | None
    """An estimate while it renders."""
    cancelling: bool
    """A cancel was asked for and has not been obeyed yet."""
    error: str | None
    """Why it failed, for people."""
    job_id: UUID | None
    duration_seconds: float | None
    width: int | None
    height: int | None
    bytes: int | None
    video_url: str | None
    download_url: str | None
    poster_url: str | None
    """The film's poster, or until it is there the source's."""
    captions: list[TrackView] = Field(default_factory=list)
    """To switch on in the player, by language. Burnt-in ones are not among them."""
    hls_url: str | None
    """The film in several sizes, for players that choose by the connection; made after the film."""
    thumbnails: Thumbnails | None
    """For looking for a moment in it; made after the film."""
    way: Literal["smart", "full"] | None
    """How its picture was made: with untouched pictures copied, or every one anew."""
    way_reason: str | None
    """Why it was not made the smart way, for people."""
    settings: list[Setting] = Field(default_factory=list)
    """Only in the answer for one production."""
    created_at: datetime
    updated_at: datetime
    finished_at: datetime | None


class ProductionBody(CamelModel):
    production: ProductionView


class ProductionList(CamelModel):
    productions: list[ProductionView]
