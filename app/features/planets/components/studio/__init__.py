"""The builder as one uses it: one React tree, so that question, answers and planet keep time."""

from typing import Any

import reflex as rx

import app.features.planets.components.globe
import app.ui.outbox
import app.ui.shortcuts  # noqa: F401  (links the scripts that these import)
from app.ui.local_assets import local_asset

_PARTS = (
    "answers.js",
    "arrival.js",
    "bar.jsx",
    "building.js",
    "cards.jsx",
    "chips.jsx",
    "colour.js",
    "colours.jsx",
    "controls.jsx",
    "conversation.jsx",
    "counter.jsx",
    "keys.jsx",
    "mixing.js",
    "moving.js",
    "notices.jsx",
    "others.js",
    "painting.jsx",
    "parts.jsx",
    "people.jsx",
    "picker.jsx",
    "place.js",
    "races.jsx",
    "rail.jsx",
    "sky.jsx",
    "step.jsx",
    "summary.jsx",
    "swatches.jsx",
    "texts.jsx",
)
for _part in _PARTS:
    local_asset(__name__, _part)
_studio = local_asset(__name__, "studio.jsx")


class Studio(rx.Component):
    """Shows `builder`, a `BuilderView` as JSON with `people`, who is here besides the person.

    Its children are the page's outline, shown until there is a builder.
    `on_move` gets a move as a dict `{kind, step?, all?, revision, pending?}`, again and again until
    `answered` has gone up; `on_answer` and `on_type` get batches of the outbox.
    """

    library = _studio.importable_path
    tag = "Studio"

    script: rx.Var[list[dict[str, Any]]]
    """All steps with their fields and choices."""
    topics: rx.Var[list[dict[str, Any]]]
    pictures: rx.Var[dict[str, dict[str, str]]]
    """Addresses of small pictures of what can be chosen, by field and choice."""
    builder: rx.Var[dict[str, Any]]
    visit: rx.Var[int]
    """Each new number goes to the step where the session stands."""
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
    on_confirm: rx.EventHandler[rx.event.passthrough_event_spec(dict)]
    """Gets the batch of answers that are not yet acknowledged."""
