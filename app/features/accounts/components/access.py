"""Settings of access: where the person is signed in, and which programs may act for them."""

import reflex as rx

from app.features.accounts.state import AccessState
from app.features.accounts.state.access import SessionRow, TokenRow
from app.ui.components import badge, button, dialog, field, segmented, text_input
from app.ui.settings_page import choice, row, rows, section, shown_once


def browser_sessions() -> rx.Component:
    """Every browser that is signed in."""
    return section(
        "Where you are signed in",
        "Signing a browser out ends it at once, wherever it is.",
        rows(rx.foreach(AccessState.sessions, _session)),
        rx.cond(
            AccessState.has_other_sessions,
            rx.el.div(button("Sign out everywhere else", on_click=AccessState.end_other_sessions)),
            rx.fragment(),
        ),
    )


def _session(entry: SessionRow) -> rx.Component:
    end = button(
        "Sign out", aria_label="Sign out " + entry["device"], on_click=AccessState.end_session(entry["id"])
    )
    facts = rx.el.span(entry["facts"], title=entry["exact"])
    return row(entry["device"], facts, rx.cond(entry["current"], badge("This browser", "good"), end))


def api_tokens() -> rx.Component:
    """Every token, and a new one."""
    return section(
        "API tokens",
        rx.fragment(
            "For programs of yours. What they can do is described under ",
            rx.el.a(
                "API",
                href="/api/docs",
                reload_document=True,
                class_name="text-accent-strong underline underline-offset-4",
            ),
            ".",
        ),
        rx.cond(
            AccessState.tokens,
            rows(rx.foreach(AccessState.tokens, _token)),
            rx.el.p("You have no tokens.", class_name="text-base text-muted"),
        ),
        rx.el.div(button("New token", icon="plus", on_click=AccessState.open_naming(True))),
        _new_token(),
    )


def _token(entry: TokenRow) -> rx.Component:
    revoke = button(
        "Revoke", aria_label="Revoke " + entry["name"], on_click=AccessState.revoke_token(entry["id"])
    )
    return row(entry["name"], rx.el.span(entry["facts"], title=entry["exact"]), revoke)


def _new_token() -> rx.Component:
    made = rx.el.div(
        shown_once("Token", AccessState.secret, "Copy it now. It is not kept, and not shown again."),
        rx.el.div(
            button("Done", variant="primary", on_click=AccessState.open_naming(False)),
            class_name="dialog-actions",
        ),
    )
    return dialog(
        open=AccessState.naming,
        on_open_change=AccessState.open_naming,
        title=rx.cond(AccessState.secret != "", AccessState.name, "New token"),
        body=rx.cond(AccessState.secret != "", made, _token_form()),
    )


def _token_form() -> rx.Component:
    scopes = segmented(
        [("read", "Read"), ("write", "Read and change")],
        value=AccessState.scope,
        on_change=AccessState.choose_scope,
        label="What it may do",
        name="token-scope",
    )
    name = text_input(name="name", auto_complete="off", max_length=80)
    return rx.el.form(
        field("Name", name, error=AccessState.name_error, help="Such as the program's.", id="token-name"),
        choice("It may", scopes),
        rx.el.div(button("Make token", type="submit", variant="primary"), class_name="dialog-actions"),
        on_submit=AccessState.create_token,
        class_name="flex flex-col gap-4",
    )
