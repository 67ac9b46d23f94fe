"""The shell around every screen: sidebar or bottom bar, the public header, and what floats above both."""

from collections.abc import Callable
from typing import Any, NamedTuple

import reflex as rx
from reflex.style import color_mode, set_color_mode
from reflex_components_core.react_router import ReactRouterLink

from app.ui import routes, shortcuts
from app.ui.components import button, classes, icon, link_button, segmented, stylesheet
from app.ui.components.classes import FOCUS
from app.ui.session import SessionState

Draw = Callable[[], rx.Component]


class Place(NamedTuple):
    """An entry of the navigation. `inside` names the heading that it stands under.

    A phone has room for few: those without a `tab` stand behind More there.
    """

    key: str
    label: str
    to: str
    icon: str
    inside: str = ""
    tab: bool = True


PLACES = (
    Place("home", "Home", routes.HOME, "house"),
    Place("planets", "Planets", routes.PLANETS, "orbit"),
    Place("scenes", "Scenes", routes.SCENES, "book_open"),
    Place("uploads", "Uploads", routes.UPLOADS, "clapperboard", inside="Studio"),
    Place("productions", "Productions", routes.PRODUCTIONS, "film", inside="Studio", tab=False),
    Place("presets", "Presets", routes.PRESETS, "sliders_horizontal", inside="Studio", tab=False),
    Place("activity", "Activity", routes.ACTIVITY, "activity", tab=False),
)
SETTINGS = Place("settings", "Settings", routes.SETTINGS, "settings", tab=False)

_MORE = "more-places"

_beside: dict[str, Draw] = {}
_over_tab: dict[str, Draw] = {}
_on_every_page: list[Draw] = []


def show_beside(key: str, draw: Draw, *, over_tab: Draw) -> None:
    """Let a feature put an indicator beside its entry, and a smaller one over its tab on a phone."""
    _beside[key], _over_tab[key] = draw, over_tab


def show_on_every_page(draw: Draw) -> None:
    """Let a feature keep something on every signed-in page, such as what raises toasts when jobs finish."""
    if draw not in _on_every_page:
        _on_every_page.append(draw)


def mark(to: str = routes.HOME) -> rx.Component:
    """The name of the product, which leads home."""
    return ReactRouterLink.create(
        rx.el.span(class_name="orb", aria_hidden=True),
        rx.el.span("Everkeep", class_name="font-display text-2xl text-text"),
        to=to,
        class_name=classes("inline-flex min-h-10 items-center gap-3 rounded-control no-underline", FOCUS),
    )


def _indicator(drawn: dict[str, Draw], key: str) -> rx.Component:
    return drawn[key]() if key in drawn else rx.fragment()


def _entry(place: Place, active: str) -> rx.Component:
    current = {"aria-current": "page"} if place.key == active else {}
    return rx.el.li(
        ReactRouterLink.create(
            rx.el.span(place.label, class_name="grow"),
            _indicator(_beside, place.key),
            to=place.to,
            custom_attrs=current,
            class_name=classes("nav-entry", "pl-6" if place.inside else "", FOCUS),
        )
    )


def _entries(active: str) -> list[rx.Component]:
    rows: list[rx.Component] = []
    heading = ""
    for place in PLACES:
        if place.inside and place.inside != heading:
            rows.append(rx.el.li(place.inside, class_name="nav-heading"))
        heading = place.inside
        rows.append(_entry(place, active))
    return rows


def _sidebar(active: str) -> rx.Component:
    return rx.el.aside(
        rx.el.div(mark(), class_name="px-3 pb-4"),
        rx.el.nav(rx.el.ul(*_entries(active)), aria_label="Main"),
        rx.el.div(
            rx.el.ul(_entry(SETTINGS, active)),
            rx.el.button(
                "Shortcuts",
                rx.el.kbd("?"),
                type="button",
                on_click=rx.run_script("dispatchEvent(new Event('everkeep:shortcuts'))"),
                class_name=classes("nav-entry w-full text-sm text-faint", FOCUS),
            ),
            class_name="mt-auto",
        ),
        class_name="sidebar",
    )


def _tab(place: Place, active: str) -> rx.Component:
    current = {"aria-current": "page"} if place.key == active else {}
    return ReactRouterLink.create(
        icon(place.icon, 20),
        rx.el.span(place.label),
        _indicator(_over_tab, place.key),
        to=place.to,
        custom_attrs=current,
        class_name=classes("bottom-entry", FOCUS),
    )


def _bottom_bar(active: str) -> rx.Component:
    every = (*PLACES, SETTINGS)
    return rx.el.nav(
        *[_tab(place, active) for place in every if place.tab],
        *_more([place for place in every if not place.tab], active),
        aria_label="Main",
        class_name="bottom-bar",
    )


def _more(places: list[Place], active: str) -> list[rx.Component]:
    """The last tab, and the sheet that it opens: the platform's own popover, so that it costs no script."""
    current = {"data-current": "yes"} if active in [place.key for place in places] else {}
    opens = rx.el.button(
        icon("ellipsis", 20),
        rx.el.span("More"),
        *[_indicator(_over_tab, place.key) for place in places],
        type="button",
        custom_attrs={"popoverTarget": _MORE, **current},
        class_name=classes("bottom-entry", FOCUS),
    )
    entries = rx.el.ul(*[_more_entry(place, active) for place in places])
    return [opens, rx.el.div(entries, id=_MORE, custom_attrs={"popover": "auto"}, class_name="floating more")]


