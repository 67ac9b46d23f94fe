"""The card to continue with, the grid of the rest, what works, what has finished."""

import reflex as rx

from app.features.home.state import FinishedRow, HomeState, KindFilter, ResumableRow, WorkingRow
from app.ui import routes
from app.ui.components import (
    badge,
    card,
    chip,
    icon,
    link,
    link_button,
    list_row,
    moment,
    progress_bar,
    skeleton,
)


def continue_card(row: ResumableRow) -> rx.Component:
    """The newest thing, large: one click back to the exact spot."""
    words = rx.el.div(
        rx.el.p(row["kind_name"], class_name="text-sm text-muted"),
        rx.el.h2(
            row["title"],
            class_name="mt-2 font-display text-3xl text-text line-clamp-2 wrap-anywhere sm:text-4xl",
        ),
        rx.el.p(row["place"], class_name="mt-3 text-base text-muted line-clamp-3"),
        rx.el.div(
            progress_bar(row["progress"], label=row["title"]), class_name="mt-auto w-full max-w-64 pt-6"
        ),
        rx.el.div(
            link_button("Resume", row["href"], "primary"),
            moment(row["when"], row["exact"], class_name="text-sm text-faint"),
            class_name="mt-4 flex flex-wrap items-center gap-3",
        ),
        class_name="continue-words",
    )
    return rx.el.article(_wide_picture(row), words, aria_label="Continue", class_name="continue-card")


def _wide_picture(row: ResumableRow) -> rx.Component:
    # The small one is there sooner, where both have yet to be painted.
    below = rx.Var.create("url(") + row["picture"].to(str) + ")"
    image = rx.el.img(
        src=row["wide_picture"],
        alt="",
        custom_attrs={"fetchPriority": "high", "style": rx.Var.create({"backgroundImage": below})},
        class_name="size-full object-cover",
    )
    sign = rx.match(
        row["kind"],
        ("upload", icon("cloud_upload", 56)),
        ("run", icon("book_open", 56)),
        ("planet", icon("orbit", 56)),
        icon("clapperboard", 56),
    )
    night = rx.el.div(sign, class_name="night continue-night")
    return rx.el.div(rx.cond(row["wide_picture"] != "", image, night), class_name="continue-picture")


def resumable_card(row: ResumableRow) -> rx.Component:
    """One of the others; the whole card leads back to it."""
    return card(
        picture=row["picture"],
        title=row["title"],
        facts=rx.el.span(row["kind_name"], " · ", row["place"], title=row["when"]),
        href=row["href"],
        footer=progress_bar(row["progress"], label=row["title"]),
    )


def kind_filter(kind: KindFilter) -> rx.Component:
    """Shows one kind of things only."""
    return chip(
        kind["label"],
        selected=HomeState.kind == kind["key"],
        on_click=HomeState.choose_kind(kind["key"]),
    )


def others() -> rx.Component:
    """The rest, in a grid, with filters when there is something to choose."""
    return rx.el.section(
        rx.el.div(
            rx.el.h2("Also in progress", class_name="text-base font-semibold text-text"),
            rx.el.div(
                rx.foreach(HomeState.kinds, kind_filter),
                role="group",
                aria_label="Show",
                class_name="flex flex-wrap gap-2",
            ),
            class_name="mb-3 flex min-h-8 flex-wrap items-center justify-between gap-3",
        ),
        rx.el.div(
            rx.foreach(HomeState.others, resumable_card),
            class_name="grid grid-cols-1 gap-4 min-[480px]:grid-cols-2 lg:grid-cols-3 xl:grid-cols-4",
        ),
        class_name="mt-8",
    )


def _working_row(row: WorkingRow) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.span(link(row["title"], row["href"]), class_name="min-w-0 grow truncate"),
            rx.el.span(row["left"], class_name="text-sm text-faint tabular-nums"),
            class_name="mb-2 flex flex-wrap items-baseline gap-x-3",
        ),
        progress_bar(row["progress"], label=row["title"], time_left=row["stage"]),
        class_name="py-3",
    )


def working() -> rx.Component:
    """What runs right now, with its bars."""
    return _panel(
        "Working",
        rx.el.ul(rx.foreach(HomeState.working, _working_row)),
        link("All activity", routes.ACTIVITY),
    )


def _finished_row(row: FinishedRow) -> rx.Component:
    facts = moment(row["when"], row["exact"], class_name="text-sm text-faint")
    return rx.el.li(
        list_row(
            title=row["title"],
            facts=facts,
            picture=row["picture"],
            trailing=badge(row["state"], "good"),
            href=row["href"],
            class_name="-mx-3",
        )
    )


def finished() -> rx.Component:
    """What was completed since the last visit."""
    return _panel("Finished since you left", rx.el.ul(rx.foreach(HomeState.finished, _finished_row)))


def _panel(title: str, body: rx.Component, beside: rx.Component | None = None) -> rx.Component:
    return rx.el.section(
        rx.el.div(
            rx.el.h2(title, class_name="text-base font-semibold text-text"),
            rx.el.span(beside, class_name="text-sm") if beside else rx.fragment(),
            class_name="flex items-baseline justify-between gap-3",
        ),
        rx.el.div(body, class_name="mt-2"),
        class_name="rounded-card border border-line bg-surface p-4",
    )


def waiting() -> rx.Component:
    """The outline of Home until the server has spoken."""
    return rx.el.div(
        skeleton("h-72 w-full rounded-card"),
        rx.el.div(
            *[skeleton("aspect-[4/3] w-full rounded-card") for _ in range(4)],
            class_name="mt-8 grid grid-cols-1 gap-4 min-[480px]:grid-cols-2 lg:grid-cols-4",
        ),
        rx.el.p("Opening…", role="status", class_name="sr-only"),
    )
