"""The pages of Scenes: the shelf of runs, and the run itself."""

import reflex as rx

from app.features.scenes.pages import run, shelf
from app.features.scenes.state import kept_runs
from app.ui import routes
from app.ui.beginnings import Beginning, offer
from app.ui.session import do_on_arrival

_PLAY = Beginning(
    "Play a story",
    "Name a party, make eleven scenes of choices, throw the dice. It remembers what you did.",
    "/landing/story.webp",
    "book_open",
    "Choose a story",
    to=routes.SCENES,
)


def add_pages(app: rx.App) -> None:
    """Add them to the application, and let visitors' runs become theirs when they sign in."""
    offer(_PLAY)
    do_on_arrival(kept_runs.claim)
    shelf.add_pages(app)
    run.add_pages(app)
