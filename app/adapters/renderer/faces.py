"""The bundled typefaces: which one draws which characters, and opened fonts by size."""

import json
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from PIL import ImageFont

from app.adapters.renderer.clusters import clusters

FONTS = Path(__file__).parent / "fonts"
EMOJI = "twemoji"
_LETTERS = ("inter", "noto_sans_arabic", "noto_sans_hebrew", "noto_sans_sc", "noto_sans_kr")
_EMOJI_STYLE = "\ufe0f"
_FIRST_PICTOGRAPH = 0x1F000


def faces_for(text: str, chosen: str) -> list[tuple[str, str]]:
    """The clusters of `text`, each with the face that draws it.

    A word stays in one face if any has all of it; else each cluster takes the first that has it,
    and the chosen face shows its box for what none has.
    """
    found: list[tuple[str, str]] = []
    for blank, group in groupby(clusters(text), key=str.isspace):
        word = list(group)
        whole = chosen if blank else _first("".join(word), (chosen, *_LETTERS))
        found += ((cluster, whole or _face_for(cluster, chosen)) for cluster in word)
    return found


def _face_for(cluster: str, chosen: str) -> str:
    pictorial = _EMOJI_STYLE in cluster or ord(cluster[0]) >= _FIRST_PICTOGRAPH
    chain = (EMOJI, chosen, *_LETTERS) if pictorial else (chosen, *_LETTERS, EMOJI)
    return _first(cluster, chain) or chosen


def _first(text: str, chain: Sequence[str]) -> str | None:
    return next((face for face in chain if _covers(face, text)), None)


@lru_cache(maxsize=64)
def font(face: str, size: int) -> ImageFont.FreeTypeFont:
    """The face at `size` pixels an em."""
    return ImageFont.truetype(str(_files()[face]), size, layout_engine=ImageFont.Layout.RAQM)


@lru_cache(maxsize=1)
def _files() -> dict[str, Path]:
    return {path.stem: path for path in FONTS.iterdir() if path.suffix in (".ttf", ".woff2")}


def _covers(face: str, cluster: str) -> bool:
    return all(_has(face, ord(character)) for character in cluster if not _invisible(character))


def _has(face: str, code_point: int) -> bool:
    firsts, lasts = _coverage()[face]
    index = bisect_right(firsts, code_point) - 1
    return index >= 0 and code_point <= lasts[index]


def _invisible(character: str) -> bool:
    """Joiners, direction marks and variation selectors are drawn by none and so asked of none."""
    return unicodedata.category(character) == "Cf" or "\ufe00" <= character <= "\ufe0f"


@lru_cache(maxsize=1)
def _coverage() -> dict[str, tuple[list[int], list[int]]]:
    ranges = json.loads((FONTS / "coverage.json").read_text())
    return {face: ([r[0] for r in spans], [r[1] for r in spans]) for face, spans in ranges.items()}
