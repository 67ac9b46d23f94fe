"""The story as one reads it: one React tree, so that dice, text and hit points keep time with each other."""

from typing import Any

import reflex as rx

import app.ui.outbox
import app.ui.shortcuts  # noqa: F401  (links the script that choices.jsx imports)
from app.ui.local_assets import local_asset

_PARTS = (
    "backdrop.jsx",
    "below.js",
    "choices.jsx",
    "comfort.js",
    "comfort_panel.jsx",
    "dice.jsx",
    "ending.jsx",
    "party.jsx",
    "party_form.jsx",
    "place.js",
    "prose.jsx",
    "rail.jsx",
    "sending.js",
)
for _part in _PARTS:
    local_asset(__name__, _part)
_book = local_asset(__name__, "book.jsx")


class Book(rx.Component):
    """Shows `run`, the dict that `state.reading.readable` makes; its children stand in the bar above.

    `on_move` gets a move as a dict with the `revision` that it was made at, again and again until `answered`
    has gone up; `on_place` where the person reads; `on_return` the scene that they would like to go back to.
    """

    library = _book.importable_path
    tag = "Book"

    run: rx.Var[dict[str, Any]]
    visit: rx.Var[int]
    """Each new number goes to the kept place once more."""
    answered: rx.Var[int]
    said: rx.Var[str]
    """What the person must be told above the text."""
    typed: rx.Var[dict[str, Any]]
    """What the party's form holds: `scope`, `url` and `values`, as the outbox takes them."""
    typed_answer: rx.Var[dict[str, Any]]
    form_errors: rx.Var[dict[str, str]]
    on_move: rx.EventHandler[rx.event.passthrough_event_spec(dict)]
    on_place: rx.EventHandler[rx.event.passthrough_event_spec(dict)]
    on_return: rx.EventHandler[rx.event.passthrough_event_spec(int)]
    on_undo: rx.EventHandler[rx.event.no_args_event_spec]
    on_type: rx.EventHandler[rx.event.passthrough_event_spec(dict)]
    on_again: rx.EventHandler[rx.event.no_args_event_spec]
