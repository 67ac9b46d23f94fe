"""Saves as game clients send them."""

from typing import Any

from hypothesis import strategies as st

SAVE, LOAD = "/api/v1/save", "/api/v1/load/"


def game(session_id: str = "shard-472-demo", **state: Any) -> dict[str, Any]:
    """A save that breaks no rule, with `state` over its own."""
    known: dict[str, Any] = {
        "scene_index": 6,
        "party_name": "The Night Watch",
        "heroes": [
            {"name": "Aether", "class": "scribe", "hp": 70},
            {"name": "Kael", "class": "thief", "hp": 0},
        ],
        "symbol_choice": "chaos",
        "choices": {"scene3": "left", "scene8": None},
    }
    return {"session_id": session_id, "state": known | state}


def _text(least: int, most: int) -> st.SearchStrategy[str]:
    """All of Unicode but what no database keeps: NUL and halves of characters."""
    return st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=least, max_size=most
    )


_ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | _text(0, 40),
    lambda parts: st.lists(parts, max_size=4) | st.dictionaries(_text(0, 20), parts, max_size=4),
    max_leaves=12,
)


def _with_more(fields: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[dict[str, Any]]:
    more = st.dictionaries(_text(0, 20).filter(lambda name: name not in fields), _ANYTHING, max_size=3)
    return st.builds(lambda named, others: named | others, st.fixed_dictionaries(fields), more)


HEROES = st.lists(
    _with_more({"name": _text(1, 80), "class": _text(1, 40), "hp": st.integers(0, 9999)}), max_size=8
)
STATES = _with_more(
    {
        "scene_index": st.integers(1, 11),
        "party_name": _text(1, 120),
        "heroes": HEROES,
        "symbol_choice": st.none() | _text(0, 80),
        "choices": st.dictionaries(
            st.integers(1, 11).map(lambda scene: f"scene{scene}"), st.none() | _text(0, 200)
        ),
    }
)
"""Every state that keeps the rules."""
SESSION_IDS = st.from_regex(r"\A[A-Za-z0-9._-]{1,128}\Z")
