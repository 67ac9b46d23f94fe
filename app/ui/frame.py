"""What surrounds every page: head, styles, first paint, a broken page, a lost connection, a wrong address."""

from typing import Any

import reflex as rx
from reflex.app import default_error_boundary
from reflex_components_core.core.banner import has_too_many_connection_errors

from app.ui import comfort, routes
from app.ui.components import icon, link_button, skeleton, toaster
from app.ui.layout import public_page, reload_button

# The theme's class is set by a script of React's; this one runs before the first paint.
_THEME_BEFORE_PAINT = """(function(){try{var t=localStorage.getItem("theme")||"system";
if(t==="system")t=matchMedia("(prefers-color-scheme: dark)").matches?"dark":"light";
document.documentElement.classList.add(t);document.documentElement.style.colorScheme=t}catch(e){}})()"""


_STYLES = ("fonts", "theme", "parts", "comfort", "home")


def _font(name: str) -> rx.Component:
    kind = {"as": "font", "type": "font/woff2", "crossOrigin": "anonymous"}
    return rx.el.link(rel="preload", href=f"/fonts/{name}.woff2", custom_attrs=kind)


def _bar_colour(colour: str, theme: str) -> rx.Component:
    """The colour of a phone's own bars; the page's ground in that theme."""
    media = {"media": f"(prefers-color-scheme: {theme})"}
    return rx.el.meta(name="theme-color", content=colour, custom_attrs=media)


def look() -> dict[str, Any]:
    """The arguments of `rx.App` that make every page look like Everkeep."""
    return {
        "html_lang": "en",
        "stylesheets": [f"/{name}.css" for name in _STYLES],
        "head_components": [
            rx.el.script(_THEME_BEFORE_PAINT),
            rx.el.script(comfort.BEFORE_PAINT),
            rx.el.link(rel="icon", href="/favicon.svg", type="image/svg+xml"),
            _bar_colour("#0B0D14", "dark"),
            _bar_colour("#FAFAFC", "light"),
            _font("inter"),
            _font("fraunces"),
        ],
        "hydrate_fallback": waiting,
        "toaster": toaster(),
    }


def surround(app: rx.App) -> None:
    """Give `app` its 404 page and Everkeep's words for a broken page and a lost connection."""
    app.app_wraps[(55, "ErrorBoundary")] = lambda _stateful: default_error_boundary(
        fallback_render=rx.Var.create(broken())
    )
    app.app_wraps[(5, "Overlay")] = lambda stateful: offline_notice() if stateful else None
    app.add_page(not_found, route=routes.NOT_FOUND, title="Nothing here · Everkeep")


def waiting() -> rx.Component:
    """What stands while a page wakes up: its outline, so that nothing jumps when it comes."""
    tiles = [skeleton("aspect-[4/3] w-full") for _ in range(4)]
    return rx.el.div(
        rx.el.div(skeleton("h-8 w-64 max-w-full"), class_name="mb-6"),
        skeleton("h-64 w-full"),
        rx.el.div(*tiles, class_name="mt-6 grid grid-cols-2 gap-4 lg:grid-cols-4"),
        rx.el.p("Opening…", role="status", class_name="sr-only"),
        class_name="content mx-auto max-w-6xl",
    )


def broken() -> rx.Component:
    """What a person sees when a page fails to draw."""
    return rx.el.main(
        rx.el.h1("This page could not be drawn", class_name="font-display text-3xl text-text"),
        rx.el.p(
            "What you saved is kept, and what runs goes on. Load the page again; if it fails again, "
            "tell whoever runs this Everkeep what you did last.",
            class_name="text-md text-muted",
        ),
        rx.el.div(reload_button()),
        role="alert",
        class_name="mx-auto flex min-h-dvh max-w-lg flex-col justify-center gap-4 p-6",
    )


def offline_notice() -> rx.Component:
    """Says that the studio is out of reach, for as long as it is."""
    notice = rx.el.div(
        icon("cloud_off", class_name="text-warn"),
        rx.el.p("Everkeep is out of reach. What was saved is kept; this page reconnects by itself."),
        role="status",
        class_name="floating offline-notice text-base",
    )
    return rx.cond(has_too_many_connection_errors, notice, rx.fragment())


def not_found() -> rx.Component:
    """The page for an address that leads nowhere."""
    return public_page(
        rx.el.div(
            rx.el.p("404", class_name="text-base text-faint tabular-nums"),
            rx.el.h1("Nothing is kept here", class_name="font-display text-4xl text-text"),
            rx.el.p(
                "The address may be mistyped, or what was here has been deleted. "
                "Everything unfinished is on Home.",
                class_name="max-w-md text-md text-muted",
            ),
            rx.el.div(link_button("Go to Home", routes.HOME, "primary")),
            class_name="flex min-h-[60vh] flex-col justify-center gap-4",
        )
    )
