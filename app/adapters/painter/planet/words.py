"""Reads people's words: known ones move traits, unknown ones vary the seed."""

import re
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path

import yaml

_FILE = Path(__file__).with_name("words.yaml")
_WORD = re.compile(r"[^\W\d_]+")


@cache
def vocabulary() -> dict[str, dict[str, float]]:
    """Traits and how far they move, by word."""
    rows = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {
        word: {trait: float(by) for trait, by in row.items() if trait != "words"}
        for row in rows
        for word in row["words"]
    }


def read(texts: Iterable[str]) -> tuple[dict[str, float], int]:
    """How far each trait moves, and what the unknown words make of the seed (0 without any)."""
    known = vocabulary()
    moved: dict[str, float] = {}
    unknown = []
    for word in dict.fromkeys(word for text in texts for word in _WORD.findall(text.casefold())):
        for trait, by in known.get(word, {}).items():
            moved[trait] = max(-1.0, min(1.0, moved.get(trait, 0.0) + by))
        if word not in known and len(word) > 2:
            unknown.append(word)
    if not unknown:
        return moved, 0
    return moved, int.from_bytes(
        sha256("\n".join(sorted(unknown)).encode("utf-8", "surrogatepass")).digest()[:4]
    )
