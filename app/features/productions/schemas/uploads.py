"""What uploads take and show."""

from datetime import datetime
from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from app.features.productions.models import ImageRole, UploadKind, UploadStatus
from app.features.productions.schemas.camel import CamelModel
from app.kernel.texts import OneLine, Paragraphs

MAX_NAME = 512
MAX_DESCRIPTION = 2000
MAX_DECLARABLE_BYTES = 2**50

MAX_KNOWN_SECONDS = 1_000_000.0
MAX_KNOWN_PIXELS = 16_384

Pixels = Annotated[int, Field(gt=0, le=MAX_KNOWN_PIXELS)]
DisplayName = Annotated[OneLine, Field(min_length=1, max_length=MAX_NAME)]
Description = Annotated[Paragraphs, Field(max_length=MAX_DESCRIPTION)]


class NewUpload(CamelModel):
    """A file that is about to arrive in parts."""

    name: str
    """The file's own name; checked by `rules.file_names`."""
    bytes: int = Field(ge=0, le=MAX_DECLARABLE_BYTES)
    kind: UploadKind | None = None
    """What the sender takes it for; what it is will be looked up once it is here."""
    role: ImageRole | None = None
    fingerprint: Annotated[OneLine, Field(max_length=200)] | None = None
    """Name, size and date, to find an unfinished upload again."""
    display_name: DisplayName | None = None
    description: Description = ""
    known_seconds: Annotated[float, Field(gt=0, le=MAX_KNOWN_SECONDS)] | None = None
    """How long the sender takes a film to be, so that it can be cut before it has arrived."""
    known_width: Pixels | None = None
    known_height: Pixels | None = None
    """Of the upright picture; both go until the file is looked into."""


class SentUpload(NewUpload):
    """A file that is sent whole, as a form."""

    expected_kind: UploadKind | None = None
    """Refuse the file when it is of another kind; without it, it is kept as what it is."""


class UploadChange(CamelModel):
    """New words or a new role; what is left out stays."""

    display_name: DisplayName | None = None
    description: Description | None = None
    role: ImageRole | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.model_fields_set:
            raise ValueError("Name what to change: displayName, description or role.")
        return self


class UploadView(CamelModel):
    """An upload as its owner sees it. Sizes in bytes and pixels, times in seconds."""

    id: int
    kind: UploadKind
    role: ImageRole | None
    status: UploadStatus
    original_name: str
    display_name: str
    description: str
    mime: str
    declared_bytes: int
    received_bytes: int
    fingerprint: str | None
    bytes: int
    width: int | None
    height: int | None
    duration_seconds: float | None
    known_seconds: float | None = None
    """What its sender takes it to be, until it has been measured."""
    rotation: int
    frame_rate: float | None
    has_audio: bool
    error: str | None
    strip_facts: dict[str, Any]
    created_at: datetime
    updated_at: datetime
    source_deleted_at: datetime | None
    progress: float = 1.0
    """0 to 1: of the bytes while uploading, of the preparation while processing."""
    stage: str = ""
    source_url: str | None = None
    poster_url: str | None = None
    strip_url: str | None = None
    proxy_url: str | None = None
    waveform_url: str | None = None


class UploadAnswer(CamelModel):
    upload: UploadView


class UploadsAnswer(CamelModel):
    uploads: list[UploadView]
    next_cursor: int | None
    """Give it as `cursor` for the next page; null on the last one."""


class DraftGlance(CamelModel):
    """How far the draft of a video is, in words and 0 to 1, and whether the person left in the editor."""

    id: int
    place: str
    progress: float
    in_editor: bool


class Library(CamelModel):
    """A person's files, as the uploads page shows them."""

    arrived: list[UploadView]
    has_more: bool
    unfinished: list[UploadView]
    arriving: set[int]
    """Those of the unfinished that are being sent right now, from wherever."""
    drafts: dict[int, DraftGlance]
    """By the id of their upload."""
    used_bytes: int
    quota_bytes: int
