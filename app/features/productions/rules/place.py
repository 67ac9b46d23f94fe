"""Where a person is in a draft, on its page or in the editor, in their words, and how far the draft is."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from pydantic import Field

from app.features.productions.rules.config import MAX_SECONDS, DraftConfig
from app.features.productions.rules.fields import FieldErrors, Shape, add_error, shape_errors
from app.kernel.spans import clock_words

SHOWN_LETTERS = 24

SECTIONS = {
    "story": "Name and story",
    "title": "Title",
    "opening": "Opening",
    "sound": "Sound",
    "logo": "Logo",
    "lowerThird": "Lower third",
    "captions": "Captions",
    "cuts": "Cuts",
    "overlays": "Overlay pictures",
}
"""The sections of the produce page, top to bottom, and what they are called there."""

LABELS = {
    "name": "Name",
    "story": "Story",
    "screenTitleText": "Title text",
    "screenTitlePresetId": "Title style",
    "intro": "Opening",
    "musicUploadId": "Music",
    "audioConfigId": "How music and film meet",
    "logoUploadId": "Logo",
    "logoConfigId": "Logo’s place and timing",
    "lowerThirdUploadId": "Lower third",
    "lowerThirdConfigId": "Lower third’s size and timing",
    "captions": "Captions",
    "editRanges": "Cuts",
    "overlayItems": "Overlay pictures",
}
"""What each choice is called on the page."""

SECTION_OF = {
    "name": "story",
    "story": "story",
    "screenTitleText": "title",
    "screenTitlePresetId": "title",
    "intro": "opening",
    "musicUploadId": "sound",
    "audioConfigId": "sound",
    "logoUploadId": "logo",
    "logoConfigId": "logo",
    "lowerThirdUploadId": "lowerThird",
    "lowerThirdConfigId": "lowerThird",
    "captions": "captions",
    "editRanges": "cuts",
    "overlayItems": "overlays",
}
TYPED = {"name": "Name", "story": "Story", "screenTitleText": "Title"}
"""The fields that are typed in, as they are named where a person left."""


TIMELINE = ("editRanges", "overlayItems")
"""What the editor changes."""


class EditorPlace(Shape, extra="forbid"):
    """The playhead in seconds of the edited film; its timeline in pixels a second (0 shows the whole film),
    and from which second on."""

    playhead: float = Field(default=0, ge=0, le=MAX_SECONDS)
    zoom: float | None = Field(default=None, ge=0, le=10_000)
    left: float = Field(default=0, ge=0, le=1e9)


class Place(Shape, extra="forbid"):
    """An open section, the text field in it that had the focus, and the playhead in seconds of the film.

    `page` is "editor" for whoever left there; `editor` is how they left it.
    """

    page: Literal["editor"] | None = None
    editor: EditorPlace | None = None

    section: (
        Literal["story", "title", "opening", "sound", "logo", "lowerThird", "captions", "cuts", "overlays"]
        | None
    ) = None
    field: Literal["name", "story", "screenTitleText"] | None = None
    playhead: float | None = Field(default=None, ge=0, le=MAX_SECONDS)


def place_errors(place: Mapping[str, Any]) -> FieldErrors:
    """What is wrong with `place`, by its key; empty when nothing is."""
    errors = shape_errors(Place, place)
    field = place.get("field")
    if not errors and field is not None and SECTION_OF[field] != place.get("section"):
        add_error(errors, "field", "This field is in another section.")
    return errors


def place_after_saving(place: Mapping[str, Any], keys: Iterable[str]) -> dict[str, Any]:
    """The place once `keys` were saved: whoever changed another section was there last."""
    known = [key for key in keys if key in SECTION_OF]
    if in_editor(place) and all(key in TIMELINE for key in known):
        return dict(place)
    if not known or place.get("section") in {SECTION_OF[key] for key in known}:
        return dict(place)
    there: dict[str, Any] = {"section": SECTION_OF[known[-1]]}
    if known[-1] in TYPED:
        there["field"] = known[-1]
    return there | {key: place[key] for key in ("playhead", "editor") if key in place}


def in_editor(place: Mapping[str, Any]) -> bool:
    """Whether the person was in the editor last."""
    return not place_errors(place) and place.get("page") == "editor"


def place_and_progress(choices: DraftConfig, place: Mapping[str, Any]) -> tuple[str, float]:
    """E.g. `("You left at Title, with “The burrow, at da…” half typed.", 0.29)`.

    Progress is the share of the page's parts that hold something; cuts and overlay pictures are one.
    """
    chosen = _chosen_sections(choices)
    parts = len(SECTIONS) - 1
    count = len({"cuts" if name == "overlays" else name for name in chosen})
    return _words(choices, place, chosen), round(count / parts, 2)


def _chosen_sections(choices: DraftConfig) -> list[str]:
    kept = choices.model_dump(by_alias=True)
    filled = {section for key, section in SECTION_OF.items() if kept[key] not in (None, "", [])}
    return [section for section in SECTIONS if section in filled]


def _words(choices: DraftConfig, place: Mapping[str, Any], chosen: list[str]) -> str:
    if in_editor(place):
        return f"You left in the editor, at {clock_words((place.get('editor') or {}).get('playhead', 0.0))}."
    if not chosen:
        return "Nothing chosen yet."
    if place_errors(place) or not place.get("section"):
        place = place_after_saving({}, _last_key(choices))
    typed = place.get("field")
    text = _short(_text(choices, typed)) if typed else ""
    if typed and text:
        return f"You left at {TYPED[typed]}, with “{text}” half typed."
    return f"You left at {SECTIONS[place['section']]}."


def _last_key(choices: DraftConfig) -> list[str]:
    """The last choice down the page, or the title, which is what most people are in the midst of."""
    if (choices.screen_title_text or "").strip():
        return ["screenTitleText"]
    kept = choices.model_dump(by_alias=True)
    return [key for key in SECTION_OF if kept[key] not in (None, "", [])][-1:]


def _text(choices: DraftConfig, key: str) -> str:
    texts = {"name": choices.name, "story": choices.story, "screenTitleText": choices.screen_title_text}
    return " ".join((texts[key] or "").split())


def _short(text: str) -> str:
    return f"{text[:SHOWN_LETTERS].rstrip()}…" if text else ""
