"""Views as the pages' variables: plain, small, and with the words that a person reads."""

from collections.abc import Iterable
from typing import Any, TypedDict

from app.features.productions.models import ImageRole, PresetKind, UploadStatus
from app.features.productions.rules.place import LABELS
from app.features.productions.schemas.captions import CaptionsView
from app.features.productions.schemas.drafts import DraftView
from app.features.productions.schemas.presets import PresetView
from app.features.productions.schemas.uploads import UploadView
from app.kernel import clock
from app.kernel.spans import clock_words
from app.ui import routes, words


class Source(TypedDict):
    """The video that is dressed."""

    id: int
    name: str
    status: str
    progress: float
    stage: str
    film: str
    poster: str
    facts: str
    error: str


class Picture(TypedDict):
    """A file to choose: a picture, or a piece of music."""

    id: int
    name: str
    url: str
    thumb: str
    facts: str
    ready: bool
    shape: str
    """Where a sound's peaks are."""
    seconds: float


class Words(TypedDict):
    """Captions to choose."""

    id: int
    words: str


STANDARD_HOLD = 3.0

NO_ROLE = ""

FIELDS = frozenset(LABELS)
"""The keys of a draft that have a place on the page."""

NO_SOURCE = Source(id=0, name="", status="", progress=0.0, stage="", film="", poster="", facts="", error="")


def source_facts(upload: UploadView) -> Source:
    """The video with its facts in one line."""
    facts = []
    if upload.duration_seconds is not None:
        facts.append(clock_words(upload.duration_seconds))
    if upload.width and upload.height:
        facts.append(f"{upload.width} × {upload.height}")
    if not upload.has_audio and upload.status is UploadStatus.READY:
        facts.append("no sound")
    return Source(
        id=upload.id,
        name=upload.display_name,
        status=upload.status.value,
        progress=upload.progress,
        stage=upload.stage,
        film=upload.proxy_url or "",
        poster=upload.poster_url or "",
        facts=" · ".join(facts),
        error=upload.error or "",
    )


def picture_rows(uploads: Iterable[UploadView]) -> dict[str, list[Picture]]:
    """Pictures by the role that they have; every role is there, and `NO_ROLE` with those that are ready."""
    rows: dict[str, list[Picture]] = {NO_ROLE: [], **{role.value: [] for role in ImageRole}}
    for upload in uploads:
        if upload.role is not None:
            rows[upload.role.value].append(choice(upload))
        elif upload.status is UploadStatus.READY:
            rows[NO_ROLE].append(choice(upload))
    return rows


def choice(upload: UploadView) -> Picture:
    """One file to choose."""
    length = upload.duration_seconds
    return Picture(
        id=upload.id,
        name=upload.display_name,
        url=upload.source_url or "",
        thumb=upload.poster_url or upload.source_url or "",
        facts=clock_words(length) if length is not None else "",
        ready=upload.status is UploadStatus.READY,
        shape=upload.waveform_url or "",
        seconds=length or 0.0,
    )


def words_file(captions: CaptionsView) -> Words:
    """One captions file: `Deutsch, talk.srt`."""
    return Words(id=captions.id, words=f"{captions.label}, {captions.name}")


def preset_options(presets: Iterable[PresetView]) -> dict[str, list[list[str]]]:
    """What a list of presets of each kind offers: value and label; the first stands for none."""
    options: dict[str, list[list[str]]] = {kind.value: [["", "Standard"]] for kind in PresetKind}
    for preset in presets:
        options[preset.kind.value].append([str(preset.id), preset.name])
    return options


def conflict_words(
    pictures: Iterable[UploadView],
    music: Iterable[UploadView],
    presets: Iterable[PresetView],
    captions: Iterable[CaptionsView],
) -> dict[str, dict[str, str]]:
    """What a value of each key is called where two devices met: by its JSON, or by its part's."""
    files = {str(file.id): file.display_name for file in (*pictures, *music)}
    named = {str(preset.id): preset.name for preset in presets}
    intro = {f"uploadId:{number}": name for number, name in files.items()}
    return {
        **dict.fromkeys(("musicUploadId", "logoUploadId", "lowerThirdUploadId"), files),
        **dict.fromkeys(
            ("audioConfigId", "logoConfigId", "lowerThirdConfigId", "screenTitlePresetId"), named
        ),
        "intro": {'kind:"freeze_first_frame"': "First frame, frozen", **intro},
        "captions": {f"captionsId:{one.id}": one.label for one in captions},
        "editRanges": {"each": "Pieces"},
        "overlayItems": {"each": "Pictures"},
    }


def issues_by_key(draft: DraftView) -> dict[str, str]:
    """What is wrong, by the top-level key that it is about."""
    found: dict[str, str] = {}
    for issue in draft.issues:
        found.setdefault(issue.field.split(".")[0], issue.message)
    return found


def ended(draft: DraftView) -> tuple[str, str]:
    """Why an archived draft takes no more changes, and where its film is, if it has become one."""
    if draft.archived_at is None:
        return "", ""
    if draft.production_id is None:
        return "This draft was put away on another page. What you typed since stays here to copy.", ""
    text = "This draft was produced on another page. What you typed since stays here to copy."
    return text, f"{routes.PRODUCTIONS}/{draft.production_id}"


def changed_since(draft: DraftView) -> str:
    """`Changed on your phone 2 minutes ago`."""
    where = f" on your {draft.device}" if draft.device else " elsewhere"
    return f"Changed{where} {words.ago(draft.updated_at, clock.now())}"


def section_thumbs(draft: DraftView, files: Iterable[UploadView]) -> dict[str, str]:
    """The small picture of each section that has one."""
    pictures = {file.id: file.poster_url or file.source_url or "" for file in files}
    intro = draft.config.get("intro") or {}
    named = {
        "logo": draft.config.get("logoUploadId"),
        "lowerThird": draft.config.get("lowerThirdUploadId"),
        "opening": intro.get("uploadId"),
    }
    return {section: pictures.get(upload_id, "") if upload_id else "" for section, upload_id in named.items()}


def with_file(key: str, upload_id: int, config: dict[str, Any]) -> dict[str, Any]:
    """The change that chooses a file for `key`; an opening keeps the time that it was held for."""
    if key != "intro":
        return {key: upload_id}
    held = (config.get("intro") or {}).get("holdSeconds", STANDARD_HOLD)
    return {"intro": {"kind": "title_image", "uploadId": upload_id, "holdSeconds": held}}
