"""Things to turn on, and to pick one of."""

from collections.abc import Sequence
from typing import Any

import reflex as rx

from app.ui.components.classes import FOCUS, classes

_BESIDE = "inline-flex min-h-10 cursor-pointer items-center gap-3 text-base text-text pointer-coarse:min-h-11"


def checkbox(label: str | rx.Var, *, class_name: str = "", **props: Any) -> rx.Component:
    """A box to tick, with its label. `on_change` gets whether it is ticked."""
    return rx.el.label(
        rx.el.input(type="checkbox", class_name=classes("tick-box", FOCUS), **props),
        rx.el.span(label),
        class_name=classes(_BESIDE, class_name),
    )


def switch(label: str | rx.Var, *, class_name: str = "", **props: Any) -> rx.Component:
    """Something that is on or off at once. `on_change` gets whether it is on."""
    return rx.el.label(
        rx.el.span(label, class_name="grow"),
        rx.el.input(type="checkbox", role="switch", class_name=classes("switch-track", FOCUS), **props),
        class_name=classes(_BESIDE, class_name),
    )


def chip(
    label: Any,
    *,
    selected: bool | rx.Var = False,
    class_name: str = "",
    **props: Any,
) -> rx.Component:
    """A small filter that is on or off."""
    return rx.el.button(
        label,
        type="button",
        aria_pressed=rx.Var.create(selected).to(bool),
        class_name=classes(
            "inline-flex min-h-8 items-center rounded-full border border-edge px-3 text-sm text-muted "
            "pressable hover:text-text aria-pressed:border-accent aria-pressed:bg-accent-soft "
            "aria-pressed:text-text pointer-coarse:min-h-11 pointer-coarse:px-4",
            FOCUS,
            class_name,
        ),
        **props,
    )


def segmented(
    options: Sequence[tuple[str, str]],
    *,
    value: Any,
    on_change: Any = None,
    label: str,
    name: str | None = None,
    class_name: str = "",
) -> rx.Component:
    """One of a few `options`, pairs of (value, label), all in sight. A radio group to the keyboard."""
    group = name or "segmented-" + label.lower().replace(" ", "-")

    def part(key: str, words: str) -> rx.Component:
        # Reflex hands the input's value to the handler: the option's key.
        radio = rx.el.input(
            type="radio",
            name=group,
            value=key,
            checked=rx.Var.create(value) == key,
            class_name="peer sr-only",
            **({"on_change": on_change} if on_change is not None else {"read_only": True}),
        )
        return rx.el.label(radio, rx.el.span(words), class_name="segment")

    return rx.el.div(
        *[part(key, words) for key, words in options],
        role="radiogroup",
        aria_label=label,
        class_name=classes("segments", class_name),
    )
