"""Settings: the topics that a person wants to be warned of."""

from typing import Any

import reflex as rx

from app.features.planets.state.topics import TopicsState
from app.ui.components import chip, save_state
from app.ui.settings_page import section


def topics_to_avoid() -> rx.Component:
    """One chip for each topic; pressed ones are avoided."""
    return section(
        "Topics to avoid",
        "Planets that touch one of these are covered until you choose to look. Nobody else sees what you "
        "choose here.",
        rx.el.div(
            rx.foreach(TopicsState.topics, _topic),
            role="group",
            aria_label="Topics to avoid",
            class_name="flex flex-wrap gap-2",
        ),
        rx.el.div(save_state(TopicsState.saving), class_name="flex justify-end"),
    )


def _topic(topic: Any) -> rx.Component:
    return chip(
        topic["name"],
        selected=topic["avoided"],
        on_click=TopicsState.avoid(topic["id"], ~topic["avoided"].to(bool)),
    )
