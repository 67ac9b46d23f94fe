"""Activity: everything that works for a person in the background."""

import reflex as rx

from app.features.activity.components import (
    job_list,
    job_list_waiting,
    jobs_watch,
    running_count,
    running_indicator,
)
from app.features.activity.state import ActivityState
from app.ui import layout, routes
from app.ui.components import button, empty_state, link_button, segmented

FILTERS = [("all", "All"), ("working", "Working"), ("done", "Done"), ("stopped", "Stopped")]


def activity() -> rx.Component:
    """The page at `/activity`."""
    return layout.page(
        segmented(FILTERS, value=ActivityState.showing, on_change=ActivityState.show, label="Show"),
        rx.el.section(
            rx.cond(
                ActivityState.loaded,
                rx.cond(ActivityState.rows.length() > 0, _found(), _nothing()),
                job_list_waiting(),
            ),
            class_name="mt-6",
        ),
        title="Activity",
        active="activity",
    )


def _found() -> rx.Component:
    older = button("Show older", on_click=ActivityState.show_older)
    return rx.el.div(
        job_list(), rx.cond(ActivityState.more, older, rx.fragment()), class_name="flex flex-col gap-4"
    )


def _nothing() -> rx.Component:
    return rx.cond(
        ActivityState.showing == "all",
        empty_state(
            "activity",
            "Uploads being read and films being made show up here, with how far they are. "
            "They go on when you leave.",
            link_button("Upload a video", routes.UPLOADS, "primary"),
            title="Nothing is being worked on",
        ),
        empty_state("activity", "No work of yours is in this state."),
    )


def add_pages(app: rx.App) -> None:
    """Add the page, the number in the sidebar, and the toasts on every page."""
    layout.show_beside("activity", running_indicator, over_tab=running_count)
    layout.show_on_every_page(jobs_watch)
    app.add_page(activity, route=routes.ACTIVITY, title="Activity · Everkeep", on_load=ActivityState.load)
