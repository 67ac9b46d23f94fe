"""Files on their way: chosen or dropped, sent in resumable parts, shown while they travel.

The sending itself lives in the browser (`transfers_store.js`), one list for the tab: going to another page
and coming back finds it still at work.
"""

from typing import Any

import reflex as rx
from reflex.event import EventChain
from reflex.vars import VarData
from reflex.vars.base import Var
from reflex_base.utils.imports import ImportVar

from app.ui.components import button, classes
from app.ui.components.classes import FOCUS
from app.ui.local_assets import local_asset

_films = local_asset(__name__, "film_files.js")
_handles = local_asset(__name__, "file_handles.js")
_store = local_asset(__name__, "transfers_store.js")
_module = local_asset(__name__, "transfers.jsx")
LIBRARY = _module.importable_path

ACTION = classes("transfer-action", FOCUS)


class _Transfers(rx.Component):
    library = LIBRARY
    tag = "Transfers"

    unfinished: rx.Var[list[dict[str, Any]]]
    refused: rx.Var[list[int]]
    action_class: rx.Var[str]
    on_change: rx.EventHandler[rx.event.no_args_event_spec]


def transfers(unfinished: Any, *, refused: Any, on_change: Any) -> rx.Component:
    """What is on its way, and the drop target that covers the page.

    `unfinished` are uploads of earlier visits (`state.uploads.UnfinishedUpload`), `refused` the ids of those
    whose card says why they can't be used; `on_change` tells that rows on the server have changed.
    """
    return _Transfers.create(unfinished=unfinished, refused=refused, on_change=on_change, action_class=ACTION)


def upload_button(label: str = "Upload files") -> rx.Component:
    """Opens the file picker."""
    # A plain function: the picker opens only within the click itself, not after a round trip.
    choose: Var[Any] = Var(
        "(() => chooseFiles())",
        _var_type=EventChain,
        _var_data=VarData(imports={LIBRARY: [ImportVar(tag="chooseFiles")]}),
    )
    return button(label, variant="primary", icon="upload", on_click=choose)
