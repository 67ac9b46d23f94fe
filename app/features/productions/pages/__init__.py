"""The pages of uploads, of dressing a film, of productions and of presets."""

import reflex as rx

from app.features.productions.pages import edit_video, presets, produce, productions, uploads
from app.ui import routes
from app.ui.beginnings import Beginning, offer

_CUT = Beginning(
    "Cut a video",
    "Upload footage, give it a title, an opening, music and a logo, and produce the film.",
    "/landing/street.webp",
    "clapperboard",
    "Upload a video",
    to=routes.UPLOADS,
)


def add_pages(app: rx.App) -> None:
    """Add them to the application."""
    offer(_CUT)
    uploads.add_pages(app)
    produce.add_pages(app)
    edit_video.add_pages(app)
    productions.add_pages(app)
    presets.add_pages(app)
