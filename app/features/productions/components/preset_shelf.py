"""Presets on their own page: cards with what each one makes of a film, and the one that is open."""

from typing import Any

import reflex as rx

from app.features.productions.components.preset_editor import preset, preset_fields
from app.features.productions.state.preset_shelf import PresetShelfState
from app.features.productions.state.presets import PresetState
from app.ui import routes
from app.ui.components import (
    MenuItem,
    button,
    card,
    dialog,
    field,
    icon,
    icon_button,
    link_button,
    list_row,
    menu,
    save_state,
    stylesheet,
    text_input,
)
from app.ui.components.classes import FOCUS

KINDS = (
    ("screen_title", "Titles", "Text over the picture."),
    ("logo", "Logos", "A small mark over the picture."),
    ("lower_third", "Lower thirds", "A banner at the bottom."),
    ("audio", "Sound", "How music and the film’s own sound meet."),
)
_FORM = "preset-name"


def shelves() -> rx.Component:
    """All of them, by kind."""
    return rx.el.div(
        *[_shelf(*kind) for kind in KINDS],
        rx.cond(PresetShelfState.archived.length() > 0, _archived(), rx.fragment()),
        rx.cond(PresetShelfState.asked["id"] > 0, _rename(), rx.fragment()),
        class_name="flex flex-col gap-10",
    )


def _shelf(kind: str, title: str, about: str) -> rx.Component:
    cards = PresetShelfState.cards[kind]
    return rx.el.section(
        rx.el.div(
            rx.el.div(
                rx.el.h2(title, class_name="text-lg font-semibold text-text"),
                rx.el.p(about, class_name="text-sm text-faint"),
            ),
            button("New", icon="plus", on_click=PresetShelfState.create(kind), aria_label=f"New: {title}"),
            class_name="mb-4 flex items-center justify-between gap-4",
        ),
        rx.el.ul(
            rx.foreach(cards, lambda one: rx.el.li(_card(one), class_name="min-w-0")),
            class_name="grid gap-4 sm:grid-cols-2 xl:grid-cols-3",
        ),
        rx.cond(
            cards.length() == 0,
            rx.el.p(
                "None are offered. Make a new one, or bring one back.", class_name="text-base text-muted"
            ),
            rx.fragment(),
        ),
        aria_label=title,
    )


def _card(one: Any) -> rx.Component:
    return card(
        picture=sample(one),
        title=one["name"],
        href=one["href"],
        menu=menu(
            icon_button("ellipsis_vertical", "Actions for " + one["name"].to(str)),
            [
                MenuItem("Edit", icon="pencil", to=one["href"]),
                MenuItem("Rename", PresetShelfState.ask_rename(one["id"]), "text_cursor_input"),
                MenuItem("Duplicate", PresetShelfState.duplicate(one["id"]), "copy"),
                MenuItem("Put away", PresetShelfState.put_away(one["id"]), "archive"),
            ],
        ),
        footer=rx.el.p(one["words"], class_name="-mt-3 text-sm text-faint"),
        class_name="h-full",
    )


def sample(one: Any) -> rx.Component:
    """What it makes of a frame; one of sound says in words how it sounds."""
    width = "&width=960"
    seen = rx.el.div(
        rx.el.img(src=PresetShelfState.backdrop, alt="", loading="lazy", class_name="sample-film"),
        rx.el.img(src=one["sample"].to(str) + width, alt="", loading="lazy", class_name="sample-layer"),
        class_name="size-full",
    )
    heard = rx.el.div(
        icon("audio_lines", 28), class_name="night grid size-full place-items-center text-accent-strong"
    )
    return rx.cond(one["sample"] != "", seen, heard)


def _archived() -> rx.Component:
    def row(one: Any) -> rx.Component:
        back = button(
            "Bring back",
            icon="rotate_ccw",
            on_click=PresetShelfState.bring_back(one["id"]),
            aria_label="Bring back: " + one["name"].to(str),
        )
        return rx.el.li(list_row(title=one["name"], facts=one["words"], trailing=back))

    return rx.el.details(
        rx.el.summary(
            "Put away (",
            PresetShelfState.archived.length(),
            ")",
            class_name=f"w-fit cursor-pointer rounded-control py-2 text-base font-medium text-muted {FOCUS}",
        ),
        rx.el.p(
            "A draft that uses one of these asks you to choose another.",
            class_name="py-2 text-sm text-faint",
        ),
        rx.el.ul(rx.foreach(PresetShelfState.archived, row)),
    )


def _rename() -> rx.Component:
    asked = PresetShelfState.asked
    form = rx.el.form(
        field(
            "Name",
            text_input(name="name", default_value=asked["name"], max_length=80, required=True),
            error=PresetShelfState.form_error,
            id="preset-new-name",
        ),
        id=_FORM,
        key=asked["id"].to_string(),
        on_submit=PresetShelfState.rename,
    )
    return dialog(
        open=asked["id"] > 0,
        title="Rename",
        body=form,
        actions=[
            button("Cancel", on_click=PresetShelfState.close(False)),
            button("Rename", variant="primary", type="submit", form=_FORM),
        ],
        on_open_change=PresetShelfState.close,
    )


@rx.memo
def opened_preset() -> rx.Component:
    """The one that is open: its sample stays in sight while its fields change it."""
    one = PresetShelfState.opened
    name = preset.value("name")
    return rx.fragment(
        stylesheet("/choices.css"),
        rx.el.header(
            rx.el.div(
                rx.el.h1(
                    rx.cond(name.bool(), name, one["name"]),
                    class_name="break-words font-display text-2xl text-text sm:text-3xl",
                ),
                save_state(preset.status),
                class_name="min-w-0 grow",
            ),
            link_button("All presets", routes.PRESETS, icon="arrow_left"),
            class_name="mb-5 flex flex-wrap items-center gap-3",
        ),
        rx.el.div(
            rx.el.div(
                rx.el.div(sample(one), class_name="stage-frame sample"),
                rx.el.p(one["words"], class_name="px-4 py-3 text-sm text-muted lg:px-0"),
                class_name="dressing-stage",
            ),
            rx.el.section(
                preset_fields(),
                rx.el.div(
                    button("Duplicate", icon="copy", on_click=PresetShelfState.duplicate(one["id"])),
                    button("Put away", icon="archive", on_click=PresetShelfState.put_away(one["id"])),
                    class_name="flex flex-wrap gap-2",
                ),
                aria_label="Settings",
                key=PresetState.preset_id.to_string(),
                class_name="flex min-w-0 flex-col gap-5 rounded-card border border-line bg-surface p-4",
            ),
            class_name="dressing",
        ),
    )
