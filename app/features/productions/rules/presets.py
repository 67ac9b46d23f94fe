"""What a preset of each kind holds: fields, bounds, defaults."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field, field_validator, model_validator

from app.features.productions.rules.fields import Colour, FieldErrors, Shape, shape_errors

Percent = Annotated[float, Field(ge=0, le=100)]
WidthPercent = Annotated[float, Field(ge=1, le=100)]
GainDb = Annotated[float, Field(ge=-60, le=6)]
TimingSeconds = Annotated[float, Field(ge=0, le=3600)]
Fade = Literal["none", "in", "out", "in_out"]
Inset = Literal["small", "medium", "large"]
Position = Literal[
    "top_left", "top", "top_right",
    "left", "center", "right",
    "bottom_left", "bottom", "bottom_right",
]  # fmt: skip
Font = Literal["inter", "fraunces", "bebas_neue", "playfair", "oswald", "caveat", "space_grotesk", "lora"]

FADE_SECONDS = 0.5
"""A fade takes this long, or half of its window if that is shorter."""


class LogoSettings(Shape):
    """A small mark over the picture."""

    position: Position = "top_right"
    width_pct: WidthPercent = 15.0
    opacity_pct: Percent = 35.0
    timing: Literal["entire", "start_after", "first_only", "last_only"] = "entire"
    seconds: TimingSeconds = 10.0
    """How long after the start, or how long at the start or end; unused for `entire`."""
    fade: Fade = "in_out"
    inset: Inset = "small"


class AudioSettings(Shape):
    """How music meets the film's own sound. Ducking only means something in a mix."""

    mode: Literal["mix", "replace"] = "mix"
    video_gain_db: GainDb = 0.0
    music_gain_db: GainDb = -18.0
    ducking: Literal["none", "rolling", "abrupt"] = "none"
    duck_db: float = Field(default=12.0, ge=0, le=40)
    gate: Literal["sensitive", "normal", "strict"] = "normal"
    clip_seconds: Annotated[float, Field(ge=2, le=20)] | None = None
    """Only this much of the music is used; None takes all of it."""
    fade: bool = True
    loop: bool = True

    @model_validator(mode="before")
    @classmethod
    def _no_ducking_alone(cls, settings: Any) -> Any:
        if isinstance(settings, dict) and settings.get("mode") == "replace":
            return {**settings, "ducking": "none"}
        return settings


class LowerThirdSettings(Shape):
    """A banner at the bottom centre."""

    width_pct: WidthPercent = 82.0
    opacity_pct: Percent = 100.0
    timing: Literal["first_only", "entire"] = "first_only"
    seconds: float = 10.0
    inset: Inset = "small"

    @field_validator("seconds")
    @classmethod
    def _offered(cls, seconds: float) -> float:
        if seconds not in (5, 10, 15, 20):
            raise ValueError("Use 5, 10, 15 or 20 seconds.")
        return seconds


class ScreenTitleSettings(Shape):
    """Text over the picture."""

    font: Font = "fraunces"
    size_pct: float = Field(default=4.5, ge=1, le=8)
    """Height of the letters' line in percent of the picture's height."""
    style: Literal["none", "pill", "outline"] = "none"
    text_color: Colour = "#ffffff"
    pill_color: Colour = "#0b0d14"
    outline_color: Colour = "#0b0d14"
    shadow: bool = True
    alignment: Literal["left", "center", "right"] = "center"
    position: Literal["top", "middle", "bottom"] = "middle"
    max_width_pct: float = Field(default=90.0, ge=10, le=100)
    timing: Literal["first_only", "entire"] = "first_only"
    seconds: TimingSeconds = 10.0
    fade: Fade = "in_out"


Settings = LogoSettings | AudioSettings | LowerThirdSettings | ScreenTitleSettings

SETTINGS: Mapping[str, type[LogoSettings | AudioSettings | LowerThirdSettings | ScreenTitleSettings]] = {
    "logo": LogoSettings,
    "audio": AudioSettings,
    "lower_third": LowerThirdSettings,
    "screen_title": ScreenTitleSettings,
}

DEFAULTS: Mapping[str, tuple[tuple[str, Mapping[str, Any]], ...]] = {
    "logo": (
        ("Quiet corner", {}),
        ("Bright, last seconds", {"position": "bottom_right", "opacityPct": 90, "timing": "last_only"}),
    ),
    "audio": (
        ("Music under speech", {"ducking": "rolling"}),
        ("Music only", {"mode": "replace", "musicGainDb": 0}),
    ),
    "lower_third": (("First ten seconds", {}), ("All the way", {"timing": "entire"})),
    "screen_title": (
        ("Cinema", {}),
        ("Pill", {"font": "inter", "style": "pill", "shadow": False, "position": "bottom"}),
        ("Poster", {"font": "bebas_neue", "sizePct": 8, "style": "outline"}),
    ),
}
"""For each kind the presets that a new person finds: name and what differs from the fields' defaults."""


def settings_errors(kind: str, settings: Mapping[str, Any]) -> FieldErrors:
    """What is wrong with a preset's settings, by field; empty when nothing is."""
    return shape_errors(SETTINGS[kind], settings)


def full_settings(kind: str, settings: Mapping[str, Any]) -> dict[str, Any]:
    """Checked settings as JSON with every default filled in."""
    return SETTINGS[kind].model_validate(dict(settings)).model_dump(mode="json")
