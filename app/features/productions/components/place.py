"""Keeps where the person is on the page, and goes there again when the page is opened."""

from typing import Any

import reflex as rx

from app.ui.local_assets import local_asset

_place = local_asset(__name__, "place.jsx")


class KeepPlace(rx.Component):
    """Goes to `place` once for each `visit`, and tells `on_place` of every other; shows nothing.

    Sections carry `data-section`, text fields the id `draft-<key>`.
    """

    library = _place.importable_path
    tag = "KeepPlace"

    scope: rx.Var[str]
    visit: rx.Var[int]
    place: rx.Var[dict[str, Any]]
    on_place: rx.EventHandler[rx.event.passthrough_event_spec(dict)]
