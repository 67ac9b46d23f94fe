"""A run on the shelf: its scene's backdrop, the party, how far it is, and what can be done with it."""

from typing import Any

import reflex as rx

from app.features.scenes.state.share import ShareState
from app.features.scenes.state.shelf import ShelfState
from app.ui.components import (
    MenuItem,
    badge,
    card,
    icon_button,
    link_button,
    menu,
    moment,
    progress_bar,
)


def run_card(run: Any) -> rx.Component:
    """The card of one `state.shelf_rows.RunRow`."""
    return rx.el.li(
        card(
            picture=run["picture"],
            title=run["title"],
            heading=rx.el.h2,
            facts=run["place"],
            badge=rx.cond(run["finished"], badge(run["ending"], "good"), rx.fragment()),
            href=run["href"],
            menu=_menu(run),
            footer=_footer(run),
            class_name="run-card h-full",
        ),
        class_name="min-w-0",
    )


def _menu(run: Any) -> rx.Component:
    session_id = run["session_id"]
    return menu(
        icon_button("ellipsis_vertical", "Actions for " + run["title"]),
        [
            MenuItem("Share", ShareState.show(session_id), "share_2"),
            MenuItem("A copy for a friend", ShareState.copy_for_friend(session_id), "copy_plus"),
            MenuItem("Export as a story", rx.download(url=run["markdown_url"]), "file_text"),
            MenuItem("Export as data", rx.download(url=run["json_url"]), "braces"),
            MenuItem("Delete", ShelfState.delete(session_id), "trash_2", danger=True),
        ],
    )


def _footer(run: Any) -> rx.Component:
    on = link_button("Continue", run["href"], custom_attrs={"aria-label": "Continue " + run["title"]})
    again = link_button("Read again", run["href"], custom_attrs={"aria-label": "Read again: " + run["title"]})
    return rx.el.div(
        progress_bar(run["progress"], label="How far " + run["title"] + " has come"),
        rx.el.p(moment(run["when"], run["exact"]), class_name="mt-2 text-sm text-faint"),
        rx.el.div(
            rx.el.ul(rx.foreach(run["heroes"], hero_dot), aria_label="Heroes", class_name="hero-dots"),
            rx.cond(run["finished"], again, on),
            class_name="mt-3 flex min-h-10 items-center justify-between gap-3",
        ),
    )


def hero_dot(hero: Any) -> rx.Component:
    """One `state.shelf_rows.HeroDot`."""
    ring = rx.el.span(
        hero["letter"],
        aria_hidden=True,
        title=hero["says"],
        custom_attrs={"style": rx.Var.create({"--share": hero["share"]}), "data-tone": hero["tone"]},
        class_name="hero-dot",
    )
    return rx.el.li(ring, rx.el.span(hero["says"], class_name="sr-only"))
