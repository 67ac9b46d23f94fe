"""The kept choices of a draft: one typed model for the API, the pages and the render plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Field, field_validator

from app.features.productions.rules.fields import (
    FieldErrors,
    RowId,
    Shape,
    add_error,
    keep_fields,
    shape_errors,
)
from app.features.productions.rules.presets import Fade
from app.features.productions.rules.timeline import (
    edited_duration,
    is_full_length,
    on_tick,
    overlay_errors,
    range_errors,
)

MAX_RANGES = 21
MAX_OVERLAYS = 20
MAX_TITLE_LINES = 30
MAX_SECONDS = 1_000_000.0

Seconds = Annotated[float, Field(ge=0, le=MAX_SECONDS)]
HeldSeconds = Annotated[float, Field(ge=2, le=5)]
Track = Literal["A", "B"]
"""B lies over A."""


class EditRange(Shape):
    """Seconds of the source that stay in the film, on ticks of 0.1 s."""

    start: Seconds
    end: Seconds

    @field_validator("start", "end")
    @classmethod
    def _on_tick(cls, seconds: float) -> float:
        return on_tick(seconds)


class OverlayItem(Shape):
    """A picture that covers the film for a while, in seconds of the edited film."""

    id: str = Field(min_length=1, max_length=100)
    kind: Literal["image"] = "image"
    track: Track = "A"
    upload_id: RowId
    start_seconds: Seconds
    end_seconds: Seconds
    fit: Literal["cover"] = "cover"
    opacity_pct: float = Field(default=100.0, ge=0, le=100)
    fade: Fade = "none"


class FreezeFirstFrame(Shape):
    """The film's first frame stands still before it starts."""

    kind: Literal["freeze_first_frame"]
    seconds: HeldSeconds


class TitleImage(Shape):
    """A picture stands before the film; with a hold of 0 it only serves as the poster."""

    kind: Literal["title_image"]
    upload_id: RowId
    hold_seconds: float = Field(default=0.0, ge=0, le=5)

    @field_validator("hold_seconds")
    @classmethod
    def _none_or_seen(cls, seconds: float) -> float:
        if 0 < seconds < 2:
            raise ValueError("Use 0, or between 2 and 5 seconds.")
        return seconds


class CaptionsChoice(Shape):
    """Captions of the film, which follow its cuts; burnt in, they are part of the picture."""

    captions_id: RowId
    burn_in: bool = False


IntroChoice = Annotated[FreezeFirstFrame | TitleImage, Field(discriminator="kind")]


class DraftConfig(Shape):
    """Every choice is optional; an absent key and null mean the same."""

    name: str | None = Field(default=None, max_length=255)
    story: str | None = Field(default=None, max_length=2000)
    music_upload_id: RowId | None = None
    audio_config_id: RowId | None = None
    logo_upload_id: RowId | None = None
    logo_config_id: RowId | None = None
    lower_third_upload_id: RowId | None = None
    lower_third_config_id: RowId | None = None
    screen_title_text: str | None = Field(default=None, max_length=1000)
    screen_title_preset_id: RowId | None = None
    intro: IntroChoice | None = None
    edit_ranges: list[EditRange] | None = Field(default=None, max_length=MAX_RANGES)
    overlay_items: list[OverlayItem] | None = Field(default=None, max_length=MAX_OVERLAYS)
    captions: CaptionsChoice | None = None

    @field_validator("screen_title_text")
    @classmethod
    def _few_lines(cls, text: str | None) -> str | None:
        if text is not None and len(title_lines(text)) > MAX_TITLE_LINES:
            raise ValueError(f"Use at most {MAX_TITLE_LINES} lines.")
        return text

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> "DraftConfig":
        """The config of a row or a snapshot, which was checked when it was written."""
        return cls.model_validate(dict(stored))


def title_lines(text: str) -> list[str]:
    """The lines that a title is written in, whatever ends them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


@dataclass(frozen=True)
class Merged:
    """A draft's config after a patch: JSON to keep (nulls cleared), or as it was, with what forbids it."""

    config: dict[str, Any]
    errors: FieldErrors


def merge_config(
    stored: Mapping[str, Any], patch: Mapping[str, Any], *, replace: bool = False, duration: float | None
) -> Merged:
    """`stored` with the top-level keys of `patch` in their place, or `patch` alone.

    `duration` is the source's probed seconds, None while unknown. Only what the patch touches can
    be at fault, so one bad field that is already there never blocks saving the rest.
    """
    errors = shape_errors(DraftConfig, patch)
    if errors:
        return Merged(dict(stored), errors)
    written = DraftConfig.model_validate(dict(patch)).model_dump(mode="json")
    base = {} if replace else dict(stored)
    merged = {**base, **{key: written[key] for key in patch}}
    kept = {key: value for key, value in merged.items() if value is not None}
    touched = set(patch)
    if "editRanges" in touched:
        touched.add("overlayItems")
        _drop_idle_ranges(kept, duration)
    errors = keep_fields(config_errors(kept, duration), touched)
    return Merged(dict(stored) if errors else kept, errors)


def config_errors(config: Mapping[str, Any], duration: float | None) -> FieldErrors:
    """Everything that breaks a rule: the shape, then the timeline against the probed `duration`."""
    errors = shape_errors(DraftConfig, config)
    if errors:
        return errors
    checked = DraftConfig.of(config)
    ranges, items = checked.edit_ranges or [], checked.overlay_items or []
    errors = range_errors(ranges, duration)
    edited = None if duration is None or errors else edited_duration(ranges, duration)
    errors |= overlay_errors(items, edited)
    ids = [item.id for item in items]
    for index, name in enumerate(ids):
        if name in ids[:index]:
            add_error(errors, f"overlayItems.{index}.id", "Two pictures have the same id.")
    return errors


def _drop_idle_ranges(config: dict[str, Any], duration: float | None) -> None:
    """A single full-length range, or none at all, is kept as nothing: it must not force an edit."""
    ranges = DraftConfig.model_validate({"editRanges": config.get("editRanges")}).edit_ranges
    if not ranges or is_full_length(ranges, duration):
        config.pop("editRanges", None)
