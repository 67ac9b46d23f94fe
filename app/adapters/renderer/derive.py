"""Small stand-ins for an upload: poster, thumbnail strip, light proxy, waveform."""

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.adapters.renderer.ffmpeg import run_ffmpeg
from app.adapters.renderer.graph import BT709, SAFE_INPUT, STEADY_INPUT, TO_709, to_sdr
from app.adapters.renderer.pictures import load, scaled
from app.adapters.renderer.waveform import write_waveform
from app.kernel.disk import writing
from app.kernel.ports.renderer import Derived, MediaInfo, MediaKind, Progress

PROXY_EDGE = 540
PROXY_RATE = 30
_POSTER_EDGE = 1280
_TILE_HEIGHT = 96
_MAX_TILE_WIDTH = 288
_COLUMNS = 10
_MAX_TILES = 100
_MAX_BYTES = 8 * 1024**3
_TO_STILL = "in_color_matrix=bt709:out_color_matrix=bt601:flags=bicubic+accurate_rnd+full_chroma_int"
"""JPEG and WebP carry no colour labels: whoever opens one takes it for BT.601."""
_SPARSE_SECONDS = 4.0
_FILM_SHARE = 0.9
"""Of the work on a film with sound; the rest is its waveform."""


def derive_stand_ins(path: Path, info: MediaInfo, folder: Path, progress: Progress) -> Derived:
    """Everything that this kind of file has, written into `folder`. Raises `DiskFull`."""
    with writing():
        folder.mkdir(parents=True, exist_ok=True)
        return _derive(path, info, folder, progress)


def _derive(path: Path, info: MediaInfo, folder: Path, progress: Progress) -> Derived:
    if info.kind is MediaKind.IMAGE:
        return Derived(poster=_picture_poster(path, info, folder))
    is_film = info.kind is MediaKind.VIDEO
    share = (_FILM_SHARE if info.has_audio else 1.0) if is_film else 0.0
    facts = strip_facts(info) if is_film else {}
    if is_film:
        arguments = _film_arguments(path.absolute(), info, facts)
        seconds = info.duration_seconds or 0.0
        run_ffmpeg(
            arguments, folder, seconds, lambda done: progress(done * share, "Making a preview"), _MAX_BYTES
        )
    waveform = _waveform(
        path, info, folder, lambda done: progress(share + done * (1 - share), "Drawing the sound")
    )
    progress(1.0, "Ready")
    if not is_film:
        return Derived(waveform=waveform)
    return Derived(folder / "poster.jpg", folder / "strip.webp", facts, folder / "proxy.mp4", waveform)


def _waveform(path: Path, info: MediaInfo, folder: Path, progress: Callable[[float], None]) -> Path | None:
    if not info.has_audio:
        return None
    target = folder / "waveform.json"
    write_waveform(path, info, target, progress)
    return target


def _picture_poster(path: Path, info: MediaInfo, folder: Path) -> Path:
    width, height = _within(info, _POSTER_EDGE)
    poster = folder / "poster.webp"
    scaled(load(path, width, height), width, height).save(poster, "WEBP", quality=88)
    return poster


