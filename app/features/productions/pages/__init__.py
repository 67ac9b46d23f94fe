"""The pages of uploads, of dressing a film, and of productions."""

import reflex as rx

from app.features.productions.pages import produce, productions, uploads


def add_pages(app: rx.App) -> None:
    """Add them to the application."""
    uploads.add_pages(app)
    produce.add_pages(app)
    productions.add_pages(app)
