"""Links from the time when a production's choices stood in the address: `?logoUploadId=7&editRanges=0-5`.

They seed an empty draft once. What can't be read is left out and named, never an error.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.features.productions.rules.config import MAX_OVERLAYS, MAX_RANGES, merge_config
from app.features.productions.rules.place import LABELS

_ID_KEYS = (
    "logoUploadId",
    "logoConfigId",
    "lowerThirdUploadId",
    "lowerThirdConfigId",
    "musicUploadId",
    "audioConfigId",
    "screenTitlePresetId",
)
_INTRO_KEYS = ("titleUploadId", "titleHoldSeconds", "introSeconds")
_RANGE_KEYS = ("editRanges", "editStart", "editEnd")

_WORDS = {
    **LABELS,
    **dict.fromkeys(_INTRO_KEYS, LABELS["intro"]),
    **dict.fromkeys(_RANGE_KEYS, LABELS["editRanges"]),
}

LEGACY_KEYS = frozenset((*_ID_KEYS, *_INTRO_KEYS, *_RANGE_KEYS, "overlayItems"))

_NUMBER = r"\d{1,9}(?:\.\d{1,6})?"
_RANGE = re.compile(rf"({_NUMBER})-({_NUMBER})", re.ASCII)
_OVERLAY = re.compile(rf"img:(\d{{1,10}}):A:({_NUMBER})-({_NUMBER})(?::cover(?::({_NUMBER}))?)?", re.ASCII)


@dataclass(frozen=True)
class LegacySeed:
    """A valid config to start a draft with, and the query keys that could not be read."""

    config: dict[str, Any]
    ignored: tuple[str, ...]

    @property
    def note(self) -> str | None:
        """One sentence about what was left out, fit for the page."""
        if not self.ignored:
            return None
        named = dict.fromkeys(_WORDS[key] for key in self.ignored)
        return f"Part of the link could not be read and was left out: {', '.join(named)}."


def has_legacy_keys(query: Mapping[str, str]) -> bool:
    """Whether the address carries choices that belong into a draft."""
    return any(key in query for key in LEGACY_KEYS)


def read_legacy_query(query: Mapping[str, str], *, duration: float | None) -> LegacySeed:
    """The choices in `query`, each checked like any other write; `duration` is the source's seconds."""
    config: dict[str, Any] = {}
    ignored: list[str] = []
    for keys, read in _READERS:
        given = [key for key in keys if query.get(key, "").strip()]
        if not given:
            continue
        merged = _merged(config, read(query, duration), duration)
        if merged is None:
            ignored.extend(given)
        else:
            config = merged
    return LegacySeed(config, tuple(ignored))


def _merged(
    config: dict[str, Any], patch: dict[str, Any] | None, duration: float | None
) -> dict[str, Any] | None:
    if patch is None:
        return None
    merged = merge_config(config, patch, duration=duration)
    return None if merged.errors else merged.config


def _whole(text: str) -> int | None:
    return int(text) if re.fullmatch(r"\d{1,10}", text.strip(), re.ASCII) else None


def _seconds(text: str) -> float | None:
    return float(text) if re.fullmatch(_NUMBER, text.strip(), re.ASCII) else None


def _id_reader(key: str) -> "_Reader":
    def read(query: Mapping[str, str], _duration: float | None) -> dict[str, Any] | None:
        number = _whole(query[key])
        return None if number is None else {key: number}

    return read


def _intro(query: Mapping[str, str], _duration: float | None) -> dict[str, Any] | None:
    picture = _whole(query.get("titleUploadId", ""))
    if picture is not None:
        hold = _seconds(query.get("titleHoldSeconds") or "0")
        return {"intro": {"kind": "title_image", "uploadId": picture, "holdSeconds": hold}}
    seconds = _seconds(query.get("introSeconds", ""))
    if seconds == 0:
        return {}
    return None if seconds is None else {"intro": {"kind": "freeze_first_frame", "seconds": seconds}}


def _ranges(query: Mapping[str, str], duration: float | None) -> dict[str, Any] | None:
    if query.get("editRanges", "").strip():
        pieces = query["editRanges"].split(",", MAX_RANGES)
        found = [_RANGE.fullmatch(piece.strip()) for piece in pieces]
        ranges = [{"start": float(piece[1]), "end": float(piece[2])} for piece in found if piece]
        return {"editRanges": ranges} if len(ranges) == len(pieces) else None
    start = _seconds(query.get("editStart") or "0")
    end = _seconds(query["editEnd"]) if query.get("editEnd") else duration
    if start is None or end is None:
        return None
    return {"editRanges": [{"start": start, "end": end}]}


def _overlays(query: Mapping[str, str], _duration: float | None) -> dict[str, Any] | None:
    pieces = query["overlayItems"].split(",", MAX_OVERLAYS)
    found = [_OVERLAY.fullmatch(piece.strip()) for piece in pieces]
    items = [_overlay(index, piece) for index, piece in enumerate(found, start=1) if piece]
    return {"overlayItems": items} if len(items) == len(pieces) else None


def _overlay(index: int, piece: re.Match[str]) -> dict[str, Any]:
    return {
        "id": f"overlay-{index}",
        "uploadId": int(piece[1]),
        "startSeconds": float(piece[2]),
        "endSeconds": float(piece[3]),
        "opacityPct": float(piece[4] or 100),
    }


_Reader = Callable[[Mapping[str, str], float | None], dict[str, Any] | None]

_READERS: Iterable[tuple[tuple[str, ...], _Reader]] = (
    *(((key,), _id_reader(key)) for key in _ID_KEYS),
    (_INTRO_KEYS, _intro),
    (_RANGE_KEYS, _ranges),
    (("overlayItems",), _overlays),
)
