"""The pages of Scenes: the shelf of runs, and the run itself."""

import reflex as rx

from app.features.scenes.pages import shelf


def add_pages(app: rx.App) -> None:
    """Add them to the application."""
    shelf.add_pages(app)
