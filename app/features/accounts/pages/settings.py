"""`/settings`."""

import reflex as rx

from app.features.accounts import components as parts
from app.features.accounts.state import AccessState, MembersState, PersonState
from app.ui import routes, settings_page
from app.ui.components import skeleton
from app.ui.layout import page
from app.ui.session import SessionState


def settings() -> rx.Component:
    """Everything about the person and their account."""
    sections = (
        parts.profile,
        parts.comfort,
        *[section.draw for section in settings_page.added],
        parts.password,
        parts.browser_sessions,
        parts.api_tokens,
        parts.team,
        parts.storage,
        parts.leaving,
    )
    waiting = rx.el.div(*[skeleton("h-40 w-full rounded-card") for _ in range(4)], class_name="grid gap-8")
    return page(
        rx.cond(PersonState.loaded, rx.el.div(*[draw() for draw in sections]), waiting),
        title="Settings",
        active="settings",
    )


def add_pages(app: rx.App) -> None:
    """Add it to the application."""
    app.add_page(
        settings,
        route=routes.SETTINGS,
        title="Settings · Everkeep",
        on_load=[
            SessionState.require,
            # What is shown once is not shown again by loading the page.
            AccessState.open_naming(False),
            MembersState.forget_link,
            PersonState.load,
            AccessState.load,
            MembersState.load,
            *[section.on_load for section in settings_page.added],
        ],
    )
