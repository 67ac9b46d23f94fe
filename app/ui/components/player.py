"""The player for finished and source films."""

from typing import Any

import reflex as rx

from app.ui.components.classes import FOCUS, classes


def _seconds(_event: rx.Var) -> tuple[rx.Var[float]]:
    return (rx.Var("_event.target.currentTime", _var_type=float),)


class Video(rx.el.Video):
    """The video element with the events that `rx.el` leaves out; times are in seconds."""

    on_time_update: rx.EventHandler[_seconds]
    on_play: rx.EventHandler[_seconds]
    on_pause: rx.EventHandler[_seconds]
    on_seeked: rx.EventHandler[_seconds]
    on_ended: rx.EventHandler[_seconds]


def player(
    src: Any,
    *,
    label: str | rx.Var,
    poster: Any = "",
    captions: Any = None,
    class_name: str = "",
    **props: Any,
) -> rx.Component:
    """A film with the browser's own controls, which know every key and every assistive technology.

    `label` names it; `captions` is the address of a WebVTT file.
    """
    track = (
        rx.el.track(kind="captions", src=captions, src_lang="en", default=True)
        if captions is not None
        else rx.fragment()
    )
    return Video.create(
        track,
        src=src,
        poster=poster,
        controls=True,
        plays_inline=True,
        preload=props.pop("preload", "metadata"),
        aria_label=label,
        class_name=classes("player aspect-video w-full rounded-card bg-bg object-contain", FOCUS, class_name),
        **props,
    )
