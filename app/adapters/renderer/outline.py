"""What a file's own outline promises: where its parts end, and how long it says it lasts.

Demuxers forgive a film that lost its end, and correct a forged length silently; a person should hear
of both when uploading, not in the finished production.
"""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

_SEGMENT = b"\x18\x53\x80\x67"
_MAX_BOXES = 100_000


def is_cut_off(path: Path, reader: str) -> bool:
    """Whether the outline of a film reaches beyond the end of the file."""
    size = path.stat().st_size
    with path.open("rb") as file:
        if reader == "mov":
            return any(end > size for _, _, end in boxes(file, 0, size))
        if reader == "matroska":
            return (_segment_end(file.read(512)) or 0) > size
    return False


def claimed_seconds(path: Path) -> float:
    """The length in an MP4's movie header, 0 where there is none. Others' headers the demuxer reports."""
    size = path.stat().st_size
    with path.open("rb") as file:
        for kind, start, end in boxes(file, 0, size):
            if kind == b"moov":
                return _movie_header(file, start, end)
    return 0.0


def _movie_header(file: BinaryIO, start: int, end: int) -> float:
    for kind, content, _ in boxes(file, start, end):
        if kind == b"mvhd":
            file.seek(content)
            head = file.read(32).ljust(32, b"\0")
            layout = ">4x16xIQ" if head[0] else ">4x8xII"
            scale, length = struct.unpack_from(layout, head)
            unknown = length in (2**32 - 1, 2**64 - 1)
            return 0.0 if unknown or not scale else float(length / scale)
    return 0.0


def boxes(file: BinaryIO, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Each box between two places: its kind, where its content starts, where it says that it ends."""
    for _ in range(_MAX_BOXES):
        file.seek(start)
        head = file.read(16)
        if start >= end or len(head) < 8:
            return
        length, kind = struct.unpack_from(">I4s", head)
        content = start + 8
        if length == 1 and len(head) == 16:
            length, content = struct.unpack_from(">Q", head, 8)[0], start + 16
        elif length == 0:
            length = end - start
        if length < 8:
            return
        yield kind, content, start + length
        start += length


def _segment_end(head: bytes) -> int | None:
    """Where a Matroska segment says that it ends; None when it was recorded without knowing."""
    at = head.find(_SEGMENT)
    if at < 0 or at + 5 > len(head) or not head[at + 4]:
        return None
    width = 9 - head[at + 4].bit_length()
    field = head[at + 4 : at + 4 + width]
    size = int.from_bytes(field) & (2 ** (7 * width) - 1)
    return None if size == 2 ** (7 * width) - 1 else at + 4 + width + size
