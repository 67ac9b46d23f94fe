"""What stands where no planet does yet: an example, and how to make one."""

import reflex as rx

from app.features.planets.state.gallery import GalleryState
from app.ui import routes
from app.ui.components import button, icon, link_button
from app.ui.session import SessionState

_FACTS = (
    (
        "message_circle",
        "Ten short questions",
        "Pick, type, or let chance answer. Skip what you don’t care about.",
    ),
    ("eye", "You see it at once", "After each answer the planet is painted again, before your eyes."),
    ("bookmark", "It keeps your place", "Leave after any question; every device goes on there."),
)


def first_planet() -> rx.Component:
    """An example, what to expect, and the one thing to do."""
    begin = rx.cond(
        SessionState.signed_in,
        button(
            "Make a planet",
            variant="primary",
            icon="plus",
            pending=GalleryState.beginning,
            on_click=GalleryState.begin,
        ),
        link_button("Create an account", f"{routes.REGISTER}?next={routes.PLANETS}", "primary"),
    )
    return rx.fragment(
        rx.el.section(
            rx.el.img(
                src="/landing/planet.webp",
                alt="A violet and teal ocean world with two rings, half in shadow, among stars",
                custom_attrs={"fetchPriority": "high", "width": "1280", "height": "720"},
                class_name="example-picture",
            ),
            rx.el.div(
                rx.el.p("An example: Vesper", class_name="text-sm text-muted"),
                rx.el.h2(
                    "A world of your own, painted while you talk",
                    class_name="font-display text-3xl text-text sm:text-4xl",
                ),
                rx.el.p(
                    "A guide asks what it is like. You answer, and it is there: its ground, its sky, its "
                    "rings and moons. At the end it is painted large, and it turns.",
                    class_name="text-md text-muted",
                ),
                begin,
                class_name="example-words",
            ),
            class_name="example",
        ),
        rx.el.ul(*[_fact(*fact) for fact in _FACTS], class_name="mt-6 grid gap-4 md:grid-cols-3"),
    )


def _fact(sign: str, name: str, words: str) -> rx.Component:
    return rx.el.li(
        icon(sign, 20, class_name="mt-0.5 shrink-0 text-accent-strong"),
        rx.el.div(
            rx.el.h3(name, class_name="text-base font-semibold text-text"),
            rx.el.p(words, class_name="text-sm text-muted"),
        ),
        class_name="flex gap-3 rounded-card border border-line bg-surface p-4",
    )
