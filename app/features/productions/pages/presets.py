"""/presets: ways to dress a film, made once and used for many."""

import reflex as rx

from app.features.productions.components.preset_editor import preset_connection
from app.features.productions.components.preset_shelf import opened_preset, shelves
from app.features.productions.state.preset_shelf import PresetShelfState
from app.ui import routes
from app.ui.components import skeleton, stylesheet
from app.ui.layout import page
from app.ui.on_demand import on_demand
from app.ui.session import SessionState


def add_pages(app: rx.App) -> None:
    """Add /presets."""
    app.add_page(
        presets,
        route=routes.PRESETS,
        title="Presets · Everkeep",
        on_load=[SessionState.require, PresetShelfState.open_page],
    )


def presets() -> rx.Component:
    """The page: all of them, or the one that is open."""
    return page(
        stylesheet("/studio.css"),
        preset_connection(on_save=PresetShelfState.save, on_return=PresetShelfState.refresh),
        rx.cond(
            PresetShelfState.loaded,
            rx.cond(PresetShelfState.opened["id"] > 0, on_demand(opened_preset()), _all()),
            _all(loading=True),
        ),
        active="presets",
    )


def _all(*, loading: bool = False) -> rx.Component:
    return rx.el.div(
        rx.el.header(
            rx.el.h1("Presets", class_name="font-display text-2xl text-text sm:text-3xl"),
            rx.el.p(
                "Made once, chosen for any film. Each sample is painted as it will be rendered.",
                class_name="mt-1 text-base text-muted",
            ),
            class_name="mb-8",
        ),
        _loading() if loading else shelves(),
    )


def _loading() -> rx.Component:
    return rx.el.div(
        *[skeleton("aspect-[4/3] w-full") for _ in range(6)],
        class_name="grid gap-4 sm:grid-cols-2 xl:grid-cols-3",
        aria_hidden=True,
    )
