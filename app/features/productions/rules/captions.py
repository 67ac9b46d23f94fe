"""Captions: SRT and WebVTT files read strictly, kept as plain text, written as WebVTT.

Only words and times are kept. Placing, colours and tags are left out: players and the burnt-in text have one
look, and nothing of a file ever becomes markup.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.features.productions.errors import CaptionsUnreadable
from app.kernel.texts import text_fault

MAX_BYTES = 1024 * 1024
MAX_CUES = 5000
MAX_CUE_LETTERS = 500

_MOMENT = r"(?:(\d{1,3}):)?([0-5]?\d):([0-5]\d)[.,](\d{3})"
_TIMING = re.compile(rf"\s*{_MOMENT}\s*-->\s*{_MOMENT}(?:\s.*)?", re.ASCII)
_TAG = re.compile(r"</?[a-zA-Z0-9][^<>]*>|\{\\[^{}]*\}")
_NO_LETTER = re.compile(r"&#\d{8,};?", re.ASCII)
"""Numbers of letters end far below; Python refuses to read one of thousands of digits."""
_NO_CUE = ("NOTE", "STYLE", "REGION")


@dataclass(frozen=True)
class Cue:
    """Words that show from `start` to `end`, in seconds of the film that they were written for."""

    start: float
    end: float
    text: str
    """One or more lines, none of them empty."""


def read_captions(content: bytes) -> tuple[Cue, ...]:
    """The cues of an SRT or WebVTT file, earliest first. Raises `CaptionsUnreadable`, naming the line."""
    if len(content) > MAX_BYTES:
        raise CaptionsUnreadable(None, f"It is larger than {MAX_BYTES // 1024} KiB.")
    numbered = list(_cues(_decoded(content)))
    if not numbered:
        raise CaptionsUnreadable(None, "There is no caption in it.")
    if len(numbered) > MAX_CUES:
        raise CaptionsUnreadable(None, f"It has more than {MAX_CUES} captions.")
    for number, cue in numbered:
        if len(cue.text) > MAX_CUE_LETTERS:
            raise CaptionsUnreadable(number, f"A caption takes up to {MAX_CUE_LETTERS} letters.")
    return tuple(sorted((cue for _, cue in numbered), key=lambda cue: cue.start))


def written_cues(webvtt: str) -> tuple[Cue, ...]:
    """The cues of a text that `as_webvtt` wrote, however many and long: lines that meet are one cue there."""
    return tuple(cue for _, cue in _cues(webvtt))


def as_webvtt(cues: Sequence[Cue]) -> str:
    """The file that players read."""
    blocks = (
        f"{_clock(cue.start)} --> {_clock(cue.end)}\n{html.escape(cue.text, quote=False)}" for cue in cues
    )
    return "WEBVTT\n\n" + "\n\n".join(blocks) + "\n"


def _decoded(content: bytes) -> str:
    """UTF-8, or UTF-16 where a mark or every other byte says so, or what Windows wrote before Unicode."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", errors="replace")
    elif wide := _unmarked_utf16(content):
        text = content.decode(wide, errors="replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", errors="replace")
    if text_fault(text):  # a picture or a film, whatever it is called
        raise CaptionsUnreadable(None, "It is not a text file.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _unmarked_utf16(content: bytes) -> str | None:
    """Which UTF-16 it is when nothing says so: times and line breaks make half of its first bytes zeros."""
    head = content[:64]
    if len(head) < 8:
        return None
    if head[1::2].count(0) > len(head) / 3 and not head[::2].count(0):
        return "utf-16-le"
    if head[::2].count(0) > len(head) / 3 and not head[1::2].count(0):
        return "utf-16-be"
    return None


def _cues(text: str) -> Iterator[tuple[int, Cue]]:
    """Each with the number of the line that its times stand in."""
    for number, block in _blocks(text):
        first = block[0].strip()
        if (number == 1 and first.startswith("WEBVTT")) or first.split(maxsplit=1)[0] in _NO_CUE:
            continue
        # A cue may have a name in front of its times: a number in SRT, anything in WebVTT.
        named = "-->" not in first
        if named and len(block) == 1:
            raise CaptionsUnreadable(number, "Here should be two times such as 00:01.000 --> 00:03.500.")
        timed = number + named
        start, end = _times(block[named], timed)
        if words := _plain(block[named + 1 :]):
            yield timed, Cue(start, end, words)


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Runs of lines that are not empty, each with the number of its first line."""
    block: list[str] = []
    for number, line in enumerate((*text.split("\n"), ""), start=1):
        if line.strip():
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _times(line: str, number: int) -> tuple[float, float]:
    found = _TIMING.fullmatch(line)
    if found is None:
        raise CaptionsUnreadable(number, "Here should be two times such as 00:01.000 --> 00:03.500.")
    start, end = _seconds(*found.group(1, 2, 3, 4)), _seconds(*found.group(5, 6, 7, 8))
    if end <= start:
        raise CaptionsUnreadable(number, "A caption must end after it starts.")
    return start, end


def _seconds(hours: str | None, minutes: str, seconds: str, thousandths: str) -> float:
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    return whole + int(thousandths) / 1000


def _plain(lines: Sequence[str]) -> str:
    """The words without tags; entities become the letters that they stand for.

    Some stand for line breaks, and an empty line would end the caption.
    """
    told = "\n".join(_TAG.sub("", line) for line in lines)
    words = (line.strip() for line in html.unescape(_NO_LETTER.sub("\ufffd", told)).splitlines())
    return "\n".join(line for line in words if line)


def _clock(seconds: float) -> str:
    total = round(seconds * 1000)
    minutes, thousandths = divmod(total, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{thousandths // 1000:02}.{thousandths % 1000:03}"
