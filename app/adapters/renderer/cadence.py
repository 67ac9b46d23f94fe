"""How long a stream really is and how evenly its pictures follow each other, without decoding it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from statistics import median
from typing import Any

import av
from av.container import InputContainer

_TAIL_SECONDS = 10.0
_SAMPLE = 300
"""Pictures looked at from the start, to tell an even cadence from a varying one."""
_JITTER_SECONDS = 0.002
"""Containers that count in milliseconds round a 30th to 33 or 34 of them."""


@dataclass(frozen=True)
class Cadence:
    """Seconds from the container's start to the end of the last picture, and pictures a second."""

    end: float
    frame_rate: float
    varies: bool


def read_cadence(container: InputContainer, video: Any) -> Cadence:
    """The cadence of a video stream, from its first pictures and its last ones."""
    container.seek(0)
    starts = sorted(start for start, _ in islice(_packets(container, video), _SAMPLE))
    gaps = [after - before for before, after in pairwise(starts) if after > before]
    average = float(video.average_rate or 0) or (1 / median(gaps) if gaps else 25.0)
    usual = median(gaps) if gaps else 1 / average
    jitter = max(_JITTER_SECONDS, usual * 0.1)
    uneven = any(abs(gap - usual) > jitter for gap in gaps)
    drifts = abs(average * usual - 1) > max(0.02, _JITTER_SECONDS / 2 / usual)
    end = stream_end(container, video, last_gap=usual)
    varies = bool(gaps) and (uneven or drifts)
    even_rate = float(video.guessed_rate or 0) or average
    return Cadence(end, average if varies else even_rate, varies)


def stream_end(container: InputContainer, stream: Any, last_gap: float = 0.0) -> float:
    """Where the last packet of the stream ends, whatever any header claims; 0 if there is none.

    Looks near the claimed end first; a claim that leads nowhere costs one reading from the start.
    """
    claim = float(stream.duration * stream.time_base) if stream.duration else 0.0
    claim = claim or (container.duration or 0) / av.time_base
    for start in (max(0.0, claim - _TAIL_SECONDS), 0.0):
        end = _end_from(container, stream, start, last_gap)
        if end > 0:
            return end
    return 0.0


def whole_end(container: InputContainer, stream: Any) -> float:
    """The same by reading all of it, for formats that can't be asked for a moment exactly."""
    return _end_from(container, stream, 0.0, 0.0)


def _end_from(container: InputContainer, stream: Any, start: float, last_gap: float) -> float:
    try:
        container.seek(int(start / stream.time_base), stream=stream)
        return max((begun + (lasts or last_gap) for begun, lasts in _packets(container, stream)), default=0.0)
    except av.error.FFmpegError:
        return 0.0


def _packets(container: InputContainer, stream: Any) -> Iterator[tuple[float, float]]:
    """Start and length of each packet, in seconds since the container's start."""
    offset = (container.start_time or 0) / av.time_base
    for packet in container.demux(stream):
        if packet.pts is not None:
            yield (
                float(packet.pts * packet.time_base) - offset,
                float((packet.duration or 0) * packet.time_base),
            )
