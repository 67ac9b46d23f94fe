"""A folded section: its small picture, its name, its summary; the choices are inside."""

from typing import Any

import reflex as rx

from app.features.productions.rules.place import SECTION_OF, SECTIONS
from app.features.productions.state.produce import DraftState
from app.ui.components import icon, stylesheet
from app.ui.components.classes import CONTROL, FOCUS, classes
from app.ui.local_assets import local_asset
from app.ui.on_demand import on_demand
from app.ui.outbox import Kept

_unfolded = local_asset(__name__, "unfolded.jsx")
_BODY = "section-body"

draft = Kept("draft")
"""The draft on this page."""


class _Unfolded(rx.Component):
    library = _unfolded.importable_path
    tag = "Unfolded"


def unfolded(choices: rx.Component, class_name: str = _BODY) -> rx.Component:
    """What an `rx.memo` without arguments drew, fetched when its section is opened for the first time."""
    return _Unfolded.create(stylesheet("/choices.css"), on_demand(choices), class_name=class_name)


def body(*choices: rx.Component) -> rx.Component:
    """What is in the section from the start: texts, so that the caret finds its way back to them."""
    return rx.el.div(*choices, class_name=_BODY)


def section(
    part: str, summary: Any, inside: rx.Component, *, picture: rx.Component, shows: str = "", **props: Any
) -> rx.Component:
    """The section `part` of `rules.place.SECTIONS`, which opens on click; `inside` is a `body` or `unfolded`.

    `shows` is the layer that the stage then brings into sight. While one of its choices stands in the way
    of producing, it is marked, folded or not.
    """
    marked: rx.Var[bool] = rx.Var.create(False)
    for key in (key for key, where in SECTION_OF.items() if where == part):
        marked = marked | (_what_is_wrong(key) != "")
    return rx.el.details(
        rx.el.summary(
            rx.el.span(picture, class_name="section-picture", aria_hidden=True),
            rx.el.span(
                rx.el.span(SECTIONS[part], class_name="block text-md font-semibold text-text"),
                rx.el.span(summary, class_name="section-words block truncate text-sm text-muted"),
                class_name="min-w-0",
            ),
            _mark(),
            icon("chevron_down", class_name="section-chevron"),
            class_name=FOCUS,
        ),
        inside,
        custom_attrs={
            "data-section": part,
            "data-shows": shows,
            "data-marked": rx.cond(marked, "true", "false"),
        },
        class_name="section",
        **props,
    )


def _mark() -> rx.Component:
    """Shown by style, on a marked section alone."""
    return rx.el.span(
        icon("circle_alert", 18),
        rx.el.span("Needs another look", class_name="sr-only"),
        class_name="section-mark",
    )


def small_picture(address: Any, otherwise: str) -> rx.Component:
    """The section's own picture, or an icon while there is none."""
    url = rx.Var.create(address).to(str)
    return rx.cond(url != "", rx.el.img(src=url, alt="", loading="lazy"), icon(otherwise, 20))


def _what_is_wrong(key: str) -> rx.Var[str]:
    found = DraftState.unusable.get(key, DraftState.issues.get(key, "")).to(str)
    return rx.cond(draft.error(key) != "", draft.error(key), found).to(str)


def trouble(*keys: str) -> rx.Component:
    """Why a field was refused, or that what it names has gone."""
    lines = []
    for key in keys:
        text = _what_is_wrong(key)
        lines.append(
            rx.cond(
                text != "",
                rx.el.p(
                    icon("circle_alert", 14), text, class_name="flex items-center gap-1 text-sm text-bad"
                ),
                rx.fragment(),
            )
        )
    return rx.el.div(*lines, role="alert", class_name="empty:hidden")


def kept_text(label: str, key: str, *, hint: str = "", **props: Any) -> rx.Component:
    """A labelled text field of the draft, with a live count where `max_length` is given."""
    name = f"draft-{key}"
    described = {"aria-describedby": f"{name}-help"} if hint else {}
    return rx.el.div(
        rx.el.label(label, html_for=name, class_name="text-sm font-medium text-text"),
        draft.text(
            key,
            id=name,
            class_name=CONTROL,
            counter_class="kept-count",
            over_class="kept-count kept-over",
            custom_attrs=described,
            **props,
        ),
        rx.el.p(hint, id=f"{name}-help", class_name="text-sm text-faint") if hint else rx.fragment(),
        trouble(key),
        class_name="flex min-w-0 flex-col gap-1",
    )


def group(label: str, *controls: Any, class_name: str = "") -> rx.Component:
    """Controls that belong together, under one name."""
    return rx.el.fieldset(
        rx.el.legend(label, class_name="mb-2 text-sm font-medium text-text"),
        *controls,
        class_name=classes("min-w-0", class_name),
    )
