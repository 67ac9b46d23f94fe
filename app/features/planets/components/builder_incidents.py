"""What few visits to a builder see, fetched when it happens."""

import reflex as rx

from app.features.planets.state.builder import BuilderState
from app.ui import routes
from app.ui.components import empty_state, link_button


@rx.memo
def missing() -> rx.Component:
    """There is no such planet."""
    way = link_button("Go to your planets", routes.PLANETS, "primary")
    return empty_state("orbit", BuilderState.trouble, way, title="This planet is not here")


@rx.memo
def refused() -> rx.Component:
    """There is one, but it can't be built: it is somebody else's, or it is archived."""
    ways = rx.el.div(
        link_button("See its page", BuilderState.address, "primary"),
        link_button("Go to your planets", routes.PLANETS),
        class_name="flex flex-wrap justify-center gap-3",
    )
    return empty_state("orbit", BuilderState.trouble, ways, title="You can’t build this planet")
