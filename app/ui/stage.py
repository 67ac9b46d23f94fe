"""The product drawn with its own parts, for people who have not seen it yet. Pictures, not controls."""

import reflex as rx

from app.ui.components import icon, progress_bar, save_state

_HALF_TYPED = "The burrow, at da"


def _caret() -> rx.Component:
    return rx.el.span(class_name="caret")


def _preview() -> rx.Component:
    still = rx.el.img(
        src="/landing/burrow.webp",
        alt="",
        custom_attrs={"width": "720", "height": "405", "fetchPriority": "high"},
        class_name="size-full object-cover",
    )
    return rx.el.div(
        still,
        rx.el.span(_HALF_TYPED, class_name="stage-title"),
        rx.el.span("Big Buck Bunny", rx.el.span("Blender Foundation"), class_name="stage-lower-third"),
        class_name="stage-preview",
    )


def _timeline() -> rx.Component:
    return rx.el.div(
        rx.el.span("0:03", class_name="text-xs text-muted tabular-nums"),
        rx.el.div(rx.el.span(class_name="playhead"), class_name="stage-strip"),
        rx.el.span("0:05", class_name="text-xs text-faint tabular-nums"),
        class_name="flex items-center gap-3 px-1",
    )


def _folded(name: str, title: str, summary: str) -> rx.Component:
    return rx.el.div(
        icon(name, class_name="text-faint"),
        rx.el.div(
            rx.el.span(title, class_name="block text-base font-medium text-text"),
            rx.el.span(summary, class_name="block truncate text-sm text-faint"),
            class_name="min-w-0 grow",
        ),
        icon("chevron_down", 16, class_name="text-faint"),
        class_name="stage-section",
    )


def _title_section() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            icon("type", class_name="text-accent-strong"),
            rx.el.span("Title", class_name="grow text-base font-medium text-text"),
            class_name="flex items-center gap-3",
        ),
        rx.el.div(_HALF_TYPED, _caret(), class_name="stage-input"),
        rx.el.div(
            rx.el.span("Pill", class_name="stage-choice", data_on=""),
            rx.el.span("Outline", class_name="stage-choice"),
            rx.el.span("None", class_name="stage-choice"),
            class_name="flex gap-2",
        ),
        class_name="stage-section stage-open",
    )


def _panel() -> rx.Component:
    return rx.el.div(
        _title_section(),
        _folded("image", "Opening", "First frame, held 3 s"),
        _folded("music", "Sound", "Morning, steps back for speech"),
        _folded("stamp", "Logo", "Top right, 15 %"),
        rx.el.div(
            rx.el.span("0:08, 720p, about 10 s", class_name="grow text-sm text-faint"),
            rx.el.span("Produce", class_name="stage-button"),
            class_name="mt-auto flex items-center gap-3 pt-4",
        ),
        class_name="stage-panel",
    )


def produce_screen() -> rx.Component:
    """The Produce page in mid-edit: a film, a half-typed title, and the word `Saved`."""
    bar = rx.el.div(
        rx.el.span("Uploads /", class_name="text-sm text-faint"),
        rx.el.span("Episode 4", class_name="grow truncate font-display text-xl text-text"),
        save_state("saved"),
        class_name="stage-bar",
    )
    left = rx.el.div(_preview(), _timeline(), class_name="flex min-w-0 flex-col gap-3 p-4")
    return rx.el.div(
        rx.el.div(bar, rx.el.div(left, _panel(), class_name="stage-body"), aria_hidden=True),
        role="img",
        aria_label="Everkeep on a laptop: a film, a title half typed, settings beside it, the word Saved.",
        class_name="stage-window",
    )


def home_on_a_phone() -> rx.Component:
    """Home on a phone a moment later, offering to go on in the middle of the word."""
    card = rx.el.div(
        rx.el.img(
            src="/landing/burrow.webp",
            alt="",
            custom_attrs={"width": "720", "height": "405"},
            class_name="aspect-video w-full",
        ),
        rx.el.div(
            rx.el.span("Episode 4", class_name="block font-display text-xl text-text"),
            rx.el.p(
                "You left at ",
                rx.el.strong("Title", class_name="font-semibold text-text"),
                f", with “{_HALF_TYPED}…” half typed. It is still there.",
                class_name="mb-3 mt-1 text-sm text-muted",
            ),
            progress_bar(0.6, label="Episode 4"),
            rx.el.span("Resume", class_name="stage-button mt-4 w-full"),
            rx.el.span(
                "2 minutes ago, on your laptop", class_name="mt-2 block text-center text-xs text-faint"
            ),
            class_name="p-4",
        ),
        class_name="overflow-hidden rounded-card border border-line bg-surface",
    )
    screen = rx.el.div(
        rx.el.span("Pick up where you left off", class_name="mb-3 block font-display text-xl text-text"),
        card,
        aria_hidden=True,
    )
    return rx.el.div(
        screen,
        role="img",
        aria_label="Everkeep on a phone: the same film, and Resume, which leads back to the title.",
        class_name="stage-phone",
    )
