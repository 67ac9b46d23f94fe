"""/planets/join: what an invitation's link leads to."""

import reflex as rx

from app.features.planets.components.invitation import invitation
from app.ui import layout, routes
from app.ui.components import stylesheet
from app.ui.session import SessionState


def add_pages(app: rx.App) -> None:
    """Add /planets/join."""
    app.add_page(join, route=routes.JOIN_PLANET, title="Join a planet · Everkeep", on_load=SessionState.greet)


def join() -> rx.Component:
    """The page."""
    return layout.open_page(
        stylesheet("/planet.css"), invitation(), active="planets", back=routes.JOIN_PLANET
    )
