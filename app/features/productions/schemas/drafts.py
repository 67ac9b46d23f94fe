"""Drafts as clients send and see them, and the preview of what a draft would become."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from app.features.productions.models import DraftStatus
from app.features.productions.schemas.camel import CamelModel


class OpenDraft(CamelModel):
    upload_id: int


class DraftPatch(CamelModel):
    """A change to a draft's config: merged key by key at the top level, null clears a key."""

    config: dict[str, Any]
    revision: int | None = None
    """The revision that this change was based on; a stale one is refused."""
    replace: bool = False
    """Whether `config` takes the place of the whole config."""


class Issue(CamelModel):
    """What stands in the way of producing, by the field that it is about."""

    field: str
    message: str


class DraftView(CamelModel):
    """The kept choices for one upload. `config` has the keys of the contract and any unknown ones."""

    id: int
    upload_id: int
    status: DraftStatus
    config: dict[str, Any]
    revision: int
    issues: list[Issue] = Field(default_factory=list)
    device: str = ""
    """What the last change was made on: "phone", "computer", or unknown."""
    note: str = ""
    """What happened to the timeline by itself, such as being fitted to a film that turned out shorter."""
    created_at: datetime
    updated_at: datetime
    archived_at: datetime | None
    production_id: UUID | None


class SeededDraft(CamelModel):
    """A draft after an old link was looked at, and what of the link could not be read."""

    draft: DraftView
    note: str | None


class DraftBody(CamelModel):
    draft: DraftView


class DraftList(CamelModel):
    drafts: list[DraftView]


class PreviewLayer(CamelModel):
    """One picture over the film, drawn by the code that renders it. Seconds of the finished film."""

    name: str
    """`overlay:<id>`, `lower_third`, `logo`, `screen_title`; bottom to top in their list."""
    url: str
    """A PNG of the whole frame; append `&width=` in pixels."""
    start: float
    end: float
    fade_in: float
    fade_out: float


class PreviewIntro(CamelModel):
    """What stands before the film; no `url` means the film's own first frame."""

    seconds: float
    url: str | None


class PreviewMusic(CamelModel):
    """The music track and how loud it and the film are, in dB."""

    url: str | None
    """The whole music file, which browsers can play."""
    mode: Literal["mix", "replace"]
    video_gain_db: float
    music_gain_db: float
    ducking: Literal["none", "rolling", "abrupt"]
    duck_db: float
    gate: Literal["sensitive", "normal", "strict"]
    """How soon the film's own sound counts as speech."""
    seconds: float
    """How long it sounds, from the first moment of the finished film."""
    clip_seconds: float | None
    """Only this much of the file is used."""
    loop: bool
    fade: bool


class PreviewSpan(CamelModel):
    """Seconds of the source that the film keeps."""

    start: float
    end: float


class PreviewCaptions(CamelModel):
    """Captions of the film as it is cut now."""

    url: str
    """WebVTT in seconds of the finished film, never two cues at once."""
    language: str
    label: str
    burn_in: bool
    picture_url: str | None
    """Of burnt-in captions: put the cue's number, from 0, for `NUMBER`; append `&width=` in pixels."""


class PreviewView(CamelModel):
    """What a draft would become, from the very plan that a render carries out."""

    draft_id: int
    revision: int
    width: int
    height: int
    """Pixels of the finished picture."""
    duration_seconds: float
    """Of the finished film, intro included."""
    segments: list[PreviewSpan]
    intro: PreviewIntro | None
    layers: list[PreviewLayer]
    music: PreviewMusic | None
    captions: PreviewCaptions | None
    poster_url: str | None
    """A title page that only serves as poster."""
    issues: list[Issue] = Field(default_factory=list)
