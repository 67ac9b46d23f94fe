"""What few visits to a run see, fetched when it happens."""

import reflex as rx

from app.features.scenes.components.share import share_sheet
from app.features.scenes.state.run import RunState
from app.ui import routes
from app.ui.components import button, dialog, empty_state, link_button
from app.ui.session import SessionState


@rx.memo
def return_question() -> rx.Component:
    """Says exactly what going back undoes, before it does."""
    asked = RunState.returning
    return dialog(
        open=asked.length() > 0,
        title=rx.Var.create("Go back to “") + asked["title"].to(str) + "”?",
        description="These choices are taken back. Until you choose again, you can undo this.",
        body=rx.el.div(
            rx.el.ul(rx.foreach(asked["undone"].to(list[str]), _line), class_name="flex flex-col gap-2"),
            rx.cond(
                asked["restored"].to(list[str]).length() > 0,
                rx.el.p("Then it is as it was:", class_name="mt-4 mb-2 text-sm text-muted"),
                rx.fragment(),
            ),
            rx.el.ul(rx.foreach(asked["restored"].to(list[str]), _line), class_name="flex flex-col gap-2"),
        ),
        actions=[
            button("Stay here", on_click=RunState.stay(False)),
            button("Go back", variant="primary", on_click=RunState.go_back),
        ],
        on_open_change=RunState.stay,
    )


def _line(text: rx.Var[str]) -> rx.Component:
    return rx.el.li(text, class_name="border-l-2 border-line pl-3 text-base text-text")


@rx.memo
def sharing() -> rx.Component:
    """The share sheet, over the story."""
    return rx.fragment(share_sheet())


@rx.memo
def missing() -> rx.Component:
    """There is no such run, or not for this person."""
    sign_in = link_button("Sign in", rx.Var.create(routes.LOGIN + "?next=") + RunState.address, "plain")
    return empty_state(
        "book_open",
        RunState.trouble,
        rx.el.div(
            link_button("Go to your runs", routes.SCENES, "primary"),
            rx.cond(SessionState.signed_in, rx.fragment(), sign_in),
            class_name="flex flex-wrap justify-center gap-3",
        ),
        title="This story is not here",
    )


@rx.memo
def refused() -> rx.Component:
    """Why the run can't be played just now."""
    back = link_button("Go to your runs", routes.SCENES, "primary")
    return empty_state("book_open", RunState.trouble, back, title="This story can’t be opened")
