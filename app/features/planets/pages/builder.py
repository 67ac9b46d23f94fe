"""/planets/[planet_id]/build: a planet, asked for step by step and seen at once."""

import reflex as rx

from app.features.planets.components.news import News
from app.features.planets.components.studio import Studio
from app.features.planets.state.builder import READY, BuilderState
from app.ui import layout, routes
from app.ui.session import SessionState


def add_pages(app: rx.App) -> None:
    """Add /planets/[planet_id]/build."""
    app.add_page(
        build,
        route=routes.BUILD,
        title="Build a planet · Everkeep",
        on_load=[SessionState.require, BuilderState.open_page],
    )


def build() -> rx.Component:
    """The page."""
    return layout.page(
        Studio.create(
            script=BuilderState.script,
            topics=BuilderState.topics,
            builder=BuilderState.builder,
            answers=BuilderState.answers,
            answers_answer=BuilderState.answers_answer,
            typed=BuilderState.typed,
            typed_answer=BuilderState.typed_answer,
            answered=BuilderState.answered,
            said=BuilderState.said,
            errors=BuilderState.errors,
        ),
        rx.cond(BuilderState.phase == READY, _news(), rx.fragment()),
        active="planets",
        wide=True,
    )


def _news() -> rx.Component:
    shown = BuilderState.builder
    return News.create(
        url=f"/api/planets/{shown['planet_id']}/builder/news",
        edition=shown["edition"].to(str),
        together=shown["people"].to(list).length() > 0,
        on_news=BuilderState.look,
    )
