"""A preset's settings as a person would say them."""

from collections.abc import Mapping
from typing import Any

from app.features.productions.rules.presets import (
    AudioSettings,
    Fade,
    LogoSettings,
    LowerThirdSettings,
    ScreenTitleSettings,
)
from app.kernel.spans import clock_words

FONT_NAMES = {
    "inter": "Inter",
    "fraunces": "Fraunces",
    "bebas_neue": "Bebas Neue",
    "playfair": "Playfair Display",
    "oswald": "Oswald",
    "caveat": "Caveat",
    "space_grotesk": "Space Grotesk",
    "lora": "Lora",
}
_ALIKE = 0.05
"""Decibels that nobody hears."""


def settings_in_words(kind: str, settings: Mapping[str, Any]) -> str:
    """One line about checked settings of a preset of `kind`."""
    given = dict(settings)
    match kind:
        case "logo":
            return logo_words(LogoSettings.model_validate(given))
        case "lower_third":
            return lower_third_words(LowerThirdSettings.model_validate(given))
        case "screen_title":
            return title_words(ScreenTitleSettings.model_validate(given))
        case _:
            return sound_words(AudioSettings.model_validate(given))


def title_words(look: ScreenTitleSettings) -> str:
    """`Fraunces in a pill, at the bottom, for the first 10 s, fading in and out`."""
    worn = {"pill": " in a pill", "outline": " with an outline"}.get(look.style, "")
    where = "in the middle" if look.position == "middle" else f"at the {look.position}"
    return _listed(
        f"{FONT_NAMES[look.font]}{worn}", where, when(look.timing, look.seconds), fading(look.fade)
    )


def logo_words(look: LogoSettings) -> str:
    """`top right, 15 % wide, 35 % strong, the whole film, fading in and out`."""
    where = {"center": "in the middle"}.get(look.position, look.position.replace("_", " "))
    size = f"{look.width_pct:g} % wide"
    return _listed(
        where, size, strength(look.opacity_pct), when(look.timing, look.seconds), fading(look.fade)
    )


def lower_third_words(look: LowerThirdSettings) -> str:
    """`82 % wide, for the first 10 s`."""
    size = f"{look.width_pct:g} % wide"
    return _listed(size, strength(look.opacity_pct), when(look.timing, look.seconds))


def sound_words(sound: AudioSettings) -> str:
    """`18 dB quieter under the film’s own sound, stepping back softly for speech, fading out`."""
    if sound.mode == "replace":
        how = f"{_loudness(sound.music_gain_db)} instead of the film’s own sound"
    else:
        film = "" if _unchanged(sound.video_gain_db) else f", which is {_loudness(sound.video_gain_db)}"
        how = f"{_loudness(sound.music_gain_db)} under the film’s own sound{film}"
    clip = f"the first {seconds_in_words(sound.clip_seconds)} of it" if sound.clip_seconds else ""
    return _listed(
        how,
        _ducking(sound),
        clip,
        "repeated until the film ends" if sound.loop else "played once",
        "fading out at the end" if sound.fade else "",
    )


def when(timing: str, seconds: float) -> str:
    """`for the first 10 s`, `the whole film`."""
    span = seconds_in_words(seconds)
    return {
        "start_after": f"from {span} on",
        "first_only": f"for the first {span}",
        "last_only": f"for the last {span}",
    }.get(timing, "the whole film")


def fading(fade: Fade) -> str:
    """`fading in and out`; empty without a fade."""
    return {"in": "fading in", "out": "fading out", "in_out": "fading in and out"}.get(fade, "")


def strength(opacity_pct: float) -> str:
    """`35 % strong`; empty where nothing shines through."""
    return "" if opacity_pct == 100 else f"{opacity_pct:g} % strong"


def seconds_in_words(seconds: float) -> str:
    """`7.5 s`, `3:42`, `1:03:20`."""
    if seconds < 60:
        return f"{seconds:.1f}".removesuffix(".0") + " s"
    return clock_words(seconds)


def _ducking(sound: AudioSettings) -> str:
    if sound.mode == "replace" or sound.ducking == "none":
        return ""
    manner = "softly" if sound.ducking == "rolling" else "at once"
    return f"stepping back {manner} by {sound.duck_db:g} dB for speech"


def _loudness(gain_db: float) -> str:
    if _unchanged(gain_db):
        return "as loud as it is"
    return f"{abs(gain_db):g} dB {'louder' if gain_db > 0 else 'quieter'}"


def _unchanged(gain_db: float) -> bool:
    return abs(gain_db) < _ALIKE


def _listed(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
