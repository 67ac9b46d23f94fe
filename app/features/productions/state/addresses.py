"""What stays in a page's address once the page has read it."""

import json
from typing import Any
from urllib.parse import urlencode

import reflex as rx

IDENTIFIERS = ("upload", "from")


def strip_query(query: dict[str, str]) -> list[Any]:
    """Leave only identifiers in the address, without a new entry in the history."""
    kept = {key: query[key] for key in IDENTIFIERS if key in query}
    if len(kept) == len(query):
        return []
    address = json.dumps("?" + urlencode(list(kept.items())))
    return [rx.call_script(f"history.replaceState(history.state, '', {address})")]
