"""What can be done here, room by room, as the landing page shows it."""

import reflex as rx

from app.ui import routes
from app.ui.components import badge, link_button


def _step(still: str, alt: str, title: str, text: str, state: rx.Component) -> rx.Component:
    picture = rx.el.div(
        rx.el.img(
            src=still,
            alt=alt,
            loading="lazy",
            custom_attrs={"width": "440", "height": "248"},
            class_name="size-full object-cover",
        ),
        rx.el.div(state, aria_hidden=True, class_name="absolute inset-x-3 bottom-3"),
        class_name="relative aspect-video overflow-hidden rounded-card border border-line",
    )
    return rx.el.li(
        picture,
        rx.el.h3(title, class_name="mt-4 text-md font-semibold text-text"),
        rx.el.p(text, class_name="mt-1 text-base text-muted"),
    )


def way() -> rx.Component:
    """From footage to a film, in three stills."""
    return rx.el.section(
        rx.el.h2("From footage to a finished film", class_name="landing-heading"),
        rx.el.ol(
            _step(
                "/landing/street.webp",
                "A street in evening light, seen between cars",
                "Upload",
                "Close the tab halfway: the upload goes on from the last byte that arrived.",
                badge("Uploading, 64 %", "accent"),
            ),
            _step(
                "/landing/burrow.webp",
                "A large rabbit climbing out of its burrow",
                "Dress",
                "Title, opening, music that steps back for speech, logo, lower third. "
                "What the preview shows is what you get.",
                badge("Title half typed", "warn"),
            ),
            _step(
                "/landing/finished.webp",
                "The same rabbit with its arms wide open",
                "Produce",
                "One pass, with real progress and the time left. Watch it here or download the MP4.",
                badge("Finished", "good"),
            ),
            class_name="grid gap-8 md:grid-cols-3 md:gap-6",
        ),
        class_name="landing-section",
    )


def story() -> rx.Component:
    """A scene of a story, with its choices."""
    picture = rx.el.img(
        src="/landing/story.webp",
        alt="",
        loading="lazy",
        custom_attrs={"width": "960", "height": "540"},
        class_name="size-full object-cover",
    )
    choices = [
        rx.el.div(
            rx.el.kbd(key), rx.el.span(words, class_name="text-base text-text"), class_name="story-choice"
        )
        for key, words in (
            ("1", "Take the rope’s end from the ferryman"),
            ("2", "Take the boot from the boy’s mother"),
        )
    ]
    return rx.el.section(
        rx.el.div(
            picture,
            rx.el.div(*choices, aria_hidden=True, class_name="story-choices"),
            class_name="story-picture",
        ),
        rx.el.div(
            rx.el.h2("Play a story in eleven scenes", class_name="font-display text-3xl text-text"),
            rx.el.p(
                "Name a party, choose, throw dice that you can see. What you do is remembered to the end, "
                "and there is more than one end. Go back to any scene; nothing is lost by it.",
                class_name="text-md text-muted",
            ),
            rx.el.p(
                "You need no account. Make one later, and what you played is in it.",
                class_name="text-md text-muted",
            ),
            link_button("Play without an account", routes.SCENES, "primary", class_name="self-start"),
            class_name="flex flex-col justify-center gap-4",
        ),
        class_name="landing-section landing-story",
    )


def planet() -> rx.Component:
    """A planet, and the answers that it was painted from."""
    picture = rx.el.img(
        src="/landing/planet.webp",
        alt="A violet and teal ocean world with two wide rings and a moon, half in shadow",
        loading="lazy",
        custom_attrs={"width": "1280", "height": "720"},
        class_name="size-full object-cover",
    )
    answers = [
        rx.el.div(rx.el.span(words, class_name="text-base text-text"), class_name="planet-answer")
        for words in ("An ocean, mirrored", "Two rings of ice", "A thin aurora")
    ]
    return rx.el.section(
        rx.el.div(
            picture,
            rx.el.div(*answers, aria_hidden=True, class_name="planet-answers"),
            class_name="planet-picture",
        ),
        rx.el.div(
            rx.el.h2("Make a planet by talking about it", class_name="font-display text-3xl text-text"),
            rx.el.p(
                "A guide asks ten short questions, and the planet follows each answer before your eyes. At "
                "the end it is painted large, and it turns. Invite a friend, and you build it together.",
                class_name="text-md text-muted",
            ),
            rx.el.p(
                "Every painting is kept. Change your mind, and any older one comes back.",
                class_name="text-md text-muted",
            ),
            rx.el.div(
                link_button("Create account", routes.REGISTER + "?next=" + routes.PLANETS, "primary"),
                link_button("See public planets", routes.PLANETS, icon="orbit"),
                class_name="flex flex-wrap gap-3",
            ),
            class_name="flex flex-col justify-center gap-4",
        ),
        class_name="landing-section landing-story landing-planet",
    )
