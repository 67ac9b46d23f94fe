"""What there is to begin: doors for a person with nothing, a menu for everybody else."""

import reflex as rx

from app.features.home.components import sample
from app.features.home.state import HomeState
from app.ui import beginnings
from app.ui.beginnings import Beginning
from app.ui.components import MenuItem, button, link_button, menu


def doors() -> rx.Component:
    """For a person to whom nothing is left to continue: the things to begin with."""
    return rx.el.div(
        rx.cond(
            HomeState.is_new,
            rx.el.p(
                "Nothing is waiting for you yet. Whatever you begin is kept from the first moment on, "
                "and this is where you will find it again.",
                class_name="mb-6 max-w-xl text-md text-muted",
            ),
            rx.el.h2("Begin something new", class_name="mt-8 mb-3 text-base font-semibold text-text"),
        ),
        rx.el.div(
            *[_door(beginning) for beginning in beginnings.added],
            rx.cond(HomeState.sample_loaded, rx.fragment(), _sample_door()),
            class_name="doors",
        ),
    )


def _door(beginning: Beginning) -> rx.Component:
    action = (
        link_button(beginning.action, beginning.to, "primary")
        if beginning.to
        else button(
            beginning.action, variant="primary", pending=beginning.pending, on_click=beginning.on_click
        )
    )
    return _framed(beginning.still, beginning.title, beginning.about, action)


def _sample_door() -> rx.Component:
    return _framed(sample.STILL, "Look around first", sample.HOLDS, sample.load_button())


def _framed(still: str, title: str, text: str, action: rx.Component) -> rx.Component:
    return rx.el.article(
        rx.el.img(src=still, alt="", class_name="door-picture"),
        rx.el.div(
            rx.el.h2(title, class_name="font-display text-2xl text-text"),
            rx.el.p(text, class_name="text-base text-muted"),
            rx.el.div(action, class_name="mt-auto pt-2"),
            class_name="flex grow flex-col gap-3 p-6",
        ),
        class_name="flex flex-col overflow-hidden rounded-card border border-line bg-surface",
    )


def new_menu() -> rx.Component:
    """Everything that can be begun."""
    return menu(
        button("New…", variant="primary"),
        [
            MenuItem(beginning.title, beginning.on_click, beginning.icon, beginning.to)
            for beginning in beginnings.added
        ],
    )
