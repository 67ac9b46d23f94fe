"""What few visits to /produce see, fetched when it happens."""

import reflex as rx

from app.features.productions.components.sections import draft
from app.features.productions.rules.place import LABELS
from app.features.productions.state.produce import DraftState
from app.ui import routes
from app.ui.components import button, dialog, empty_state, icon, link_button, stylesheet


@rx.memo
def conflicts() -> rx.Component:
    """Both versions of each field where another device was faster."""
    return rx.fragment(
        stylesheet("/conflicts.css"),
        draft.conflicts(
            labels=LABELS,
            words=DraftState.words,
            since=DraftState.since,
            panel_class="conflicts",
            row_class="conflict",
            text_class="conflict-text",
            button_class="conflict-button focus-ring",
        ),
    )


@rx.memo
def ended() -> rx.Component:
    """The draft is no longer open, and where its film is."""
    return rx.el.div(
        rx.el.p(DraftState.ended, class_name="grow text-base text-text"),
        rx.cond(
            DraftState.film_address != "",
            link_button("See the film", DraftState.film_address, "primary"),
            rx.fragment(),
        ),
        button("Start a fresh draft", on_click=DraftState.open_page),
        role="status",
        class_name="mb-4 flex flex-wrap items-center gap-3 rounded-card border border-warn bg-surface p-4",
    )


@rx.memo
def start_over_question() -> rx.Component:
    """Asks before the draft is put away."""
    return dialog(
        open=DraftState.starting_over,
        title="Start over?",
        description="Your choices for this video are put away, and a fresh draft opens.",
        actions=[
            button("Keep it", on_click=DraftState.ask_start_over(False)),
            button("Start over", variant="primary", on_click=DraftState.start_over),
        ],
        on_open_change=DraftState.ask_start_over,
    )


@rx.memo
def missing() -> rx.Component:
    """There is no such video, or not for this person."""
    return _nothing("This video is not here", "It may have been deleted, or it belongs to someone else.")


@rx.memo
def refused() -> rx.Component:
    """Why the video can't be dressed."""
    return _nothing("This video can’t be produced", DraftState.trouble)


def _nothing(title: str, sentence: str | rx.Var) -> rx.Component:
    back = link_button("Back to uploads", routes.UPLOADS, "primary", icon="arrow_left")
    return empty_state("film", sentence, back, title=title)


@rx.memo
def notes() -> rx.Component:
    """What the person should know before going on."""
    return rx.fragment(
        _storage_notice(),
        rx.foreach(DraftState.loose_issues, _note),
        rx.foreach(DraftState.notes, _note),
        rx.cond(DraftState.note != "", _note(DraftState.note), rx.fragment()),
    )


def _storage_notice() -> rx.Component:
    text = (
        "This browser keeps nothing for pages, so what is not yet saved would be lost if the tab closed. "
        "Wait for “Saved” before leaving."
    )
    return rx.cond(draft.stored, rx.fragment(), _note(text))


def _note(text: str | rx.Var) -> rx.Component:
    return rx.el.p(
        icon("info", 16),
        rx.el.span(text),
        role="status",
        class_name="mb-4 flex items-center gap-2 rounded-control border border-line bg-surface p-3 "
        "text-base text-muted",
    )