def _film_arguments(path: Path, info: MediaInfo, facts: dict[str, Any]) -> list[str]:
    """One reading of the film, three results. Tiles are counted on the proxy's even frames."""
    every = round(facts["seconds_per_tile"] * PROXY_RATE)
    poster_at = min(1.0, (info.duration_seconds or 0.0) / 10)
    colours = f"{to_sdr(info)}scale={TO_709},setsar=1,format=yuv420p,{BT709}"
    still = f"scale={_TO_STILL}"
    filters = [
        f"[0:{info.video_stream if info.video_stream is not None else 'v:0'}]split=2[full][whole]",
        rf"[full]select=gte(t\,{poster_at:.3f}),{_scale(_within(info, _POSTER_EDGE))},{colours},"
        f"{still}:out_range=pc,format=yuvj420p[poster]",
        f"[whole]fps=fps={PROXY_RATE}:start_time=0:round=near,{_scale(_within(info, PROXY_EDGE))},{colours},"
        "split=2[proxy][frames]",
        rf"[frames]select=not(mod(n\,{every})),{_scale((facts['tile_width'], facts['tile_height']))},"
        f"{still},format=yuv420p,tile={facts['columns']}x{facts['rows']}[strip]",
    ]
    sound = ["-map", f"0:{info.audio_stream}"] if info.audio_stream is not None else []
    return [
        *(
            *STEADY_INPUT,
            *SAFE_INPUT,
            "-i",
            f"file:{path}",
            "-filter_complex",
            ";".join(filters),
            "-map_metadata",
            "-1",
        ),
        *("-map", "[proxy]", *sound, "-c:v", "libx264", "-preset", "veryfast", "-crf", "26"),
        *("-g", "15", "-pix_fmt", "yuv420p", "-c:a", "aac", "-b:a", "96k", "-ac", "2", "-ar", "48000"),
        *("-af", "aresample=async=1:first_pts=0", "-movflags", "+faststart", "-f", "mp4", "proxy.mp4"),
        *("-map", "[poster]", "-frames:v", "1", "-q:v", "3", "-update", "1", "poster.jpg"),
        *("-map", "[strip]", "-frames:v", "1", "-c:v", "libwebp", "-quality", "70", "strip.webp"),
    ]


def draw_strip(
    film: Path, info: MediaInfo, facts: dict[str, Any], target: Path, progress: Callable[[float], None]
) -> None:
    """The same sheet of a finished film whose whole pictures stand close enough to take those alone."""
    sparse = facts["seconds_per_tile"] >= _SPARSE_SECONDS
    few = ("-skip_frame", "nokey") if sparse else ()
    early = _SPARSE_SECONDS / 4 if sparse else 0.01
    tile = (
        rf"select=gte(t+{early}\,selected_n*{facts['seconds_per_tile']}),"
        f"{_scale((facts['tile_width'], facts['tile_height']))},scale={_TO_STILL},format=yuv420p,"
        f"tile={facts['columns']}x{facts['rows']}"
    )
    arguments = (
        *(*few, *SAFE_INPUT, "-i", f"file:{film.absolute()}", "-an", "-vf", tile, "-frames:v", "1"),
        *("-c:v", "libwebp", "-quality", "70", "-f", "webp", f"file:{target.absolute()}"),
    )
    run_ffmpeg(arguments, target.parent, info.duration_seconds or 0.0, progress, _MAX_BYTES)


def strip_facts(info: MediaInfo) -> dict[str, Any]:
    """At most a hundred tiles, one each half second or slower, of the film's shape."""
    duration = info.duration_seconds or 0.0
    seconds = max(0.5, math.ceil(duration / _MAX_TILES * 10) / 10)
    count = max(1, math.ceil(duration / seconds - 1e-6))
    columns = min(_COLUMNS, count)
    shape = (info.width or 16) / (info.height or 9)
    return {
        "columns": columns,
        "rows": math.ceil(count / columns),
        "tile_width": min(_MAX_TILE_WIDTH, _even(_TILE_HEIGHT * shape)),
        "tile_height": _TILE_HEIGHT,
        "seconds_per_tile": seconds,
        "count": count,
    }


def _within(info: MediaInfo, edge: int) -> tuple[int, int]:
    """The upright size, shrunk so that its long edge is at most `edge`; even."""
    width, height = info.width or 2, info.height or 2
    scale = min(1.0, edge / max(width, height))
    return _even(width * scale), _even(height * scale)


def _even(pixels: float) -> int:
    return max(2, round(pixels / 2) * 2)


def _scale(size: tuple[int, int]) -> str:
    return f"scale={size[0]}:{size[1]}:flags=bicubic"
