"""Every painting of a planet: small in a row, and one large with what it was made from."""

import reflex as rx

from app.features.planets.components.telling import fact_list, swatches
from app.features.planets.state.paintings import PaintingsState
from app.features.planets.state.planet import PlanetState
from app.features.planets.state.planet_rows import ColourRow, FactRow, VersionRow
from app.ui.components import badge, button, dialog, icon, moment, progress_bar
from app.ui.components.classes import FOCUS, classes

_PLANET = PlanetState.planet
_SHEET = PaintingsState.sheet


def paintings() -> rx.Component:
    """The row of them, and the order of another."""
    return rx.cond(
        PlanetState.versions.length() > 0,
        rx.el.section(
            rx.el.div(
                rx.el.div(
                    rx.el.h2("Paintings", id="paintings", class_name="font-display text-2xl text-text"),
                    rx.el.p(
                        "Every one is kept. Look at one to show it again.", class_name="text-sm text-muted"
                    ),
                    class_name="min-w-0 grow",
                ),
                _orders(),
                class_name="mb-4 flex flex-wrap items-end justify-between gap-3",
            ),
            rx.el.ul(rx.foreach(PlanetState.versions, _small), class_name="planet-paintings"),
            aria_labelledby="paintings",
        ),
        rx.fragment(),
    )


def _orders() -> rx.Component:
    may = _PLANET["may_change"].to(bool) & _PLANET["paintable"].to(bool)
    shape = button(
        "Another shape",
        icon="dices",
        pending=PlanetState.ordering == "shape",
        on_click=PlanetState.paint_another_shape,
        title="The same answers, with other coasts and clouds",
    )
    again = button(
        "Paint again",
        icon="paintbrush",
        pending=PlanetState.ordering == "again",
        on_click=PlanetState.paint_again,
        title="The same answers, in the same shape",
    )
    orders = rx.el.div(
        shape,
        rx.cond(_PLANET["same_again"].to(bool), again, rx.fragment()),
        class_name="flex flex-wrap gap-3",
    )
    return rx.cond(
        _PLANET["state"].to(str) == "painting",
        rx.cond(_PLANET["may_change"].to(bool), _under_way(), rx.fragment()),
        rx.cond(may, orders, rx.fragment()),
    )


def _under_way() -> rx.Component:
    """Where the order was given, how far it is; it can be stopped at the top of the page."""
    return rx.el.div(
        progress_bar(
            _PLANET["progress"].to(float), label="The next painting", time_left=_PLANET["left"].to(str)
        ),
        class_name="w-full max-w-xs",
    )


def _small(version: rx.Var[VersionRow]) -> rx.Component:
    return rx.el.li(
        rx.el.button(
            rx.el.span(
                rx.cond(
                    version["picture"] != "",
                    rx.el.img(
                        src=version["picture"], alt="", loading="lazy", class_name="size-full object-cover"
                    ),
                    icon("image_off", 20),
                ),
                class_name="planet-painting-picture dark",
            ),
            rx.el.span(version["name"], class_name="text-sm font-medium text-text"),
            rx.el.span(moment(version["when"], version["exact"]), class_name="text-xs text-faint"),
            type="button",
            on_click=PaintingsState.open(version["number"]),
            class_name=classes("planet-painting", FOCUS),
        ),
        rx.cond(version["shown"], badge("Shown", "good"), rx.fragment()),
        rx.cond(
            version["note"] != "", rx.el.p(version["note"], class_name="text-xs text-muted"), rx.fragment()
        ),
        key=version["number"],
    )


@rx.memo
def painting() -> rx.Component:
    """One of them, large, with what it was made from."""
    restore = button(
        "Show this one",
        variant="primary",
        icon="history",
        pending=PaintingsState.restoring,
        on_click=PaintingsState.restore,
    )
    here = rx.cond(_SHEET["shown"].to(bool), "It is the one that is shown. ", "")
    return dialog(
        open=_SHEET.length() > 0,
        title=_SHEET["name"].to(str),
        description=rx.Var.create(here).to(str) + _SHEET["made"].to(str) + ".",
        body=_made_from(),
        actions=[
            button("Close", on_click=PaintingsState.close(False)),
            rx.cond(_may_restore(), restore, rx.fragment()),
        ],
        on_open_change=PaintingsState.close,
        class_name="planet-painting-sheet",
    )


def _may_restore() -> rx.Var[bool]:
    busy = _PLANET["state"].to(str) == "painting"
    return _PLANET["may_change"].to(bool) & ~_SHEET["shown"].to(bool) & ~busy


def _made_from() -> rx.Component:
    return rx.el.div(
        rx.cond(
            _SHEET["hero"].to(str) != "",
            rx.el.img(
                src=_SHEET["hero"].to(str),
                alt="",
                class_name="aspect-video max-h-[45vh] w-full rounded-card object-cover",
            ),
            rx.fragment(),
        ),
        rx.cond(
            _SHEET["note"].to(str) != "",
            rx.el.p(_SHEET["note"].to(str), class_name="text-base text-warn"),
            rx.fragment(),
        ),
        fact_list(_SHEET["facts"].to(list[FactRow])),
        swatches(_SHEET["colours"].to(list[ColourRow])),
        class_name="flex flex-col gap-5",
    )
