"""/planets/[planet_id]: one planet, as it looks, as it is told of, and who shares it."""

import reflex as rx

from app.features.planets.components.face import actions, care, hero, standing
from app.features.planets.components.paintings import painting, paintings
from app.features.planets.components.people import inviting, people, removing
from app.features.planets.components.planet_incidents import (
    conflicts,
    face,
    missing,
    own_words,
    questions,
    refused,
    stranger,
    veil,
)
from app.features.planets.components.telling import beside, story
from app.features.planets.state.paintings import PaintingsState
from app.features.planets.state.planet import MISSING, READY, REFUSED, STRANGER, PlanetState
from app.features.planets.state.sharing import SharingState
from app.ui import layout, routes
from app.ui.components import skeleton, stylesheet
from app.ui.on_demand import on_demand
from app.ui.pulse import pulse
from app.ui.session import SessionState


def add_pages(app: rx.App) -> None:
    """Add /planets/[planet_id]."""
    app.add_page(
        planet,
        route=routes.PLANET,
        title=PlanetState.title,
        on_load=[SessionState.greet, PlanetState.open_page],
    )


def planet() -> rx.Component:
    """The page."""
    return layout.open_page(
        stylesheet("/planet.css"),
        _connection(),
        rx.match(
            PlanetState.phase,
            (READY, rx.cond(PlanetState.planet["veiled_by"].to(str) != "", on_demand(veil()), _planet())),
            (MISSING, _nothing(missing())),
            (REFUSED, _nothing(refused())),
            (STRANGER, _nothing(stranger())),
            _loading(),
        ),
        pulse(PlanetState.every, PlanetState.look),
        active="planets",
        wide=True,
        back=PlanetState.address,
    )


def _connection() -> rx.Component:
    """What was typed of its words on an earlier visit is kept, whether or not they are open now."""
    kept = PlanetState.kept
    return face.outbox(
        scope=kept["scope"].to(str),
        url=kept["url"].to(str),
        values=kept["values"].to(dict),
        revision=kept["revision"].to(int),
        answer=PlanetState.answer,
        on_save=PlanetState.keep_changes,
        on_return=PlanetState.look,
    )


def _planet() -> rx.Component:
    return rx.el.article(
        hero(),
        rx.el.div(
            actions(),
            rx.cond(face.overtaken, on_demand(conflicts()), rx.fragment()),
            standing(),
            care(),
            rx.el.div(story(), beside(), class_name="planet-telling"),
            paintings(),
            people(),
            class_name="planet-body",
        ),
        _floating(),
    )


def _floating() -> rx.Component:
    """What opens over the page, fetched when it first does."""
    asked = PlanetState.open
    return rx.fragment(
        rx.cond(PaintingsState.sheet.length() > 0, on_demand(painting()), rx.fragment()),
        rx.cond(SharingState.inviting, on_demand(inviting()), rx.fragment()),
        rx.cond(SharingState.removing != "", on_demand(removing()), rx.fragment()),
        rx.cond(asked == "words", on_demand(own_words()), rx.fragment()),
        rx.cond((asked != "") & (asked != "words"), on_demand(questions()), rx.fragment()),
    )


def _nothing(why: rx.Component) -> rx.Component:
    return rx.el.div(on_demand(why), class_name="mx-auto max-w-3xl py-12")


def _loading() -> rx.Component:
    return rx.el.div(
        skeleton("planet-hero"),
        rx.el.div(
            skeleton("h-10 w-64 max-w-full"),
            *[skeleton(f"h-5 {width}") for width in ("w-full", "w-11/12", "w-3/4")],
            class_name="planet-body",
        ),
        rx.el.p("Opening the planet…", role="status", class_name="sr-only"),
    )
