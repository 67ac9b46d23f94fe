"""/planets: the planets of whoever is there, and where a new one begins."""

import reflex as rx

from app.features.planets.components.first_planet import first_planet
from app.features.planets.components.planet_card import planet_card
from app.features.planets.state.gallery import GalleryState
from app.ui import layout, routes
from app.ui.components import button, dialog, empty_state, segmented, skeleton, stylesheet
from app.ui.pulse import pulse
from app.ui.session import SessionState
from app.ui.shortcuts import shortcut

_GRID = "grid grid-cols-1 gap-5 sm:grid-cols-2 xl:grid-cols-3"


def add_pages(app: rx.App) -> None:
    """Add /planets to the application."""
    app.add_page(
        gallery,
        route=routes.PLANETS,
        title="Planets · Everkeep",
        on_load=[SessionState.greet, GalleryState.open_page],
    )


def gallery() -> rx.Component:
    """The page."""
    # What stands where no planet does yet has a button of its own.
    first = GalleryState.loaded & (GalleryState.rows.length() == 0) & (GalleryState.which == "mine")
    return layout.open_page(
        stylesheet("/gallery.css"),
        pulse(GalleryState.every, GalleryState.refresh),
        rx.cond(SessionState.signed_in, _switch(), rx.fragment()),
        rx.cond(
            GalleryState.loaded,
            rx.cond(GalleryState.rows.length() > 0, _planets(), _nothing()),
            _waiting(),
        ),
        _delete_question(),
        title="Planets",
        actions=rx.cond(SessionState.signed_in & ~first, _new_planet(), rx.fragment()),
        active="planets",
        back=routes.PLANETS,
    )


def _new_planet() -> rx.Component:
    return rx.fragment(
        button(
            "New planet",
            variant="primary",
            icon="plus",
            pending=GalleryState.beginning,
            on_click=GalleryState.begin,
        ),
        shortcut("n", "Make a new planet", GalleryState.begin),
    )


def _switch() -> rx.Component:
    return segmented(
        [("mine", "Mine"), ("shared", "Shared with me"), ("public", "Public")],
        value=GalleryState.which,
        on_change=GalleryState.choose,
        label="Whose planets",
        class_name="mb-6",
    )


def _planets() -> rx.Component:
    more = button(
        "Show more", pending=GalleryState.looking, on_click=GalleryState.show_more, class_name="mx-auto"
    )
    full = rx.el.p(
        "These are the planets that changed last. Older ones open by their address.",
        class_name="text-center text-sm text-muted",
    )
    return rx.fragment(
        rx.el.ul(rx.foreach(GalleryState.rows, planet_card), class_name=_GRID),
        rx.el.div(
            rx.cond(GalleryState.is_full, full, rx.cond(GalleryState.more, more, rx.fragment())),
            class_name="mt-8 flex flex-col empty:hidden",
        ),
    )


def _nothing() -> rx.Component:
    """What belongs here while nothing does."""
    nobodys = empty_state(
        "orbit",
        "Planets stand here that others let you into. They send you a link from their planet’s page.",
        title="Nobody shares a planet with you yet",
    )
    no_public = empty_state(
        "globe",
        "Whoever has painted a planet can show it to everybody, on its page. It appears here then.",
        title="No planet is public yet",
    )
    return rx.cond(
        SessionState.signed_in,
        rx.match(GalleryState.which, ("shared", nobodys), ("public", no_public), first_planet()),
        first_planet(),
    )


def _delete_question() -> rx.Component:
    return dialog(
        open=GalleryState.asked_id != 0,
        title=rx.Var.create("Delete “") + GalleryState.asked_name + "”?",
        description="Its pictures, its answers and everybody’s access to it go for good.",
        actions=[
            button("Keep it", on_click=GalleryState.keep(False)),
            button("Delete it", variant="danger", on_click=GalleryState.delete),
        ],
        on_open_change=GalleryState.keep,
    )


def _waiting() -> rx.Component:
    """Places kept while the first answer is on its way."""
    tiles = [skeleton("aspect-[4/3] w-full rounded-card") for _ in range(6)]
    return rx.el.div(*tiles, rx.el.p("Opening…", role="status", class_name="sr-only"), class_name=_GRID)
