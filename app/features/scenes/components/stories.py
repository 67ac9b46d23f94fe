"""The stories that can be begun."""

from typing import Any

import reflex as rx

from app.features.scenes.state.shelf import ShelfState
from app.ui.components import button, dialog, icon


def story_picker() -> rx.Component:
    """The choice of a story, where there are several."""
    return dialog(
        open=ShelfState.picking,
        title="Which story?",
        body=rx.el.ul(rx.foreach(ShelfState.stories, _entry), class_name="flex flex-col gap-4"),
        on_open_change=ShelfState.pick,
        class_name="story-picker",
    )


def _entry(story: Any) -> rx.Component:
    return rx.el.li(
        rx.el.img(src=story["picture"], alt="", class_name="story-entry-picture"),
        rx.el.div(
            rx.el.h3(story["title"], class_name="font-display text-xl text-text"),
            rx.el.p(story["tagline"], class_name="text-base text-text"),
            rx.el.p(story["about"], title=story["about"], class_name="text-sm text-muted line-clamp-3"),
            _begin(story),
            class_name="flex min-w-0 grow flex-col items-start gap-2 p-4",
        ),
        class_name="story-entry",
    )


def _begin(story: Any) -> rx.Component:
    return button(
        "Begin",
        variant="primary",
        pending=ShelfState.starting == story["id"],
        on_click=ShelfState.begin(story["id"]),
        custom_attrs={"aria-label": "Begin " + story["title"]},
    )


def story_posters() -> rx.Component:
    """Every story, large: what stands where no run does yet."""
    return rx.el.ul(rx.foreach(ShelfState.stories, _poster), class_name="flex flex-col gap-6")


def _poster(story: Any) -> rx.Component:
    return rx.el.li(
        rx.el.img(
            src=story["picture"], alt="", custom_attrs={"fetchPriority": "high"}, class_name="poster-picture"
        ),
        rx.el.div(
            rx.el.p("A story in eleven scenes", class_name="text-sm text-muted"),
            rx.el.h2(story["title"], class_name="font-display text-3xl text-text sm:text-4xl"),
            rx.el.p(story["tagline"], class_name="text-md text-text"),
            rx.el.p(story["about"], class_name="text-base text-muted"),
            _begin(story),
            class_name="poster-words",
        ),
        class_name="poster",
    )


_FACTS = (
    ("route", "Your choices count", "They are remembered to the end, and there is more than one end."),
    ("dices", "The dice are shown", "When chance decides, you see what was thrown and what it had to beat."),
    ("bookmark", "It keeps your place", "Leave in the middle of a scene; any device goes on there."),
)


def what_a_run_is() -> rx.Component:
    """Three things to know before the first run."""
    facts = [
        rx.el.li(
            icon(sign, 20, class_name="mt-0.5 shrink-0 text-accent-strong"),
            rx.el.div(
                rx.el.h3(name, class_name="text-base font-semibold text-text"),
                rx.el.p(words, class_name="text-sm text-muted"),
            ),
            class_name="flex gap-3 rounded-card border border-line bg-surface p-4",
        )
        for sign, name, words in _FACTS
    ]
    return rx.el.ul(*facts, class_name="mt-6 grid gap-4 md:grid-cols-3")
