"""The live preview: the proxy film with the render's own pictures over it."""

from typing import Any

import reflex as rx

import app.features.productions.components.editor.player  # noqa: F401  (links the scripts that the stage imports)
from app.ui.local_assets import local_asset
from app.ui.shortcuts import told

_stage = local_asset(__name__, "stage.jsx")


_KEYS = (
    ("space/k", "Play or pause"),
    ("j/l", "5 seconds back or on"),
    ("arrowleft/arrowright", "A tenth of a second back or on"),
    ("home/end", "To the beginning or the end"),
)


def stage_keys() -> rx.Component:
    """Tells the list of shortcuts which keys the stage answers."""
    return rx.fragment(*[told(keys, says, group="In the preview") for keys, says in _KEYS])


class Stage(rx.Component):
    """Plays `plan` (a `PreviewView` as JSON) over the proxy film at `src`.

    Opening a section that carries `data-shows="logo"` brings that layer into sight.
    """

    library = _stage.importable_path
    tag = "Stage"

    plan: rx.Var[dict[str, Any]]
    src: rx.Var[str]
    poster: rx.Var[str]
    """Shown until the film's own first frame is there."""
    start: rx.Var[Any]
    """Where the playhead begins, in seconds; null lets the stage choose what is worth seeing."""
    visit: rx.Var[int]
    """Each new number goes to `start` once more."""
    label: rx.Var[str]
    waiting: rx.Var[str]
