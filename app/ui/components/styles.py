"""Styles that only some pages need."""

import reflex as rx


def stylesheet(address: str) -> rx.Component:
    """A stylesheet of `assets/` for the page that this stands on; React lifts it into the head.

    Pages that do not name it do not pay for it. It may arrive before the styles of every page: let it begin
    with the order of the layers, as `landing.css` does.
    """
    return rx.el.link(rel="stylesheet", href=address, custom_attrs={"precedence": "page"})
