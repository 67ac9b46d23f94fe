"""The dialog behind “New production from these settings”."""

from typing import Any

import reflex as rx

from app.features.productions.state.again import IN_THE_WAY, AgainState
from app.ui import routes
from app.ui.components import button, dialog, link_button, stylesheet
from app.ui.components.classes import FOCUS
from app.ui.on_demand import on_demand


def again_dialog() -> rx.Component:
    """Place it once on a page that calls `AgainState.ask`."""
    return rx.cond(AgainState.stage != "", on_demand(again_questions()), rx.fragment())


@rx.memo
def again_questions() -> rx.Component:
    """For which film, and what becomes of a draft that it has already."""
    return rx.cond(AgainState.stage == IN_THE_WAY, _question(), _films())


def _films() -> rx.Component:
    """Which film the settings are for."""
    return dialog(
        open=AgainState.stage != "",
        title="Which video are they for?",
        description=(
            "Titles, sound and pictures are set as they were. Cuts, and pictures laid over moments, "
            "come along only for the same video."
        ),
        body=rx.fragment(
            stylesheet("/choices.css"),
            rx.el.p(AgainState.error, role="alert", class_name="mb-3 text-sm text-bad empty:hidden"),
            rx.cond(AgainState.films.length() > 0, _offered(), _none()),
        ),
        on_open_change=AgainState.close,
    )


def _offered() -> rx.Component:
    return rx.el.ul(
        rx.foreach(AgainState.films, lambda film: rx.el.li(_film(film), class_name="min-w-0")),
        class_name="films",
    )


def _film(film: Any) -> rx.Component:
    picture = rx.cond(
        film["poster"] != "",
        rx.el.img(src=film["poster"], alt="", loading="lazy"),
        rx.el.span(class_name="night size-full"),
    )
    return rx.el.button(
        rx.el.span(picture, class_name="again-picture"),
        rx.el.span(
            rx.el.span(film["name"], class_name="block truncate text-base font-medium text-text"),
            rx.el.span(film["facts"], class_name="block truncate text-sm text-faint"),
            class_name="min-w-0",
        ),
        type="button",
        on_click=AgainState.choose(film["id"]),
        class_name=f"again-film {FOCUS}",
    )


def _none() -> rx.Component:
    return rx.el.div(
        rx.el.p("Its video was deleted, and there is no other one.", class_name="mb-4 text-base text-muted"),
        link_button("Upload a video", routes.UPLOADS, "primary"),
    )


def _question() -> rx.Component:
    """The film has a draft that was begun already."""
    film = AgainState.film
    return dialog(
        open=AgainState.stage != "",
        title="A draft is begun already",
        description="“" + film["name"].to(str) + "” has a draft with your choices. Go on with it, or put it "
        "away and start over with these settings.",
        body=rx.el.p(AgainState.error, role="alert", class_name="text-sm text-bad empty:hidden"),
        actions=[
            button("Go on with the draft", on_click=AgainState.go_on),
            button("Start over with these settings", variant="primary", on_click=AgainState.replace),
        ],
        on_open_change=AgainState.close,
    )
