"""Short messages that come by themselves and go by themselves."""

import reflex as rx

from app.ui.local_assets import local_asset

_toaster = local_asset(__name__, "toaster.jsx")


class _Toaster(rx.Component):
    library = _toaster.importable_path
    tag = "Toaster"

    label: rx.Var[str]
    close_label: rx.Var[str]


def toaster() -> rx.Component:
    """What `rx.toast.success("…")` and its siblings write to; stands once, around every page.

    Takes the options `description`, `action`, `duration` in milliseconds, and `id`: a second toast of the
    same id replaces the first.
    """
    return _Toaster.create(label="Notifications", close_label="Dismiss")
