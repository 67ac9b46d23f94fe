"""The pages of Scenes: the shelf of runs, and the run itself."""

import reflex as rx

from app.features.scenes.pages import run, shelf
from app.features.scenes.state import kept_runs
from app.ui.session import do_on_arrival


def add_pages(app: rx.App) -> None:
    """Add them to the application, and let visitors' runs become theirs when they sign in."""
    do_on_arrival(kept_runs.claim)
    shelf.add_pages(app)
    run.add_pages(app)
