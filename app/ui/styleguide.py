"""Every part in every state, in both themes side by side. Added in development only."""

from collections.abc import Callable

import reflex as rx

from app.ui import routes
from app.ui.styleguide_parts import SECTIONS


def styleguide() -> rx.Component:
    """The page at `/styleguide`."""
    return rx.el.main(
        rx.el.h1("Style guide", class_name="font-display text-3xl text-text"),
        rx.el.p("Each part once, in its states. Left dark, right light.", class_name="mb-12 mt-2 text-muted"),
        *[_section(title, draw) for title, draw in SECTIONS],
        class_name="mx-auto max-w-[96rem] p-4 sm:p-8",
    )


def _section(title: str, draw: Callable[[str], rx.Component]) -> rx.Component:
    return rx.el.section(
        rx.el.h2(title, class_name="mb-4 font-display text-2xl text-text"),
        rx.el.div(_ground("dark", draw), _ground("light", draw), class_name="grid gap-4 lg:grid-cols-2"),
        class_name="mb-12",
    )


def _ground(theme: str, draw: Callable[[str], rx.Component]) -> rx.Component:
    return rx.el.div(
        draw(theme),
        class_name=f"{theme} flex min-w-0 flex-col gap-6 rounded-card border border-line bg-bg p-4 "
        "text-text sm:p-6",
    )


def add_styleguide(app: rx.App) -> None:
    """Register the page; `app.app` calls this when `ENV` is not production."""
    app.add_page(styleguide, route=routes.STYLEGUIDE, title="Style guide · Everkeep")
