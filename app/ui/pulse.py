"""Events in even steps, for what changes by itself: driven by the browser, so that it ends with the page."""

from typing import Any

import reflex as rx

from app.ui.local_assets import local_asset

_pulse = local_asset(__name__, "pulse.jsx")


class _Pulse(rx.Component):
    library = _pulse.importable_path
    tag = "Pulse"

    every: rx.Var[int]
    on_beat: rx.EventHandler[rx.event.no_args_event_spec]


def pulse(every: Any, on_beat: Any) -> rx.Component:
    """Send `on_beat` every so many milliseconds while the page is in sight."""
    return _Pulse.create(every=every, on_beat=on_beat)
