"""JSON that every database keeps and every reader can show: finite numbers, whole text, bounded depth."""

import math
from collections.abc import Iterator
from typing import Any

from app.kernel.texts import text_fault

MAX_DEPTH = 32

Fault = tuple[tuple[str, ...], str]
"""Where, and what is wrong there."""


def json_faults(value: Any) -> Iterator[Fault]:
    """Everything in a JSON value that can't be kept. Walks without recursion: depth is a client's choice."""
    pending: list[tuple[tuple[str, ...], Any]] = [((), value)]
    while pending:
        path, current = pending.pop()
        fault = _scalar_fault(current)
        if fault is not None:
            yield path, fault
        children = list(_children(current))
        if children and len(path) >= MAX_DEPTH:
            yield path, f"This is nested deeper than {MAX_DEPTH} levels."
            continue
        for name, child in children:
            name_fault = text_fault(name)
            if name_fault is not None:
                yield path, name_fault
            else:
                pending.append(((*path, name), child))


def _scalar_fault(value: Any) -> str | None:
    if isinstance(value, str):
        return text_fault(value)
    if isinstance(value, float) and not math.isfinite(value):
        return "Use an ordinary number."
    return None


def _children(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        yield from ((str(name), child) for name, child in value.items())
    elif isinstance(value, list):
        yield from ((str(index), child) for index, child in enumerate(value))
