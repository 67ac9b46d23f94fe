"""A short explanation that appears beside what it explains."""

from typing import Any

import reflex as rx

_tooltip = rx.asset("tooltip.jsx", shared=True)


class _Tooltip(rx.Component):
    library = "$/public" + _tooltip.importable_path.removeprefix("$/public")
    tag = "Tooltip"

    text: rx.Var[str]


def tooltip(trigger: rx.Component, text: Any) -> rx.Component:
    """Show `text` while `trigger` is pointed at or focused. Escape puts it away."""
    return _Tooltip.create(trigger, text=text)
