"""Files that are not what they claim to be."""

import struct
import zlib
from pathlib import Path


def claiming_ten_hours(film: Path) -> bytes:
    """An MP4 whose header says 36,000 s."""
    content = bytearray(film.read_bytes())
    at = content.index(b"mvhd") + 4
    scale = struct.unpack_from(">I", content, at + 12)[0]
    struct.pack_into(">I", content, at + 16, 36_000 * scale)
    return bytes(content)


def giant_picture() -> bytes:
    """A PNG of a kilobyte that would be 60,000 × 60,000 once decoded."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 6, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
