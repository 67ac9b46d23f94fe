"""Keeps where the person is on the page, and goes there again when the page is opened."""

from typing import Any

import reflex as rx

_place = rx.asset("place.jsx", shared=True)


class KeepPlace(rx.Component):
    """Goes to `place` once for each `visit`, and tells `on_place` of every other; shows nothing.

    Sections carry `data-section`, text fields the id `draft-<key>`.
    """

    library = "$/public" + _place.importable_path.removeprefix("$/public")
    tag = "KeepPlace"

    scope: rx.Var[str]
    visit: rx.Var[int]
    place: rx.Var[dict[str, Any]]
    on_place: rx.EventHandler[rx.event.passthrough_event_spec(dict)]
