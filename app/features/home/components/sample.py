"""The sample world: what it holds, on Home and in Settings."""

import reflex as rx

from app.features.home.state import HomeState
from app.ui.components import button
from app.ui.settings_page import section

STILL = "/landing/planet.webp"
HOLDS = "A finished planet, a story half played, a film with its title half typed."


def load_button() -> rx.Component:
    """Brings it."""
    return button("Load the sample world", pending=HomeState.sample_pending, on_click=HomeState.load_sample)


def sample_notice() -> rx.Component:
    """Says that it is loaded, shows its planet, and takes all of it away."""
    return rx.el.section(
        _picture(),
        rx.el.div(
            rx.el.h2("The sample world is loaded", class_name="text-base font-semibold text-text"),
            rx.el.p(HOLDS, class_name="text-sm text-muted"),
            class_name="min-w-0 grow basis-60",
        ),
        _delete_button(),
        aria_label="Sample world",
        class_name="mt-8 flex flex-wrap items-center gap-4 rounded-card border border-line bg-surface p-4",
    )


def sample_section() -> rx.Component:
    """The same in Settings, loaded or not."""
    return section(
        "Sample world",
        "Something to look at and to try things on. It comes and goes with one click.",
        rx.el.div(
            _picture(),
            rx.el.p(HOLDS, class_name="min-w-0 grow basis-48 text-base text-text"),
            rx.cond(HomeState.sample_loaded, _delete_button(), load_button()),
            class_name="flex flex-wrap items-center gap-4",
        ),
    )


def _picture() -> rx.Component:
    """The person's own sample planet; before they have one, what it will look like."""
    own = rx.cond(HomeState.sample_picture != "", HomeState.sample_picture, STILL)
    return rx.el.img(
        src=own, alt="", loading="lazy", class_name="aspect-video w-40 shrink-0 rounded-control object-cover"
    )


def _delete_button() -> rx.Component:
    return button(
        "Delete the sample world", variant="plain", icon="trash_2", on_click=HomeState.remove_sample
    )
