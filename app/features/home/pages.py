"""`/`: the landing page for strangers, Home for people who are signed in."""

import reflex as rx

from app.features.home import components as parts
from app.features.home.state import HomeState
from app.ui import routes
from app.ui.landing import SUMMARY, landing
from app.ui.layout import page
from app.ui.pulse import pulse
from app.ui.session import SessionState
from app.ui.settings_page import show_in_settings


def home() -> rx.Component:
    """Pick up where you left off."""
    some = HomeState.loaded & ~HomeState.is_new
    return page(
        pulse(HomeState.every, HomeState.refresh),
        rx.cond(HomeState.loaded, rx.fragment(), parts.waiting()),
        rx.cond(some, _things(), rx.fragment()),
        rx.cond(HomeState.nothing_open, parts.doors(), rx.fragment()),
        rx.cond(HomeState.sample_loaded, parts.sample_notice(), rx.fragment()),
        title=_greeting(),
        actions=rx.cond(HomeState.latest, parts.new_menu(), rx.fragment()),
        active="home",
    )


def _greeting() -> rx.Component:
    return rx.cond(
        HomeState.loaded,
        rx.cond(
            HomeState.latest,
            rx.el.span("Pick up where you left off, ", HomeState.display_name),
            rx.el.span("Welcome, ", HomeState.display_name),
        ),
        rx.el.span("Home"),
    )


def _things() -> rx.Component:
    aside = rx.el.div(
        rx.cond(HomeState.working, parts.working(), rx.fragment()),
        rx.cond(HomeState.finished, parts.finished(), rx.fragment()),
        class_name="mt-8 grid grid-cols-1 items-start gap-4 empty:hidden lg:grid-cols-2",
    )
    several = HomeState.resumables.length() > 1
    return rx.fragment(
        rx.foreach(HomeState.latest, parts.continue_card),
        rx.cond(several, parts.others(), rx.fragment()),
        aside,
    )


def index() -> rx.Component:
    """Home, or the landing page. Until the server has said which, a script in the head guesses."""
    either = rx.fragment(
        rx.el.div(landing(), class_name="for-strangers"),
        rx.el.div(page(parts.waiting(), title="Home", outline=True), class_name="for-people"),
    )
    return rx.cond(SessionState.resolved, rx.cond(SessionState.signed_in, home(), landing()), either)


def add_pages(app: rx.App) -> None:
    """Add `/` to the application, and the sample world to Settings."""
    show_in_settings(parts.sample_section, HomeState.refresh)
    app.add_page(
        index,
        route=routes.HOME,
        title="Everkeep",
        description=SUMMARY,
        image="/og.jpg",
        on_load=[SessionState.greet, HomeState.open],
    )
