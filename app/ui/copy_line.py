"""A line to take along: shown in a field, with the button that copies it."""

from typing import Any

import reflex as rx

import app.ui.clipboard  # noqa: F401  (links the script that copy_line.jsx imports)
from app.ui.components.buttons import button_look
from app.ui.components.classes import CONTROL
from app.ui.local_assets import local_asset

_line = local_asset(__name__, "copy_line.jsx")

_LOOK = {
    "around": "flex min-w-0 flex-col gap-1",
    "label": "text-sm font-medium text-text",
    "row": "flex items-center gap-2",
    "input": f"{CONTROL} font-mono truncate",
    "button": f"{button_look('quiet')} min-w-20",
}


class _CopyLine(rx.Component):
    library = _line.importable_path
    tag = "CopyLine"

    label: rx.Var[str]
    says: rx.Var[str]
    text: rx.Var[str]
    look: rx.Var[dict[str, str]]


def copy_line(label: str, text: Any, *, says: str) -> rx.Component:
    """`text` under its `label`; `says` is what the button does, for assistive technology."""
    return _CopyLine.create(label=label, text=text, says=says, look=_LOOK)
