"""A sound to listen to, with the shape that its preparation measured as the bar to seek in."""

from typing import Any

import reflex as rx

from app.ui.local_assets import local_asset

for _part in ("peaks.js", "waveform.jsx"):
    local_asset(__name__, _part)
_track = local_asset(__name__, "track.jsx")


class _Track(rx.Component):
    library = _track.importable_path
    tag = "Track"

    src: rx.Var[str]
    shape: rx.Var[str]
    name: rx.Var[str]
    seconds: rx.Var[float]
    look: rx.Var[str]


def track(src: Any, *, shape: Any, name: Any, seconds: Any, class_name: str = "track-line") -> rx.Component:
    """Plays `src`, which lasts `seconds`; `shape` is the address of its peaks. Needs `/track.css`.

    `class_name` is `track-line`, or `track-card` where it fills a card's picture.
    """
    return _Track.create(src=src, shape=shape, name=name, seconds=seconds, look=class_name)
