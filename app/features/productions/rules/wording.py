"""A production's settings as a person would say them."""

from collections.abc import Iterator, Mapping
from typing import Any

from app.features.productions.rules.config import DraftConfig, FreezeFirstFrame, TitleImage
from app.features.productions.rules.presets import (
    AudioSettings,
    LogoSettings,
    LowerThirdSettings,
    ScreenTitleSettings,
)
from app.kernel.spans import clock_words

Words = Iterator[tuple[str, str]]
"""Label and words."""


def in_words(
    config: Mapping[str, Any], presets: Mapping[str, Mapping[str, Any]], names: Mapping[int, str]
) -> list[tuple[str, str]]:
    """Label and words of every choice that shows in the film, in the order of the produce page.

    `presets` are settings by kind, `names` what the person called each upload, by id.
    """
    choices = DraftConfig.of(config)
    return [
        *_title(choices, presets),
        *_opening(choices, names),
        *_cuts(choices),
        *_sound(choices, presets, names),
        *_logo(choices, presets, names),
        *_lower_third(choices, presets, names),
        *_overlays(choices),
        *_captions(choices),
        *_story(choices),
    ]


def seconds_in_words(seconds: float) -> str:
    """`7.5 s`, `3:42`, `1:03:20`."""
    if seconds < 60:
        return f"{seconds:.1f}".removesuffix(".0") + " s"
    return clock_words(seconds)


def _title(choices: DraftConfig, presets: Mapping[str, Mapping[str, Any]]) -> Words:
    text = (choices.screen_title_text or "").strip()
    if text:
        look = ScreenTitleSettings.model_validate(dict(presets.get("screen_title", {})))
        font = look.font.replace("_", " ").title()
        yield "Title", f"“{text}” in {font}, {look.position}, {_when(look.timing, look.seconds)}"


def _opening(choices: DraftConfig, names: Mapping[int, str]) -> Words:
    intro = choices.intro
    if isinstance(intro, FreezeFirstFrame):
        yield "Opening", f"The first frame stands for {seconds_in_words(intro.seconds)}"
    if isinstance(intro, TitleImage):
        name = names.get(intro.upload_id, "A picture")
        held = f"for {seconds_in_words(intro.hold_seconds)}" if intro.hold_seconds else "as the poster only"
        yield "Opening", f"{name}, {held}"


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


def _cuts(choices: DraftConfig) -> Words:
    if words := cuts_in_words(choices):
        yield "Cuts", words


def _sound(choices: DraftConfig, presets: Mapping[str, Mapping[str, Any]], names: Mapping[int, str]) -> Words:
    if choices.music_upload_id is None:
        return
    sound = AudioSettings.model_validate(dict(presets.get("audio", {})))
    name = names.get(choices.music_upload_id, "Music")
    if sound.mode == "replace":
        yield "Sound", f"{name} at {sound.music_gain_db:+g} dB instead of the film’s own sound"
        return
    ducked = "" if sound.ducking == "none" else ", quieter under speech"
    yield "Sound", f"{name} at {sound.music_gain_db:+g} dB under the film’s sound{ducked}"


def _logo(choices: DraftConfig, presets: Mapping[str, Mapping[str, Any]], names: Mapping[int, str]) -> Words:
    if choices.logo_upload_id is not None:
        look = LogoSettings.model_validate(dict(presets.get("logo", {})))
        where = look.position.replace("_", " ")
        when = _when(look.timing, look.seconds)
        name = names.get(choices.logo_upload_id, "A logo")
        yield "Logo", f"{name}, {where}, {look.width_pct:g} % wide, {look.opacity_pct:g} % strong, {when}"


def _lower_third(
    choices: DraftConfig, presets: Mapping[str, Mapping[str, Any]], names: Mapping[int, str]
) -> Words:
    if choices.lower_third_upload_id is not None:
        look = LowerThirdSettings.model_validate(dict(presets.get("lower_third", {})))
        name = names.get(choices.lower_third_upload_id, "A lower third")
        yield "Lower third", f"{name}, {look.width_pct:g} % wide, {_when(look.timing, look.seconds)}"


def _overlays(choices: DraftConfig) -> Words:
    if words := overlays_in_words(choices):
        yield "Pictures", words


def _captions(choices: DraftConfig) -> Words:
    if choices.captions is not None:
        yield "Captions", "Part of the picture" if choices.captions.burn_in else "To switch on in the player"


def _story(choices: DraftConfig) -> Words:
    if choices.story and choices.story.strip():
        yield "Story", choices.story.strip()


def _when(timing: str, seconds: float) -> str:
    span = seconds_in_words(seconds)
    return {
        "start_after": f"from {span} on",
        "first_only": f"for the first {span}",
        "last_only": f"for the last {span}",
    }.get(timing, "the whole film")
