"""The pages of Planets."""

import reflex as rx

from app.features.planets.pages import builder


def add_pages(app: rx.App) -> None:
    """Add them to the application."""
    builder.add_pages(app)
