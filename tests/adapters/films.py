"""Tiny films with something to measure, and the measuring."""

from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

from app.adapters.renderer import FfmpegRenderer
from app.features.productions.rules.plan import Medium, render_plan
from app.kernel.ports.renderer import Progress, Rendered, RenderPlan
from tests.media import Media

X264 = ("-c:v", "libx264", "-preset", "ultrafast", "-crf", "12", "-pix_fmt", "yuv420p")
RED, GREEN, BLUE, WHITE = "red", "green", "blue", "white"
_COLOURS = {RED: (254, 0, 0), GREEN: (0, 128, 0), BLUE: (0, 0, 254), WHITE: (255, 255, 255)}

FLASH_AT, FLASH_SECONDS = 1.0, 0.2


def corners(media: Media, name: str, width: int, height: int, *options: str) -> Path:
    """2 s at 25 fps: red, green, blue and white from top left to bottom right. No sound."""
    sources: list[str] = []
    for colour in (RED, GREEN, BLUE, WHITE):
        sources += ["-f", "lavfi", "-i", f"color={colour}:s={width // 2}x{height // 2}:r=25:d=2"]
    stack = f"xstack=inputs=4:layout=0_0|w0_0|0_h0|w0_h0,scale={width}:{height}:flags=neighbor"
    return media.encoded(name, *sources, "-filter_complex", stack, *(options or X264))


def turned(media: Media, name: str, upright: Path, clockwise: int) -> Path:
    """The same pictures with a note that they must be turned, as phones write it."""
    return media.encoded(name, "-display_rotation:v", str(-clockwise), "-i", str(upright), "-c", "copy")


def flash(media: Media, name: str, *options: str, rate: int = 25) -> Path:
    """3 s, 160x120, black and silent but for a flash with a beep at 1 s."""
    lit = f"between(T,{FLASH_AT - 0.001},{FLASH_AT + FLASH_SECONDS - 0.001})"
    heard = f"between(t,{FLASH_AT},{FLASH_AT + FLASH_SECONDS})"
    return media.encoded(
        name,
        *("-f", "lavfi", "-i", f"nullsrc=s=160x120:r={rate}:d=3,geq=lum='if({lit},235,16)':cb=128:cr=128"),
        *("-f", "lavfi", "-i", f"aevalsrc='if({heard},0.5*sin(2*PI*1000*t),0)':s=48000:d=3"),
        *(options or X264),
    )


def tone(media: Media, name: str, hertz: int, seconds: float = 3, volume: float = 0.5) -> Path:
    """A sound that can be told from others by its pitch."""
    source = f"aevalsrc='{volume}*sin(2*PI*{hertz}*t)':s=48000:d={seconds}"
    return media.encoded(name, "-f", "lavfi", "-i", source)


def plan_of(
    source: Path,
    config: dict[str, Any] | None = None,
    presets: dict[str, dict[str, Any]] | None = None,
    files: dict[int, Path] | None = None,
) -> RenderPlan:
    """The plan of a config, everything probed as the task does it."""
    renderer = FfmpegRenderer()
    media = {number: Medium(path, renderer.probe(path)) for number, path in (files or {}).items()}
    return render_plan(config or {}, presets or {}, Medium(source, renderer.probe(source)), media)


def ignore(_progress: float, _stage: str) -> None:
    """Hears progress and says nothing."""


def render(plan: RenderPlan, folder: Path, progress: Progress = ignore) -> Rendered:
    return FfmpegRenderer().render(plan, folder, progress)


def frames(path: Path) -> list[tuple[float, NDArray[np.uint8]]]:
    """Every picture (RGB) with its moment in seconds."""
    with av.open(str(path)) as container:
        return [
            (float(f.time), f.to_ndarray(format="rgb24"))
            for f in container.decode(container.streams.video[0])
        ]


def sound(path: Path) -> NDArray[np.float32]:
    """All samples at 48 kHz, mono, from the film's first moment on."""
    with av.open(str(path)) as container:
        resampler = av.AudioResampler(format="flt", layout="mono", rate=48_000)
        pieces = []
        for frame in container.decode(container.streams.audio[0]):
            start = round(float(frame.time) * 48_000)
            samples = np.concatenate([piece.to_ndarray()[0] for piece in resampler.resample(frame)])
            pieces.append((start, samples))
    length = max(start + samples.size for start, samples in pieces)
    track = np.zeros(length, dtype=np.float32)
    for start, samples in pieces:
        track[max(start, 0) : start + samples.size] = samples[max(-start, 0) :]
    return track


def level(track: NDArray[np.float32], start: float, end: float, hertz: float) -> float:
    """dB of one pitch between two moments."""
    part = track[round(start * 48_000) : round(end * 48_000)]
    turns = np.exp(-2j * np.pi * hertz * np.arange(part.size) / 48_000)
    strength = 2 * abs(np.dot(part * np.hanning(part.size), turns)) / (part.size / 2)
    return float(20 * np.log10(max(strength, 1e-9)))


def colour(picture: NDArray[np.uint8], x: float, y: float) -> str:
    """The nearest named colour at a place given in parts of the width and height."""
    pixel = picture[int(y * picture.shape[0]), int(x * picture.shape[1])].astype(int)
    return min(_COLOURS, key=lambda name: int(np.abs(pixel - _COLOURS[name]).sum()))


def corner_colours(picture: NDArray[np.uint8]) -> list[str]:
    """Top left, top right, bottom left, bottom right."""
    return [colour(picture, x, y) for y in (0.2, 0.8) for x in (0.2, 0.8)]


def flash_starts(path: Path) -> float:
    """The moment of the first bright picture."""
    return next(moment for moment, picture in frames(path) if picture.mean() > 120)


def beep_starts(path: Path) -> float:
    """The moment from which there is a loud sound."""
    track = np.abs(sound(path))
    return float(np.argmax(track > track.max() * 0.3)) / 48_000
