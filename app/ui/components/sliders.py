"""A number in a range, to slide."""

from typing import Any

import reflex as rx

from app.ui.components.classes import FOCUS, classes
from app.ui.local_assets import local_asset

_slider = local_asset(__name__, "slider.jsx")


class Slider(rx.Component):
    """The React half: follows the finger at once and tells the server what it came to."""

    library = _slider.importable_path
    tag = "Slider"

    value: rx.Var[float]
    min: rx.Var[float]
    max: rx.Var[float]
    step: rx.Var[float]
    unit: rx.Var[str]
    disabled: rx.Var[bool]
    on_change: rx.EventHandler[rx.event.passthrough_event_spec(float)]


def slider(
    *,
    value: Any,
    min: float = 0,
    max: float = 100,
    step: float = 1,
    unit: str = "",
    on_change: Any = None,
    label: str | None = None,
    class_name: str = "",
    **props: Any,
) -> rx.Component:
    """A number from `min` to `max`, written beside the slider with its `unit`; `on_change` gets the number.

    `label` names it where no field does. Give the handler `debounce` if it is costly.
    """
    events = {"on_change": on_change} if on_change is not None else {}
    if label is not None:
        props["custom_attrs"] = {**props.get("custom_attrs", {}), "aria-label": label}
    return Slider.create(
        value=value,
        min=min,
        max=max,
        step=step,
        unit=unit,
        class_name=classes("slider", FOCUS, class_name),
        **events,
        **props,
    )
