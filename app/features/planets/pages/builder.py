"""/planets/[planet_id]/build: a planet, asked for step by step and seen at once."""

import reflex as rx

from app.features.planets.components.builder_incidents import missing, refused
from app.features.planets.components.news import News
from app.features.planets.components.studio import Studio
from app.features.planets.state.builder import MISSING, READY, REFUSED, BuilderState
from app.ui import layout, routes
from app.ui.components import skeleton, stylesheet
from app.ui.on_demand import on_demand
from app.ui.session import SessionState


def add_pages(app: rx.App) -> None:
    """Add /planets/[planet_id]/build."""
    app.add_page(
        build,
        route=routes.BUILD,
        title=BuilderState.title,
        on_load=[SessionState.require, BuilderState.open_page],
    )


def build() -> rx.Component:
    """The page."""
    return layout.page_alone(
        stylesheet("/builder.css"),
        rx.match(
            BuilderState.phase,
            (MISSING, _incident(missing())),
            (REFUSED, _incident(refused())),
            _studio(),
        ),
        rx.cond(BuilderState.phase == READY, _news(), rx.fragment()),
    )


def _studio() -> rx.Component:
    return Studio.create(
        _loading(),
        script=BuilderState.script,
        topics=BuilderState.topics,
        pictures=BuilderState.pictures,
        builder=BuilderState.builder,
        visit=BuilderState.visit,
        answers=BuilderState.answers,
        answers_answer=BuilderState.answers_answer,
        typed=BuilderState.typed,
        typed_answer=BuilderState.typed_answer,
        answered=BuilderState.answered,
        said=BuilderState.said,
        errors=BuilderState.errors,
        on_answer=BuilderState.keep_answers,
        on_type=BuilderState.keep_typed,
        on_move=BuilderState.move,
        on_confirm=BuilderState.confirm,
    )


def _news() -> rx.Component:
    shown = BuilderState.builder
    return News.create(
        url=f"/api/planets/{shown['planet_id']}/builder/news",
        edition=shown["edition"].to(str),
        together=shown["people"].to(list).length() > 0,
        on_news=BuilderState.look,
    )


def _incident(part: rx.Component) -> rx.Component:
    return rx.el.div(
        layout.mark(), on_demand(part), class_name="mx-auto flex max-w-3xl flex-col gap-8 px-4 py-8"
    )


def _loading() -> rx.Component:
    """The page's outline, so that nothing jumps when the answers come."""
    talk = rx.el.div(
        skeleton("h-10 w-72 max-w-full"),
        *[skeleton("h-12 w-full") for _ in range(3)],
        rx.el.p("Opening the builder…", role="status", class_name="sr-only"),
        class_name="flex flex-col justify-end gap-4 p-6",
    )
    return rx.el.div(talk, rx.el.div(class_name="builder-sky dark"), class_name="builder-outline")
