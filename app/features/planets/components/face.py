"""How a planet meets the eye: its picture across the page, its words over it, how its art stands."""

import reflex as rx

from app.features.planets.state.planet import PlanetState
from app.features.planets.state.sharing import SharingState
from app.ui import routes
from app.ui.components import MenuItem, button, icon, icon_button, link, link_button, menu, progress_bar

_PLANET = PlanetState.planet


def hero() -> rx.Component:
    """The picture is the colour of the page. It is dark in both themes, and so are the words' tokens."""
    return rx.el.header(
        rx.cond(
            _PLANET["hero"].to(str) != "",
            rx.el.img(
                src=_PLANET["hero"].to(str),
                alt=_PLANET["alt"].to(str),
                custom_attrs={"fetchPriority": "high", "width": "1600", "height": "900"},
                class_name="planet-hero-picture",
            ),
            rx.el.div(class_name="planet-hero-picture night"),
        ),
        rx.el.div(
            rx.el.p(link("Planets", routes.PLANETS), _made_by(), class_name="text-sm text-muted"),
            rx.el.h1(_PLANET["name"].to(str), class_name="planet-name font-display text-text"),
            _line(_PLANET["tagline"].to(str), "text-lg text-text"),
            _motto(),
            class_name="planet-hero-words",
        ),
        class_name="planet-hero dark",
        custom_attrs={"data-state": _PLANET["state"].to(str)},
    )


def _made_by() -> rx.Component:
    mine = rx.el.span(" · Yours")
    return rx.cond(
        _PLANET["role"].to(str) == "owner",
        mine,
        rx.el.span(
            " · Made by ",
            _PLANET["creator"].to(str),
            rx.cond(
                _PLANET["role_name"].to(str) != "",
                rx.Var.create(", and you are a ") + _PLANET["role_name"].to(str).lower(),
                "",
            ),
        ),
    )


def _line(text: rx.Var[str], look: str) -> rx.Component:
    return rx.cond(text != "", rx.el.p(text, class_name=look), rx.fragment())


def _motto() -> rx.Component:
    motto = _PLANET["motto"].to(str)
    return rx.cond(
        motto != "", rx.el.p("“", motto, "”", class_name="font-display text-lg text-muted"), rx.fragment()
    )


def care() -> rx.Component:
    """What it touches on, before anything else is read."""
    topics, warnings = _PLANET["topics"].to(str), _PLANET["warnings"].to(list[str])
    about = rx.cond(topics != "", rx.el.span("It touches on ", rx.el.strong(topics), ". "), rx.fragment())
    own = rx.cond(
        warnings.length() > 0, rx.el.span("Be warned of: ", warnings.join(", "), "."), rx.fragment()
    )
    return rx.cond(
        (topics != "") | (warnings.length() > 0),
        rx.el.p(
            icon("triangle_alert", class_name="mt-0.5 text-warn"),
            rx.el.span(about, own),
            class_name="flex items-start gap-3 text-base text-muted",
        ),
        rx.fragment(),
    )


def actions() -> rx.Component:
    """What can be done with it, by whoever is there."""
    return rx.el.div(
        rx.cond(_PLANET["may_change"].to(bool), _build(), rx.fragment()),
        rx.cond(
            _PLANET["may_invite"].to(bool),
            button("Invite", icon="user_plus", on_click=SharingState.begin),
            rx.fragment(),
        ),
        rx.cond(PlanetState.files.length() > 0, _downloads(), rx.fragment()),
        rx.cond(
            _PLANET["may_change"].to(bool) | _PLANET["may_own"].to(bool) | _PLANET["may_leave"].to(bool),
            _more(),
            rx.fragment(),
        ),
        class_name="flex flex-wrap items-center gap-3",
    )


def _build() -> rx.Component:
    words, address = _PLANET["build_words"].to(str), PlanetState.address + "/build"
    return rx.cond(
        _PLANET["state"].to(str) == "draft",
        link_button(words, address, "primary", icon="wand_sparkles"),
        link_button(words, address, icon="wand_sparkles"),
    )


def _downloads() -> rx.Component:
    files = PlanetState.files
    return menu(
        button("Download", icon="download"),
        [
            MenuItem(
                files[part]["label"].to(str),
                on_select=rx.download(files[part]["url"].to(str)),
                icon=drawn,
                shown=files.contains(part),
            )
            for part, drawn in (("hero", "image"), ("icon", "circle"), ("spin", "orbit"))
        ],
    )


