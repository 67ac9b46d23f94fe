"""/uploads: everything that a person has brought, and what is on its way."""

import reflex as rx

from app.features.productions.components.transfers import transfers, upload_button
from app.features.productions.components.upload_card import upload_card
from app.features.productions.components.upload_dialogs import upload_dialogs
from app.features.productions.models import UploadKind
from app.features.productions.state.uploads import UploadsState
from app.ui import routes
from app.ui.components import button, empty_state, icon, search_input, segmented, skeleton, stylesheet
from app.ui.layout import page
from app.ui.session import SessionState

_GRID = "grid gap-4 sm:grid-cols-2 xl:grid-cols-3"
_KINDS = [
    ("", "All"),
    (UploadKind.VIDEO.value, "Videos"),
    (UploadKind.AUDIO.value, "Sound"),
    (UploadKind.IMAGE.value, "Pictures"),
]


def add_pages(app: rx.App) -> None:
    """Add /uploads to the application."""
    app.add_page(
        uploads_page,
        route=routes.UPLOADS,
        title="Uploads · Everkeep",
        on_load=[SessionState.require, UploadsState.load, UploadsState.watch],
    )


def uploads_page() -> rx.Component:
    """The page."""
    return page(
        stylesheet("/uploads.css"),
        stylesheet("/track.css"),
        transfers(UploadsState.unfinished, refused=UploadsState.refused, on_change=UploadsState.refresh),
        rx.cond(UploadsState.has_any, _filters(), rx.fragment()),
        rx.cond(UploadsState.loaded, _files(), _waiting()),
        upload_dialogs(),
        title="Uploads",
        actions=upload_button(),
        active="uploads",
    )


def _filters() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            search_input(
                label="Search your uploads",
                placeholder="Search",
                default_value=UploadsState.search,
                on_change=UploadsState.set_search,
            ),
            class_name="w-full sm:w-64",
        ),
        segmented(_KINDS, value=UploadsState.kind, on_change=UploadsState.set_kind, label="Kind of file"),
        rx.el.p(UploadsState.room, class_name="ml-auto text-sm text-faint tabular-nums"),
        class_name="mb-6 flex flex-wrap items-center gap-3",
    )


def _files() -> rx.Component:
    grid = rx.el.ul(rx.foreach(UploadsState.cards, upload_card), class_name=_GRID)
    more = rx.el.div(
        button("Show more", on_click=UploadsState.show_more), class_name="mt-6 flex justify-center"
    )
    some = rx.fragment(grid, rx.cond(UploadsState.has_more, more, rx.fragment()))
    none = rx.cond(
        UploadsState.is_filtered,
        _nothing_found(),
        rx.cond(UploadsState.unfinished.length() > 0, _soon(), _teach()),
    )
    return rx.cond(UploadsState.cards.length() > 0, some, none)


def _nothing_found() -> rx.Component:
    return empty_state(
        "search", "No file matches. Try another word, or look at all kinds.", title="Nothing found"
    )


def _soon() -> rx.Component:
    return rx.el.p(
        "Your files appear here once they have arrived.", class_name="py-8 text-center text-md text-muted"
    )


def _teach() -> rx.Component:
    """What belongs here, when nothing does yet."""
    kinds = (
        ("clapperboard", "Videos", "Your footage: MP4, MOV, WebM or MKV. Phone films come out upright."),
        ("music", "Sound", "Music to lay under it: MP3, M4A, WAV, OGG or FLAC."),
        ("image", "Pictures", "A logo, a lower third, a title page: PNG, JPEG or WebP."),
    )
    cards = [
        rx.el.li(
            icon(sign, 20, class_name="mt-0.5 shrink-0 text-accent-strong"),
            rx.el.div(
                rx.el.h3(name, class_name="text-base font-semibold text-text"),
                rx.el.p(words, class_name="text-sm text-muted"),
            ),
            class_name="flex gap-3 rounded-card border border-line bg-surface p-4 text-left",
        )
        for sign, name, words in kinds
    ]
    return rx.el.div(
        empty_state(
            "upload",
            "Drop files anywhere on this page, or choose them. You may close the page: an upload goes on "
            "from its last byte when you choose the file again.",
            upload_button("Choose files"),
            title="Bring your first video",
        ),
        rx.el.ul(*cards, class_name="mt-4 grid gap-4 md:grid-cols-3"),
    )


def _waiting() -> rx.Component:
    """Places kept while the first answer is on its way."""
    tile = [
        rx.el.li(
            skeleton("aspect-[16/9] w-full"),
            skeleton("mt-4 h-4 w-2/3"),
            skeleton("mt-2 h-3 w-1/3"),
            class_name="pb-4",
        )
        for _ in range(6)
    ]
    return rx.el.ul(*tile, class_name=_GRID, aria_hidden=True)
