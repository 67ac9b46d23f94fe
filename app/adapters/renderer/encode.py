"""Encodes picture tracks in one ffmpeg run, publishing finished parts while it goes on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.adapters.renderer.ffmpeg import run_ffmpeg
from app.adapters.renderer.graph import Graph
from app.adapters.renderer.grid import Grid
from app.adapters.renderer.parts import Track

_MAX_BYTES_PER_SECOND = 12_000_000
_MAX_BYTES_ANYWAY = 256 * 1024**2


@dataclass(frozen=True)
class Encoding:
    """A track to make: the graph's output that it comes from, and how it is compressed."""

    track: Track
    compression: tuple[str, ...]
    """Options of the encoder, such as its preset and quality."""

    @property
    def output(self) -> str:
        return f"[{self.track.name}]"


def encode_tracks(
    encodings: Sequence[Encoding],
    graph_behind: Callable[[int], Graph],
    grid: Grid,
    folder: Path,
    progress: Callable[[float], None],
) -> None:
    """Make all parts of all tracks that are not there yet; `graph_behind(frames)` leaves out what is.

    `progress` hears the share of all frames, those of earlier attempts included. Raises as `run_ffmpeg`.
    """
    first = min(encoding.track.finished for encoding in encodings)
    track = encodings[0].track
    done = first * track.per_part
    if done >= track.frames:
        return
    published = _Published(encodings, folder, first)
    arguments = [*_reading(graph_behind(done))]
    for encoding in encodings:
        arguments += ("-map", encoding.output, *compress(grid, encoding.compression))
        arguments += _in_parts(encoding.track, first)

    def told(fraction: float) -> None:
        published.look()
        progress((done + fraction * (grid.frames - done)) / grid.frames)

    seconds = float((grid.frames - done) / grid.rate)
    run_ffmpeg(arguments, folder, seconds, told, max_bytes(grid.seconds))
    published.look(ended=True)


def max_bytes(seconds: float) -> int:
    """What no file of a film of this length may pass."""
    return round(_MAX_BYTES_ANYWAY + _MAX_BYTES_PER_SECOND * seconds)


def _reading(graph: Graph) -> tuple[str, ...]:
    return (*graph.inputs, "-filter_complex", graph.filters, "-map_metadata", "-1", "-map_chapters", "-1")


def compress(grid: Grid, options: Sequence[str]) -> tuple[str, ...]:
    """H.264 that every player takes, with a picture of its own at the start of each group."""
    return (
        *("-c:v", "libx264", *options, "-profile:v", "high", "-g", str(round(GROUP_SHARE * grid.group))),
        *("-force_key_frames", f"expr:not(mod(n,{grid.group}))", "-pix_fmt", "yuv420p", "-color_range", "tv"),
        *("-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709"),
        *("-fps_mode", "passthrough", "-enc_time_base:v", f"{grid.rate.denominator}/{grid.rate.numerator}"),
    )


GROUP_SHARE = 0.5
"""Whole pictures come twice in a group, so that a player finds a moment quickly."""


def _in_parts(track: Track, first: int) -> tuple[str, ...]:
    """Each part is a film of its own from its first frame on."""
    edges = [str((number - first) * track.per_part) for number in range(first + 1, track.count)]
    return (
        *("-f", "segment", "-segment_format", "mp4", "-reset_timestamps", "1"),
        *("-segment_start_number", str(first)),
        *(("-segment_frames", ",".join(edges)) if edges else ("-segment_time", "86400")),
        f"{track.name}.%04d.mp4",
    )


class _Published:
    """What has been published so far of a run's parts; one is whole once the next one has been begun."""

    def __init__(self, encodings: Sequence[Encoding], folder: Path, first: int) -> None:
        self._folder = folder
        self._next = {encoding.track: first for encoding in encodings}

    def look(self, *, ended: bool = False) -> None:
        for track in self._next:
            while self._is_whole(track, ended):
                number = self._next[track]
                track.adopt(self._folder / track.file_name(number), number)
                self._next[track] += 1

    def _is_whole(self, track: Track, ended: bool) -> bool:
        number = self._next[track]
        if ended:
            return number < track.count
        return (self._folder / track.file_name(number + 1)).exists()
