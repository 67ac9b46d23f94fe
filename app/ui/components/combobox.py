"""A box that suggests while one types."""

from typing import Any

import reflex as rx

from app.ui.components.classes import CONTROL
from app.ui.local_assets import local_asset

_combobox = local_asset(__name__, "combobox.jsx")


class Combobox(rx.Component):
    """The React half: input with role `combobox`, a list of options, all keys of the ARIA pattern."""

    library = _combobox.importable_path
    tag = "Combobox"

    options: rx.Var[list[dict[str, str]]]
    value: rx.Var[str]
    label: rx.Var[str]
    placeholder: rx.Var[str]
    empty_text: rx.Var[str]
    input_class: rx.Var[str]
    disabled: rx.Var[bool]
    on_change: rx.EventHandler[rx.event.passthrough_event_spec(str)]


def combobox(options: Any, *, value: Any = "", label: str = "", **props: Any) -> rx.Component:
    """A choice of one from many `options`, found by typing.

    `options` are pairs of (value, label), or a variable of `{"value", "label"}`; `on_change` gets the value.
    `label` names the box where no field does.
    """
    if not isinstance(options, rx.Var):
        options = [{"value": key, "label": text} for key, text in options]
    return Combobox.create(
        options=options,
        value=value,
        label=label,
        empty_text=props.pop("empty_text", "Nothing matches."),
        input_class=CONTROL,
        **props,
    )
