"""The pages of Planets."""

import reflex as rx

from app.features.planets.components.topics import topics_to_avoid
from app.features.planets.pages import builder, gallery
from app.features.planets.state.topics import TopicsState
from app.ui.settings_page import show_in_settings


def add_pages(app: rx.App) -> None:
    """Add them to the application, and what a person avoids to Settings."""
    show_in_settings(topics_to_avoid, TopicsState.load)
    gallery.add_pages(app)
    builder.add_pages(app)
