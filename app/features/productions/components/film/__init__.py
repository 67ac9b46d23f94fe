"""The player of a finished film: qualities, captions, speed, full screen, thumbnails of moments."""

from typing import Any

import reflex as rx

from app.ui.components import stylesheet
from app.ui.local_assets import local_asset
from app.ui.shortcuts import told

local_asset(__name__, "source.js")
local_asset(__name__, "bar.jsx")
_film = local_asset(__name__, "film.jsx")

_KEYS = (
    ("space/k", "Play or pause"),
    ("arrowleft/arrowright", "5 seconds back or on"),
    ("j/l", "10 seconds back or on"),
    ("arrowup/arrowdown", "Louder or quieter"),
    ("m", "Sound off or on"),
    ("c", "Captions on or off"),
    ("f", "Full screen"),
    ("home/end", "To the beginning or the end"),
)


class _Film(rx.Component):
    library = _film.importable_path
    tag = "Film"
    # Reads HLS where a browser does not; fetched with the first film that is played from a ladder.
    lib_dependencies: list[str] = ["hls.js@1.7.4"]

    film: rx.Var[str]
    hls: rx.Var[str]
    poster: rx.Var[str]
    seconds: rx.Var[float]
    ratio: rx.Var[float]
    sheet: rx.Var[dict[str, Any]]
    tracks: rx.Var[list[dict[str, Any]]]
    label: rx.Var[str]


def film_player(**given: Any) -> rx.Component:
    """Plays `hls` where there is one, else `film`; `sheet` and `tracks` as its production's view has them."""
    keys = [told(keys, says, group="In the player") for keys, says in _KEYS]
    return rx.fragment(stylesheet("/film.css"), _Film.create(**given), *keys)
