"""Makes films out of nothing: the shape of the real renderer without ffmpeg."""

import struct
import zlib
from dataclasses import replace
from pathlib import Path

from app.kernel.errors import Unavailable
from app.kernel.ports.renderer import (
    Artwork,
    Derived,
    Kept,
    MediaInfo,
    MediaKind,
    NotMedia,
    Progress,
    Rendered,
    Renderer,
    RenderPlan,
    Streamed,
    Version,
)

FILM = MediaInfo(
    kind=MediaKind.VIDEO,
    mime="video/mp4",
    suffix=".mp4",
    bytes=1000,
    duration_seconds=10.0,
    width=1280,
    height=720,
    frame_rate=25.0,
    has_audio=True,
    video_codec="h264",
    audio_codec="aac",
)
SONG = MediaInfo(
    kind=MediaKind.AUDIO, mime="audio/mpeg", suffix=".mp3", bytes=500, duration_seconds=30.0, has_audio=True
)
PICTURE = MediaInfo(
    kind=MediaKind.IMAGE, mime="image/png", suffix=".png", bytes=200, width=64, height=64, has_alpha=True
)


_SHEET = {"columns": 1, "rows": 1, "tile_width": 1, "tile_height": 1, "seconds_per_tile": 1, "count": 1}


class FakeRenderer(Renderer):
    """A file is what `takes` says for its content's first word: `film`, `song`, `picture`; else not media.

    `plans` holds what was rendered; `failure` is raised by the next slow call.
    """

    def __init__(self) -> None:
        self.takes: dict[bytes, MediaInfo] = {
            b"film": FILM,
            b"song": SONG,
            b"picture": PICTURE,
            _first_word(PNG): PICTURE,
        }
        self.plans: list[RenderPlan] = []
        self.failure: Exception | None = None

    def probe(self, path: Path) -> MediaInfo:
        content = path.read_bytes()
        word = _first_word(content)
        if word not in self.takes:
            raise NotMedia("This file is not a film, a sound or a picture.")
        return replace(self.takes[word], bytes=len(content))

    def derive(self, path: Path, info: MediaInfo, folder: Path, progress: Progress) -> Derived:
        progress(0.5, "Drawing thumbnails")
        self._fail()
        seen = info.kind is not MediaKind.AUDIO
        film = info.kind is MediaKind.VIDEO
        return Derived(
            poster=_write(folder / "poster.webp", PNG) if seen else None,
            strip=_write(folder / "strip.webp", PNG) if film else None,
            strip_facts=dict(_SHEET) if film else {},
            proxy=_write(folder / "proxy.mp4", b"film proxy") if film else None,
            waveform=_write(folder / "waveform.json", b'{"peaks_per_second": 10, "peaks": [0.5]}')
            if info.has_audio
            else None,
        )

    def artwork(self, artwork: Artwork, width: int, height: int) -> bytes:
        return PNG

    def render(
        self, plan: RenderPlan, folder: Path, progress: Progress, kept: Kept | None = None
    ) -> Rendered:
        self.plans.append(plan)
        progress(0.5, "Rendering")
        self._fail()
        film = _write(folder / "film.mp4", b"film rendered")
        info = replace(FILM, duration_seconds=plan.duration_seconds, width=plan.width, height=plan.height)
        return Rendered(film, _write(folder / "poster.jpg", PNG), info)

    def stream(
        self, film: Path, info: MediaInfo, folder: Path, progress: Progress, kept: Kept | None = None
    ) -> Streamed:
        progress(0.5, "Making smaller sizes")
        self._fail()
        pieces = ((4, 4.0), (4, 4.0), (4, 2.0))
        versions = [
            Version(
                "720", _write(folder / "720.mp4", b"head" + b"film" * 3), 4, pieces, "avc1.64001f", 1280, 720
            ),
            Version("sound", _write(folder / "sound.mp4", b"head" + b"song" * 3), 4, pieces, "mp4a.40.2"),
        ]
        sheet = _write(folder / "thumbnails.webp", PNG)
        return Streamed(tuple(versions), 25.0, sheet, dict(_SHEET))

    def check(self) -> str:
        if self.failure is not None:
            raise Unavailable("There is no renderer.")
        return "fake"

    def _fail(self) -> None:
        if self.failure is not None:
            failure, self.failure = self.failure, None
            raise failure


def _first_word(content: bytes) -> bytes:
    return content.split(b" ")[0].strip()


def _write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


# One transparent pixel.
PNG = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 6, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress(b"\x00\x00\x00\x00\x00"))
    + _chunk(b"IEND", b"")
)
