"""The sections of the style guide: one function for each group of parts."""

from collections.abc import Callable

import reflex as rx

from app.ui.components import (
    MenuItem,
    avatar,
    badge,
    button,
    card,
    checkbox,
    chip,
    color_input,
    combobox,
    dialog,
    drawer,
    empty_state,
    field,
    icon_button,
    link,
    link_button,
    list_row,
    menu,
    number_input,
    player,
    progress_bar,
    save_state,
    search_input,
    segmented,
    select,
    skeleton,
    slider,
    swatch,
    switch,
    table,
    tabs,
    text_area,
    text_input,
    tooltip,
)
from app.ui.layout import theme_switch

_PAIRS = [("quiet", "Quiet morning"), ("lantern", "The lantern road"), ("dusk", "Dusk at the ford")]


class Shown(rx.State):
    """Which floating part of the style guide is open, and what was last chosen."""

    dialog: str = ""
    drawer: str = ""
    track: str = "quiet"
    style: str = "pill"
    opacity: float = 35
    colour: str = "#ffffff"

    @rx.event
    def show_dialog(self, theme: str) -> None:
        self.dialog = theme

    @rx.event
    def show_drawer(self, theme: str) -> None:
        self.drawer = theme

    @rx.event
    def close(self, _open: bool) -> None:
        self.dialog = self.drawer = ""

    @rx.event
    def choose_track(self, track: str) -> None:
        self.track = track

    @rx.event
    def choose_style(self, style: str) -> None:
        self.style = style

    @rx.event
    def set_opacity(self, percent: float) -> None:
        self.opacity = percent

    @rx.event
    def set_colour(self, code: str) -> None:
        self.colour = code


def _row(*parts: rx.Component) -> rx.Component:
    return rx.el.div(*parts, class_name="flex min-w-0 flex-wrap items-center gap-3")


def _words(_theme: str) -> rx.Component:
    return rx.fragment(
        rx.el.p("Pick up where you left off", class_name="font-display text-4xl"),
        rx.el.p("Episode 4: the burrow", class_name="font-display text-2xl"),
        rx.el.p("Reading text, for stories and help.", class_name="text-lg"),
        rx.el.p("Interface text, 14 px, with ", link("a link", "/styleguide"), ".", class_name="text-base"),
        rx.el.p("Muted: what stands back.", class_name="text-base text-muted"),
        rx.el.p("Faint: times and counts, 0:42 of 3:42.", class_name="text-sm text-faint tabular-nums"),
    )


def _buttons(_theme: str) -> rx.Component:
    return rx.fragment(
        _row(
            button("Produce", variant="primary"),
            button("Start over"),
            button("Delete film", variant="danger"),
            button("Skip", variant="plain"),
        ),
        _row(
            button("New production", variant="primary", icon="plus"),
            button("Produce", variant="primary", pending=True),
            button("Start over", pending=True),
            button("Produce", variant="primary", disabled=True),
            icon_button("ellipsis", "More"),
            link_button("Go to Home", "/", icon="house"),
        ),
    )


def _fields(theme: str) -> rx.Component:
    return rx.fragment(
        field("Name", text_input(placeholder="Episode 4", id=f"{theme}-name"), help="Shown in your lists."),
        field(
            "Title",
            text_area(default_value="The burrow, at dawn", id=f"{theme}-title"),
            error="A title holds 1,000 characters at most; this one has 1,042. The draft kept the rest.",
        ),
        field("Hold", number_input(unit="s", default_value="3", id=f"{theme}-hold")),
        field("Font", select(_PAIRS, default_value="dusk", id=f"{theme}-font")),
        field(
            "Music",
            combobox(_PAIRS, value=Shown.track, on_change=Shown.choose_track, id=f"{theme}-music"),
            help="Type to find a track.",
        ),
        field("Locked", text_input(default_value="While it renders", disabled=True, id=f"{theme}-locked")),
        search_input(label="Search films", placeholder="Search films"),
    )


def _choices(theme: str) -> rx.Component:
    return rx.fragment(
        _row(
            checkbox("Loop the music", default_checked=True), checkbox("Fade at the end"), switch("Ducking")
        ),
        _row(switch("Show the logo", default_checked=True), switch("Not available", disabled=True)),
        _row(chip("All", selected=True), chip("Videos"), chip("Pictures"), chip("Sounds")),
        segmented(
            [("none", "None"), ("pill", "Pill"), ("outline", "Outline")],
            value=Shown.style,
            on_change=Shown.choose_style,
            label="Title style",
            name=f"{theme}-style",
        ),
        slider(value=Shown.opacity, unit=" %", on_change=Shown.set_opacity, label="Opacity"),
        _row(
            swatch("#b08bc9", label="Heather", selected=True),
            swatch("#4f93d6", label="Sky"),
            swatch("#efeef6", label="Chalk"),
            color_input(value=Shown.colour, on_change=Shown.set_colour, label="Text"),
        ),
    )


