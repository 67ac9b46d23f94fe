"""The pages of uploads, of dressing a film, and of productions."""

import reflex as rx

from app.features.productions.pages import produce, productions


def add_pages(app: rx.App) -> None:
    """Add them to the application."""
    produce.add_pages(app)
    productions.add_pages(app)
