"""Settings as features fill it: how a section is laid out, and sections that a feature adds to the page.

A section says what it is about at the left, and what can be done at the right.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import reflex as rx

from app.ui.clipboard import copy_text
from app.ui.components import button, classes, field, text_input


class Section(NamedTuple):
    """A section that a feature adds; `on_load` reads what it shows when Settings is opened."""

    draw: Callable[[], rx.Component]
    on_load: Any


added: list[Section] = []


def show_in_settings(draw: Callable[[], rx.Component], on_load: Any) -> None:
    """Let a feature have a section of its own; before Settings itself is added to the application."""
    added.append(Section(draw, on_load))


def section(title: str, about: Any, *body: Any) -> rx.Component:
    """One subject of Settings."""
    name = title.lower().replace(" ", "-")
    return rx.el.section(
        rx.el.div(
            rx.el.h2(title, id=name, class_name="text-md font-semibold text-text"),
            rx.el.p(about, class_name="mt-1 text-sm text-muted"),
        ),
        rx.el.div(*body, class_name="flex min-w-0 flex-col gap-4"),
        aria_labelledby=name,
        class_name="settings-section",
    )


def choice(label: str, control: rx.Component, about: str = "") -> rx.Component:
    """A named choice, with what it does below the name."""
    return rx.el.div(
        rx.el.div(
            rx.el.p(label, class_name="text-base text-text"),
            rx.el.p(about, class_name="text-sm text-faint empty:hidden"),
            class_name="min-w-0 grow basis-16",
        ),
        control,
        class_name="flex flex-wrap items-center justify-between gap-x-6 gap-y-2",
    )


def rows(*entries: Any, class_name: str = "") -> rx.Component:
    """A list of rows, parted by lines."""
    return rx.el.ul(*entries, class_name=classes("settings-rows", class_name))


def row(title: Any, facts: Any, *actions: Any) -> rx.Component:
    """One row: what it is, facts, and actions at the right."""
    return rx.el.li(
        rx.el.div(
            rx.el.p(title, class_name="text-base font-medium text-text wrap-anywhere"),
            rx.el.p(facts, class_name="text-sm text-faint wrap-anywhere"),
            class_name="min-w-0 grow",
        ),
        rx.el.div(*actions, class_name="flex flex-wrap items-center gap-2"),
        class_name="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3",
    )


def shown_once(label: str, value: Any, about: str) -> rx.Component:
    """A secret to take along now: it can be copied, and is not shown again."""
    box = text_input(value=value, read_only=True, class_name="font-mono")
    name = label.lower().replace(" ", "-")
    copy = button("Copy", icon="copy", on_click=copy_text(value, name))
    return rx.el.div(
        field(label, box, help=about, id=name),
        rx.el.div(copy, class_name="mt-2"),
    )
