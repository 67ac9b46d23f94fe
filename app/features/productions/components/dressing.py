"""The sections beside the stage, in the order in which a film is dressed."""

from typing import Any

import reflex as rx

from app.features.productions.components.captions import captions
from app.features.productions.components.picks import (
    music_picker,
    picture_picker,
    preset_picker,
    title_page_picks,
)
from app.features.productions.components.sections import (
    body,
    draft,
    group,
    kept_text,
    section,
    small_picture,
    trouble,
    unfolded,
)
from app.features.productions.rules.place import SECTIONS
from app.features.productions.state.produce import DraftState
from app.ui.components import button, chip, field, icon, slider, stylesheet

NAME_LIMIT, STORY_LIMIT, TITLE_LIMIT, TITLE_LINES = 255, 2000, 1000, 30


def sections() -> rx.Component:
    """All of them, folded."""
    return rx.el.div(story(), title(), opening(), sound(), logo(), lower_third(), captions(), *edits())


def story() -> rx.Component:
    """What the production is called, and what it is about."""
    name = draft.value("name")
    return section(
        "story",
        rx.cond(name.bool(), name, "No name yet"),
        body(
            kept_text("Name", "name", max_length=NAME_LIMIT, placeholder=DraftState.source["name"]),
            kept_text(
                "Story",
                "story",
                rows=4,
                max_length=STORY_LIMIT,
                hint="For you alone; it is not shown in the film.",
            ),
        ),
        picture=small_picture(DraftState.source["poster"], "clapperboard"),
    )


def title() -> rx.Component:
    """Text over the picture."""
    return section(
        "title",
        DraftState.summaries.get("title", ""),
        body(
            kept_text("Title text", "screenTitleText", rows=3, max_length=TITLE_LIMIT, max_lines=TITLE_LINES),
            unfolded(title_style(), ""),
        ),
        picture=icon("type", 20),
        shows="screen_title",
    )


@rx.memo
def title_style() -> rx.Component:
    """How the text looks."""
    return preset_picker("screenTitlePresetId", "screen_title", "Title style")


FREEZE_SECONDS = 3
_FROZEN = "({kind: 'freeze_first_frame', seconds: value})"


def opening() -> rx.Component:
    """What stands before the film."""
    return section(
        "opening",
        DraftState.summaries.get("opening", ""),
        unfolded(opening_choices()),
        picture=small_picture(DraftState.thumbs.get("opening", ""), "panels_top_left"),
        shows="intro",
    )


@rx.memo
def opening_choices() -> rx.Component:
    """Nothing, the first frame or a title page."""
    intro = draft.value("intro", dict)
    frozen = intro.bool() & (intro["kind"].to(str) == "freeze_first_frame")
    freeze = {"kind": "freeze_first_frame", "seconds": FREEZE_SECONDS}
    return rx.fragment(
        group(
            "Before the film",
            rx.el.div(
                chip("Nothing", selected=~intro.bool(), on_click=draft.keep("intro", None)),
                chip("First frame, frozen", selected=frozen, on_click=draft.keep("intro", freeze)),
                class_name="flex flex-wrap gap-2",
            ),
        ),
        rx.cond(frozen, _freeze_length(intro), rx.fragment()),
        title_page_picks(),
        trouble("intro"),
    )


def _freeze_length(intro: Any) -> rx.Component:
    bar = slider(
        value=intro["seconds"].to(float),
        min=2,
        max=5,
        step=0.5,
        unit=" s",
        on_change=draft.keep_given("intro", argument=_FROZEN, pause=300),
    )
    return field("It stands for", bar, id="draft-freeze")


def sound() -> rx.Component:
    """Music, and how it meets the film's own sound."""
    return section(
        "sound",
        DraftState.summaries.get("sound", ""),
        unfolded(sound_choices()),
        picture=icon("audio_lines", 20),
    )


@rx.memo
def sound_choices() -> rx.Component:
    """The music, and how it is mixed."""
    return rx.fragment(
        stylesheet("/track.css"),
        music_picker(),
        preset_picker("audioConfigId", "audio", "How music and film meet"),
    )


def logo() -> rx.Component:
    """A small mark over the picture."""
    return section(
        "logo",
        DraftState.summaries.get("logo", ""),
        unfolded(logo_choices()),
        picture=small_picture(DraftState.thumbs.get("logo", ""), "stamp"),
        shows="logo",
    )


@rx.memo
def logo_choices() -> rx.Component:
    """Which mark, and how it is shown."""
    return rx.fragment(
        picture_picker("logoUploadId", "logo", "Picture"),
        preset_picker("logoConfigId", "logo", "Place and timing"),
    )


def lower_third() -> rx.Component:
    """A banner at the bottom."""
    return section(
        "lowerThird",
        DraftState.summaries.get("lowerThird", ""),
        unfolded(lower_third_choices()),
        picture=small_picture(DraftState.thumbs.get("lowerThird", ""), "panel_bottom"),
        shows="lower_third",
    )


@rx.memo
def lower_third_choices() -> rx.Component:
    """Which banner, and how it is shown."""
    return rx.fragment(
        picture_picker("lowerThirdUploadId", "lower_third", "Picture (PNG)", accept="image/png"),
        preset_picker("lowerThirdConfigId", "lower_third", "Size and timing"),
    )


def edits() -> tuple[rx.Component, ...]:
    """What was set through REST and shows in the film; only there when it was."""
    return (
        _edit("cuts", "editRanges", cuts_choices(), "scissors", "The film is whole again."),
        _edit("overlays", "overlayItems", overlays_choices(), "images", "The pictures are removed."),
    )


@rx.memo
def cuts_choices() -> rx.Component:
    """Back to the whole film, or to the cuts."""
    return _removal("cuts", "editRanges")


@rx.memo
def overlays_choices() -> rx.Component:
    """Without the pictures, or with them again."""
    return _removal("overlays", "overlayItems")


def _edit(part: str, key: str, choices: rx.Component, sign: str, removed: str) -> rx.Component:
    words = DraftState.summaries.get(part, "")
    gone = DraftState.removed.contains(key)
    shown = section(
        part,
        rx.cond(words != "", words, removed),
        unfolded(choices),
        picture=icon(sign, 20),
    )
    return rx.cond((words != "") | gone, shown, rx.fragment())


def _removal(part: str, key: str) -> rx.Component:
    name = SECTIONS[part]
    return rx.fragment(
        rx.cond(
            DraftState.summaries.get(part, "") != "",
            button("Remove", icon="x", on_click=DraftState.remove(key), aria_label=f"Remove: {name}"),
            button("Undo", icon="rotate_ccw", on_click=DraftState.put_back(key), aria_label=f"Undo: {name}"),
        ),
        trouble(key),
    )
