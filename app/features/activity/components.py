"""The list of jobs, the number in the sidebar, and what tells a person on any page that work has finished."""

import reflex as rx
from reflex_components_core.react_router import ReactRouterLink

from app.features.activity.state import ActivityState, JobRow, JobsState
from app.ui.components import badge, button, icon, moment, progress_bar, skeleton
from app.ui.local_assets import local_asset

_watch = local_asset(__name__, "jobs_watch.jsx")


class _JobsWatch(rx.NoSSRComponent):
    library = _watch.importable_path
    tag = "JobsWatch"

    every: rx.Var[int]
    answered: rx.Var[int]
    news: rx.Var[list]
    on_tick: rx.EventHandler[rx.event.passthrough_event_spec(int)]


def jobs_watch() -> rx.Component:
    """Keeps the number and the list fresh and raises a toast for each job that finishes."""
    return _JobsWatch.create(
        every=JobsState.every,
        answered=JobsState.answered,
        news=JobsState.news,
        on_tick=JobsState.tick,
    )


def running_indicator() -> rx.Component:
    """`2 running` beside Activity; nothing while nothing runs."""
    return rx.cond(
        JobsState.unfinished > 0,
        rx.el.span(
            JobsState.unfinished,
            " running",
            role="status",
            class_name="rounded-full bg-accent-soft px-2 py-0.5 text-xs font-medium text-accent-strong "
            "tabular-nums whitespace-nowrap",
        ),
        rx.fragment(),
    )


def running_count() -> rx.Component:
    """The number that is running, over Activity's tab on a phone; nothing while nothing runs."""
    return rx.cond(
        JobsState.unfinished > 0,
        rx.el.span(
            JobsState.unfinished,
            rx.el.span(" running", class_name="sr-only"),
            role="status",
            class_name="bottom-count",
        ),
        rx.fragment(),
    )


def job_list() -> rx.Component:
    """Every job that the filter lets through."""
    return rx.el.ul(
        rx.foreach(ActivityState.rows, _job),
        class_name="flex flex-col gap-3",
        aria_label="Jobs",
    )


def job_list_waiting() -> rx.Component:
    """The place of the list while it loads."""
    return rx.el.div(
        *[skeleton("h-24 w-full rounded-card") for _ in range(3)], class_name="flex flex-col gap-3"
    )


def _job(job: rx.Var[JobRow]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.div(
                _picture(job),
                rx.el.div(_name(job), _facts(job), class_name="min-w-0 grow"),
                class_name="flex min-w-0 grow basis-60 items-center gap-4",
            ),
            rx.el.div(
                badge(job["label"], job["tone"]),
                _actions(job),
                class_name="card-above flex items-center gap-3",
            ),
            class_name="flex flex-wrap items-center gap-3",
        ),
        rx.cond(
            job["running"],
            progress_bar(job["progress"], label=job["title"], time_left=job["time_left"]),
            rx.fragment(),
        ),
        rx.cond(job["error"] != "", rx.el.p(job["error"], class_name="text-base text-bad"), rx.fragment()),
        key=job["id"],
        custom_attrs={"data-job": job["id"]},
        class_name="card relative flex flex-col gap-3 rounded-card border border-line bg-surface p-4",
    )


def _picture(job: rx.Var[JobRow]) -> rx.Component:
    image = rx.el.img(src=job["picture"], alt="", loading="lazy", class_name="size-full object-cover")
    return rx.el.div(
        rx.cond(job["picture"] != "", image, icon("activity", 20)),
        class_name="grid h-12 w-20 shrink-0 place-items-center overflow-hidden rounded-control "
        "bg-accent-soft text-accent-strong",
    )


def _name(job: rx.Var[JobRow]) -> rx.Component:
    name = rx.el.span(job["title"], class_name="break-words")
    return rx.el.h2(
        rx.cond(
            job["href"] != "",
            ReactRouterLink.create(name, to=job["href"], class_name="card-link no-underline"),
            name,
        ),
        class_name="text-base font-semibold text-text",
    )


def _facts(job: rx.Var[JobRow]) -> rx.Component:
    stage = rx.cond(job["stage"] != "", rx.el.span(job["stage"], " · "), rx.fragment())
    when = moment(job["when"], job["exact"])
    return rx.el.p(stage, when, class_name="mt-1 text-sm text-faint")


def _actions(job: rx.Var[JobRow]) -> rx.Component:
    what = {"aria-label": rx.Var.create("Cancel: ") + job["title"].to(str)}
    again = {"aria-label": rx.Var.create("Retry: ") + job["title"].to(str)}
    cancel = button("Cancel", on_click=ActivityState.cancel(job["id"]), custom_attrs=what)
    retry = button("Retry", on_click=ActivityState.retry(job["id"]), icon="rotate_ccw", custom_attrs=again)
    return rx.cond(job["can_cancel"], cancel, rx.cond(job["can_retry"], retry, rx.fragment()))
