"""What can't be stored is found at little cost, wherever a stranger hides it, and told briefly."""

import json
import tracemalloc
from typing import Any

import pytest

from app.kernel.exact_json import MOST_LETTERS, MOST_TROUBLES, WHOLE, troubles_of

DEPTH, WIDTH = 180, 20_000


def _deep(innermost: Any) -> bytes:
    """`innermost` under many long names: 20 kB of them."""
    for _ in range(DEPTH):
        innermost = {"k" * 100: innermost}
    return json.dumps(innermost).encode()


def test_many_values_in_a_deep_place_take_little_memory() -> None:
    body = _deep([1] * WIDTH)
    tracemalloc.start()
    try:
        assert troubles_of(body) == {}
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


def test_many_troubles_in_a_deep_place_are_told_briefly() -> None:
    found = troubles_of(_deep(["\0"] * WIDTH))
    assert sum(map(len, found.values())) == MOST_TROUBLES
    assert all(len(name) <= MOST_LETTERS for name in found)


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (b'{"a": {"b": ["fine", "\\u0000"]}}', "a.b.1"),
        (b'{"a": [[NaN]]}', "a.0.0"),
        (b'{"a": {"b": 1, "b": 2}}', "a.b"),
        (b'"\\ud800"', WHOLE),
    ],
)
def test_a_trouble_is_told_with_its_place(body: bytes, name: str) -> None:
    assert list(troubles_of(body)) == [name]


def test_json_that_can_be_kept_has_none() -> None:
    assert troubles_of('{"a": [1, -2.5e-300, null, true, "é 🎲 \\ud83c\\udfb2"], "": {}}'.encode()) == {}
