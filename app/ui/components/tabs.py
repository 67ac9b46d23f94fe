"""Tabs: parts of one page that share a place."""

from collections.abc import Sequence
from typing import Any

import reflex as rx

from app.ui.components.classes import FOCUS, classes


class _Tabs(rx.Component):
    library = "@radix-ui/react-tabs@1.2.1"


class _Root(_Tabs):
    tag = "Root"
    alias = "TabsRoot"

    value: rx.Var[str]
    default_value: rx.Var[str]
    on_value_change: rx.EventHandler[rx.event.passthrough_event_spec(str)]


class _List(_Tabs):
    tag = "List"
    alias = "TabsList"


class _Trigger(_Tabs):
    tag = "Trigger"
    alias = "TabsTrigger"

    value: rx.Var[str]
    disabled: rx.Var[bool]


class _Content(_Tabs):
    tag = "Content"
    alias = "TabsContent"

    value: rx.Var[str]


def tabs(
    entries: Sequence[tuple[str, str, rx.Component]],
    *,
    label: str,
    value: Any = None,
    on_change: Any = None,
    class_name: str = "",
) -> rx.Component:
    """Tabs of (key, label, content). Without `value` the browser remembers which is open by itself."""
    held = {"default_value": entries[0][0]} if value is None else {"value": value}
    if on_change is not None:
        held["on_value_change"] = on_change
    trigger = classes(
        "min-h-10 border-b-2 border-transparent px-1 text-base font-medium text-muted hover:text-text "
        "data-[state=active]:border-accent data-[state=active]:text-text pointer-coarse:min-h-11",
        FOCUS,
    )
    return _Root.create(
        _List.create(
            *[_Trigger.create(words, value=key, class_name=trigger) for key, words, _ in entries],
            custom_attrs={"aria-label": label},
            class_name="flex gap-6 overflow-x-auto border-b border-line",
        ),
        *[
            _Content.create(content, value=key, class_name=classes("pt-6", FOCUS))
            for key, _, content in entries
        ],
        class_name=class_name,
        **held,
    )
