"""Reads a track's loudness over time with PyAV, a piece at a time."""

import json
import math
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.container import InputContainer
from numpy.typing import NDArray

from app.adapters.renderer.probe import opened
from app.adapters.renderer.signatures import recognise
from app.kernel.ports.renderer import MediaInfo

PEAKS_PER_SECOND = 10
_RATE = 16_000
_STEP = _RATE // PEAKS_PER_SECOND
_REPORT_EVERY = 500
"""Pieces of sound between two words of progress."""


def write_waveform(path: Path, info: MediaInfo, target: Path, progress: Callable[[float], None]) -> None:
    """`{"peaks_per_second": 10, "peaks": [0–1, …]}` for the whole length of the file, into `target`."""
    seconds = info.duration_seconds or 0.0
    peaks = np.zeros(max(1, math.ceil(seconds * PEAKS_PER_SECOND)), dtype=np.float32)
    with opened(path, recognise(path)) as container:
        for count, (start, samples) in enumerate(_pieces(container, info.audio_stream or 0)):
            _raise_peaks(peaks, start, samples)
            if count % _REPORT_EVERY == 0:
                progress(min(1.0, start / _RATE / max(seconds, 0.1)))
    told = [round(min(1.0, float(peak)), 3) for peak in peaks]
    target.write_text(json.dumps({"peaks_per_second": PEAKS_PER_SECOND, "peaks": told}))


def _pieces(container: InputContainer, index: int) -> Iterator[tuple[int, NDArray[np.float32]]]:
    """First sample since the file's start, and mono samples; damaged pieces are left out."""
    stream: Any = container.streams[index]
    offset = (container.start_time or 0) / av.time_base
    resampler = av.AudioResampler(format="flt", layout="mono", rate=_RATE)
    for packet in _readable(container, stream):
        try:
            pieces = [piece for frame in packet.decode() for piece in resampler.resample(frame)]
        except (av.error.FFmpegError, ValueError):
            resampler = av.AudioResampler(format="flt", layout="mono", rate=_RATE)
            continue
        for piece in pieces:
            start = max(0, round(((piece.time or 0.0) - offset) * _RATE))
            yield start, piece.to_ndarray().astype(np.float32, copy=False).reshape(-1)


def _readable(container: InputContainer, stream: Any) -> Iterator[Any]:
    """The packets up to the end, or to where the file can't be read on."""
    with suppress(av.error.FFmpegError):
        yield from container.demux(stream)


def _raise_peaks(peaks: NDArray[np.float32], start: int, samples: NDArray[np.float32]) -> None:
    """Let each tenth of a second that `samples` touch be at least as high as they are."""
    if not samples.size:
        return
    first = start // _STEP
    lead = start - first * _STEP
    edges = np.arange(0, lead + samples.size, _STEP) - lead
    edges[0] = 0
    highest = np.maximum.reduceat(np.abs(samples), edges)
    kept = highest[: max(0, peaks.size - first)]
    np.maximum(peaks[first : first + kept.size], kept, out=peaks[first : first + kept.size])
