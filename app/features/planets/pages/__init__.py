"""The pages of Planets."""

import reflex as rx

from app.features.planets.components.topics import topics_to_avoid
from app.features.planets.pages import builder, gallery, joining, planet
from app.features.planets.state.gallery import GalleryState
from app.features.planets.state.topics import TopicsState
from app.ui.beginnings import Beginning, offer
from app.ui.settings_page import show_in_settings

_MAKE = Beginning(
    "Make a planet",
    "Ten short questions, and it takes shape as you answer. At the end it is painted large, and it turns.",
    "/landing/storm.webp",
    "orbit",
    "Make a planet",
    on_click=GalleryState.begin,
    pending=GalleryState.beginning,
)


def add_pages(app: rx.App) -> None:
    """Add them to the application, and what a person avoids to Settings."""
    offer(_MAKE)
    show_in_settings(topics_to_avoid, TopicsState.load)
    gallery.add_pages(app)
    joining.add_pages(app)
    planet.add_pages(app)
    builder.add_pages(app)
