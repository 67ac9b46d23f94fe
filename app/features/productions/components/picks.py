"""Pickers that show what they offer: pictures and music of the person's own, presets by name."""

from typing import Any

import reflex as rx

from app.features.productions.components.preset_editor import preset_editor
from app.features.productions.components.sections import draft, group, trouble
from app.features.productions.components.track import track
from app.features.productions.components.upload_here import bring
from app.features.productions.state.presets import PresetState
from app.features.productions.state.produce import DraftState
from app.features.productions.state.shown import NO_ROLE
from app.ui.components import button, chip, field, icon, select
from app.ui.components.classes import FOCUS

PICTURES = "image/png,image/jpeg,image/webp"
SOUNDS = "audio/*,.mp3,.m4a,.wav,.ogg,.flac"
STANDARD_HOLD = 3
NUMBER_OR_NONE = "value.target.value ? Number(value.target.value) : null"


def _pick(face: rx.Component, name: Any, *, pressed: Any, on_click: Any, **props: Any) -> rx.Component:
    return rx.el.button(
        rx.el.span(face, class_name="pick-picture"),
        rx.el.span(name, class_name="pick-name"),
        type="button",
        aria_pressed=pressed,
        on_click=on_click,
        class_name=f"pick {FOCUS}",
        **props,
    )


def picture_picker(key: str, role: str, legend: str, *, accept: str = PICTURES) -> rx.Component:
    """The person's pictures of a role, none of them, or one that is brought right now."""
    chosen = draft.value(key, int)

    def offered(picture: Any) -> rx.Component:
        return _pick(
            rx.el.img(src=picture["thumb"], alt="", loading="lazy"),
            picture["name"],
            pressed=chosen == picture["id"],
            on_click=draft.keep(key, picture["id"]),
            disabled=~picture["ready"],
        )

    return group(
        legend,
        rx.el.div(
            _pick(icon("ban", 20), "None", pressed=~chosen.bool(), on_click=draft.keep(key, None)),
            rx.foreach(DraftState.pictures[role], offered),
            class_name="picks mb-3",
        ),
        _without_use(key),
        bring("Upload a picture", accept=accept, kind="image", role=role, on_done=DraftState.arrived(key)),
        trouble(key),
    )


def _without_use(key: str) -> rx.Component:
    """The person's pictures that have no use yet: choosing one gives it this one."""
    found = DraftState.pictures[NO_ROLE]

    def offered(picture: Any) -> rx.Component:
        return _pick(
            rx.el.img(src=picture["thumb"], alt="", loading="lazy"),
            picture["name"],
            pressed=False,
            on_click=DraftState.give_use(key, picture["id"]),
        )

    shown = group("Not yet given a use", rx.el.div(rx.foreach(found, offered), class_name="picks mb-3"))
    return rx.cond(found.length() > 0, shown, rx.fragment())


def preset_picker(key: str, kind: str, legend: str) -> rx.Component:
    """Choose a preset by name, make one, change it, put it away."""
    chosen = draft.value(key, int)
    return rx.el.div(
        field(
            legend,
            select(
                DraftState.preset_options[kind],
                value=rx.cond(chosen.bool(), chosen.to_string(), ""),
                on_change=draft.keep_given(key, argument=NUMBER_OR_NONE),
            ),
            id=f"preset-{kind}",
        ),
        rx.el.div(
            rx.cond(
                chosen.bool() & (PresetState.kind != kind),
                button("Edit", icon="sliders_horizontal", on_click=PresetState.edit(chosen)),
                rx.fragment(),
            ),
            button("New", icon="plus", on_click=PresetState.create(kind, rx.cond(chosen.bool(), chosen, 0))),
            class_name="flex flex-wrap gap-2",
        ),
        trouble(key),
        preset_editor(kind),
        class_name="flex flex-col gap-2",
    )


def music_picker() -> rx.Component:
    """The person's music, each to be listened to before it is chosen."""
    key = "musicUploadId"
    chosen = draft.value(key, int)

    def offered(song: Any) -> rx.Component:
        return rx.el.div(
            chip(
                song["name"],
                selected=chosen == song["id"],
                on_click=draft.keep(key, song["id"]),
                disabled=~song["ready"],
                class_name="max-w-full truncate",
            ),
            rx.cond(
                song["ready"],
                track(song["url"], shape=song["shape"], name=song["name"], seconds=song["seconds"]),
                rx.fragment(),
            ),
            class_name="song",
        )

    return group(
        "Music",
        rx.el.div(
            chip("No music", selected=~chosen.bool(), on_click=draft.keep(key, None)),
            rx.foreach(DraftState.music, offered),
            class_name="mb-3 flex flex-col items-start gap-2",
        ),
        bring("Upload music", accept=SOUNDS, kind="audio", on_done=DraftState.arrived(key)),
        trouble(key),
    )


def title_page_picks() -> rx.Component:
    """The person's title pages, and for how long the chosen one is held."""
    intro = draft.value("intro", dict)
    is_page = intro.bool() & (intro["kind"].to(str) == "title_image")
    held = rx.cond(is_page, intro["holdSeconds"].to(float), STANDARD_HOLD)

    def offered(picture: Any) -> rx.Component:
        wanted = rx.Var.create({"kind": "title_image", "uploadId": picture["id"], "holdSeconds": held})
        return _pick(
            rx.el.img(src=picture["thumb"], alt="", loading="lazy"),
            picture["name"],
            pressed=is_page & (intro["uploadId"] == picture["id"]),
            on_click=draft.keep("intro", wanted),
            disabled=~picture["ready"],
        )

    pages = DraftState.pictures["title_page"]
    some = rx.el.div(rx.foreach(pages, offered), class_name="picks")
    none = rx.el.div(
        icon("image_plus", 24, class_name="text-accent-strong"),
        rx.el.p("A picture that opens the film, and its poster: PNG, JPEG or WebP."),
        class_name="picks-none",
    )
    # The upload keeps its place whichever is shown: what it says must outlive the first picture's arrival.
    upload = bring(
        "Upload a title page",
        accept=PICTURES,
        kind="image",
        role="title_page",
        on_done=DraftState.arrived("intro"),
    )
    return rx.el.div(
        group(
            "Title pages",
            rx.el.div(
                rx.cond(pages.length() > 0, some, none),
                upload,
                class_name=rx.cond(pages.length() > 0, "picks-some", "picks-empty"),
            ),
        ),
        _without_use("intro"),
        rx.cond(is_page, _held(intro), rx.fragment()),
        class_name="flex flex-col gap-4",
    )


def _held(intro: Any) -> rx.Component:
    page = rx.Var.create({"kind": "title_image", "uploadId": intro["uploadId"]})
    seconds = intro["holdSeconds"].to(float)
    return group(
        "Title page stands for",
        rx.el.div(
            chip(
                "Poster only",
                selected=seconds == 0,
                on_click=draft.keep("intro", _with_hold(page, 0)),
            ),
            *[
                chip(
                    f"{hold} s",
                    selected=seconds == hold,
                    on_click=draft.keep("intro", _with_hold(page, hold)),
                )
                for hold in (2, 3, 4, 5)
            ],
            class_name="flex flex-wrap gap-2",
        ),
    )


def _with_hold(page: Any, seconds: int) -> Any:
    return rx.Var(
        f"({{...{page!s}, holdSeconds: {seconds}}})", _var_type=dict, _var_data=page._get_all_var_data()
    )
