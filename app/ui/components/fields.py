"""A field: its label, the control, help and error; and the controls that people type in or choose from."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import reflex as rx
from reflex_components_core.core.debounce import DebounceInput
from reflex_components_core.el.elements.forms import BaseInput

from app.ui.components.classes import CONTROL, classes
from app.ui.components.combobox import Combobox
from app.ui.components.icons import icon
from app.ui.components.sliders import Slider

_CONTROLS = (DebounceInput, BaseInput, rx.el.Textarea, rx.el.Select, Combobox, Slider)
_PAUSE_MS = 300

Options = Sequence[tuple[str, str]] | rx.Var


def _within(component: Any) -> Iterator[Any]:
    yield component
    for child in getattr(component, "children", ()):
        yield from _within(child)


def _name_for(label: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", label.lower()).strip("-") or "field"


def field(
    label: str | rx.Var,
    control: rx.Component,
    *,
    help: str | rx.Var | None = None,
    error: str | rx.Var | None = None,
    id: str | None = None,
    class_name: str = "",
) -> rx.Component:
    """A labelled control. Gives the control its id and ties help and error to it.

    The id is `id`, or the control's own, or made from a literal `label`. An empty `error` shows nothing.
    """
    inner = next((part for part in _within(control) if isinstance(part, _CONTROLS)), None)
    name = id or getattr(inner, "id", None) or _name_for(label if isinstance(label, str) else "field")
    if inner is not None:
        _describe(inner, name, help, error)
    return rx.el.div(
        rx.el.label(label, html_for=name, class_name="text-sm font-medium text-text"),
        control,
        _help(name, help),
        _error(name, error),
        class_name=classes("flex min-w-0 flex-col gap-1", class_name),
    )


def _describe(control: Any, name: Any, help_text: Any, error: Any) -> None:
    control.id = name
    described = [
        f"{name}-{part}" for part, text in (("help", help_text), ("error", error)) if text is not None
    ]
    if described:
        control.custom_attrs["aria-describedby"] = " ".join(described)
    if error is not None:
        control.custom_attrs["aria-invalid"] = rx.Var.create(error).to(str) != ""


def _help(name: Any, text: Any) -> rx.Component:
    if text is None:
        return rx.fragment()
    return rx.el.p(text, id=f"{name}-help", class_name="text-sm text-faint")


def _error(name: Any, text: Any) -> rx.Component:
    if text is None:
        return rx.fragment()
    return rx.el.p(
        rx.cond(rx.Var.create(text).to(str) != "", icon("circle_alert", 14), rx.fragment()),
        text,
        id=f"{name}-error",
        role="alert",
        class_name="flex items-center gap-1 text-sm text-bad empty:hidden",
    )


def held_while_typing(box: Any, pause_ms: int) -> rx.Component:
    """Let the browser hold what is typed until a pause, so that a slow answer cannot swallow letters."""
    if box.value is None or "on_change" not in box.event_triggers:
        return box
    return rx.debounce_input(box, debounce_timeout=pause_ms)


def text_input(*, class_name: str = "", **props: Any) -> rx.Component:
    """One line of text. With `value` and `on_change` it tells the server after a pause of 300 ms."""
    pause = props.pop("debounce_timeout", _PAUSE_MS)
    box = rx.el.input(type=props.pop("type", "text"), class_name=classes(CONTROL, class_name), **props)
    return held_while_typing(box, pause)


def text_area(*, rows: int = 4, class_name: str = "", **props: Any) -> rx.Component:
    """Several lines of text; grows with what is typed where the browser can. Pauses like `text_input`."""
    pause = props.pop("debounce_timeout", _PAUSE_MS)
    look = classes(CONTROL, "field-sizing-content max-h-96 resize-y", class_name)
    return held_while_typing(rx.el.textarea(rows=str(rows), class_name=look, **props), pause)


def number_input(*, unit: str = "", class_name: str = "", **props: Any) -> rx.Component:
    """A number, with its `unit` shown inside the box at the right. Pauses like `text_input`."""
    pause = props.pop("debounce_timeout", _PAUSE_MS)
    box = rx.el.input(
        type="number",
        input_mode="decimal",
        class_name=classes(CONTROL, "tabular-nums", "pr-12" if unit else "", class_name),
        **props,
    )
    box = held_while_typing(box, pause)
    if not unit:
        return box
    mark = "pointer-events-none absolute inset-y-0 right-3 flex items-center text-sm text-faint"
    return rx.el.div(box, rx.el.span(unit, class_name=mark, aria_hidden=True), class_name="relative")


def _option(pair: Any) -> rx.Component:
    return rx.el.option(pair[1], value=pair[0])


def select(options: Options, *, class_name: str = "", **props: Any) -> rx.Component:
    """A choice of one from `options`, pairs of (value, label). The platform's own list: best on a phone."""
    entries = (
        [rx.foreach(options, _option)] if isinstance(options, rx.Var) else [_option(pair) for pair in options]
    )
    return rx.el.div(
        rx.el.select(
            *entries, class_name=classes(CONTROL, "appearance-none truncate pr-9", class_name), **props
        ),
        icon("chevron_down", 16, class_name="pointer-events-none absolute right-3 top-1/2 -mt-2 text-faint"),
        class_name="relative",
    )


def search_input(*, label: str, class_name: str = "", **props: Any) -> rx.Component:
    """A box to search in; `label` names it for assistive technology. Pauses like `text_input`."""
    pause = props.pop("debounce_timeout", _PAUSE_MS)
    look = classes(CONTROL, "pl-9", class_name)
    box = rx.el.input(type="search", aria_label=label, class_name=look, **props)
    return rx.el.div(
        icon("search", 16, class_name="pointer-events-none absolute left-3 top-1/2 -mt-2 text-faint"),
        held_while_typing(box, pause),
        class_name="relative",
    )
