"""The share sheet: who can open a run, its id, its link and a QR code. One stands on a page, closed."""

from typing import Any

import reflex as rx

from app.features.scenes.state.share import ShareState
from app.ui.components import button, drawer, icon, stylesheet
from app.ui.copy_line import copy_line

_SHEET = ShareState.sheet.to(dict[str, Any])


def share_sheet() -> rx.Component:
    """The sheet; `ShareState.show(session_id)` opens it."""
    return drawer(
        open=_SHEET.length() > 0,
        title=rx.cond(_SHEET["is_copy"].to(bool), "A copy for a friend", "Share this run"),
        description=_who(),
        body=_keys(),
        actions=[
            rx.cond(
                _SHEET["is_copy"].to(bool),
                button("Done", variant="primary", on_click=ShareState.close(False)),
                _offer_copy(),
            )
        ],
        on_open_change=ShareState.close,
    )


def _who() -> Any:
    """Who can open it, in a sentence."""
    return rx.cond(
        _SHEET["is_copy"].to(bool),
        "Whoever has this link plays a run of their own from here on. Yours stays as it is.",
        rx.cond(
            _SHEET["is_yours"].to(bool),
            "It is in your account: this opens only for you, on any device where you sign in.",
            "Whoever has this link or this id can open the run and play on in it.",
        ),
    )


def _keys() -> rx.Component:
    return rx.el.div(
        stylesheet("/shelf.css"),
        rx.el.div(
            rx.el.img(
                src=_SHEET["qr"].to(str),
                alt="QR code of the link below",
                class_name="share-code",
            ),
            rx.el.p(
                icon("smartphone", 16),
                "Point a phone’s camera at it.",
                class_name="flex items-center justify-center gap-2 text-sm text-muted",
            ),
            class_name="flex flex-col gap-3",
        ),
        copy_line("Link", _SHEET["link"].to(str), says="Copy the link"),
        copy_line("Session id", _SHEET["session_id"].to(str), says="Copy the session id"),
        class_name="flex flex-col gap-5",
    )


def _offer_copy() -> rx.Component:
    return rx.el.div(
        rx.el.p(
            "A copy gets a link of its own that opens for anybody. Playing in it changes nothing here.",
            class_name="text-sm text-muted",
        ),
        button(
            "Make a copy for a friend",
            icon="copy_plus",
            pending=_SHEET["copying"].to(bool),
            on_click=ShareState.copy_for_friend(""),
        ),
        class_name="flex w-full flex-col items-start gap-3 border-t border-line pt-4",
    )