def _more() -> rx.Component:
    change, own = _PLANET["may_change"].to(bool), _PLANET["may_own"].to(bool)
    archived = _PLANET["state"].to(str) == "archived"
    return menu(
        icon_button("ellipsis", "More actions"),
        [
            MenuItem("Change its words", on_select=PlanetState.ask("words"), icon="pencil", shown=change),
            MenuItem(
                "Another shape",
                on_select=PlanetState.paint_another_shape,
                icon="dices",
                shown=change & _PLANET["paintable"].to(bool) & (_PLANET["state"].to(str) != "painting"),
            ),
            MenuItem("Archive", on_select=PlanetState.ask("archive"), icon="archive", shown=own & ~archived),
            MenuItem(
                "Bring it back", on_select=PlanetState.revive, icon="archive_restore", shown=own & archived
            ),
            MenuItem(
                "Leave this planet",
                on_select=PlanetState.ask("leave"),
                icon="log_out",
                shown=_PLANET["may_leave"].to(bool),
            ),
            MenuItem("Delete", on_select=PlanetState.ask("delete"), icon="trash_2", danger=True, shown=own),
        ],
    )


def standing() -> rx.Component:
    """What is going on with its art, and what can be done about it."""
    return rx.match(
        _PLANET["state"].to(str),
        ("painting", _painting()),
        ("changed", _notice("Changed since it was painted.", _again("Paint again"))),
        ("failed", _failed()),
        ("stopped", _notice("Its painting ended with whoever had ordered it.", _again("Paint again"))),
        ("draft", _unpainted()),
        ("archived", _archived()),
        rx.fragment(),
    )


def _painting() -> rx.Component:
    stop = button(
        "Stop",
        icon="x",
        pending=_PLANET["stopping"].to(bool),
        on_click=PlanetState.stop_painting,
        custom_attrs={"aria-label": "Stop the painting"},
    )
    bar = rx.el.div(
        rx.el.p("Painting it", class_name="mb-2 text-base font-semibold text-text"),
        progress_bar(
            _PLANET["progress"].to(float), label="Painting the planet", time_left=_PLANET["left"].to(str)
        ),
        rx.el.p(
            "It goes on when you close this page; Activity tells you when it is done.",
            class_name="mt-1 text-sm text-faint",
        ),
        class_name="min-w-0 grow basis-64",
    )
    watched = rx.el.div(bar, stop, class_name="planet-notice", custom_attrs={"data-tone": "accent"})
    told = _notice("It is being painted just now.", rx.fragment())
    return rx.cond(_PLANET["may_change"].to(bool), watched, told)


def _failed() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.p("It could not be painted", class_name="text-base font-semibold text-text"),
            rx.el.p(_PLANET["trouble"].to(str), class_name="text-base text-text"),
            rx.el.p("Your answers are kept.", class_name="text-sm text-muted"),
            class_name="min-w-0 grow basis-64",
        ),
        _again("Try again"),
        role="alert",
        class_name="planet-notice",
        custom_attrs={"data-tone": "bad"},
    )


def _unpainted() -> rx.Component:
    told = rx.cond(
        _PLANET["may_change"].to(bool),
        "Nobody else sees how it looks until it is painted.",
        "It has not been painted yet.",
    )
    return _notice(told, _again("Paint it"))


def _archived() -> rx.Component:
    back = button("Bring it back", icon="archive_restore", on_click=PlanetState.revive)
    return _notice(
        "It is archived: nobody can change it, and the public list leaves it out.",
        rx.cond(_PLANET["may_own"].to(bool), back, rx.fragment()),
    )


def _again(words: str) -> rx.Component:
    order = button(
        words,
        variant="primary",
        icon="paintbrush",
        pending=PlanetState.ordering == "again",
        on_click=PlanetState.paint_again,
    )
    may = _PLANET["may_change"].to(bool) & _PLANET["paintable"].to(bool)
    return rx.cond(may, order, rx.fragment())


def _notice(words: str | rx.Var, action: rx.Component) -> rx.Component:
    return rx.el.div(
        rx.el.p(words, class_name="min-w-0 grow text-base text-text"),
        action,
        role="status",
        class_name="planet-notice",
    )