def _states(_theme: str) -> rx.Component:
    return rx.fragment(
        _row(save_state("saving"), save_state("saved"), save_state("retrying"), save_state("conflict")),
        _row(
            badge("Draft"),
            badge("Rendering", "accent"),
            badge("Finished", "good"),
            badge("Low on space", "warn"),
            badge("Failed", "bad"),
        ),
        progress_bar(0.38, label="Rendering Episode 3", time_left="38 %, about 2 min left"),
        _row(avatar("Ada"), avatar("", "/landing/burrow.webp"), tooltip(button("Point at me"), "Says more")),
        rx.el.div(skeleton("h-24 w-full"), skeleton("mt-3 h-4 w-2/3"), skeleton("mt-2 h-4 w-1/3")),
    )


def _lists(_theme: str) -> rx.Component:
    actions = menu(
        icon_button("ellipsis", "More"),
        [
            MenuItem("Start over", icon="rotate_ccw", on_select=rx.toast.success("Started over.")),
            MenuItem("Open", icon="film", to="/styleguide"),
            MenuItem("Discard draft", icon="trash_2", danger=True, on_select=rx.toast.error("Discarded.")),
        ],
    )
    episode = card(
        picture="/landing/burrow.webp",
        title="Episode 4: the burrow",
        facts="Production · 3 cuts, title set",
        badge=badge("Rendering", "accent"),
        href="/styleguide",
        menu=actions,
        footer=progress_bar(0.62, label="Episode 4"),
    )
    empty = card(picture="", title="Untitled", facts="Nothing to see yet", href="/styleguide")
    rows = [
        rx.el.tr(rx.el.td("Episode 4"), rx.el.td("3:42", class_name="text-right tabular-nums")),
        rx.el.tr(rx.el.td("Street b-roll"), rx.el.td("0:10", class_name="text-right tabular-nums")),
    ]
    return rx.fragment(
        rx.el.div(episode, empty, class_name="grid gap-4 sm:grid-cols-2"),
        list_row(
            title="Street b-roll",
            facts="0:10 · 640 × 272",
            picture="/landing/street.webp",
            href="/styleguide",
            trailing=badge("Ready", "good"),
        ),
        table(["Film", "Length"], rows, caption="Films and their lengths", numeric=[1]),
        empty_state(
            "clapperboard",
            "Footage that you upload waits here, with a picture and its length.",
            button("Upload a video", variant="primary"),
            title="No uploads yet",
        ),
    )


def _places(theme: str) -> rx.Component:
    return rx.fragment(
        tabs(
            [
                ("cut", "Cut", rx.el.p("What stays and what goes.", class_name="text-muted")),
                ("dress", "Dress", rx.el.p("Title, logo, sound.", class_name="text-muted")),
                ("produce", "Produce", rx.el.p("The finished film.", class_name="text-muted")),
            ],
            label="Steps",
        ),
        player("", label="An empty player", poster="/landing/burrow.webp"),
        _row(
            button("Open a dialog", on_click=Shown.show_dialog(theme)),
            button("Open a drawer", on_click=Shown.show_drawer(theme)),
            button("Raise a toast", on_click=rx.toast.success("Episode 3 is finished.")),
            theme_switch(f"{theme}-theme"),
        ),
        dialog(
            open=Shown.dialog == theme,
            on_open_change=Shown.close,
            title="Start over?",
            description="The draft goes to the archive, and a fresh one begins.",
            actions=[button("Start over", variant="danger")],
        ),
        drawer(
            open=Shown.drawer == theme,
            on_open_change=Shown.close,
            title="Logo",
            body=field("Width", number_input(unit="%", default_value="15", id=f"{theme}-width")),
        ),
    )


SECTIONS: list[tuple[str, Callable[[str], rx.Component]]] = [
    ("Words", _words),
    ("Buttons", _buttons),
    ("Fields", _fields),
    ("Choices", _choices),
    ("States", _states),
    ("Lists and cards", _lists),
    ("Places, players and what floats", _places),
]
