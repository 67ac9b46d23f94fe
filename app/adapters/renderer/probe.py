"""Looks inside a file with PyAV: what it is, upright size, true length. No process is started."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import av
from av.container import InputContainer
from av.stream import Disposition
from PIL import Image

from app.adapters.renderer.cadence import read_cadence, stream_end, whole_end
from app.adapters.renderer.outline import claimed_seconds, is_cut_off
from app.adapters.renderer.pictures import FORMATS, open_header
from app.adapters.renderer.signatures import Signature, recognise
from app.kernel.ports.renderer import MediaInfo, MediaKind, NotMedia

INCOMPLETE = "This file is incomplete or damaged. Export it again and upload that."
MAX_FILM_EDGE = 8192
MAX_FILM_PIXELS = 8192 * 4352
MAX_SECONDS = 12 * 3600.0
_CLAIM_SLACK_SECONDS = 2.0
_CLAIM_SLACK_SHARE = 0.1
_HDR_TRANSFERS = (16, 18)
"""SMPTE 2084 (PQ) and ARIB STD-B67 (HLG)."""

_UNSPECIFIED = 2

Stream = Any
"""PyAV's streams: their attributes are made at run time."""


def probe(path: Path) -> MediaInfo:
    """What the file is. Raises `NotMedia`, saying why, for whatever Everkeep does not take."""
    signature = recognise(path)
    if signature.reader == "image":
        return _probe_image(path)
    if is_cut_off(path, signature.reader):
        raise NotMedia(INCOMPLETE)
    try:
        with opened(path, signature) as container:
            return _probe_container(path, signature, container)
    except (av.error.FFmpegError, ValueError, OverflowError) as broken:
        raise NotMedia(INCOMPLETE) from broken


@contextmanager
def opened(path: Path, signature: Signature) -> Iterator[InputContainer]:
    """The container, read by the reader of its signature and by no network."""
    options = {"protocol_whitelist": "file"}
    with av.open(
        f"file:{path}", format=signature.reader, options=options, metadata_errors="ignore"
    ) as container:
        yield container


def picture_stream(container: InputContainer) -> Stream | None:
    """The moving picture; cover art is none. Raises `NotMedia` for one that can't be decoded."""
    for stream in container.streams.video:
        if not stream.disposition & Disposition.attached_pic:
            if stream.codec_context is None:
                raise NotMedia("This video is coded in a way that can't be read. Export it as H.264 or HEVC.")
            return stream
    return None


def _probe_container(path: Path, signature: Signature, container: InputContainer) -> MediaInfo:
    video, audio = picture_stream(container), _decodable_audio(container)
    if video is not None and signature.film:
        return _film(path, signature.film, container, video, audio)
    if video is None and audio is not None and signature.sound:
        return _sound(path, signature, container, audio)
    raise NotMedia("This file has neither a picture nor a sound that Everkeep can read.")


def _film(
    path: Path, named: tuple[str, str], container: InputContainer, video: Stream, audio: Stream | None
) -> MediaInfo:
    _refuse_giant(video)
    frame = _first_frame(container, video)
    rotation = -round(frame.rotation / 90) * 90 % 360
    width, height = _shown_size(video, rotation)
    cadence = read_cadence(container, video)
    ends = {video: cadence.end}
    if audio is not None:
        ends[audio] = stream_end(container, audio)
    _refuse_false_claim(path, container, ends)
    if audio is not None and not ends[audio]:
        audio = None  # a track without a single sound, as some recorders leave it
    return MediaInfo(
        kind=MediaKind.VIDEO,
        mime=named[0],
        suffix=named[1],
        bytes=path.stat().st_size,
        duration_seconds=_true_length(cadence.end),
        width=width,
        height=height,
        rotation=rotation,
        frame_rate=cadence.frame_rate,
        variable_frame_rate=cadence.varies,
        has_audio=audio is not None,
        video_codec=video.codec_context.name,
        audio_codec=audio.codec_context.name if audio else None,
        video_stream=video.index,
        audio_stream=audio.index if audio else None,
        unknown_colours=int(video.codec_context.colorspace) == _UNSPECIFIED,
        high_dynamic_range=int(video.codec_context.color_trc) in _HDR_TRANSFERS,
    )


