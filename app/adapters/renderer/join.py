"""Joins parts by copying packets: nothing is decoded, and every frame is counted."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from heapq import merge
from itertools import chain
from pathlib import Path
from typing import Any

import av

from app.adapters.renderer.ffmpeg import RenderFailed, require_room
from app.kernel.disk import writing

Packet = Any
"""PyAV's packets: their attributes are made at run time."""


def join(
    parts: Sequence[Path],
    sound: Path | None,
    target: Path,
    frames: int,
    progress: Callable[[float], None],
    **options: str,
) -> None:
    """The parts one behind the other, with `sound` beside them, as an MP4 written with `options`.

    `progress` hears 0–1 and may raise. Raises `DiskFull`, and `RenderFailed` when frames are missing.
    """
    files = [*parts, *([sound] if sound is not None else [])]
    require_room(target.parent, sum(path.stat().st_size for path in files))
    with writing(), ExitStack() as opened:
        film = opened.enter_context(av.open(f"file:{target}", "w", format="mp4", options=options))
        picture = _Joint(parts, "video", film)
        tracks = [picture.packets()]
        if sound is not None:
            tracks.append(_Joint([sound], "audio", film).packets())
        for packet in merge(*tracks, key=_moment):
            progress(picture.written / max(frames, 1))
            film.mux(packet)
    if picture.written != frames:
        raise RenderFailed("The film came out with the wrong length. Your choices are kept; try again.")


def copy_track(
    files: Sequence[Path], kind: str, target: Path, tell: Callable[[], None], **options: str
) -> None:
    """One stream, `video` or `audio`, of files that follow each other, from zero on. `tell` may raise.

    What lies before zero only warms a sound's decoder up, and would shift all that comes after it.
    """
    require_room(target.parent, sum(path.stat().st_size for path in files))
    with writing(), av.open(f"file:{target}", "w", format="mp4", options=options) as film:
        track = _Joint(files, kind, film)
        for packet in track.packets():
            tell()
            if packet.pts >= 0:
                film.mux(packet)


def _moment(packet: Packet) -> float:
    return float(packet.dts * packet.time_base)


class _Joint:
    """One stream of the result, fed from files that follow each other."""

    def __init__(self, files: Sequence[Path], kind: str, film: Any) -> None:
        self._files, self._kind = files, kind
        with av.open(f"file:{files[0]}") as first:
            self._stream = film.add_stream_from_template(getattr(first.streams, kind)[0])
        self.written = 0

    def packets(self) -> Iterator[Packet]:
        """In the order in which they are decoded; each file begins where the one before it ended."""
        end = 0
        for path in self._files:
            with av.open(f"file:{path}") as container:
                stream = getattr(container.streams, self._kind)[0]
                packets = (packet for packet in container.demux(stream) if packet.size)
                first = next(packets, None)
                if first is None:
                    continue
                # A sound's first packet lies before its start: it only warms the decoder up.
                shift = end - (first.pts if self._kind == "video" else 0)
                for packet in chain([first], packets):
                    packet.pts, packet.dts = packet.pts + shift, packet.dts + shift
                    end = max(end, packet.pts + packet.duration)
                    packet.stream = self._stream
                    self.written += 1
                    yield packet
