"""/scenes: the runs of whoever is there, and where a new one begins."""

import reflex as rx

from app.features.scenes.components.shell import shell
from app.ui import routes
from app.ui.components import empty_state
from app.ui.session import SessionState


def add_pages(app: rx.App) -> None:
    """Add /scenes to the application."""
    app.add_page(shelf, route=routes.SCENES, title="Scenes · Everkeep", on_load=[SessionState.greet])


def shelf() -> rx.Component:
    """The page."""
    return shell(
        empty_state(
            "book_open",
            "A run is one playthrough of a story in eleven scenes. It keeps its place from the first choice.",
            title="No story begun yet",
        ),
        title="Scenes",
    )
