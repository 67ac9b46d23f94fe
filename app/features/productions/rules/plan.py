"""From a production's snapshot to the film that is to be made. Pure: nothing is opened or run."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.features.productions.rules.captions import Cue
from app.features.productions.rules.config import DraftConfig, FreezeFirstFrame, TitleImage
from app.features.productions.rules.layers import MissingMedia, plan_captions, plan_layers
from app.features.productions.rules.presets import AudioSettings
from app.features.productions.rules.timeline import kept_spans
from app.kernel.ports.renderer import Intro, MediaInfo, Music, RenderPlan, Span

MAX_LONG_EDGE = 3840
MAX_FRAME_RATE = 60.0
MIN_FRAME_RATE = 5.0
COMMON_RATES = (24000 / 1001, 24.0, 25.0, 30000 / 1001, 30.0, 48.0, 50.0, 60000 / 1001, 60.0)
_RATE_SLACK = 0.0006
"""Relative: tells 23.976 from 24, and takes 29.98 for 29.97."""


@dataclass(frozen=True)
class Medium:
    """A file that goes into the film, and what it is."""

    path: Path
    info: MediaInfo


def render_plan(
    config: Mapping[str, Any],
    presets: Mapping[str, Mapping[str, Any]],
    source: Medium,
    media: Mapping[int, Medium],
    captions: Iterable[Cue] = (),
) -> RenderPlan:
    """The plan of one production.

    `config` and `presets` (settings by kind; a kind without one takes the defaults) are the
    snapshot's, `media` the files of the uploads that it names, by upload id, `captions` the words
    that are drawn into the picture, in seconds of the finished film. Raises `MissingMedia`
    when one of them is not there.
    """
    choices = DraftConfig.of(config)
    duration = source.info.duration_seconds or 0.0
    segments = tuple(Span(start, end) for start, end in kept_spans(choices.edit_ranges, duration))
    edited = sum(span.length for span in segments)
    intro = _intro(choices, media)
    width, height = frame_size(source.info)
    total = edited + (intro.seconds if intro else 0.0)
    return RenderPlan(
        source=source.path,
        source_info=source.info,
        segments=segments,
        width=width,
        height=height,
        frame_rate=constant_rate(source.info),
        intro=intro,
        layers=tuple(plan_layers(choices, presets, {key: m.path for key, m in media.items()}, intro, total)),
        captions=tuple(plan_captions(captions, width, height, total)),
        music=_music(choices, presets.get("audio", {}), media, total),
        poster_image=_poster_image(choices, media),
    )


def frame_size(info: MediaInfo) -> tuple[int, int]:
    """Upright, even, and no larger than players take: width and height of the finished picture."""
    width, height = info.width or 2, info.height or 2
    shrink = min(1.0, MAX_LONG_EDGE / max(width, height))
    return _even(width * shrink), _even(height * shrink)


def constant_rate(info: MediaInfo) -> float:
    """Frames a second of the finished film: the source's, or the next common one above a varying rate."""
    rate = min(MAX_FRAME_RATE, max(MIN_FRAME_RATE, info.frame_rate or 30.0))
    for common in COMMON_RATES:
        if abs(rate - common) <= common * _RATE_SLACK:
            return common
    if info.variable_frame_rate:
        return next((common for common in COMMON_RATES if common >= rate), MAX_FRAME_RATE)
    return rate


def _even(pixels: float) -> int:
    return max(2, int(pixels) // 2 * 2)


def _intro(choices: DraftConfig, media: Mapping[int, Medium]) -> Intro | None:
    chosen = choices.intro
    if isinstance(chosen, FreezeFirstFrame):
        return Intro(chosen.seconds)
    if isinstance(chosen, TitleImage) and chosen.hold_seconds:
        return Intro(chosen.hold_seconds, _medium(media, chosen.upload_id, "intro.uploadId").path)
    return None


def _poster_image(choices: DraftConfig, media: Mapping[int, Medium]) -> Path | None:
    chosen = choices.intro
    if isinstance(chosen, TitleImage) and not chosen.hold_seconds:
        return _medium(media, chosen.upload_id, "intro.uploadId").path
    return None


def _music(
    choices: DraftConfig, preset: Mapping[str, Any], media: Mapping[int, Medium], total: float
) -> Music | None:
    if choices.music_upload_id is None:
        return None
    track = _medium(media, choices.music_upload_id, "musicUploadId")
    settings = AudioSettings.model_validate(dict(preset))
    once = track.info.duration_seconds or total
    if settings.clip_seconds is not None:
        once = min(once, settings.clip_seconds)
    return Music(
        source=track.path,
        mode=settings.mode,
        video_gain_db=settings.video_gain_db,
        music_gain_db=settings.music_gain_db,
        ducking=settings.ducking if settings.mode == "mix" else "none",
        duck_db=settings.duck_db,
        gate=settings.gate,
        clip_seconds=settings.clip_seconds,
        fade=settings.fade,
        loop=settings.loop,
        seconds=total if settings.loop else min(once, total),
    )


def _medium(media: Mapping[int, Medium], upload_id: int, field: str) -> Medium:
    try:
        return media[upload_id]
    except KeyError:
        raise MissingMedia(field) from None
