"""Captions as clients send and see them."""

from datetime import datetime

from pydantic import Field

from app.features.productions.rules.languages import STANDARD, Language
from app.features.productions.schemas.camel import CamelModel
from app.kernel.texts import OneLine

MAX_LABEL = 80


class CaptionsFile(CamelModel):
    """A captions file as it comes; without a label it is called by its language."""

    name: OneLine = Field(max_length=512)
    content: bytes
    language: Language = STANDARD
    label: OneLine = Field(default="", max_length=MAX_LABEL)


class CaptionsView(CamelModel):
    """Captions of a video, in seconds of the video as it was uploaded."""

    id: int
    upload_id: int
    name: str
    language: str
    label: str
    url: str
    """WebVTT."""
    created_at: datetime


class CaptionsBody(CamelModel):
    captions: CaptionsView


class CaptionsList(CamelModel):
    captions: list[CaptionsView]


class TrackView(CamelModel):
    """Captions of a finished film, to switch on in a player; one set for each language."""

    language: str
    label: str
    url: str
    """WebVTT in seconds of the finished film; its address changes with its words."""
