"""What floats above the page: dialogs, and drawers that come from below on a phone."""

from typing import Any

import reflex as rx

from app.ui.components.classes import classes
from app.ui.local_assets import local_asset

_overlay = local_asset(__name__, "overlay.jsx")
local_asset(__name__, "floating.jsx")  # what overlay.jsx fetches when the first one opens


class _Overlay(rx.Component):
    library = _overlay.importable_path
    tag = "Overlay"
    lib_dependencies: list[str] = ["@radix-ui/react-dialog@1.3.1"]

    open: rx.Var[bool]
    heading: rx.Var[str]
    description: rx.Var[str]
    look: rx.Var[str]
    close_label: rx.Var[str]
    on_open_change: rx.EventHandler[rx.event.passthrough_event_spec(bool)]


def _floating(look: str, body: Any, actions: list[rx.Component] | None, **props: Any) -> rx.Component:
    if props["description"] is None:
        del props["description"]
    foot = rx.el.div(*actions, class_name="dialog-actions") if actions else rx.fragment()
    inside = rx.el.div(body, class_name="min-w-0") if body else rx.fragment()
    return _Overlay.create(inside, foot, look=look, close_label="Close", **props)


def dialog(
    *,
    open: Any,
    title: str | rx.Var,
    body: Any = "",
    actions: list[rx.Component] | None = None,
    on_open_change: Any,
    description: str | rx.Var | None = None,
    class_name: str = "",
) -> rx.Component:
    """A question that must be answered before going on. Escape, the scrim and the cross close it.

    `on_open_change` gets whether it is open. Focus returns to what had it before.
    """
    return _floating(
        classes("floating dialog", class_name),
        body,
        actions,
        open=open,
        heading=title,
        description=description,
        on_open_change=on_open_change,
    )


def drawer(
    *,
    open: Any,
    title: str | rx.Var,
    body: Any = "",
    actions: list[rx.Component] | None = None,
    on_open_change: Any,
    description: str | rx.Var | None = None,
    class_name: str = "",
) -> rx.Component:
    """More about one thing, beside the page: from the right, or from below on a phone. See `dialog`."""
    return _floating(
        classes("floating drawer", class_name),
        body,
        actions,
        open=open,
        heading=title,
        description=description,
        on_open_change=on_open_change,
    )
