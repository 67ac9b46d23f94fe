"""The ways in, and Settings."""

import reflex as rx

from app.features.accounts.pages import entrance, settings


def add_pages(app: rx.App) -> None:
    """Add the sign-in pages and Settings to the application."""
    entrance.add_pages(app)
    settings.add_pages(app)
