"""A file in the grid: its picture, what it is, and what can be done with it."""

from typing import Any

import reflex as rx

from app.features.productions.components.track import track
from app.features.productions.models import ImageRole, UploadKind, UploadStatus
from app.features.productions.state.uploads import UploadsState
from app.ui.components import (
    MenuItem,
    badge,
    button,
    card,
    icon,
    icon_button,
    link_button,
    menu,
    moment,
    progress_bar,
    select,
)

ROLES = [
    ("", "Choose what it is for"),
    (ImageRole.LOGO.value, "Logo"),
    (ImageRole.LOWER_THIRD.value, "Lower third"),
    (ImageRole.TITLE_PAGE.value, "Title page"),
    (ImageRole.OVERLAY.value, "Overlay"),
]


def upload_card(one: Any) -> rx.Component:
    """The card of one `state.uploads.UploadCard`."""
    return rx.el.li(
        card(
            picture=_picture(one),
            title=one["title"],
            heading=rx.el.h2,
            facts=rx.fragment(one["facts"], " · ", moment(one["when"], one["exact"])),
            badge=_badge(one),
            menu=_menu(one),
            footer=_footer(one),
            class_name="h-full",
        ),
        class_name="min-w-0",
    )


def _picture(one: Any) -> rx.Component:
    is_image = one["kind"] == UploadKind.IMAGE.value
    image = rx.el.img(
        src=one["poster_url"],
        alt="",
        loading="lazy",
        class_name=rx.cond(is_image, "see-through size-full object-contain p-3", "size-full object-cover"),
    )
    sign = rx.match(
        one["kind"],
        (UploadKind.AUDIO.value, icon("music", 28)),
        (UploadKind.IMAGE.value, icon("image", 28)),
        icon("film", 28),
    )
    empty = rx.el.div(sign, class_name="grid size-full place-items-center text-faint")
    sound = track(
        one["source_url"],
        shape=one["waveform_url"],
        name=one["title"],
        seconds=one["seconds"],
        class_name="track-card",
    )
    return rx.cond(one["poster_url"] != "", image, rx.cond(_is_heard(one), sound, empty))


def _is_heard(one: Any) -> Any:
    """Whether its picture plays it, which tells its length too."""
    return (one["kind"] == UploadKind.AUDIO.value) & (one["waveform_url"] != "")


def _badge(one: Any) -> rx.Component:
    return rx.match(
        one["status"],
        (UploadStatus.PROCESSING.value, badge("Preparing", "accent")),
        (UploadStatus.FAILED.value, badge("Not usable", "bad")),
        rx.cond(
            one["draft_id"] > 0,
            badge(one["length"] + " · Draft", "accent"),
            rx.cond((one["length"] != "") & ~_is_heard(one), badge(one["length"]), rx.fragment()),
        ),
    )


def _menu(one: Any) -> rx.Component:
    ready = one["status"] == UploadStatus.READY.value
    return menu(
        icon_button("ellipsis_vertical", "Actions for " + one["title"]),
        [
            MenuItem("Rename or describe", UploadsState.ask("edit", one["id"]), "pencil"),
            MenuItem("Download", rx.download(url=one["download_url"]), "download", shown=ready),
            MenuItem(
                "Discard Draft",
                UploadsState.ask("discard", one["id"]),
                "archive",
                shown=one["draft_id"] > 0,
            ),
            MenuItem("Delete", UploadsState.ask("delete", one["id"]), "trash_2", danger=True),
        ],
    )


def _footer(one: Any) -> rx.Component:
    return rx.match(
        one["status"],
        (
            UploadStatus.PROCESSING.value,
            progress_bar(one["progress"], label="Preparing " + one["title"], time_left=one["stage"]),
        ),
        (UploadStatus.FAILED.value, _failed(one)),
        rx.match(
            one["kind"],
            (UploadKind.VIDEO.value, _productions(one)),
            (UploadKind.IMAGE.value, _role(one)),
            rx.fragment(),
        ),
    )


def _failed(one: Any) -> rx.Component:
    again = button("Try again", icon="rotate_cw", on_click=UploadsState.retry(one["id"]))
    remove = button("Remove", on_click=UploadsState.remove_failed(one["id"]))
    return rx.el.div(
        rx.el.p(one["error"], class_name="text-sm text-bad"),
        rx.el.div(
            rx.cond(one["can_retry"], again, remove),
            rx.cond(one["draft_id"] > 0, link_button("Open its draft", one["resume_url"]), rx.fragment()),
            class_name="flex flex-wrap gap-2",
        ),
        class_name="flex flex-col items-start gap-3",
    )


def _productions(one: Any) -> rx.Component:
    edit = link_button(
        "Edit", one["edit_url"], icon="scissors", aria_label="Edit " + one["title"], class_name="grow"
    )
    fresh = rx.el.div(
        link_button("New Production", one["produce_url"], class_name="grow"),
        edit,
        class_name="flex flex-wrap gap-2",
    )
    resume = rx.el.div(
        progress_bar(one["draft_progress"], label="Draft of " + one["title"], time_left=one["draft_place"]),
        rx.el.div(
            link_button("Resume Production", one["resume_url"], "primary", class_name="w-full"),
            edit,
            button("Start Over", on_click=UploadsState.ask("start_over", one["id"]), class_name="grow"),
            class_name="flex flex-wrap gap-2",
        ),
        class_name="flex flex-col gap-3",
    )
    return rx.cond(one["draft_id"] > 0, resume, fresh)


def _role(one: Any) -> rx.Component:
    chooser = select(
        ROLES,
        value=one["role"],
        on_change=lambda role: UploadsState.set_role(one["id"], role),
        aria_label="What the picture “" + one["title"] + "” is for",
    )
    idle = rx.el.p("Not yet given a use.", class_name="text-sm text-muted")
    return rx.el.div(
        rx.cond(one["role"] == "", idle, rx.fragment()), chooser, class_name="flex flex-col gap-2"
    )
