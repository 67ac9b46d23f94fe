"""What there is to know of a planet: its story, its facts, its picture in words, its colours, its turning."""

import reflex as rx

from app.features.planets.components.globe import Spin
from app.features.planets.state.planet import PlanetState
from app.features.planets.state.planet_rows import ColourRow, FactRow

_PLANET = PlanetState.planet


def story() -> rx.Component:
    """Description, facts, and the picture in words."""
    return rx.el.div(
        rx.foreach(
            _PLANET["description"].to(list[str]),
            lambda part: rx.el.p(part, class_name="max-w-[42rem] text-lg text-text"),
        ),
        fact_list(PlanetState.facts),
        _in_words(),
        class_name="flex min-w-0 flex-col gap-8",
    )


def fact_list(facts: rx.Var[list[FactRow]]) -> rx.Component:
    """What one would tell a friend of it."""
    return rx.el.dl(rx.foreach(facts, _fact), class_name="planet-facts")


def _fact(fact: rx.Var[FactRow]) -> rx.Component:
    return rx.el.div(
        rx.el.dt(fact["about"], class_name="text-sm text-faint"),
        rx.el.dd(fact["sentence"], class_name="text-md text-text"),
    )


def _in_words() -> rx.Component:
    return rx.el.section(
        rx.el.h2("What the picture shows", id="in-words", class_name="mb-2 text-sm text-faint"),
        rx.el.p(_PLANET["notes"].to(str), class_name="max-w-[42rem] text-md text-muted whitespace-pre-line"),
        aria_labelledby="in-words",
    )


def beside() -> rx.Component:
    """The planet as it turns, and its colours."""
    return rx.el.aside(
        rx.cond(_PLANET["spin"].to(str) != "", _turning(), rx.fragment()),
        swatches(PlanetState.colours),
        class_name="flex min-w-0 flex-col gap-6",
    )


def _turning() -> rx.Component:
    """Its large picture above has the words."""
    return rx.el.div(
        Spin.create(still_url=_PLANET["icon"].to(str), spin_url=_PLANET["spin"].to(str), words=""),
        class_name="planet-turning dark",
    )


def swatches(colours: rx.Var[list[ColourRow]]) -> rx.Component:
    """Its colours with their codes; none is told by colour alone."""
    return rx.el.ul(rx.foreach(colours, _swatch), class_name="planet-swatches", aria_label="Its colours")


def _swatch(colour: rx.Var[ColourRow]) -> rx.Component:
    return rx.el.li(
        rx.el.span(
            class_name="planet-swatch",
            custom_attrs={"style": {"background": colour["code"]}},
            aria_hidden=True,
        ),
        rx.el.span(
            rx.el.span(colour["use"], class_name="block text-sm text-text"),
            rx.el.span(colour["code"], class_name="block text-xs text-faint tabular-nums"),
        ),
    )
