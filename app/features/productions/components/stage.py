"""The live preview: the proxy film with the render's own pictures over it."""

from typing import Any

import reflex as rx

_stage = rx.asset("stage.jsx", shared=True)


class Stage(rx.Component):
    """Plays `plan` (a `PreviewView` as JSON) over the proxy film at `src`.

    Opening a section that carries `data-shows="logo"` brings that layer into sight.
    """

    library = "$/public" + _stage.importable_path.removeprefix("$/public")
    tag = "Stage"

    plan: rx.Var[dict[str, Any]]
    src: rx.Var[str]
    poster: rx.Var[str]
    label: rx.Var[str]
    waiting: rx.Var[str]
