"""A film that is worked on before it is here: how far it is, and what it is played from meanwhile."""

from typing import Any

import reflex as rx

from app.features.productions.components.transfers import ACTION
from app.features.productions.state.editor import EditorState
from app.features.productions.state.produce import DraftState
from app.ui.components import stylesheet
from app.ui.local_assets import local_asset

_module = local_asset(__name__, "arriving.jsx")


class Arriving(rx.Component):
    """Sends what this tab holds, asks for what nobody holds, and says what the film can be played from."""

    library = _module.importable_path
    tag = "Arriving"

    film: rx.Var[dict[str, Any]]
    """A `Film` as JSON."""
    source: rx.Var[str]
    """What the page plays already."""
    action_class: rx.Var[str]
    on_source: rx.EventHandler[rx.event.passthrough_event_spec(str)]
    on_change: rx.EventHandler[rx.event.no_args_event_spec]


@rx.memo
def arriving_to_be_cut() -> rx.Component:
    """On the page that cuts it."""
    return _arriving(EditorState.film, EditorState.local, EditorState.take_local, EditorState.look)


@rx.memo
def arriving_to_be_dressed() -> rx.Component:
    """On the page that dresses it."""
    return _arriving(DraftState.film, DraftState.local, DraftState.take_local, DraftState.refresh)


def _arriving(film: Any, source: Any, on_source: Any, on_change: Any) -> rx.Component:
    shown = Arriving.create(
        film=film, source=source, action_class=ACTION, on_source=on_source, on_change=on_change
    )
    return rx.fragment(stylesheet("/uploads.css"), shown)
