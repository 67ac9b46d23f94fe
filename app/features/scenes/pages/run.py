"""/scenes/[session_id]: a story as one reads and plays it; every choice keeps itself."""

import reflex as rx

from app.features.scenes.components.book import Book
from app.features.scenes.components.run_incidents import missing, refused, return_question, sharing
from app.features.scenes.components.shell import shell
from app.features.scenes.state.run import EVERY_MS, MISSING, READY, REFUSED, RunState
from app.features.scenes.state.share import ShareState
from app.ui import routes
from app.ui.components import MenuItem, icon_button, menu, skeleton, stylesheet
from app.ui.on_demand import on_demand
from app.ui.pulse import pulse
from app.ui.session import SessionState

_SHARE = ShareState.show(RunState.run["id"].to(str))


def add_pages(app: rx.App) -> None:
    """Add /scenes/[session_id]."""
    app.add_page(
        run,
        route=routes.RUN,
        title=RunState.title,
        on_load=[SessionState.greet, RunState.open_page],
    )


def run() -> rx.Component:
    """The page."""
    return shell(
        stylesheet("/play.css"),
        rx.match(
            RunState.phase,
            (READY, _book()),
            (MISSING, rx.el.div(on_demand(missing()), class_name="mx-auto max-w-3xl py-12")),
            (REFUSED, rx.el.div(on_demand(refused()), class_name="mx-auto max-w-3xl py-12")),
            _loading(),
        ),
        rx.cond(RunState.returning.length() > 0, on_demand(return_question()), rx.fragment()),
        rx.cond(ShareState.sheet.length() > 0, on_demand(sharing()), rx.fragment()),
        pulse(EVERY_MS, RunState.look),
        wide=True,
        back=RunState.address,
    )


def _book() -> rx.Component:
    return Book.create(
        icon_button("share_2", "Share", on_click=_SHARE, class_name="max-sm:hidden"),
        menu(icon_button("ellipsis", "More"), _menu_items()),
        run=RunState.run,
        visit=RunState.visit,
        answered=RunState.answered,
        said=RunState.said,
        typed=RunState.typed,
        typed_answer=RunState.typed_answer,
        form_errors=RunState.form_errors,
        on_move=RunState.move,
        on_place=RunState.keep_place,
        on_return=RunState.ask_return,
        on_undo=RunState.undo_return,
        on_type=RunState.keep_typed,
        on_again=RunState.play_again,
    )


def _menu_items() -> list[MenuItem]:
    export = "/api/scenes/runs/" + RunState.run["id"].to(str) + "/export"
    claimable = SessionState.signed_in & (RunState.run["owner"] == "nobody")
    return [
        MenuItem("All runs", to=routes.SCENES, icon="arrow_left"),
        MenuItem("Share", on_select=_SHARE, icon="share_2"),
        MenuItem("Keep it in my account", on_select=RunState.claim, icon="user", shown=claimable),
        MenuItem("Keep the story as text", on_select=rx.download(export + ".md"), icon="file_text"),
        MenuItem("Keep the run as JSON", on_select=rx.download(export + ".json"), icon="braces"),
    ]


def _loading() -> rx.Component:
    lines = [skeleton(f"mb-4 h-5 {width}") for width in ("w-full", "w-11/12", "w-full", "w-3/4", "w-5/6")]
    return rx.el.div(
        skeleton("mb-3 h-4 w-24"),
        skeleton("mb-8 h-12 w-80 max-w-full"),
        *lines,
        *[skeleton("mt-3 h-16 w-full") for _ in range(3)],
        rx.el.p("Opening the story…", role="status", class_name="sr-only"),
        class_name="mx-auto max-w-2xl pt-24",
    )
