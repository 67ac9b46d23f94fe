"""Orders a line of mixed directions for the eye: levels after Unicode's annex 9, runs from left to right.

`bidi.get_display` gives a reordered string, which would break the shaping of joined letters; so its
steps are called for the level of each character, and the runs are put in order here.
"""

import unicodedata
from dataclasses import dataclass
from typing import Any

from bidi import algorithm

from app.adapters.renderer.faces import faces_for

_AS_EMBEDDINGS = str.maketrans("\u2066\u2067\u2068\u2069", "\u202a\u202b\u202a\u202c")
"""Isolates, which `bidi.algorithm` does not know, as the embeddings they came from."""
_NEUTRAL = "\ufffc"
_NO_LETTER = frozenset(algorithm.X9_REMOVED)


@dataclass(frozen=True)
class Run:
    """Text in reading order that one face draws in one direction."""

    text: str
    face: str
    level: int

    @property
    def direction(self) -> str:
        return "rtl" if self.level % 2 else "ltr"


def is_right_to_left(text: str) -> bool:
    """Whether the first strong character of the paragraph reads from right to left."""
    return bool(algorithm.get_base_level(text))


def visual_runs(line: str, face: str, base_level: int) -> list[Run]:
    """The runs of `line` from left to right, each with the face that has its characters."""
    runs: list[Run] = []
    position = 0
    line_levels = _levels(line, base_level)
    for cluster, drawn_by in faces_for(line, face):
        level = line_levels[position]
        position += len(cluster)
        if runs and runs[-1].level == level and runs[-1].face == drawn_by:
            runs[-1] = Run(runs[-1].text + cluster, drawn_by, level)
        else:
            runs.append(Run(cluster, drawn_by, level))
    return _reordered(runs)


def _levels(line: str, base_level: int) -> list[int]:
    """An embedding level for each character; marks of direction take their neighbour's."""
    storage: dict[str, Any] = algorithm.get_empty_storage()
    storage["base_level"], storage["base_dir"] = base_level, ("L", "R")[base_level]
    algorithm.get_embedding_levels("".join(map(_known, line.translate(_AS_EMBEDDINGS))), storage)
    drawn = [character["orig"] not in _NO_LETTER for character in storage["chars"]]
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    found = iter(character["level"] for character in storage["chars"])
    levels: list[int] = []
    for is_drawn in drawn:
        levels.append(next(found) if is_drawn else (levels[-1] if levels else base_level))
    return levels


def _known(character: str) -> str:
    """The character, or a neutral one in place of what Unicode has not assigned yet."""
    return character if unicodedata.bidirectional(character) else _NEUTRAL


def _reordered(runs: list[Run]) -> list[Run]:
    """Rule L2: from the highest level down, reverse every stretch of runs at that level or above."""
    ordered = list(runs)
    highest = max((run.level for run in ordered), default=0)
    for level in range(highest, 0, -1):
        index = 0
        while index < len(ordered):
            end = index
            while end < len(ordered) and ordered[end].level >= level:
                end += 1
            ordered[index:end] = ordered[index:end][::-1]
            index = max(end, index + 1)
    return ordered
