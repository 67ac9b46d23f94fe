"""A form that posts to REST from the browser, so that a password never passes through a state class."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

import reflex as rx

from app.ui.components.buttons import Variant, button_look
from app.ui.components.classes import CONTROL, FOCUS
from app.ui.local_assets import local_asset

_fetch_form = local_asset(__name__, "fetch_form.jsx")


class _FetchForm(rx.Component):
    library = _fetch_form.importable_path
    tag = "FetchForm"

    fields: rx.Var[list[dict[str, str]]]
    action: rx.Var[str]
    method: rx.Var[str]
    submit: rx.Var[str]
    done: rx.Var[dict[str, str]]
    with_token: rx.Var[bool]
    username: rx.Var[str]
    look: rx.Var[dict[str, str]]


@dataclass(frozen=True)
class FormField:
    """One line to fill in. `autocomplete` is what browsers and password managers go by."""

    name: str
    label: str
    autocomplete: str
    type: str = "text"
    help: str = ""
    value: str = ""


@dataclass(frozen=True)
class Done:
    """What follows success: `enter` where `next` says (or `to`), `go` to `to`, or `say` it and stay."""

    kind: Literal["enter", "go", "say"]
    to: str = ""
    says: str = ""


_LOOK = {
    "form": "flex flex-col gap-4",
    "field": "flex min-w-0 flex-col gap-1",
    "label": "text-sm font-medium text-text",
    "box": "relative",
    "input": CONTROL,
    "secret": "pr-16",
    "reveal": "absolute inset-y-0 right-0 rounded-control px-3 text-sm font-medium text-muted "
    f"hover:text-text {FOCUS}",
    "help": "text-sm text-faint",
    "error": "text-sm text-bad",
    "problem": "rounded-control border border-bad bg-bad-soft px-3 py-2 text-base text-text",
    "said": "text-base text-good",
}


def fetch_form(
    *fields: FormField,
    action: str,
    submit: str,
    done: Done,
    method: str = "POST",
    variant: Variant = "primary",
    with_token: bool = False,
    username: Any = "",
    wide: bool = True,
) -> rx.Component:
    """Fields that are sent to `action` as JSON. Errors stand beside their field, the button shows the wait.

    `with_token` sends the token behind the hash sign of the address along; `username` tells password
    managers whose password this is, where it isn't asked for.
    """
    width = "w-full" if wide else "self-start"
    return _FetchForm.create(
        fields=[asdict(field) for field in fields],
        action=action,
        method=method,
        submit=submit,
        done=asdict(done),
        with_token=with_token,
        username=username,
        look=_LOOK | {"submit": f"{button_look(variant)} {width}"},
    )
