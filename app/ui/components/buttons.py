"""Buttons and links that look like buttons."""

from typing import Any, Literal

import reflex as rx
from reflex_components_core.react_router import ReactRouterLink

from app.ui.components.classes import FOCUS, TOUCH, classes
from app.ui.components.icons import icon as draw_icon

Variant = Literal["primary", "quiet", "danger", "plain"]

_SHAPE = (
    "relative inline-flex min-h-10 items-center justify-center gap-2 rounded-control px-4 py-2 "
    "text-base font-semibold leading-none whitespace-nowrap select-none no-underline pressable "
    "disabled:opacity-50 disabled:cursor-not-allowed aria-disabled:opacity-50 "
    f"{FOCUS} {TOUCH}"
)
_VARIANTS: dict[str, str] = {
    "primary": "bg-accent text-on-accent hover:bg-accent-strong",
    "quiet": "border border-edge text-text hover:bg-accent-soft",
    "danger": "border border-bad text-bad hover:bg-bad-soft",
    "plain": "text-muted hover:text-text hover:bg-accent-soft",
}


def button_look(variant: Variant) -> str:
    """The classes of a button, for local React parts that draw their own."""
    return f"{_SHAPE} {_VARIANTS[variant]}"


def button(
    *children: Any,
    variant: Variant = "quiet",
    pending: bool | rx.Var = False,
    icon: str | None = None,
    disabled: bool | rx.Var = False,
    class_name: str | rx.Var = "",
    **props: Any,
) -> rx.Component:
    """A button. While `pending` it keeps its width, shows that it works, and takes no second click."""
    busy = rx.Var.create(pending).to(bool)
    words = [draw_icon(icon), *children] if icon else list(children)
    return rx.el.button(
        rx.el.span(*words, class_name="button-words inline-flex items-center gap-2"),
        rx.el.span(class_name="button-working", aria_hidden=True),
        type=props.pop("type", "button"),
        disabled=busy if disabled is False else busy | rx.Var.create(disabled).to(bool),
        aria_busy=busy,
        class_name=classes(_SHAPE, _VARIANTS[variant], class_name),
        **props,
    )


def icon_button(name: str, label: str | rx.Var, *, class_name: str = "", **props: Any) -> rx.Component:
    """A square button that shows only an icon; `label` is what it does, for assistive technology."""
    return rx.el.button(
        draw_icon(name),
        type=props.pop("type", "button"),
        aria_label=label,
        title=props.pop("title", label),
        class_name=classes(
            "inline-grid size-10 shrink-0 place-items-center rounded-control text-muted pressable "
            "hover:bg-accent-soft hover:text-text disabled:opacity-50",
            FOCUS,
            TOUCH,
            class_name,
        ),
        **props,
    )


def link_button(
    label: Any,
    to: str | rx.Var,
    variant: Variant = "quiet",
    *,
    icon: str | None = None,
    class_name: str | rx.Var = "",
    **props: Any,
) -> rx.Component:
    """A link to another page of the app that looks like a button."""
    words = [draw_icon(icon), label] if icon else [label]
    return ReactRouterLink.create(
        *words, to=to, class_name=classes(_SHAPE, _VARIANTS[variant], class_name), **props
    )


def link(label: Any, to: str | rx.Var, *, class_name: str | rx.Var = "", **props: Any) -> rx.Component:
    """A link in running text to another page of the app; `rx.el.a` would reload everything."""
    look = "rounded-small font-medium text-accent-strong underline underline-offset-4 hover:text-text"
    return ReactRouterLink.create(label, to=to, class_name=classes(look, FOCUS, class_name), **props)
