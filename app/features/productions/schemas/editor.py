"""What the page that cuts a film shows, read in one transaction."""

from typing import Any

from pydantic import BaseModel, ConfigDict

from app.features.productions.schemas.drafts import PreviewView
from app.features.productions.schemas.edits import EditedDraft


class Film(BaseModel):
    """The source as far as it has arrived; times in seconds, sizes in pixels."""

    model_config = ConfigDict(frozen=True)

    id: int
    title: str
    status: str
    progress: float
    stage: str
    error: str
    seconds: float | None
    """Measured, or until then what the browser that sends it said; None while nobody knows."""
    width: int | None
    height: int | None
    frame_rate: float | None
    has_audio: bool
    original_name: str
    declared_bytes: int
    received_bytes: int
    fingerprint: str | None
    elsewhere: bool
    """Whether somebody is sending it right now, from wherever."""
    source_url: str | None
    """The film itself: while there is no proxy, browsers that can play it do."""
    proxy_url: str | None
    strip_url: str | None
    strip_facts: dict[str, Any]
    waveform_url: str | None
    poster_url: str | None


class LibraryPicture(BaseModel):
    """A picture that can be laid over the film, once it is `ready`; `error` says why it never will be."""

    model_config = ConfigDict(frozen=True)

    id: int
    name: str
    url: str
    width: int | None
    height: int | None
    ready: bool
    error: str


class Editing(BaseModel):
    """A draft with its film, its history, and the pictures that there are for it."""

    model_config = ConfigDict(frozen=True)

    film: Film
    edited: EditedDraft
    preview: PreviewView | None
    """None until the video has been looked into."""
    library: list[LibraryPicture]
    place: dict[str, Any]
    """Where the person was; see `rules.place.Place`. Empty when nobody knows."""
    notes: list[str] = []
    """What could not be taken over from an old link."""
