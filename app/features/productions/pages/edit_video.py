"""/edit-video?upload=&from=: cut a film, and lay pictures over it."""

import reflex as rx

from app.features.productions.components.arriving import arriving_to_be_cut
from app.features.productions.components.cutting import cutting_room, missing, refused
from app.features.productions.models import UploadStatus
from app.features.productions.state.editor import MISSING, REFUSED, EditorState
from app.ui import routes
from app.ui.components import skeleton, stylesheet
from app.ui.layout import page_alone
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
        stylesheet("/timeline.css"),
        rx.match(
            EditorState.phase,
            (MISSING, on_demand(missing())),
            (REFUSED, on_demand(refused())),
            # After a restart the server's state begins anew; the film must not be unmounted for that.
            rx.fragment(_arriving(), _loading(), on_demand(cutting_room())),
        ),
    )


def _arriving() -> rx.Component:
    waits = EditorState.film.contains("status") & (EditorState.film["status"] != UploadStatus.READY.value)
    return rx.cond(waits, on_demand(arriving_to_be_cut()), rx.fragment())


def _loading() -> rx.Component:
    """The page's outline, so that nothing jumps when the film comes."""
    return rx.el.div(
        rx.el.div(skeleton("h-full w-full"), class_name="editor-player"),
        rx.el.div(skeleton("h-full w-full"), class_name="editor-timeline"),
        rx.el.p("Opening the editor…", role="status", class_name="sr-only"),
        class_name="editor-outline",
    )
