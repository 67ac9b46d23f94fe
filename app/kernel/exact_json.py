"""JSON that comes back as it was sent: without what no database keeps and no two programs read alike."""

import json
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from app.kernel.texts import text_fault

Troubles = dict[str, list[str]]

WHOLE = "body"
"""Names what is wrong with the text as a whole."""
MOST_DIGITS = 300
MOST_TROUBLES = 20
MOST_LETTERS = 400
"""Of a dotted name; one of a deep place in a body may be as long as the body."""

_Place = tuple["_Place", str | int] | None
"""The way to a value from inside out: joined only where there is something to tell."""


@dataclass(frozen=True)
class _Refused:
    """Stands where something stood that can't be kept."""

    reason: str


class _Pairs(dict[str, Any]):
    """An object, and the names in it that came twice."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        times = Counter(name for name, _ in pairs) if len(self) < len(pairs) else {}
        self.twice = {name for name, found in times.items() if found > 1}


def troubles_of(body: bytes) -> Troubles:
    """What keeps `body` from being stored, by dotted name: `{"state.heroes.0.name": ["…"]}`; at most 20."""
    try:
        parsed = json.loads(
            body.decode(),
            object_pairs_hook=_Pairs,
            parse_constant=lambda name: _Refused(f"JSON has no {name}."),
            parse_float=_decimal,
            parse_int=_whole_number,
        )
    except UnicodeDecodeError as error:
        return {WHOLE: [f"This is not UTF-8: see byte {error.start}."]}
    except json.JSONDecodeError as error:
        return {WHOLE: [f"This is not JSON: {error.msg}, line {error.lineno}, column {error.colno}."]}
    except RecursionError:
        return {WHOLE: ["This is nested too deeply."]}
    found: Troubles = {}
    for place, trouble in islice(_walk(parsed), MOST_TROUBLES):
        found.setdefault(_dotted(place), []).append(trouble)
    return found


def printable(name: str) -> str:
    """`name` as an answer can carry it."""
    return name.encode("utf-8", "replace").decode()[:100]


def _decimal(digits: str) -> float | _Refused:
    number = float(digits)
    return number if math.isfinite(number) else _Refused("This number is too large.")


def _whole_number(digits: str) -> int | _Refused:
    return int(digits) if len(digits) <= MOST_DIGITS else _Refused("This number is too large.")


def _walk(whole: Any) -> Iterator[tuple[_Place, str]]:
    ahead: list[tuple[_Place, Any]] = [(None, whole)]
    while ahead:
        place, value = ahead.pop()
        if isinstance(value, _Refused):
            yield place, value.reason
        elif isinstance(value, str):
            if trouble := text_fault(value):
                yield place, trouble
        elif isinstance(value, list):
            ahead += [((place, number), part) for number, part in enumerate(value)]
        elif isinstance(value, _Pairs):
            for key, part in value.items():
                inside = (place, key)
                if trouble := text_fault(key):
                    yield inside, trouble
                if key in value.twice:
                    yield inside, "This name is there twice."
                ahead.append((inside, part))


def _dotted(place: _Place) -> str:
    names: list[str] = []
    while place is not None:
        place, name = place
        names.append(printable(str(name)))
    return ".".join(reversed(names))[:MOST_LETTERS] or WHOLE
