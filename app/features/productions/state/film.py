"""The film that a page works on, as far as it has arrived."""

from typing import Any

import reflex as rx

PLAYABLE = ("blob:", "/api/assets/")
"""How addresses begin that a browser may say it plays a film from."""


class FilmShown(rx.State, mixin=True):
    """What the pages of a film know of it while it is on its way, and afterwards."""

    film: dict[str, Any] = {}
    """`Film` as JSON: what has arrived so far."""
    local: str = ""
    """Where this browser plays the film from while there is no proxy."""

    @rx.event
    def take_local(self, address: str) -> None:
        """Play the film from where this browser has it, until there is something better."""
        self.local = address if address.startswith(PLAYABLE) else ""
