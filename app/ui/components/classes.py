"""Joining Tailwind classes, and the few class lists that several parts share."""

from functools import reduce

import reflex as rx

FOCUS = "focus-ring"
"""The focus ring; drawn by `theme.css` so that it looks the same on every part."""

TOUCH = "pointer-coarse:min-h-11 pointer-coarse:min-w-11"
"""44 px targets where people point with a finger."""

CONTROL = (
    "w-full min-h-10 rounded-control border border-edge bg-bg px-3 py-2 text-base text-text "
    "placeholder:text-faint disabled:opacity-50 disabled:cursor-not-allowed "
    f"aria-invalid:border-bad {FOCUS} pointer-coarse:min-h-11 pointer-coarse:text-md"
)
"""Boxes to type in or choose from; 16 px on touch, or iOS zooms the page on focus."""


def classes(*parts: str | rx.Var) -> str | rx.Var:
    """Join class lists; the result is a variable when one of `parts` is."""
    used = [part for part in parts if isinstance(part, rx.Var) or part]
    if not any(isinstance(part, rx.Var) for part in used):
        return " ".join(str(part) for part in used)
    return reduce(lambda left, right: left + " " + right, (rx.Var.create(part).to(str) for part in used))
