"""Menus of actions."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import reflex as rx
from reflex_components_core.react_router import ReactRouterLink

from app.ui.components.icons import icon


class _Menu(rx.Component):
    library = "@radix-ui/react-dropdown-menu@2.2.1"


class _Root(_Menu):
    tag = "Root"
    alias = "MenuRoot"


class _Trigger(_Menu):
    tag = "Trigger"
    alias = "MenuTrigger"

    as_child: rx.Var[bool]


class _Portal(_Menu):
    tag = "Portal"
    alias = "MenuPortal"


class _Content(_Menu):
    tag = "Content"
    alias = "MenuContent"

    align: rx.Var[str]
    side_offset: rx.Var[int]
    collision_padding: rx.Var[int]


class _Item(_Menu):
    tag = "Item"
    alias = "MenuItem"

    as_child: rx.Var[bool]
    disabled: rx.Var[bool]
    on_select: rx.EventHandler[rx.event.no_args_event_spec]


class MenuItem(NamedTuple):
    """One action: what it says, its icon, and what happens (`on_select`) or where it leads (`to`)."""

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
    look = "menu-item text-bad" if entry.danger else "menu-item text-text"
    if entry.to is not None:
        item = _Item.create(ReactRouterLink.create(*words, to=entry.to, class_name=look), as_child=True)
    else:
        events = {"on_select": entry.on_select} if entry.on_select is not None else {}
        item = _Item.create(*words, disabled=entry.disabled, class_name=look, **events)
    return item if entry.shown is True else rx.cond(entry.shown, item, rx.fragment())


def menu(trigger: rx.Component, items: Sequence[MenuItem]) -> rx.Component:
    """A menu that `trigger`, a button, opens. Arrow keys, Home, End, first letters and Escape work."""
    return _Root.create(
        _Trigger.create(trigger, as_child=True),
        _Portal.create(
            _Content.create(
                *[_item(entry) for entry in items],
                align="end",
                side_offset=4,
                collision_padding=8,
                class_name="floating menu",
            )
        ),
    )
