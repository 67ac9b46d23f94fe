"""Splits text into what a reader calls one character, and says where a line may break."""

import unicodedata
from collections.abc import Iterator

_JOINER = "\u200d"
_WIDE_SCRIPTS = ((0x3040, 0x30FF), (0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))
_NOT_FIRST = frozenset("、。，．・：；？！）」』】〕〉》ー々…")
"""Marks that must not begin a line."""


def clusters(text: str) -> Iterator[str]:
    """Letters with their marks, flags, and emoji with their joiners, skin tones and variants."""
    current = ""
    for character in text:
        if current and not _extends(current, character):
            yield current
            current = ""
        current += character
    if current:
        yield current


def words(line: str) -> list[str]:
    """Pieces that a line may break between; a piece keeps the blanks that follow it."""
    pieces: list[str] = []
    for cluster in clusters(line):
        if pieces and not _may_break(pieces[-1], cluster):
            pieces[-1] += cluster
        else:
            pieces.append(cluster)
    return pieces


def _extends(current: str, character: str) -> bool:
    if current.endswith(_JOINER):
        return True
    if unicodedata.category(character) in ("Mn", "Me", "Mc") or character == _JOINER:
        return True
    if _is_skin_tone(character) or _is_tag(character):
        return True
    return _is_regional(character) and len(current) == 1 and _is_regional(current)


def _may_break(before: str, cluster: str) -> bool:
    if cluster.isspace() or cluster in _NOT_FIRST:
        return False
    if before[-1].isspace() and before[-1] != "\u00a0":
        return True
    return _is_wide(cluster[0]) or _is_wide(before[-1])


def _is_wide(character: str) -> bool:
    code_point = ord(character)
    return any(first <= code_point <= last for first, last in _WIDE_SCRIPTS)


def _is_skin_tone(character: str) -> bool:
    return 0x1F3FB <= ord(character) <= 0x1F3FF


def _is_tag(character: str) -> bool:
    return 0xE0020 <= ord(character) <= 0xE007F


def _is_regional(character: str) -> bool:
    return 0x1F1E6 <= ord(character) <= 0x1F1FF
