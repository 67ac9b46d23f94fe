"""Tells a file by its first bytes, so that a reader is chosen by content and never guessed by name.

Guessing would also let a text file pass as a playlist, which opens other files.
"""

from dataclasses import dataclass
from pathlib import Path

from app.kernel.ports.renderer import NotMedia

_HEAD = 4096
_STILL_BRANDS = (b"heic", b"heix", b"mif1", b"msf1", b"avif", b"avis")
_BOXES = (b"moov", b"mdat", b"wide", b"free", b"skip")


@dataclass(frozen=True)
class Signature:
    """Which reader takes the file (`image` or a demuxer) and what it is called as film and as sound."""

    reader: str
    film: tuple[str, str] | None = None
    sound: tuple[str, str] | None = None
    """(MIME type, suffix); None where Everkeep doesn't take such a file as that."""


_MP4 = Signature("mov", ("video/mp4", ".mp4"), ("audio/mp4", ".m4a"))
_MOV = Signature("mov", ("video/quicktime", ".mov"), ("audio/mp4", ".m4a"))
_WEBM = Signature("matroska", ("video/webm", ".webm"), ("audio/webm", ".webm"))
_MKV = Signature("matroska", ("video/x-matroska", ".mkv"), ("audio/x-matroska", ".mkv"))
_IMAGE = Signature("image")


def recognise(path: Path) -> Signature:
    """The signature of the file. Raises `NotMedia` with what it looks like instead."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head:
        raise NotMedia("This file is empty. Choose it again, or export it again.")
    found = _by_magic(head)
    if found is None:
        raise NotMedia(_refusal(head))
    return found


def _by_magic(head: bytes) -> Signature | None:
    if head.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")):
        return _IMAGE
    if head.startswith((b"RIFF", b"RF64")):
        return {b"WEBP": _IMAGE, b"WAVE": _sound("wav", "audio/wav", ".wav")}.get(head[8:12])
    if head[4:8] == b"ftyp":
        return _iso(head)
    if head[4:8] in _BOXES:
        return _MOV
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return _WEBM if b"webm" in head[:64] else _MKV
    return _sound_by_magic(head)


def _iso(head: bytes) -> Signature | None:
    brand = head[8:12]
    if brand in _STILL_BRANDS:
        return None
    return _MOV if brand == b"qt  " else _MP4


def _sound_by_magic(head: bytes) -> Signature | None:
    if head.startswith(b"OggS"):
        return _sound("ogg", "audio/ogg", ".ogg")
    if head.startswith(b"fLaC"):
        return _sound("flac", "audio/flac", ".flac")
    if head.startswith(b"ID3") or (head[0] == 0xFF and head[1:2] >= b"\xe0"):
        return _sound("mp3", "audio/mpeg", ".mp3")
    return None


def _sound(reader: str, mime: str, suffix: str) -> Signature:
    return Signature(reader, sound=(mime, suffix))


def _refusal(head: bytes) -> str:
    takes = (
        "Everkeep takes MP4, WebM, MOV and MKV films, MP3, M4A, WAV, OGG and FLAC sound, "
        "and PNG, JPEG and WebP pictures."
    )
    if b"<svg" in head.lower():
        return f"This is an SVG drawing, which can carry programs. Export it as PNG. {takes}"
    if head[4:8] == b"ftyp":
        return f"This is a HEIC or AVIF picture. Save it as JPEG or PNG. {takes}"
    if head.startswith(b"GIF8"):
        return f"This is a GIF. Save it as PNG, or as MP4 if it moves. {takes}"
    if b"\x00" not in head:
        return f"This is a text file, whatever its name says. {takes}"
    return f"This is not a file that Everkeep can read, whatever its name says. {takes}"
