"""A rendered film in several sizes, cut alike every four seconds, and thumbnails of it.

The film's own picture and sound are copied; only smaller sizes are encoded, all in one pass over it.
"""

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av

from app.adapters.renderer.derive import draw_strip, strip_facts
from app.adapters.renderer.encode import Encoding, encode_tracks
from app.adapters.renderer.ffmpeg import ffmpeg_version
from app.adapters.renderer.film import unfinished
from app.adapters.renderer.fragments import OPTIONS, read_version
from app.adapters.renderer.graph import Graph, Pictures, picture_graph
from app.adapters.renderer.grid import GROUP_SECONDS, Cut, Grid, exact_rate
from app.adapters.renderer.join import copy_track
from app.adapters.renderer.parts import GROUPS_IN_PART, Track, shelf
from app.kernel.disk import writing
from app.kernel.ports.renderer import Kept, MediaInfo, Progress, RenderPlan, Span, Streamed, Version

SIZES = {1080: 5500, 720: 3200, 480: 1600, 360: 800}
"""Pixels of the short edge, and at most how many kbit a second."""
_WORTH_ITS_BYTES = 0.9
"""A size that is nearly the film's own helps nobody."""
_LONGEST_PIECE_SECONDS = 2.5 * GROUP_SECONDS
_ENCODED, _CUT = 0.9, 0.95


def make_ladder(
    film: Path, info: MediaInfo, folder: Path, progress: Progress, kept: Kept | None = None
) -> Streamed:
    """Every size, the sound and the thumbnails in `folder`, all or nothing. Raises as `make_film`."""
    folder.mkdir(parents=True, exist_ok=True)
    keys, frames = _pictures_of(film)
    grid = Grid(exact_rate(info.frame_rate or 25.0), 0, (Cut(0, frames),))
    with unfinished(folder) as desk:
        source = str(film.stat().st_size)
        parts = shelf(kept.folder if kept else desk / "kept", ("ladder", ffmpeg_version(), source))
        copied = _copied_size(info, [float(key / grid.rate) for key in (*keys, frames)])
        encodings = [_encoding(size, grid, parts) for size in _smaller_sizes(info, copied)]
        _encode(film, info, grid, encodings, desk, progress, kept)

        def cut(paths: list[Path], kind: str, name: str) -> Version:
            return _cut(paths, kind, desk / f"{name}.mp4", grid, lambda: progress(_ENCODED, "Cutting"))

        files = {str(copied): [film]} if copied else {}
        files |= {encoding.track.name[1:]: encoding.track.paths for encoding in encodings}
        versions = [cut(paths, "video", name) for name, paths in files.items()]
        versions.append(cut([film], "audio", "sound"))
        progress(_CUT, "Drawing thumbnails")
        facts = strip_facts(info)
        strip = desk / "thumbnails.webp"
        draw_strip(versions[-2].media, info, facts, strip, lambda _done: progress(_CUT, ""))
        return _publish(versions, float(grid.rate), strip, facts, folder)


def _publish(
    versions: list[Version], rate: float, strip: Path, facts: dict[str, int | float], folder: Path
) -> Streamed:
    with writing():
        thumbnails = strip.replace(folder / strip.name)
        moved = [
            Version(**{**vars(version), "media": version.media.replace(folder / version.media.name)})
            for version in versions
        ]
    return Streamed(tuple(moved), rate, thumbnails, facts)


def _pictures_of(film: Path) -> tuple[list[int], int]:
    """At which pictures one can begin to play, and how many there are."""
    keys, count = [], 0
    with av.open(f"file:{film}") as container:
        for packet in container.demux(video=0):
            if packet.size:
                keys += [count] if packet.is_keyframe else []
                count += 1
    return keys, count


def _copied_size(info: MediaInfo, beginnings: list[float]) -> int | None:
    """The film's own short edge, if it is no larger than the largest size and can be cut often enough."""
    own = min(info.width or 0, info.height or 0)
    longest = max(after - before for before, after in pairwise(beginnings))
    return own if own <= max(SIZES) and longest <= _LONGEST_PIECE_SECONDS else None


def _smaller_sizes(info: MediaInfo, copied: int | None) -> list[int]:
    own = min(info.width or 0, info.height or 0)
    wanted = [size for size in SIZES if size <= own and (copied is None or size < _WORTH_ITS_BYTES * own)]
    return wanted or ([] if copied else [own])


def _encoding(size: int, grid: Grid, kept: Path) -> Encoding:
    rate = next((rate for known, rate in SIZES.items() if size >= known), min(SIZES.values()))
    limits = ("-maxrate", f"{rate}k", "-bufsize", f"{2 * rate}k")
    track = Track(kept, f"r{size}", grid.frames, GROUPS_IN_PART * grid.group)
    return Encoding(track, ("-preset", "veryfast", "-crf", "22", *limits))


def _encode(
    film: Path,
    info: MediaInfo,
    grid: Grid,
    encodings: list[Encoding],
    desk: Path,
    progress: Progress,
    kept: Kept | None,
) -> None:
    if not encodings:
        return
    done = min(encoding.track.made for encoding in encodings) / grid.frames
    if kept and done:
        kept.found(_ENCODED * done)
    encode_tracks(
        encodings,
        lambda made: _graph(film, info, grid, encodings, made),
        grid,
        desk,
        lambda fraction: progress(_ENCODED * fraction, "Making smaller sizes"),
    )


def _graph(film: Path, info: MediaInfo, grid: Grid, encodings: list[Encoding], done: int) -> Graph:
    """The film read once, from its picture `done` on, and scaled for each size."""
    width, height = info.width or 2, info.height or 2
    whole = (Span(0.0, grid.seconds),)
    plan = RenderPlan(film, info, whole, width, height, float(grid.rate))
    read = picture_graph(plan, grid, Pictures(), done)
    names = [encoding.track.name for encoding in encodings]
    chains = [f"[film]split={len(names)}{''.join(f'[{name}in]' for name in names)}"]
    for name in names:
        scale = Fraction(int(name[1:]), min(width, height))
        chains.append(f"[{name}in]scale={_even(width * scale)}:{_even(height * scale)}:flags=bicubic[{name}]")
    return Graph(read.files, ";".join((read.filters, *chains)))


def _even(pixels: Fraction) -> int:
    return max(2, round(pixels / 2) * 2)


def _cut(paths: list[Path], kind: str, target: Path, grid: Grid, tell: Callable[[], None]) -> Version:
    """Pieces of a group's length, each of which can be played without the others."""
    group = Fraction(grid.group) / grid.rate
    options = dict(OPTIONS)
    if kind == "video":
        # Half a frame less, or rounding would let a piece end at the next picture that stands alone.
        options["movflags"] += "+frag_keyframe"
        options["min_frag_duration"] = str(round((group - 1 / grid.rate / 2) * 1_000_000))
    else:
        options["frag_duration"] = str(round(group * 1_000_000))
    copy_track(paths, kind, target, tell, **options)
    return read_version(target, target.stem)
