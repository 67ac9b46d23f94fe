"""Keyboard shortcuts: each is declared where it works, and `?` lists those that work right now."""

from typing import Any

import reflex as rx

from app.ui import routes
from app.ui.local_assets import local_asset

_shortcuts = local_asset(__name__, "shortcuts.jsx")
_library = _shortcuts.importable_path


class _Shortcut(rx.Component):
    library = _library
    tag = "Shortcut"

    keys: rx.Var[str]
    says: rx.Var[str]
    group: rx.Var[str]
    on_press: rx.EventHandler[rx.event.no_args_event_spec]


class _ShortcutList(rx.Component):
    library = _library
    tag = "ShortcutList"

    heading: rx.Var[str]
    close_label: rx.Var[str]


def shortcut(keys: str, says: str, on_press: Any, *, group: str = "This page") -> rx.Component:
    """Run `on_press` when `keys` are pressed while this is on the page.

    `keys` are one combination (`s`, `shift+z`, `mod+z`, where `mod` is Ctrl, or ⌘ on a Mac) or two in a row
    (`g h`). Single keys rest while someone types. `says` is what the list under `?` shows.
    """
    return _Shortcut.create(keys=keys, says=says, group=group, on_press=on_press)


def told(keys: str, says: str, *, group: str) -> rx.Component:
    """Tell of `keys` that a part answers itself while it has focus; `/` stands between alternatives."""
    return _Shortcut.create(keys=keys, says=says, group=group)


_PLACES = (
    ("g h", "Home", routes.HOME),
    ("g l", "Planets", routes.PLANETS),
    ("g c", "Scenes", routes.SCENES),
    ("g u", "Uploads", routes.UPLOADS),
    ("g p", "Productions", routes.PRODUCTIONS),
    ("g r", "Presets", routes.PRESETS),
    ("g a", "Activity", routes.ACTIVITY),
    ("g s", "Settings", routes.SETTINGS),
)


def everywhere() -> rx.Component:
    """The shortcuts of every signed-in page, and the list under `?`."""
    return rx.fragment(
        *[shortcut(keys, place, rx.redirect(to), group="Go to") for keys, place, to in _PLACES],
        listed(),
    )


def listed() -> rx.Component:
    """The list under `?`."""
    return _ShortcutList.create(heading="Keyboard shortcuts", close_label="Close")
