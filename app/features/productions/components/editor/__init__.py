"""The editor as one uses it: one React tree over one playhead, so that player and timeline keep time."""

from typing import Any

import reflex as rx

import app.features.productions.components.editor.player
import app.features.productions.components.editor.timeline
import app.features.productions.components.picks
import app.ui.shortcuts  # noqa: F401  (links the scripts that these import)
from app.ui.local_assets import local_asset

_PARTS = (
    "bar.jsx",
    "commands.js",
    "keys.jsx",
    "left_behind.js",
    "library.jsx",
    "looking.js",
    "moves.js",
    "panel.jsx",
    "pieces.js",
    "place.js",
    "playhead.js",
    "toolbar.jsx",
)
for _part in _PARTS:
    local_asset(__name__, _part)
_editor = local_asset(__name__, "editor.jsx")


class Editor(rx.Component):
    """Cuts the film of one draft; the props are the variables of `EditorState`.

    `on_edit`, `on_undo` and `on_redo` get a move as a dict, again and again until `answered` names it.
    """

    library = _editor.importable_path
    tag = "Editor"

    film: rx.Var[dict[str, Any]]
    edited: rx.Var[dict[str, Any]]
    preview: rx.Var[dict[str, Any]]
    pictures: rx.Var[list[dict[str, Any]]]
    """Those that can be laid over the film."""
    issues: rx.Var[dict[str, list[str]]]
    notes: rx.Var[list[str]]
    origin: rx.Var[str]
    place: rx.Var[dict[str, Any]]
    visit: rx.Var[int]
    """Each new number goes to `place` once more."""
    answered: rx.Var[str]
    refused: rx.Var[dict[str, Any]]
    on_edit: rx.EventHandler[rx.event.passthrough_event_spec(dict)]
    on_undo: rx.EventHandler[rx.event.passthrough_event_spec(dict)]
    on_redo: rx.EventHandler[rx.event.passthrough_event_spec(dict)]
    on_place: rx.EventHandler[rx.event.passthrough_event_spec(dict)]
    on_look: rx.EventHandler[rx.event.no_args_event_spec]
