"""The browser's outbox: changes are kept in the browser until the server has acknowledged them.

```python
draft = Kept("draft")                       # this page's name for the row

draft.outbox(scope=State.scope, url=State.url, values=State.values, revision=State.revision,
             answer=State.answer, on_save=State.save, on_return=State.refresh)
draft.text("name", max_length=255)          # a field that no answer disturbs
rx.el.button("None", on_click=draft.keep("logoUploadId", None))
rx.cond(draft.value("logoUploadId"), …)     # what is acknowledged, with what is pending over it
```

The handler behind `on_save` gets a `kernel.changes.Batch` as a dict, saves it in one service call and
puts the `Answer` into the state variable given as `answer`.
"""

import json
from typing import Any

import reflex as rx
from reflex.event import EventChain
from reflex.vars import VarData
from reflex.vars.base import Var
from reflex_base.utils.imports import ImportVar

import app.ui.clipboard  # noqa: F401  (links the script that conflicts.jsx imports)
from app.ui.local_assets import local_asset

for _part in ("outbox_thing.js", "outbox_store.js"):
    local_asset(__name__, _part)
_module = local_asset(__name__, "outbox.jsx")
_conflicts = local_asset(__name__, "conflicts.jsx")
LIBRARY = _module.importable_path

NO_ARGS = rx.event.no_args_event_spec


class OutboxConnection(rx.Component):
    """Connects one row to the page; shows nothing."""

    library = LIBRARY
    tag = "Outbox"

    name: rx.Var[str]
    scope: rx.Var[str]
    url: rx.Var[str]
    values: rx.Var[dict]
    revision: rx.Var[int]
    answer: rx.Var[dict]
    on_save: rx.EventHandler[rx.event.passthrough_event_spec(dict)]
    on_return: rx.EventHandler[NO_ARGS]


class KeptText(rx.Component):
    """An input or text area that keeps what is typed."""

    library = LIBRARY
    tag = "KeptText"

    name: rx.Var[str]
    field: rx.Var[str]
    rows: rx.Var[int]
    max_length: rx.Var[int]
    max_lines: rx.Var[int]
    placeholder: rx.Var[str]
    counter_class: rx.Var[str]
    over_class: rx.Var[str]


class Conflicts(rx.Component):
    """Shows both versions of each field where another device was faster."""

    library = _conflicts.importable_path
    tag = "Conflicts"

    name: rx.Var[str]
    labels: rx.Var[dict]
    words: rx.Var[dict]
    """For each key: what a value is called, by its JSON (`7`) or by that of a part (`uploadId:7`); `each`
    names what a list holds."""
    since: rx.Var[str]
    panel_class: rx.Var[str]
    row_class: rx.Var[str]
    text_class: rx.Var[str]
    button_class: rx.Var[str]


class Kept:
    """A page's handle on one kept row; `name` must be a plain identifier, unique on the page."""

    def __init__(self, name: str) -> None:
        if not name.isidentifier():
            raise ValueError(f"{name!r} must be an identifier: it becomes part of a variable's name")
        self.name = name

    def outbox(self, **props: Any) -> rx.Component:
        """The connection; place it once on the page."""
        return OutboxConnection.create(name=self.name, **props)

    def text(self, field: str, **props: Any) -> rx.Component:
        """A text field for `field`; with `rows` a text area, with `max_length` a live count."""
        return KeptText.create(name=self.name, field=field, **props)

    def conflicts(self, **props: Any) -> rx.Component:
        """The panel of lost races; empty while there are none, so let it be fetched when `overtaken`."""
        return Conflicts.create(name=self.name, **props)

    def value(self, field: str, kind: type = str) -> Var[Any]:
        """The field as the person sees it: pending over acknowledged; null when it is not set."""
        return self._view(f".values?.[{json.dumps(field)}]", kind)

    def error(self, field: str) -> Var[str]:
        """Why the field was refused, or the empty text."""
        return self._view(f".errors?.[{json.dumps(field)}] ?? ''", str)

    @property
    def status(self) -> Var[str]:
        """`idle`, `saving`, `saved`, `retrying`, `refused` or `conflict`."""
        return self._view(".status", str)

    @property
    def overtaken(self) -> Var[bool]:
        """Whether another device was faster with some field."""
        return self._view(".conflicts.length > 0", bool)

    @property
    def opened(self) -> Var[bool]:
        """Whether the row has been on this page; stays true while the server forgets and reloads it."""
        return self._view(".scope !== ''", bool)

    @property
    def stored(self) -> Var[bool]:
        """Whether this browser can keep what is not yet acknowledged."""
        return self._view(".stored", bool)

    def keep(self, field: str, value: Any) -> Var[Any]:
        """An event trigger that sets `field`; works while the server is away.

        Reflex queues its events until the socket is back, so this is a plain function instead.
        """
        wanted = Var.create(value)
        return self._function(
            f"(() => keep({json.dumps(self.name)}, {json.dumps(field)}, {wanted!s}))", wanted
        )

    def keep_given(self, field: str, *, argument: str = "value", pause: int = 0) -> Var[Any]:
        """An event trigger that sets `field` to what the event gives.

        `argument` is an expression over `value`, the trigger's first argument: `value.target.value`
        for a plain element. `pause` is in ms, for controls that fire while they are dragged.
        """
        return self._function(
            f"((value) => keep({json.dumps(self.name)}, {json.dumps(field)}, {argument}, {pause}))"
        )

    @property
    def pending(self) -> Var[dict]:
        """What is not yet acknowledged, at the moment of the event that it is an argument of."""
        return Var(
            f"pendingBatch({json.dumps(self.name)})",
            _var_type=dict,
            _var_data=VarData(imports={LIBRARY: [ImportVar(tag="pendingBatch")]}),
        )

    def _view(self, path: str, kind: type) -> Var[Any]:
        seen = f"kept_{self.name}"
        return Var(
            f"({seen}{path})",
            _var_type=kind,
            _var_data=VarData(
                hooks={f"const {seen} = useKept({json.dumps(self.name)})": None},
                imports={LIBRARY: [ImportVar(tag="useKept")]},
            ),
        ).guess_type()

    def _function(self, expression: str, *within: Var[Any]) -> Var[Any]:
        data = VarData.merge(
            VarData(imports={LIBRARY: [ImportVar(tag="keep")]}), *(var._get_all_var_data() for var in within)
        )
        return Var(expression, _var_type=EventChain, _var_data=data)
