"""Files that are streamed in pieces: one MP4 whose index says where each piece begins and how long it is."""

import struct
from pathlib import Path
from typing import Any

import av

from app.adapters.renderer.outline import boxes
from app.kernel.ports.renderer import Version

OPTIONS = {
    "movflags": "+empty_moov+default_base_moof+negative_cts_offsets+dash+global_sidx+skip_trailer",
    "avoid_negative_ts": "disabled",
    "use_editlist": "0",
}
"""An index at the start; pictures and sound both count from zero, though pictures are decoded earlier."""
_ENTRY_BYTES = 12
_SIZE = 2**31 - 1
"""The upper bit of an entry says that it points at another index; ours never do."""


def read_version(path: Path, name: str) -> Version:
    """What a finished file of pieces is, by its own index."""
    places: dict[bytes, tuple[int, int]] = {}
    with path.open("rb") as file:
        for kind, start, end in boxes(file, 0, path.stat().st_size):
            places.setdefault(kind, (start, end))
            if kind == b"sidx":
                break
        start, end = places[b"sidx"]
        file.seek(start)
        pieces = _pieces(file.read(end - start))
    with av.open(f"file:{path}") as container:
        stream: Any = container.streams[0]
        sized = stream.type == "video"
        codecs = f"avc1.{stream.codec_context.extradata[1:4].hex()}" if sized else "mp4a.40.2"
        size = (stream.codec_context.width, stream.codec_context.height) if sized else (0, 0)
    return Version(name, path, places[b"moov"][1], pieces, codecs, *size)


def _pieces(index: bytes) -> tuple[tuple[int, float], ...]:
    """Bytes and seconds of each, from the content of a `sidx` box (ISO/IEC 14496-12, 8.16.3)."""
    scale = struct.unpack_from(">I", index, 8)[0]
    count_at = 12 + (16 if index[0] else 8) + 2
    count = struct.unpack_from(">H", index, count_at)[0]
    entries = (struct.unpack_from(">II", index, count_at + 2 + _ENTRY_BYTES * at) for at in range(count))
    return tuple((size & _SIZE, length / scale) for size, length in entries)
