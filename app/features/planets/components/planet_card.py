"""A planet in the gallery: its picture, what it is, how far it is, and what can be done with it."""

from typing import Any

import reflex as rx

from app.features.planets.state.gallery import GalleryState
from app.ui.components import (
    MenuItem,
    badge,
    button,
    card,
    icon,
    icon_button,
    link_button,
    menu,
    moment,
    progress_bar,
)


def planet_card(planet: Any) -> rx.Component:
    """The card of one `state.gallery_rows.PlanetRow`."""
    return rx.el.li(
        card(
            picture=rx.cond(planet["veil"] != "", _veil(planet), _picture(planet)),
            title=planet["name"],
            heading=rx.el.h2,
            facts=rx.fragment(
                rx.cond(planet["tagline"] != "", _line(planet["tagline"], "text-muted"), rx.fragment()),
                rx.cond(planet["facts"] != "", _line(planet["facts"], "text-faint"), rx.fragment()),
            ),
            badge=badge(planet["badge"], planet["tone"].to(str)),
            href=planet["href"],
            menu=_menu(planet),
            footer=_footer(planet),
            class_name="planet-card h-full",
        ),
        class_name="min-w-0",
    )


def _picture(planet: Any) -> rx.Component:
    return rx.cond(
        planet["picture"] != "",
        rx.el.img(src=planet["picture"], alt=planet["alt"], loading="lazy", class_name="planet-picture"),
        rx.el.div(icon("orbit", 48), class_name="night planet-blank"),
    )


def _line(text: Any, look: str) -> rx.Component:
    return rx.el.span(text, title=text, class_name=f"block truncate {look}")


def _veil(planet: Any) -> rx.Component:
    """Covers what the person wants to be warned of, and says what it is."""
    return rx.el.div(
        rx.el.p(planet["veil"], title=planet["veil"], class_name="text-sm font-medium line-clamp-2"),
        rx.el.p("You asked to be warned of it.", class_name="text-sm"),
        button(
            "Look anyway",
            on_click=GalleryState.look(planet["id"]),
            custom_attrs={"aria-label": "Look anyway at " + planet["name"]},
        ),
        custom_attrs={"style": rx.Var.create({"--accent-of-it": planet["accent"]})},
        class_name="planet-veil",
    )


def _menu(planet: Any) -> rx.Component:
    return menu(
        icon_button("ellipsis_vertical", "Actions for " + planet["name"]),
        [
            MenuItem("Open its page", to="/planets/" + planet["id"].to_string(), icon="arrow_right"),
            MenuItem("Change its answers", to=planet["build"], icon="pencil", shown=planet["may_change"]),
            MenuItem(
                "Download the picture",
                rx.download(url=planet["download"]),
                "download",
                shown=planet["download"] != "",
            ),
            MenuItem(
                "Delete…",
                GalleryState.ask_delete(planet["id"]),
                "trash_2",
                danger=True,
                shown=planet["is_mine"],
            ),
        ],
    )


def _footer(planet: Any) -> rx.Component:
    when = moment(planet["when"], planet["exact"], class_name="text-sm text-faint")
    return rx.el.div(
        rx.match(
            planet["kind"],
            ("building", _building(planet, when)),
            ("painting", _painting(planet)),
            rx.el.div(
                rx.cond(
                    planet["says"] != "",
                    rx.el.p(planet["says"], class_name="mb-1 text-sm text-bad"),
                    rx.fragment(),
                ),
                when,
            ),
        ),
        class_name="flex flex-col gap-2",
    )


def _building(planet: Any, when: rx.Component) -> rx.Component:
    resume = link_button(
        planet["go_on"],
        planet["build"],
        custom_attrs={"aria-label": planet["go_on"].to(str) + " " + planet["name"].to(str)},
    )
    return rx.el.div(
        progress_bar(planet["progress"], label="How far " + planet["name"] + " has come"),
        rx.el.div(
            rx.el.div(
                rx.el.p(planet["says"], class_name="text-sm text-muted"), when, class_name="min-w-0 grow"
            ),
            resume,
            class_name="mt-3 flex items-center justify-between gap-3",
        ),
    )


def _painting(planet: Any) -> rx.Component:
    return progress_bar(
        planet["progress"], label="Painting " + planet["name"], time_left=planet["says"].to(str)
    )
