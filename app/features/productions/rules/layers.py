"""The pictures over the film, bottom to top, each in its window of the finished film's seconds."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from app.features.productions.rules.captions import Cue
from app.features.productions.rules.config import DraftConfig
from app.features.productions.rules.presets import (
    FADE_SECONDS,
    Fade,
    LogoSettings,
    LowerThirdSettings,
    ScreenTitleSettings,
)
from app.kernel.errors import Conflict
from app.kernel.ports.renderer import Artwork, Intro, Layer, Span


class MissingMedia(Conflict):
    """A file that the production names is gone."""

    code = "missing_media"

    def __init__(self, field: str) -> None:
        text = "The file chosen here is gone. Choose another one."
        super().__init__("A file that this production uses is gone.", fields={field: [text]})


CAPTION = "caption:"
CAPTION_SIZE = 0.052
"""Ems of the shorter side: on a phone held upright words must not be as wide as the film is high."""
CAPTION_LOOK = {
    "font": "inter",
    "style": "pill",
    "textColor": "#ffffff",
    "outlineColor": "#000000",
    "pillColor": "#0b0d14",
    "shadow": False,
    "alignment": "center",
    "position": "bottom",
    "maxWidthPct": 88.0,
}

Presets = Mapping[str, Mapping[str, Any]]
Pictures = Mapping[int, Path]


def plan_layers(
    choices: DraftConfig, presets: Presets, pictures: Pictures, intro: Intro | None, total: float
) -> Iterator[Layer]:
    """Overlays, lower third, logo, title. `total` is the finished film's length, intro included.

    Over a frozen first frame the dressing stands from the start; a title image is a finished page
    of its own, so there it starts with the film.
    """
    film_start = intro.seconds if intro else 0.0
    dressed = Span(film_start if intro and intro.image else 0.0, total)
    layers = (
        *_overlays(choices, pictures, film_start, total),
        _lower_third(choices, presets.get("lower_third", {}), pictures, dressed),
        _logo(choices, presets.get("logo", {}), pictures, dressed),
        _title(choices, presets.get("screen_title", {}), dressed),
    )
    return (layer for layer in layers if layer is not None and layer.span.length > 0)


def _overlays(choices: DraftConfig, pictures: Pictures, film_start: float, total: float) -> Iterator[Layer]:
    """Track B lies over track A; on one track no two pictures show at once."""
    items = list(enumerate(choices.overlay_items or []))
    for index, item in sorted(items, key=lambda numbered: numbered[1].track):
        artwork = Artwork(
            "overlay",
            {"fit": item.fit, "opacityPct": item.opacity_pct},
            image=_picture(pictures, item.upload_id, f"overlayItems.{index}.uploadId"),
        )
        start, end = film_start + item.start_seconds, min(film_start + item.end_seconds, total)
        yield _faded(f"overlay:{item.id}", artwork, Span(start, end), item.fade)


def _lower_third(
    choices: DraftConfig, preset: Mapping[str, Any], pictures: Pictures, dressed: Span
) -> Layer | None:
    if choices.lower_third_upload_id is None:
        return None
    settings = LowerThirdSettings.model_validate(dict(preset))
    image = _picture(pictures, choices.lower_third_upload_id, "lowerThirdUploadId")
    artwork = Artwork("lower_third", settings.model_dump(mode="json"), image=image)
    return Layer("lower_third", artwork, _window(settings.timing, settings.seconds, dressed))


def _logo(choices: DraftConfig, preset: Mapping[str, Any], pictures: Pictures, dressed: Span) -> Layer | None:
    if choices.logo_upload_id is None:
        return None
    settings = LogoSettings.model_validate(dict(preset))
    image = _picture(pictures, choices.logo_upload_id, "logoUploadId")
    artwork = Artwork("logo", settings.model_dump(mode="json"), image=image)
    return _faded("logo", artwork, _window(settings.timing, settings.seconds, dressed), settings.fade)


def _title(choices: DraftConfig, preset: Mapping[str, Any], dressed: Span) -> Layer | None:
    text = choices.screen_title_text or ""
    if not text.strip():
        return None
    settings = ScreenTitleSettings.model_validate(dict(preset))
    artwork = Artwork("screen_title", settings.model_dump(mode="json"), text=text)
    return _faded("screen_title", artwork, _window(settings.timing, settings.seconds, dressed), settings.fade)


def plan_captions(cues: Iterable[Cue], width: int, height: int, total: float) -> Iterator[Layer]:
    """Captions as pictures over everything else, one after the other. `cues` never overlap."""
    look = {**CAPTION_LOOK, "sizePct": round(100 * CAPTION_SIZE * min(width, height) / height, 3)}
    for number, cue in enumerate(cues):
        span = Span(cue.start, min(cue.end, total))
        if span.length > 0:
            yield Layer(f"{CAPTION}{number}", Artwork("caption", look, text=cue.text), span)


def _window(timing: str, seconds: float, dressed: Span) -> Span:
    if timing == "start_after":
        return Span(min(dressed.start + seconds, dressed.end), dressed.end)
    if timing == "first_only":
        return Span(dressed.start, min(dressed.start + seconds, dressed.end))
    if timing == "last_only":
        return Span(max(dressed.start, dressed.end - seconds), dressed.end)
    return dressed


def _faded(name: str, artwork: Artwork, span: Span, fade: Fade) -> Layer:
    """A fade lies inside its window; two of them share a short one."""
    longest = min(FADE_SECONDS, span.length / 2)
    return Layer(
        name,
        artwork,
        span,
        fade_in=longest if fade in ("in", "in_out") else 0.0,
        fade_out=longest if fade in ("out", "in_out") else 0.0,
    )


def _picture(pictures: Pictures, upload_id: int, field: str) -> Path:
    try:
        return pictures[upload_id]
    except KeyError:
        raise MissingMedia(field) from None
