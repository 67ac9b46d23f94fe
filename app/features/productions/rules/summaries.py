"""A draft's choices in a few words each, and what a film of them will be."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.features.productions.rules.config import DraftConfig, FreezeFirstFrame, TitleImage, title_lines
from app.features.productions.rules.wording import cuts_in_words, overlays_in_words
from app.kernel.spans import about_words, clock_words

FIRST_PACE = 0.5
"""Until this machine has finished a film. Measured on two cores: 120 s of 720p, dressed, took 53 s."""

MAX_QUOTED = 32


@dataclass(frozen=True)
class FinishedRender:
    """How long a film took to make, and how much film it was."""

    took_seconds: float
    duration_seconds: float
    width: int
    height: int

    @property
    def work(self) -> float:
        """Megapixels times seconds of film."""
        return self.duration_seconds * self.width * self.height / 1e6


def pace(finished: Iterable[FinishedRender]) -> float:
    """Seconds of rendering for a megapixel-second of film; the long films tell most."""
    known = list(finished)
    work = sum(film.work for film in known)
    return sum(film.took_seconds for film in known) / work if work > 0 else FIRST_PACE


def outcome_words(duration: float, width: int, height: int, pace: float = FIRST_PACE) -> str:
    """What Produce will make: `3:42, 1080p, about 40 s`."""
    lines = min(width, height)
    wait = duration * (width * height / 1e6) * pace
    return f"{clock_words(duration)}, {lines}p, {about_words(wait)}"


def section_summaries(
    config: Mapping[str, Any],
    files: Mapping[int, str],
    presets: Mapping[int, str],
    captions: Mapping[int, str] | None = None,
) -> dict[str, str]:
    """One line for each section of the page; `files`, `presets` and `captions` are the names by id."""
    choices = DraftConfig.of(config)
    return {
        "title": _title(choices, presets),
        "opening": _opening(choices, files),
        "sound": _sound(choices, files, presets),
        "logo": _dressed(choices.logo_upload_id, choices.logo_config_id, files, presets),
        "lowerThird": _dressed(choices.lower_third_upload_id, choices.lower_third_config_id, files, presets),
        "captions": _captions(choices, captions or {}),
        "cuts": cuts_in_words(choices),
        "overlays": overlays_in_words(choices),
    }


def quoted(text: str) -> str:
    """The first line of `text`, shortened, in quotation marks."""
    line = next((line.strip() for line in title_lines(text) if line.strip()), "")
    short = line if len(line) <= MAX_QUOTED else line[: MAX_QUOTED - 1].rstrip() + "…"
    return f"“{short}”"


def _title(choices: DraftConfig, presets: Mapping[int, str]) -> str:
    text = choices.screen_title_text or ""
    if not text.strip():
        return "No title"
    return _with_preset(quoted(text), choices.screen_title_preset_id, presets)


def _opening(choices: DraftConfig, files: Mapping[int, str]) -> str:
    intro = choices.intro
    if isinstance(intro, FreezeFirstFrame):
        return f"First frame stands for {intro.seconds:g} s"
    if isinstance(intro, TitleImage):
        name = _name(intro.upload_id, files)
        held = f"for {intro.hold_seconds:g} s" if intro.hold_seconds else "as the poster"
        return f"{name}, {held}"
    return "Starts at once"


def _sound(choices: DraftConfig, files: Mapping[int, str], presets: Mapping[int, str]) -> str:
    if choices.music_upload_id is None:
        return "The film’s own sound"
    return _with_preset(_name(choices.music_upload_id, files), choices.audio_config_id, presets)


def _dressed(
    upload_id: int | None, preset_id: int | None, files: Mapping[int, str], presets: Mapping[int, str]
) -> str:
    if upload_id is None:
        return "None"
    return _with_preset(_name(upload_id, files), preset_id, presets)


def _captions(choices: DraftConfig, names: Mapping[int, str]) -> str:
    if choices.captions is None:
        return "None"
    name = _name(choices.captions.captions_id, names)
    return f"{name}, part of the picture" if choices.captions.burn_in else name


def _with_preset(words: str, preset_id: int | None, presets: Mapping[int, str]) -> str:
    name = presets.get(preset_id) if preset_id is not None else None
    return f"{words}, {name}" if name else words


def _name(upload_id: int, files: Mapping[int, str]) -> str:
    return files.get(upload_id, "A file that is gone")
