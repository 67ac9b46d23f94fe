"""JSON that comes back as it was sent: without what no database keeps and no two programs read alike."""

import json
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app.kernel.texts import text_fault

Troubles = dict[str, list[str]]

WHOLE = "body"
"""Names what is wrong with the text as a whole."""
MOST_DIGITS = 300
MOST_TROUBLES = 20


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
    for name, trouble in _walk(parsed):
        found.setdefault(name, []).append(trouble)
        if len(found) >= MOST_TROUBLES:
            break
    return found


def printable(name: str) -> str:
    """`name` as an answer can carry it."""
    return name.encode("utf-8", "replace").decode()[:100]


def _decimal(digits: str) -> float | _Refused:
    number = float(digits)
    return number if math.isfinite(number) else _Refused("This number is too large.")


def _whole_number(digits: str) -> int | _Refused:
    return int(digits) if len(digits) <= MOST_DIGITS else _Refused("This number is too large.")


def _walk(whole: Any) -> Iterator[tuple[str, str]]:
    ahead: list[tuple[str, Any]] = [("", whole)]
    while ahead:
        name, value = ahead.pop()
        if isinstance(value, _Refused):
            yield name or WHOLE, value.reason
        elif isinstance(value, str):
            if trouble := text_fault(value):
                yield name or WHOLE, trouble
        elif isinstance(value, list):
            ahead += [(f"{name}.{place}", part) for place, part in enumerate(value)]
        elif isinstance(value, _Pairs):
            below = f"{name}." if name else ""
            for key, part in value.items():
                inside = below + printable(key)
                if trouble := text_fault(key):
                    yield inside, trouble
                if key in value.twice:
                    yield inside, "This name is there twice."
                ahead.append((inside, part))
