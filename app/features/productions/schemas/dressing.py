"""Everything that the page which dresses a film shows, read in one transaction."""

from typing import Any

from pydantic import BaseModel, ConfigDict

from app.features.productions.schemas.captions import CaptionsView
from app.features.productions.schemas.drafts import DraftView, PreviewView
from app.features.productions.schemas.editor import Film
from app.features.productions.schemas.presets import PresetView
from app.features.productions.schemas.uploads import UploadView


class Dressing(BaseModel):
    """A draft with its video, what it would become, and what there is to choose from."""

    model_config = ConfigDict(frozen=True)

    draft: DraftView
    place: dict[str, Any]
    """A `rules.place.Place`; empty when nobody knows."""
    upload: UploadView
    film: Film
    preview: PreviewView | None
    """None until the video has been looked into."""
    summaries: dict[str, str]
    outcome: str
    pictures: list[UploadView]
    music: list[UploadView]
    presets: list[PresetView]
    captions: list[CaptionsView]
    notes: list[str] = []
    """What could not be taken over from an old link."""
