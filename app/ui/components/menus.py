"""Menus of actions."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import reflex as rx

from app.ui.components.icons import icon
from app.ui.local_assets import local_asset

_menu = local_asset(__name__, "menu.jsx")


class _MenuPart(rx.Component):
    library = _menu.importable_path


class _Menu(_MenuPart):
    tag = "Menu"


class _MenuItem(_MenuPart):
    tag = "MenuItem"

    to: rx.Var[str]
    disabled: rx.Var[bool]
    on_select: rx.EventHandler[rx.event.no_args_event_spec]


class MenuItem(NamedTuple):
    """One action: what it says, and what happens (`on_select`) or where it leads (`to`)."""

    label: Any
    on_select: Any = None
    icon: str | None = None
    to: Any = None
    danger: bool = False
    disabled: Any = False
    shown: Any = True


def _item(entry: MenuItem) -> rx.Component:
    words = [icon(entry.icon, 16)] if entry.icon else []
    words.append(rx.el.span(entry.label))
    given = {"to": entry.to, "on_select": entry.on_select}
    item = _MenuItem.create(
        *words,
        disabled=entry.disabled,
        class_name="menu-item text-bad" if entry.danger else "menu-item text-text",
        **{name: value for name, value in given.items() if value is not None},
    )
    return item if entry.shown is True else rx.cond(entry.shown, item, rx.fragment())


def menu(trigger: rx.Component, items: Sequence[MenuItem]) -> rx.Component:
    """A menu that `trigger`, a button, opens. Arrow keys, Home, End, first letters and Escape work."""
    return _Menu.create(trigger, *[_item(entry) for entry in items])
