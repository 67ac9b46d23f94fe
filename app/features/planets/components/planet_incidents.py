"""What few visits to a planet see, fetched when it happens."""

import reflex as rx

from app.features.planets.state.planet import PlanetState
from app.ui import routes
from app.ui.components import (
    button,
    color_input,
    dialog,
    drawer,
    empty_state,
    link_button,
    save_state,
    stylesheet,
)
from app.ui.components.classes import CONTROL
from app.ui.outbox import Kept

_PLANET = PlanetState.planet

face = Kept("face")
"""The words of the planet on this page."""

_LABELS = {
    "name": "Name",
    "tagline": "Tagline",
    "description": "Description",
    "accent_color": "Accent colour",
}


@rx.memo
def missing() -> rx.Component:
    """There is no such planet."""
    back = link_button("Go to the planets", routes.PLANETS, "primary")
    return empty_state("orbit", PlanetState.trouble, back, title="No planet circles here")


@rx.memo
def refused() -> rx.Component:
    """It is neither public nor shared with the person."""
    back = link_button("Go to the planets", routes.PLANETS, "primary")
    return empty_state("lock", PlanetState.trouble, back, title="This planet is kept from view")


@rx.memo
def stranger() -> rx.Component:
    """It may be shared with whoever this is, once they sign in."""
    back = rx.Var.create(routes.LOGIN + "?next=") + PlanetState.address
    return empty_state(
        "lock",
        "It is not public. If it is shared with you, sign in to see it.",
        link_button("Sign in", back, "primary"),
        title="This planet is kept from view",
    )


@rx.memo
def veil() -> rx.Component:
    """What it touches on, instead of the planet; its picture is not asked for."""
    warnings = _PLANET["warnings"].to(list[str])
    return rx.el.section(
        rx.el.h1(_PLANET["name"].to(str), class_name="planet-name font-display text-text"),
        rx.el.p(
            "It touches on ",
            rx.el.strong(_PLANET["veiled_by"].to(str)),
            ", of which you asked to be warned.",
            class_name="max-w-xl text-lg text-text text-balance",
        ),
        rx.cond(
            warnings.length() > 0,
            rx.el.p("In its makers’ words: ", warnings.join(", "), ".", class_name="text-md text-muted"),
            rx.fragment(),
        ),
        rx.el.div(
            button("Look anyway", variant="primary", icon="eye", on_click=PlanetState.look_anyway),
            link_button("Back to the planets", routes.PLANETS),
            class_name="flex flex-wrap justify-center gap-3 pt-2",
        ),
        class_name="planet-veil",
    )


@rx.memo
def conflicts() -> rx.Component:
    """Both versions of each text where another device or person was faster."""
    return rx.fragment(
        stylesheet("/conflicts.css"),
        face.conflicts(
            labels=_LABELS,
            since="Somebody changed this meanwhile.",
            panel_class="conflicts",
            row_class="conflict",
            text_class="conflict-text",
            button_class="conflict-button focus-ring",
        ),
    )


@rx.memo
def own_words() -> rx.Component:
    """Its name, tagline, description and accent; each keeps itself."""
    return drawer(
        open=PlanetState.open == "words",
        title="Its words",
        description="They are kept as you type. Its answers and its picture stay as they are.",
        body=rx.el.div(
            rx.el.div(save_state(face.status), class_name="flex min-h-6 justify-end"),
            _text("name", max_length=120),
            _text("tagline", max_length=200),
            _text("description", rows=8, max_length=20_000),
            rx.el.div(
                rx.el.p(_LABELS["accent_color"], class_name="text-sm font-medium text-text"),
                color_input(
                    value=face.value("accent_color"),
                    on_change=face.keep_given("accent_color", argument="value.target.value"),
                    label=_LABELS["accent_color"],
                ),
                _error("accent_color"),
                class_name="flex flex-col gap-1",
            ),
            class_name="flex flex-col gap-5",
        ),
        actions=[button("Done", variant="primary", on_click=PlanetState.close(False))],
        on_open_change=PlanetState.close,
    )


def _text(name: str, **props: object) -> rx.Component:
    label = f"planet-{name}"
    return rx.el.div(
        rx.el.label(_LABELS[name], html_for=label, class_name="text-sm font-medium text-text"),
        face.text(
            name,
            id=label,
            class_name=CONTROL,
            counter_class="text-xs text-faint tabular-nums",
            over_class="text-xs text-bad tabular-nums",
            **props,
        ),
        _error(name),
        class_name="flex min-w-0 flex-col gap-1",
    )


def _error(name: str) -> rx.Component:
    return rx.el.p(face.error(name), role="alert", class_name="text-sm text-bad empty:hidden")


@rx.memo
def questions() -> rx.Component:
    """Asks before the planet is archived, deleted or left."""
    return rx.fragment(_archive_question(), _delete_question(), _leave_question())


def _archive_question() -> rx.Component:
    return dialog(
        open=PlanetState.open == "archive",
        title="Archive this planet?",
        description="Nobody can change it, and the public list leaves it out, until you bring it back. "
        "Whoever sees it now still does.",
        actions=[
            button("Leave it as it is", on_click=PlanetState.close(False)),
            button("Archive", variant="primary", on_click=PlanetState.archive),
        ],
        on_open_change=PlanetState.close,
    )


def _delete_question() -> rx.Component:
    goes = rx.el.ul(
        rx.foreach(_PLANET["goes"].to(list[str]), rx.el.li), class_name="list-disc pl-5 text-base text-muted"
    )
    return dialog(
        open=PlanetState.open == "delete",
        title=rx.Var.create("Delete ") + _PLANET["name"].to(str) + "?",
        description="This goes for good, and nobody can bring it back:",
        body=goes,
        actions=[
            button("Keep it", on_click=PlanetState.close(False)),
            button("Delete it for good", variant="danger", on_click=PlanetState.delete),
        ],
        on_open_change=PlanetState.close,
    )


def _leave_question() -> rx.Component:
    return dialog(
        open=PlanetState.open == "leave",
        title=rx.Var.create("Leave ") + _PLANET["name"].to(str) + "?",
        description="You have no part in it any more. What you answered stays with the planet.",
        actions=[
            button("Stay", on_click=PlanetState.close(False)),
            button("Leave", variant="danger", on_click=PlanetState.leave),
        ],
        on_open_change=PlanetState.close,
    )
