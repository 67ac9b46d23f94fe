"""Styles that only some pages need."""

import reflex as rx


def stylesheet(address: str) -> rx.Component:
    """A stylesheet of `assets/` for the page that this stands on; React lifts it into the head.

    Pages that do not name it do not pay for it.
    """
    return rx.el.link(rel="stylesheet", href=address, custom_attrs={"precedence": "page"})
