"""Uploads as the page's variables: plain, small, and with the words that a person reads."""

from typing import TypedDict

from app.features.productions.models import UploadKind, UploadStatus
from app.features.productions.schemas.uploads import DraftGlance, Library, UploadView
from app.kernel import clock
from app.kernel.texts import size_text
from app.ui import routes, words


class UploadCard(TypedDict):
    """A file in the grid, in the words of the screen."""

    id: int
    kind: str
    role: str
    status: str
    title: str
    description: str
    facts: str
    when: str
    exact: str
    length: str
    error: str
    can_retry: bool
    poster_url: str
    waveform_url: str
    source_url: str
    seconds: float
    download_url: str
    produce_url: str
    edit_url: str
    resume_url: str
    """Where the person left."""
    progress: float
    stage: str
    draft_id: int
    draft_place: str
    draft_progress: float


class UnfinishedUpload(TypedDict):
    """A file that has not arrived whole, for the browser to go on with."""

    id: int
    name: str
    bytes: int
    received: int
    fingerprint: str
    elsewhere: bool
    film: bool
    """Whether its sender takes it for a video, which can be cut already."""


def card_of(upload: UploadView, draft: DraftGlance | None) -> UploadCard:
    """A file that has arrived."""
    produce_url = f"{routes.PRODUCE}?upload={upload.id}"
    edit_url = f"{routes.EDIT}?upload={upload.id}&from=uploads"
    return UploadCard(
        id=upload.id,
        kind=upload.kind.value,
        role=upload.role.value if upload.role else "",
        status=upload.status.value,
        title=upload.display_name,
        description=upload.description,
        facts=_facts(upload),
        when=words.ago(upload.created_at, clock.now()),
        exact=words.exact(upload.created_at),
        length=_length(upload.duration_seconds),
        error=upload.error or "",
        can_retry=upload.status is UploadStatus.FAILED and upload.source_url is not None,
        poster_url=upload.poster_url or "",
        waveform_url=upload.waveform_url or "",
        source_url=upload.source_url or "",
        seconds=upload.duration_seconds or 0.0,
        download_url=f"{upload.source_url}?download=1" if upload.source_url else "",
        produce_url=produce_url,
        edit_url=edit_url,
        resume_url=edit_url if draft and draft.in_editor else produce_url,
        progress=upload.progress,
        stage=upload.stage,
        draft_id=draft.id if draft else 0,
        draft_place=draft.place if draft else "",
        draft_progress=draft.progress if draft else 0.0,
    )


def unfinished_of(upload: UploadView, arriving: bool) -> UnfinishedUpload:
    """A file that has not; `arriving` while somebody sends it."""
    return UnfinishedUpload(
        id=upload.id,
        name=upload.original_name,
        bytes=upload.declared_bytes,
        received=upload.received_bytes,
        fingerprint=upload.fingerprint or "",
        elsewhere=arriving,
        film=upload.kind is UploadKind.VIDEO,
    )


def _facts(upload: UploadView) -> str:
    """E.g. `1920 × 1080 · 34 MB`."""
    size = f"{upload.width} × {upload.height}" if upload.width and upload.height else ""
    weight = size_text(upload.bytes or upload.declared_bytes)
    return " · ".join(part for part in (size, weight) if part)


def _length(seconds: float | None) -> str:
    """`0:05`, `12:40`, `1:02:03`; empty for what doesn't last."""
    if seconds is None:
        return ""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def room_words(found: Library) -> str:
    """E.g. `34 MB of 20 GB used`."""
    return f"{size_text(found.used_bytes)} of {size_text(found.quota_bytes)} used"
