"""A sound's shape, drawn in the browser from the peaks that its preparation measured."""

from typing import Any

import reflex as rx

_module = rx.asset("waveform.jsx", shared=True)


class _Waveform(rx.Component):
    library = "$/public" + _module.importable_path.removeprefix("$/public")
    tag = "Waveform"

    url: rx.Var[str]
    look: rx.Var[str]


def waveform(url: Any, *, class_name: str = "") -> rx.Component:
    """The shape of the sound whose peaks lie at `url`; takes the colour of text."""
    return _Waveform.create(url=url, look=class_name)
