"""The pages of Planets."""

import reflex as rx

from app.features.planets.pages import builder, gallery


def add_pages(app: rx.App) -> None:
    """Add them to the application."""
    gallery.add_pages(app)
    builder.add_pages(app)
