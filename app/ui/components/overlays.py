"""What floats above the page: dialogs, and drawers that come from below on a phone."""

from typing import Any

import reflex as rx

from app.ui.components.buttons import icon_button
from app.ui.components.classes import classes

_dialog = rx.radix.primitives.dialog


def _floating(
    look: str, open: Any, title: Any, body: Any, actions: Any, on_open_change: Any, description: Any
) -> rx.Component:
    about = (
        _dialog.description(description, class_name="text-base text-muted")
        if description is not None
        else rx.fragment()
    )
    # Radix warns where no description is named; an undefined one says that none is meant.
    unsaid: dict[str, Any] = {} if description is not None else {"aria-describedby": rx.Var("undefined")}
    head = rx.el.div(
        _dialog.title(title, class_name="font-display text-2xl text-text"),
        _dialog.close(icon_button("x", "Close"), as_child=True),
        class_name="flex items-start justify-between gap-4",
    )
    foot = rx.el.div(*(actions or []), class_name="dialog-actions") if actions else rx.fragment()
    return _dialog.root(
        _dialog.portal(
            _dialog.overlay(class_name="scrim"),
            _dialog.content(
                head, about, rx.el.div(body, class_name="min-w-0"), foot, custom_attrs=unsaid, class_name=look
            ),
        ),
        open=open,
        on_open_change=on_open_change,
    )


def dialog(
    *,
    open: Any,
    title: Any,
    body: Any = "",
    actions: list[rx.Component] | None = None,
    on_open_change: Any,
    description: Any = None,
    class_name: str = "",
) -> rx.Component:
    """A question that must be answered before going on. Escape, the scrim and the cross close it.

    `on_open_change` gets whether it is open. Focus returns to what had it before.
    """
    look = classes("floating dialog", class_name)
    return _floating(look, open, title, body, actions, on_open_change, description)


def drawer(
    *,
    open: Any,
    title: Any,
    body: Any = "",
    actions: list[rx.Component] | None = None,
    on_open_change: Any,
    description: Any = None,
    class_name: str = "",
) -> rx.Component:
    """More about one thing, beside the page: from the right, or from below on a phone."""
    look = classes("floating drawer", class_name)
    return _floating(look, open, title, body, actions, on_open_change, description)
