"""The kit's parts say what they are to everyone: names, states, values, errors."""

from collections.abc import Callable
from typing import Any

import pytest
import reflex as rx

from app.ui import components as kit
from app.ui import layout, shortcuts
from app.ui.styleguide_parts import SECTIONS

NOT_DRAWN = {"MenuItem", "Video", "classes"}


class Tape(rx.State):
    """Variables to draw parts with."""

    busy: bool = False
    title: str = "The burrow"
    share: float = 0.5
    tone: str = "good"
    picks: list[tuple[str, str]] = [("dusk", "Dusk at the ford")]


PARTS: dict[str, Callable[[], rx.Component]] = {
    "avatar": lambda: kit.avatar(Tape.title),
    "badge": lambda: kit.badge("Rendering", Tape.tone),
    "button": lambda: kit.button("Produce", variant="primary", pending=Tape.busy, icon="film"),
    "card": lambda: kit.card(picture=Tape.title, title=Tape.title, href="/", badge=kit.badge("Draft")),
    "checkbox": lambda: kit.checkbox("Loop the music"),
    "chip": lambda: kit.chip("All", selected=Tape.busy),
    "color_input": lambda: kit.color_input(value=Tape.title, on_change=rx.noop(), label="Text"),
    "combobox": lambda: kit.combobox([("dusk", "Dusk at the ford")], value=Tape.title, label="Music"),
    "dialog": lambda: kit.dialog(open=Tape.busy, title="Start over?", on_open_change=rx.noop()),
    "drawer": lambda: kit.drawer(open=Tape.busy, title=Tape.title, on_open_change=rx.noop()),
    "empty_state": lambda: kit.empty_state("film", "Films wait here.", kit.button("Upload a video")),
    "field": lambda: kit.field("Title", kit.text_input(value=Tape.title), error=Tape.title),
    "icon": lambda: kit.icon("film"),
    "icon_button": lambda: kit.icon_button("x", "Close"),
    "link": lambda: kit.link("Sign in", "/login"),
    "link_button": lambda: kit.link_button("Create account", "/register", "primary"),
    "list_row": lambda: kit.list_row(title=Tape.title, picture=Tape.title, trailing=kit.badge("Ready")),
    "menu": lambda: kit.menu(kit.icon_button("ellipsis", "More"), [kit.MenuItem("Open", to="/")]),
    "moment": lambda: kit.moment("4 minutes ago", Tape.title),
    "number_input": lambda: kit.number_input(unit="s", value=Tape.share, on_change=rx.noop()),
    "player": lambda: kit.player("/film.mp4", label="Episode 4", captions="/film.vtt"),
    "progress_bar": lambda: kit.progress_bar(Tape.share, label="Rendering", time_left="2 min left"),
    "save_state": lambda: kit.save_state(Tape.tone),
    "search_input": lambda: kit.search_input(label="Search films"),
    "segmented": lambda: kit.segmented([("a", "A"), ("b", "B")], value=Tape.tone, label="Style"),
    "select": lambda: kit.select(Tape.picks, value=Tape.title, on_change=rx.noop()),
    "skeleton": kit.skeleton,
    "slider": lambda: kit.slider(value=Tape.share, max=1, step=0.1, unit=" s", label="Hold"),
    "stylesheet": lambda: kit.stylesheet("/landing.css"),
    "swatch": lambda: kit.swatch("#b08bc9", label="Heather"),
    "switch": lambda: kit.switch("Ducking", checked=Tape.busy),
    "table": lambda: kit.table(["Film"], [rx.el.tr(rx.el.td(Tape.title))], caption="Films"),
    "tabs": lambda: kit.tabs([("cut", "Cut", rx.el.p("…"))], label="Steps"),
    "text_area": lambda: kit.text_area(value=Tape.title, on_change=rx.noop()),
    "text_input": lambda: kit.text_input(value=Tape.title, on_change=rx.noop()),
    "toaster": kit.toaster,
    "tooltip": lambda: kit.tooltip(kit.button("Point at me"), "Says more"),
}


