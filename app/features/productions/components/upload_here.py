"""Brings a file without leaving the page: a button, its progress, and why it failed if it did."""

from typing import Any

import reflex as rx

from app.ui.components.classes import FOCUS
from app.ui.local_assets import local_asset

_upload_here = local_asset(__name__, "upload_here.jsx")

_LOOK = (
    "inline-flex min-h-10 items-center gap-2 rounded-control border border-edge px-4 text-base "
    f"font-semibold text-text hover:bg-accent-soft pointer-coarse:min-h-11 {FOCUS}"
)


class UploadHere(rx.Component):
    """A button that brings one file to `address`; `on_done` gets the id of what it was `made`."""

    library = _upload_here.importable_path
    tag = "UploadHere"

    label: rx.Var[str]
    accept: rx.Var[str]
    address: rx.Var[str]
    method: rx.Var[str]
    fields: rx.Var[dict[str, Any]]
    """What goes with the file; empty ones are left out."""
    made: rx.Var[str]
    error_class: rx.Var[str]
    on_done: rx.EventHandler[rx.event.passthrough_event_spec(int)]


def bring(label: Any, *, accept: str, kind: str, role: str = "", on_done: Any) -> rx.Component:
    """Upload a picture, music or a video right here."""
    fields = {"kind": kind, "expectedKind": kind, "role": role}
    return bring_to("/api/uploads", label, accept=accept, fields=fields, on_done=on_done)


def bring_to(address: Any, label: Any, *, accept: str, on_done: Any, **props: Any) -> rx.Component:
    """Bring a file to an address of its own."""
    return UploadHere.create(
        address=address,
        label=label,
        accept=accept,
        on_done=on_done,
        class_name=_LOOK,
        error_class="mt-1 text-sm text-bad empty:hidden",
        **props,
    )
