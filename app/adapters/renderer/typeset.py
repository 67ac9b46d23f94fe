"""Breaks a title into lines, measured in ems, so that every size of picture wraps it the same way."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.adapters.renderer.bidi_runs import Run, is_right_to_left, visual_runs
from app.adapters.renderer.clusters import clusters, words
from app.adapters.renderer.faces import font

LINE_HEIGHT = 1.2
_MEASURE_AT = 200
"""Pixels an em when measuring: large enough that rounding does not show."""


@dataclass(frozen=True)
class Line:
    """One line from left to right, and its width in ems."""

    runs: tuple[Run, ...]
    width: float
    right_to_left: bool = False


@dataclass(frozen=True)
class Block:
    """A title's lines at `size` pixels an em."""

    lines: tuple[Line, ...]
    face: str
    size: float

    @property
    def width(self) -> float:
        """Pixels of the widest line."""
        return max((line.width for line in self.lines), default=0.0) * self.size

    @property
    def leading(self) -> float:
        """Pixels from one baseline to the next."""
        return LINE_HEIGHT * self.size

    @property
    def height(self) -> float:
        """Pixels from the first line's capitals to the last baseline."""
        return cap_height(self.face) * self.size + (len(self.lines) - 1) * self.leading


def typeset(text: str, face: str, size: float, max_width: float, max_height: float) -> Block:
    """`text` wrapped to `max_width` pixels, smaller than `size` only if it would not fit the height."""
    block = _wrapped(text, face, size, max_width)
    while block.height > max_height and block.size > 1:
        block = _wrapped(text, face, block.size * 0.95, max_width)
    return block


@lru_cache(maxsize=32)
def cap_height(face: str) -> float:
    """Height of a capital in ems."""
    return -font(face, _MEASURE_AT).getbbox("H", anchor="ls")[1] / _MEASURE_AT


def _wrapped(text: str, face: str, size: float, max_width: float) -> Block:
    limit = max_width / size
    lines: list[Line] = []
    for paragraph in _paragraphs(text):
        base_level = int(is_right_to_left(paragraph))
        lines += (_line(piece, face, base_level) for piece in _broken(paragraph, face, limit))
    return Block(tuple(lines), face, size)


def _paragraphs(text: str) -> list[str]:
    """Lines as typed: without control characters, or blank lines around them."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").strip("\n ")
    kept = (c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs", "Co"))
    return [line.rstrip() for line in "".join(kept).split("\n")]


def _line(text: str, face: str, base_level: int) -> Line:
    runs = tuple(visual_runs(text, face, base_level))
    return Line(runs, sum(_run_width(run) for run in runs), bool(base_level))


def _run_width(run: Run) -> float:
    return font(run.face, _MEASURE_AT).getlength(run.text, direction=run.direction) / _MEASURE_AT


@lru_cache(maxsize=4096)
def _word_width(word: str, face: str) -> float:
    return sum(_run_width(run) for run in visual_runs(word, face, 0))


def _broken(paragraph: str, face: str, limit: float) -> list[str]:
    """The fewest lines that fit, then as even as they can be: no lone last word."""
    pieces = [part for word in words(paragraph) for part in _fitting(word, face, limit)]
    widths = [(_word_width(piece, face), _word_width(piece.rstrip(), face)) for piece in pieces]
    fewest = len(_greedy(widths, limit))
    low, high = limit / 4, limit
    for _ in range(10):
        middle = (low + high) / 2
        if len(_greedy(widths, middle)) <= fewest and all(bare <= middle for _, bare in widths):
            high = middle
        else:
            low = middle
    starts = _greedy(widths, high)
    ends = [*starts[1:], len(pieces)]
    return ["".join(pieces[start:end]).rstrip() for start, end in zip(starts, ends, strict=True)]


def _fitting(word: str, face: str, limit: float) -> list[str]:
    """The word, or pieces of it if it is wider than a line."""
    if _word_width(word.rstrip(), face) <= limit:
        return [word]
    pieces = [""]
    for cluster in clusters(word):
        if pieces[-1] and _word_width(pieces[-1] + cluster, face) > limit:
            pieces.append("")
        pieces[-1] += cluster
    return pieces


def _greedy(widths: Sequence[tuple[float, float]], limit: float) -> list[int]:
    """Index of the first piece of each line. A width comes with and without its trailing blanks."""
    starts, filled = [0], 0.0
    for index, (with_blanks, bare) in enumerate(widths):
        if index > starts[-1] and filled + bare > limit + 1e-9:
            starts.append(index)
            filled = 0.0
        filled += with_blanks
    return starts