def drawn(part: rx.Component) -> str:
    """The part's JSX, as one text to look into."""
    return str(part.render())


def props(part: Any, tag: str) -> str:
    """The properties of the first element called `tag` within `part`."""
    found = part.render() if isinstance(part, rx.Component) else part
    if found.get("name") == f'"{tag}"':
        return " ".join(found["props"])
    return next(filter(None, (props(child, tag) for child in found.get("children", []))), "")


def test_every_part_is_tried_here() -> None:
    assert PARTS.keys() == set(kit.__all__) - NOT_DRAWN


@pytest.mark.parametrize("name", sorted(PARTS))
def test_part_draws(name: str) -> None:
    assert drawn(PARTS[name]())


@pytest.mark.parametrize(("title", "draw"), SECTIONS, ids=[title for title, _ in SECTIONS])
def test_style_guide_section_draws_in_both_themes(title: str, draw: Callable[[str], rx.Component]) -> None:
    assert drawn(draw("dark"))
    assert drawn(draw("light"))


def test_field_ties_label_help_and_error_to_its_control() -> None:
    field = kit.field("Screen title", kit.text_input(), help="Shown at the start.", error="Too long.")

    assert 'htmlFor:"screen-title"' in props(field, "label")
    assert 'id:"screen-title"' in props(field, "input")
    assert '"aria-describedby":"screen-title-help screen-title-error"' in props(field, "input")
    assert '"aria-invalid":' in props(field, "input")


@pytest.mark.parametrize("make", [kit.number_input, kit.select], ids=["number", "select"])
def test_field_finds_a_control_inside_its_wrapping(make: Callable[..., rx.Component]) -> None:
    control = make([("a", "A")]) if make is kit.select else make(unit="s")

    field = kit.field("Hold", control)

    assert 'id:"hold"' in (props(field, "input") or props(field, "select"))


def test_field_keeps_the_id_that_its_control_has() -> None:
    field = kit.field("Hold", kit.text_input(id="intro-seconds"))

    assert 'htmlFor:"intro-seconds"' in props(field, "label")


def test_working_button_takes_no_second_click_and_says_that_it_works() -> None:
    said = props(kit.button("Produce", pending=True), "button")

    assert "disabled:true" in said
    assert '"aria-busy":true' in said


def test_button_sends_no_form_unless_told() -> None:
    assert 'type:"button"' in props(kit.button("Skip"), "button")
    assert 'type:"submit"' in props(kit.button("Sign in", type="submit"), "button")


def test_progress_bar_gives_its_value_to_assistive_technology() -> None:
    said = drawn(kit.progress_bar(0.38, label="Rendering Episode 3"))

    assert 'role:"progressbar"' in said
    assert '"aria-label":"Rendering Episode 3"' in said
    assert '"aria-valuenow"' in said


def test_icon_only_button_has_a_name() -> None:
    assert '"aria-label":"Close"' in props(kit.icon_button("x", "Close"), "button")


def test_shell_marks_where_the_person_is() -> None:
    said = drawn(layout.page(rx.el.p("…"), title="Uploads", active="uploads"))

    assert said.count('"aria-current":"page"') == 2  # sidebar and bottom bar
    assert "Skip to content" in said
    assert 'id:"content"' in said


def test_shell_shows_what_features_put_beside_their_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "_beside", {})
    monkeypatch.setattr(layout, "_over_tab", {})
    layout.show_beside("activity", lambda: rx.el.span("2 running"), over_tab=lambda: rx.el.span("just 2"))

    shell = drawn(layout.page(active="home"))
    assert "2 running" in shell
    assert "just 2" in shell


def test_shortcuts_of_every_page_lead_to_the_places_of_the_navigation() -> None:
    leads = {to for _, _, to in shortcuts._PLACES}

    assert leads == {place.to for place in (*layout.PLACES, layout.SETTINGS)}
