"""The captions of a finished film: what there is, and what can be brought."""

from typing import Any

import reflex as rx

from app.features.productions.components.captions import FILES
from app.features.productions.components.upload_here import bring_to
from app.features.productions.rules.languages import NAMES
from app.features.productions.state.productions import ProductionState
from app.features.productions.state.tracks import TracksState
from app.ui.components import field, icon_button, select


@rx.memo
def film_captions() -> rx.Component:
    """A section of the film's page."""
    made = ProductionState.made
    tracks = made["tracks"].to(list[dict[str, str]])
    return rx.el.section(
        rx.el.h2("Captions", class_name="mb-3 text-md font-semibold text-text"),
        rx.cond(
            tracks.length() > 0,
            rx.el.ul(rx.foreach(tracks, _track), class_name="mb-3 flex flex-col gap-1"),
            rx.el.p("None to switch on yet.", class_name="mb-3 text-sm text-muted"),
        ),
        _bringing(made["id"].to(str)),
    )


def _track(track: Any) -> rx.Component:
    return rx.el.li(
        rx.el.a(
            track["label"],
            href=track["url"],
            download=track["language"].to(str) + ".vtt",
            reload_document=True,
            title="Download as WebVTT",
            class_name="grow truncate text-base text-text focus-ring",
        ),
        icon_button(
            "trash_2", "Remove captions: " + track["label"], on_click=TracksState.remove(track["language"])
        ),
        class_name="flex min-w-0 items-center gap-2",
    )


def _bringing(production_id: Any) -> rx.Component:
    return rx.el.div(
        field(
            "Language",
            select(list(NAMES.items()), value=TracksState.language, on_change=TracksState.choose_language),
            help="Bringing one for a language that is there replaces it.",
            id="track-language",
        ),
        bring_to(
            f"/api/productions/{production_id}/captions/{TracksState.language}",
            "Choose a captions file",
            accept=FILES,
            method="PUT",
            on_done=ProductionState.open_page,
        ),
        rx.el.p("SRT or WebVTT, with the times of this film.", class_name="text-sm text-faint"),
        class_name="flex flex-col gap-2",
    )
