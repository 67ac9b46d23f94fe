"""/scenes: the runs of whoever is there, and where a new one begins."""

import reflex as rx

from app.features.scenes.components.run_card import run_card
from app.features.scenes.components.share import share_sheet
from app.features.scenes.components.shell import shell
from app.features.scenes.components.stories import story_picker, story_posters, what_a_run_is
from app.features.scenes.state.shelf import EVERY_MS, ShelfState
from app.ui import routes
from app.ui.components import button, field, link, skeleton, stylesheet, text_input
from app.ui.pulse import pulse
from app.ui.session import SessionState

_GRID = "grid grid-cols-1 gap-5 sm:grid-cols-2 xl:grid-cols-3"


def add_pages(app: rx.App) -> None:
    """Add /scenes to the application."""
    app.add_page(
        shelf,
        route=routes.SCENES,
        title="Scenes · Everkeep",
        on_load=[SessionState.greet, ShelfState.open],
    )


def shelf() -> rx.Component:
    """The page."""
    some = ShelfState.loaded & (ShelfState.rows.length() > 0)
    return shell(
        stylesheet("/shelf.css"),
        pulse(EVERY_MS, ShelfState.refresh),
        _deleted(),
        rx.cond(ShelfState.loaded, rx.cond(ShelfState.rows.length() > 0, _runs(), _teach()), _waiting()),
        _from_elsewhere(),
        share_sheet(),
        story_picker(),
        title="Scenes",
        actions=rx.cond(some, _new_run(), rx.fragment()),
    )


def _new_run() -> rx.Component:
    return button(
        "New run",
        variant="primary",
        icon="plus",
        pending=ShelfState.starting == "only",
        on_click=ShelfState.begin(""),
    )


def _runs() -> rx.Component:
    return rx.fragment(
        rx.cond(SessionState.signed_in, rx.fragment(), _not_yet_yours()),
        rx.el.ul(rx.foreach(ShelfState.rows, run_card), class_name=_GRID),
    )


def _not_yet_yours() -> rx.Component:
    """What a visitor should know about the runs of this browser."""
    join = link("Create an account", f"{routes.REGISTER}?next={routes.SCENES}")
    return rx.el.p(
        "This browser remembers the runs that you began in it. ",
        join,
        " and they are yours on every device.",
        class_name="mb-6 text-base text-muted",
    )


def _teach() -> rx.Component:
    free = rx.el.p(
        "You need no account to play. With one, your runs follow you to every device.",
        class_name="mt-6 text-base text-muted",
    )
    return rx.fragment(
        story_posters(),
        what_a_run_is(),
        rx.cond(SessionState.signed_in, rx.fragment(), free),
    )


def _deleted() -> rx.Component:
    """The way back for the run that was deleted last; it stays until the page is left."""
    notice = rx.el.div(
        rx.el.p(
            "“", ShelfState.gone_title, "” is deleted.", class_name="min-w-0 truncate text-base text-text"
        ),
        button("Undo", icon="undo_2", on_click=ShelfState.undo_delete),
        class_name="mb-6 flex flex-wrap items-center justify-between gap-3 rounded-card border border-line "
        "bg-surface px-4 py-2",
    )
    return rx.el.div(
        rx.cond(ShelfState.gone_title != "", notice, rx.fragment()), role="status", class_name="contents"
    )


def _from_elsewhere() -> rx.Component:
    """Goes on with a run of another device or of a game client."""
    box = text_input(
        name="session",
        placeholder="run-7k3m-9x2p-…",
        auto_complete="off",
        auto_capitalize="none",
        spell_check=False,
        class_name="font-mono",
    )
    return rx.el.section(
        rx.el.h2("Go on with a run from elsewhere", class_name="text-md font-semibold text-text"),
        rx.el.p(
            "Every run has a session id. Another device shows it under Share; a game client knows its own.",
            class_name="mt-1 text-sm text-muted",
        ),
        rx.el.form(
            field(
                "Session id or link",
                box,
                error=ShelfState.typed_error,
                id="session",
                class_name="grow basis-full sm:basis-64",
            ),
            button("Go on", type="submit", class_name="self-start sm:mt-6"),
            on_submit=ShelfState.find,
            class_name="mt-4 flex max-w-xl flex-wrap gap-3",
        ),
        class_name="mt-12 border-t border-line pt-8",
    )


def _waiting() -> rx.Component:
    """Places kept while the first answer is on its way."""
    tiles = [skeleton("aspect-[4/3] w-full rounded-card") for _ in range(3)]
    return rx.el.div(*tiles, rx.el.p("Opening…", role="status", class_name="sr-only"), class_name=_GRID)
