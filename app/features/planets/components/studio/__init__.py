"""The builder as one uses it: one React tree, so that question, answers and planet keep time."""

from typing import Any

import reflex as rx

import app.ui.outbox
import app.ui.shortcuts  # noqa: F401  (links the script that studio.jsx imports)

_studio = rx.asset("studio.jsx", shared=True)


class Studio(rx.Component):
    """Shows `builder`, a `BuilderView` as JSON with `people`, who is here besides the person.

    `on_move` gets a move as a dict `{kind, step?, all?, revision, pending?}`, again and again until
    `answered` has gone up; `on_answer` and `on_type` get batches of the outbox.
    """

    library = "$/public" + _studio.importable_path.removeprefix("$/public")
    tag = "Studio"

    script: rx.Var[list[dict[str, Any]]]
    """All steps with their fields and choices."""
    topics: rx.Var[list[dict[str, Any]]]
    builder: rx.Var[dict[str, Any]]
    answers: rx.Var[dict[str, Any]]
    """For the outbox: `scope`, `url`, `values`, `revision`."""
    answers_answer: rx.Var[dict[str, Any]]
    typed: rx.Var[dict[str, Any]]
    typed_answer: rx.Var[dict[str, Any]]
    answered: rx.Var[int]
    said: rx.Var[str]
    errors: rx.Var[dict[str, str]]
    on_answer: rx.EventHandler[rx.event.passthrough_event_spec(dict)]
    on_type: rx.EventHandler[rx.event.passthrough_event_spec(dict)]
    on_move: rx.EventHandler[rx.event.passthrough_event_spec(dict)]
    on_confirm: rx.EventHandler[rx.event.no_args_event_spec]