def _sound(path: Path, signature: Signature, container: InputContainer, audio: Stream) -> MediaInfo:
    mime, suffix = signature.sound or ("", "")
    end = whole_end(container, audio)
    _refuse_false_claim(path, container, {audio: end})
    return MediaInfo(
        kind=MediaKind.AUDIO,
        mime=mime,
        suffix=suffix,
        bytes=path.stat().st_size,
        duration_seconds=_true_length(end),
        has_audio=True,
        audio_codec=audio.codec_context.name,
        audio_stream=audio.index,
    )


def _probe_image(path: Path) -> MediaInfo:
    with open_header(path) as image:
        if getattr(image, "is_animated", False):
            raise NotMedia("This picture moves. Use a still one, or upload it as a video.")
        mime, suffix = FORMATS[str(image.format)]
        size = image.size
        _refuse_broken(image)
        turned = image.getexif().get(0x0112, 1) in (5, 6, 7, 8)
        width, height = reversed(size) if turned else size
        alpha = "A" in image.getbands() or "transparency" in image.info
    return MediaInfo(
        kind=MediaKind.IMAGE,
        mime=mime,
        suffix=suffix,
        bytes=path.stat().st_size,
        width=width,
        height=height,
        has_alpha=alpha,
    )


def _refuse_broken(image: Image.Image) -> None:
    """Read it all, a JPEG at an eighth of its size."""
    image.draft(image.mode, (image.width // 8, image.height // 8))
    try:
        image.load()
    except Exception as broken:  # Pillow's decoders raise whatever they meet
        raise NotMedia("This picture is incomplete or damaged. Save it again and upload that.") from broken


def _decodable_audio(container: InputContainer) -> Stream | None:
    """The first sound that can be heard; phones add tracks that only they can play."""
    for stream in container.streams.audio:
        if stream.codec_context is not None and stream.codec_context.codec is not None:
            return stream
    return None


def _refuse_giant(video: Stream) -> None:
    width, height = video.codec_context.width, video.codec_context.height
    if width < 2 or height < 2:
        raise NotMedia("This video's picture has no size. Export it again and upload that.")
    if max(width, height) > MAX_FILM_EDGE or width * height > MAX_FILM_PIXELS:
        raise NotMedia(f"This video is {width} × {height} pixels. Use one of at most 8192 × 4352.")


def _first_frame(container: InputContainer, video: Stream) -> Any:
    video.codec_context.thread_count = 1
    for frame in container.decode(video):
        return frame
    raise NotMedia("This video has no picture in it. Export it again and upload that.")


def _shown_size(video: Stream, rotation: int) -> tuple[int, int]:
    """Pixels as they are seen: square, and upright."""
    aspect = float(video.sample_aspect_ratio or 1) or 1.0
    width, height = round(video.codec_context.width * aspect), video.codec_context.height
    return (height, width) if rotation in (90, 270) else (width, height)


def _refuse_false_claim(path: Path, container: InputContainer, streams: dict[Stream, float]) -> None:
    """A header that promises far more than there is belongs to a truncated or a forged file.

    `streams` says where each stream really ends; the file's own claim is held against the longest.
    """
    claims = [(stream.duration * stream.time_base, end) for stream, end in streams.items() if stream.duration]
    in_header = claimed_seconds(path) if "mov" in container.format.name else 0.0
    whole = max((container.duration or 0) / av.time_base, in_header)
    claims.append((whole, max(streams.values())))
    for claim, end in claims:
        if claim > end + max(_CLAIM_SLACK_SECONDS, _CLAIM_SLACK_SHARE * end):
            raise NotMedia(
                f"This file says that it lasts {_clock(float(claim))} but ends after {_clock(end)}. "
                "It is incomplete or damaged. Export it again and upload that."
            )


def _true_length(end: float) -> float:
    if not math.isfinite(end) or end <= 0:
        raise NotMedia("This file has no length. Export it again and upload that.")
    if end > MAX_SECONDS:
        raise NotMedia(f"This file lasts {_clock(end)}. Use one of at most {_clock(MAX_SECONDS)}.")
    return end


def _clock(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"
