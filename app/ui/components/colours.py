"""Colours to look at and to choose."""

from typing import Any

import reflex as rx

from app.ui.components.classes import CONTROL, FOCUS, classes
from app.ui.components.fields import held_while_typing


def swatch(
    colour: str | rx.Var,
    *,
    label: str | rx.Var,
    selected: bool | rx.Var = False,
    class_name: str = "",
    **props: Any,
) -> rx.Component:
    """One colour to pick; `label` names it, since colour alone says nothing to some people."""
    return rx.el.button(
        type="button",
        aria_label=label,
        title=label,
        aria_pressed=rx.Var.create(selected).to(bool),
        custom_attrs={"style": {"background": colour}},
        class_name=classes(
            "size-9 rounded-control border border-edge outline-offset-2 pressable aria-pressed:ring-2 "
            "aria-pressed:ring-accent aria-pressed:ring-offset-2 aria-pressed:ring-offset-bg "
            "pointer-coarse:size-11",
            FOCUS,
            class_name,
        ),
        **props,
    )


def color_input(*, value: Any, on_change: Any = None, label: str = "", **props: Any) -> rx.Component:
    """A colour as `#rrggbb`: the platform's picker, and the code beside it to type or paste."""
    handler = {"on_change": on_change} if on_change is not None else {"read_only": True}
    picker = rx.el.input(
        type="color",
        value=value,
        aria_label=f"{label}: pick a colour" if label else "Pick a colour",
        class_name=classes("size-10 shrink-0 cursor-pointer rounded-control colour-well", FOCUS),
        **handler,
    )
    code = rx.el.input(
        type="text",
        value=value,
        max_length=7,
        spell_check=False,
        aria_label=f"{label}: colour code" if label else "Colour code",
        class_name=classes(CONTROL, "max-w-28 font-medium tabular-nums"),
        **handler,
        **props,
    )
    return rx.el.div(
        held_while_typing(code, 300),
        held_while_typing(picker, 120),
        class_name="flex flex-row-reverse items-center justify-end gap-2",
    )
