"""Settings of the person: profile, how the screen looks, password, storage, leaving."""

from typing import Any

import reflex as rx
from reflex.style import set_color_mode

from app.features.accounts.components.fetch_form import Done, FormField, fetch_form
from app.features.accounts.rules.passwords import MIN_LENGTH
from app.features.accounts.state import PersonState
from app.ui import routes
from app.ui.components import button, dialog, field, progress_bar, save_state, segmented, text_input
from app.ui.components.buttons import button_look
from app.ui.settings_page import choice, section

_SIGN_OUT = "fetch('/api/auth/logout', {method: 'POST'}).then(() => location.assign('/'))"
_OLD = FormField("current_password", "Current password", "current-password", type="password")
_NEW = FormField(
    "new_password", "New password", "new-password", type="password", help=f"At least {MIN_LENGTH} characters."
)
_AGAIN = FormField("password", "Your password", "current-password", type="password")


def profile() -> rx.Component:
    """Name and e-mail."""
    name = text_input(value=PersonState.display_name, on_change=PersonState.rename, auto_complete="name")
    return section(
        "Profile",
        "How Everkeep and your team call you.",
        field("Name", name, error=PersonState.name_error, id="display-name"),
        choice("E-mail", rx.el.span(PersonState.email, class_name="text-base text-muted wrap-anywhere")),
        rx.el.div(
            button("Sign out", icon="log_out", on_click=rx.run_script(_SIGN_OUT)),
            save_state(PersonState.saving),
            class_name="flex items-center justify-between gap-3",
        ),
    )


def comfort() -> rx.Component:
    """Theme, motion, size of text: kept with the person, on every device."""
    theme: list[Any] = [set_color_mode, PersonState.choose_theme]
    return section(
        "Comfort",
        "Goes with you to every device that you sign in on.",
        choice(
            "Theme",
            segmented(
                [("system", "System"), ("light", "Light"), ("dark", "Dark")],
                value=PersonState.theme,
                on_change=theme,
                label="Theme",
            ),
        ),
        choice(
            "Motion",
            segmented(
                [("system", "System"), ("reduced", "Reduced")],
                value=PersonState.motion,
                on_change=PersonState.choose_motion,
                label="Motion",
            ),
            "Reduced: nothing slides or fades.",
        ),
        choice(
            "Text size",
            segmented(
                [("normal", "Normal"), ("large", "Large"), ("larger", "Larger")],
                value=PersonState.text_size,
                on_change=PersonState.choose_text_size,
                label="Text size",
            ),
        ),
    )


def password() -> rx.Component:
    """A new password, with the current one."""
    return section(
        "Password",
        "A new one signs you out everywhere but here.",
        fetch_form(
            _OLD,
            _NEW,
            action="/api/auth/password",
            submit="Change password",
            done=Done("say", says="Your password is changed. Other browsers were signed out."),
            username=PersonState.email,
            variant="quiet",
            wide=False,
        ),
    )


def storage() -> rx.Component:
    """How full the account is."""
    return section(
        "Storage",
        "What the films, pictures and sounds of your account take.",
        rx.el.p(PersonState.storage_words, class_name="text-base text-text tabular-nums"),
        progress_bar(PersonState.storage_share, label="Storage used"),
    )


def leaving() -> rx.Component:
    """Take everything along, or delete it."""
    export = rx.el.a(
        "Download everything",
        href="/api/auth/export",
        download=True,
        reload_document=True,
        class_name=button_look("quiet"),
    )
    return section(
        "Your data",
        "It is yours: take it with you, or delete it.",
        choice("Export", export, "A zip with every row as JSON, and your files."),
        choice(
            "Delete your account",
            button("Delete account", variant="danger", on_click=PersonState.open_leaving(True)),
            "Your films, drafts and productions go with it.",
        ),
        dialog(
            open=PersonState.leaving,
            on_open_change=PersonState.open_leaving,
            title="Delete your account",
            description="Everything of yours is deleted, files included. Nobody can bring it back.",
            body=fetch_form(
                _AGAIN,
                action="/api/auth/me",
                method="DELETE",
                submit="Delete everything",
                done=Done("go", to=routes.HOME),
                username=PersonState.email,
                variant="danger",
            ),
        ),
    )