def _more_entry(place: Place, active: str) -> rx.Component:
    current = {"aria-current": "page"} if place.key == active else {}
    return rx.el.li(
        ReactRouterLink.create(
            icon(place.icon, 20),
            rx.el.span(place.label, class_name="grow"),
            _indicator(_beside, place.key),
            to=place.to,
            custom_attrs=current,
            # Where the link leads to the page that one is on, nothing else would close it.
            on_click=rx.run_script(f"document.getElementById('{_MORE}').hidePopover()"),
            class_name=classes("nav-entry", FOCUS),
        )
    )


def _skip_link() -> rx.Component:
    # The router follows the link without moving focus.
    focus = rx.run_script("document.getElementById('content').focus()")
    return rx.el.a("Skip to content", href="#content", on_click=focus, class_name="skip-link")


def _heading(title: Any, actions: Any) -> rx.Component:
    if title is None:
        return rx.fragment()
    buttons = list(actions) if isinstance(actions, list | tuple) else [actions] if actions is not None else []
    return rx.el.header(
        rx.el.h1(title, class_name="min-w-0 font-display text-2xl text-text sm:text-3xl break-words"),
        rx.el.div(*buttons, class_name="flex flex-wrap items-center gap-3"),
        class_name="mb-6 flex flex-wrap items-center justify-between gap-4",
    )


def page(
    *children: Any,
    title: Any = None,
    actions: Any = None,
    active: str = "home",
    wide: bool = False,
    outline: bool = False,
) -> rx.Component:
    """The shell of a signed-in screen.

    `title` is the page's heading, `actions` what stands beside it; `active` is the key of a `Place`; `wide`
    gives the whole width to screens that need it, such as a stage beside its panels. An `outline` asks the
    server nothing: it stands where nobody knows yet whether somebody is signed in.
    """
    return rx.el.div(
        _skip_link(),
        _sidebar(active),
        rx.el.main(
            _heading(title, actions),
            *children,
            id="content",
            tab_index=-1,
            class_name=classes("content", "" if wide else "content-measure"),
        ),
        _bottom_bar(active),
        *([] if outline else [shortcuts.everywhere(), *[draw() for draw in _on_every_page]]),
        class_name="shell",
    )


def page_alone(*children: Any) -> rx.Component:
    """The shell of a signed-in screen that fills the window; it brings its own way back."""
    return rx.el.div(
        _skip_link(),
        rx.el.main(*children, id="content", tab_index=-1),
        shortcuts.everywhere(),
        *[draw() for draw in _on_every_page],
        class_name="min-h-dvh bg-bg",
    )


def open_page(
    *children: Any,
    title: Any = None,
    actions: Any = None,
    active: str = "home",
    wide: bool = False,
    back: str | rx.Var[str] = routes.HOME,
) -> rx.Component:
    """The shell of a screen that is open to everybody: what surrounds it depends on who is there.

    A page of it begins its `on_load` with `SessionState.greet`. Both navigations are drawn and one is seen,
    chosen before the first paint; `children` stay the same elements whoever turns out to be there. `back` is
    the address, a path, that signing in leads back to. The page carries `/open.css`.
    """
    mine = rx.fragment(shortcuts.everywhere(), *[draw() for draw in _on_every_page])
    return rx.el.div(
        stylesheet("/open.css"),
        _skip_link(),
        rx.el.div(_sidebar(active), class_name="for-people contents"),
        rx.el.div(_public_header(back), class_name="for-strangers"),
        rx.el.main(
            _heading(title, actions),
            *children,
            id="content",
            tab_index=-1,
            class_name=classes("content", "" if wide else "content-measure"),
        ),
        rx.el.div(_bottom_bar(active), class_name="for-people"),
        rx.cond(SessionState.signed_in, mine, shortcuts.listed()),
        class_name="shell shell-open",
    )


def _public_header(back: str | rx.Var[str] = "") -> rx.Component:
    where = rx.Var.create("?next=") + back if isinstance(back, rx.Var) else f"?next={back}" if back else ""
    return rx.el.header(
        mark(),
        rx.el.nav(
            link_button("Sign in", routes.LOGIN + where, "plain"),
            link_button("Create account", routes.REGISTER + where, class_name="max-sm:hidden"),
            aria_label="Account",
            class_name="flex items-center gap-2",
        ),
        class_name="public-header",
    )


def public_page(*children: Any, narrow: bool = False) -> rx.Component:
    """The shell of a signed-out screen; `narrow` centres a form."""
    return rx.el.div(
        _skip_link(),
        _public_header(),
        rx.el.main(
            *children, id="content", tab_index=-1, class_name="public-narrow" if narrow else "public-content"
        ),
        class_name="public",
    )


def theme_switch(name: str = "theme") -> rx.Component:
    """Light, dark, or whatever the system says. Kept in this browser."""
    return segmented(
        [("system", "System"), ("light", "Light"), ("dark", "Dark")],
        value=color_mode,
        on_change=set_color_mode,
        label="Theme",
        name=name,
    )


def reload_button() -> rx.Component:
    """Load the page again; what was saved comes back with it."""
    return button("Reload the page", variant="primary", on_click=rx.run_script("location.reload()"))
