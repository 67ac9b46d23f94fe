"""The sections beside the stage, in the order in which a film is dressed."""

from typing import Any

import reflex as rx

from app.features.productions.components.picks import (
    music_picker,
    picture_picker,
    preset_picker,
    title_page_picks,
)
from app.features.productions.components.sections import (
    draft,
    group,
    kept_text,
    section,
    small_picture,
    trouble,
)
from app.features.productions.rules.place import SECTIONS
from app.features.productions.state.produce import DraftState
from app.ui.components import button, chip, field, icon, slider

NAME_LIMIT, STORY_LIMIT, TITLE_LIMIT, TITLE_LINES = 255, 2000, 1000, 30


def sections() -> rx.Component:
    """All of them, folded."""
    return rx.el.div(story(), title(), opening(), sound(), logo(), lower_third(), *edits())


def story() -> rx.Component:
    """What the production is called, and what it is about."""
    name = draft.value("name")
    return section(
        "story",
        rx.cond(name.bool(), name, "No name yet"),
        kept_text("Name", "name", max_length=NAME_LIMIT, placeholder=DraftState.source["name"]),
        kept_text(
            "Story",
            "story",
            rows=4,
            max_length=STORY_LIMIT,
            hint="For you alone; it is not shown in the film.",
        ),
        picture=small_picture(DraftState.source["poster"], "clapperboard"),
    )


def title() -> rx.Component:
    """Text over the picture."""
    return section(
        "title",
        DraftState.summaries.get("title", ""),
        kept_text("Title text", "screenTitleText", rows=3, max_length=TITLE_LIMIT, max_lines=TITLE_LINES),
        preset_picker("screenTitlePresetId", "screen_title", "Title style"),
        picture=icon("type", 20),
        shows="screen_title",
    )


FREEZE_SECONDS = 3
_FROZEN = "({kind: 'freeze_first_frame', seconds: value})"


def opening() -> rx.Component:
    """What stands before the film."""
    intro = draft.value("intro", dict)
    frozen = intro.bool() & (intro["kind"].to(str) == "freeze_first_frame")
    freeze = {"kind": "freeze_first_frame", "seconds": FREEZE_SECONDS}
    return section(
        "opening",
        DraftState.summaries.get("opening", ""),
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
        picture=small_picture(DraftState.thumbs.get("opening", ""), "panels_top_left"),
        shows="intro",
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
        music_picker(),
        preset_picker("audioConfigId", "audio", "How music and film meet"),
        picture=icon("audio_lines", 20),
    )


def logo() -> rx.Component:
    """A small mark over the picture."""
    return section(
        "logo",
        DraftState.summaries.get("logo", ""),
        picture_picker("logoUploadId", "logo", "Picture"),
        preset_picker("logoConfigId", "logo", "Place and timing"),
        picture=small_picture(DraftState.thumbs.get("logo", ""), "stamp"),
        shows="logo",
    )


def lower_third() -> rx.Component:
    """A banner at the bottom."""
    return section(
        "lowerThird",
        DraftState.summaries.get("lowerThird", ""),
        picture_picker("lowerThirdUploadId", "lower_third", "Picture (PNG)", accept="image/png"),
        preset_picker("lowerThirdConfigId", "lower_third", "Size and timing"),
        picture=small_picture(DraftState.thumbs.get("lowerThird", ""), "panel_bottom"),
        shows="lower_third",
    )


def edits() -> tuple[rx.Component, ...]:
    """What was set through REST and shows in the film; only there when it was."""
    return (
        _edit("cuts", "editRanges", "scissors", "The film is whole again."),
        _edit("overlays", "overlayItems", "images", "The pictures are removed."),
    )


def _edit(part: str, key: str, sign: str, removed: str) -> rx.Component:
    name = SECTIONS[part]
    words = DraftState.summaries.get(part, "")
    gone = DraftState.removed.contains(key)
    shown = section(
        part,
        rx.cond(words != "", words, removed),
        rx.cond(
            words != "",
            button("Remove", icon="x", on_click=DraftState.remove(key), aria_label=f"Remove: {name}"),
            button("Undo", icon="rotate_ccw", on_click=DraftState.put_back(key), aria_label=f"Undo: {name}"),
        ),
        trouble(key),
        picture=icon(sign, 20),
    )
    return rx.cond((words != "") | gone, shown, rx.fragment())
