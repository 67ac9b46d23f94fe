"""/edit-video?upload=&from=: cut a film, and lay pictures over it."""

import reflex as rx

from app.features.productions.components.editor import Editor
from app.features.productions.state.editor import MISSING, REFUSED, EditorState
from app.ui import routes
from app.ui.components import empty_state, link_button, skeleton, stylesheet
from app.ui.layout import mark, page_alone
from app.ui.on_demand import on_demand
from app.ui.session import SessionState


def add_pages(app: rx.App) -> None:
    """Add /edit-video."""
    app.add_page(
        edit_video,
        route=routes.EDIT,
        title=EditorState.title,
        on_load=[SessionState.require, EditorState.open_page],
    )


def edit_video() -> rx.Component:
    """The page."""
    return page_alone(
        stylesheet("/player.css"),
        stylesheet("/editor.css"),
        rx.match(
            EditorState.phase,
            (MISSING, on_demand(missing())),
            (REFUSED, on_demand(refused())),
            # After a restart the server's state begins anew; the film must not be unmounted for that.
            rx.fragment(_loading(), on_demand(cutting_room())),
        ),
    )


@rx.memo
def cutting_room() -> rx.Component:
    """The editor itself."""
    return Editor.create(
        film=EditorState.film,
        edited=EditorState.edited,
        preview=EditorState.preview,
        pictures=EditorState.library,
        issues=EditorState.issues,
        notes=EditorState.notes,
        origin=EditorState.origin,
        place=EditorState.place,
        visit=EditorState.visit,
        answered=EditorState.answered,
        refused=EditorState.refused,
        on_edit=EditorState.edit,
        on_undo=EditorState.undo,
        on_redo=EditorState.redo,
        on_place=EditorState.keep_place,
        on_look=EditorState.look,
    )


@rx.memo
def missing() -> rx.Component:
    """The address names no video of this person's."""
    return _incident(
        empty_state("film", EditorState.trouble, link_button("Go to your uploads", routes.UPLOADS, "primary"))
    )


@rx.memo
def refused() -> rx.Component:
    """The video can't be cut, or no longer."""
    return _incident(
        empty_state(
            "clapperboard", EditorState.trouble, link_button("Go to your uploads", routes.UPLOADS, "primary")
        )
    )


def _incident(part: rx.Component) -> rx.Component:
    return rx.el.div(mark(), part, class_name="mx-auto flex max-w-3xl flex-col gap-8 px-4 py-8")


def _loading() -> rx.Component:
    """The page's outline, so that nothing jumps when the film comes."""
    return rx.el.div(
        rx.el.div(skeleton("h-full w-full"), class_name="editor-player"),
        rx.el.div(skeleton("h-full w-full"), class_name="editor-timeline"),
        rx.el.p("Opening the editor…", role="status", class_name="sr-only"),
        class_name="editor-outline",
    )
