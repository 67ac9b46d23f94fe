"""A production's settings as a person would say them."""

from collections.abc import Iterator, Mapping
from typing import Any

from app.features.productions.rules.config import (
    MAX_SECONDS,
    DraftConfig,
    FreezeFirstFrame,
    OverlayItem,
    TitleImage,
)
from app.features.productions.rules.preset_words import (
    fading,
    seconds_in_words,
    settings_in_words,
    strength,
)
from app.features.productions.rules.timeline import kept_spans
from app.kernel.spans import clock_words

Words = Iterator[tuple[str, str]]
"""Label and words."""
Presets = Mapping[str, Mapping[str, Any]]
Names = Mapping[int, str]


def in_words(config: Mapping[str, Any], presets: Presets, names: Names) -> list[tuple[str, str]]:
    """Label and words of every choice that shows in the film, in the order of the produce page.

    `presets` are settings by kind, `names` what the person called each upload, by id.
    """
    choices = DraftConfig.of(config)
    return [
        *_title(choices, presets),
        *_opening(choices, names),
        *_cuts(choices),
        *_sound(choices, presets, names),
        *_marks(choices, presets, names),
        *_overlays(choices, names),
        *_captions(choices),
        *_story(choices),
    ]


def moment_in_words(seconds: float) -> str:
    """A moment of a film to a tenth: `0:07.5`, `3:42`, `1:03:20`."""
    whole, tenth = divmod(round(seconds * 10), 10)
    return f"{clock_words(whole)}.{tenth}" if tenth else clock_words(whole)


def cuts_in_words(choices: DraftConfig) -> str:
    """`3 pieces, 42 s kept`; empty when the film is whole."""
    ranges = choices.edit_ranges or []
    if not ranges:
        return ""
    kept = seconds_in_words(sum(each.end - each.start for each in ranges))
    pieces = "1 piece" if len(ranges) == 1 else f"{len(ranges)} pieces"
    return f"{pieces}, {kept} kept"


def overlays_in_words(choices: DraftConfig) -> str:
    """`2 over the film`; empty without any."""
    count = len(choices.overlay_items or [])
    return f"{count} over the film" if count else ""


def _title(choices: DraftConfig, presets: Presets) -> Words:
    text = (choices.screen_title_text or "").strip()
    if text:
        yield "Title", f"“{text}” in {_look('screen_title', presets)}"


def _opening(choices: DraftConfig, names: Names) -> Words:
    intro = choices.intro
    if isinstance(intro, FreezeFirstFrame):
        yield "Opening", f"The first frame stands for {seconds_in_words(intro.seconds)}"
    if isinstance(intro, TitleImage):
        name = names.get(intro.upload_id, "A picture")
        held = f"for {seconds_in_words(intro.hold_seconds)}" if intro.hold_seconds else "as the poster only"
        yield "Opening", f"{name}, {held}"


def _cuts(choices: DraftConfig) -> Words:
    if choices.edit_ranges:
        kept = kept_spans(choices.edit_ranges, MAX_SECONDS)
        spans = ", ".join(f"{moment_in_words(start)}–{moment_in_words(end)}" for start, end in kept)
        yield "Cuts", f"{cuts_in_words(choices)}: {spans}"


def _sound(choices: DraftConfig, presets: Presets, names: Names) -> Words:
    if choices.music_upload_id is not None:
        yield "Sound", f"{names.get(choices.music_upload_id, 'Music')}, {_look('audio', presets)}"


def _marks(choices: DraftConfig, presets: Presets, names: Names) -> Words:
    if choices.logo_upload_id is not None:
        yield "Logo", f"{names.get(choices.logo_upload_id, 'A logo')}, {_look('logo', presets)}"
    if choices.lower_third_upload_id is not None:
        name = names.get(choices.lower_third_upload_id, "A lower third")
        yield "Lower third", f"{name}, {_look('lower_third', presets)}"


def _overlays(choices: DraftConfig, names: Names) -> Words:
    items = choices.overlay_items or []
    several = len({item.track for item in items}) > 1
    told = [_overlay(item, names, several) for item in sorted(items, key=lambda item: item.start_seconds)]
    if told:
        yield "Pictures" if len(told) > 1 else "Picture", "; ".join(told)


def _overlay(item: OverlayItem, names: Names, several_tracks: bool) -> str:
    """Moments are the edited film's, as on its timeline."""
    span = f"from {moment_in_words(item.start_seconds)} to {moment_in_words(item.end_seconds)}"
    track = f"on track {item.track}" if several_tracks else ""
    name = names.get(item.upload_id, "A picture")
    parts = (f"{name} {span}", track, strength(item.opacity_pct), fading(item.fade))
    return ", ".join(part for part in parts if part)


def _captions(choices: DraftConfig) -> Words:
    if choices.captions is not None:
        yield "Captions", "Part of the picture" if choices.captions.burn_in else "To switch on in the player"


def _story(choices: DraftConfig) -> Words:
    if choices.story and choices.story.strip():
        yield "Story", choices.story.strip()


def _look(kind: str, presets: Presets) -> str:
    return settings_in_words(kind, presets.get(kind, {}))
