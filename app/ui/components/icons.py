"""Icons and the people and things that stand beside words."""

from typing import Any

import reflex as rx

from app.ui.components.classes import classes


def icon(name: str, size: int = 18, *, class_name: str | rx.Var = "", **props: Any) -> rx.Component:
    """A lucide icon by its snake_case name; hidden from assistive technology, since a word goes with it."""
    return rx.icon(
        name,
        size=size,
        aria_hidden=True,
        class_name=classes("shrink-0", class_name),
        **props,
    )


def avatar(name: str | rx.Var, picture: str | rx.Var = "", *, size: int = 32) -> rx.Component:
    """A person's picture, or the first letter of their name. Decorative: put the name beside it."""
    name, picture = rx.Var.create(name).to(str), rx.Var.create(picture).to(str)
    letter = rx.cond(name != "", name[0].upper(), "?")
    return rx.el.span(
        rx.cond(
            picture != "",
            rx.el.img(src=picture, alt="", class_name="size-full object-cover"),
            rx.el.span(letter),
        ),
        aria_hidden=True,
        custom_attrs={"style": {"width": f"{size}px", "height": f"{size}px"}},
        class_name="inline-grid shrink-0 place-items-center overflow-hidden rounded-full "
        "bg-accent-soft text-sm font-semibold text-accent-strong",
    )
