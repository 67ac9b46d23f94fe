"""A short explanation that appears beside what it explains."""

from typing import Any

import reflex as rx

from app.ui.local_assets import local_asset

_tooltip = local_asset(__name__, "tooltip.jsx")


class _Tooltip(rx.Component):
    library = _tooltip.importable_path
    tag = "Tooltip"

    text: rx.Var[str]


def tooltip(trigger: rx.Component, text: Any) -> rx.Component:
    """Show `text` while `trigger` is pointed at or focused. Escape puts it away."""
    return _Tooltip.create(trigger, text=text)
