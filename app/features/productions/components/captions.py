"""The section of captions: which, and whether they are part of the picture."""

from typing import Any

import reflex as rx

from app.features.productions.components.sections import draft, group, section, trouble, unfolded
from app.features.productions.components.upload_here import bring_to
from app.features.productions.rules.languages import NAMES
from app.features.productions.state.captions import CaptionsState
from app.features.productions.state.produce import DraftState
from app.ui.components import chip, field, icon, icon_button, select

FILES = ".srt,.vtt,text/vtt,application/x-subrip"


def captions() -> rx.Component:
    """Words that are spoken, to be read."""
    return section(
        "captions",
        DraftState.summaries.get("captions", ""),
        unfolded(captions_choices()),
        picture=icon("captions", 20),
    )


@rx.memo
def captions_choices() -> rx.Component:
    """None, or one of the captions files of this video."""
    chosen = draft.value("captions", dict)
    named = chosen["captionsId"].to(int)
    burnt = chosen["burnIn"].to(bool)

    def offered(one: Any) -> rx.Component:
        wanted = rx.Var.create({"captionsId": one["id"], "burnIn": chosen.bool() & burnt})
        return rx.el.div(
            chip(
                one["words"],
                selected=chosen.bool() & (named == one["id"]),
                on_click=draft.keep("captions", wanted),
                class_name="max-w-full truncate",
            ),
            icon_button(
                "trash_2", "Delete " + one["words"].to(str), on_click=CaptionsState.delete(one["id"])
            ),
            class_name="flex min-w-0 items-center gap-1",
        )

    return rx.fragment(
        group(
            "Captions file",
            rx.el.div(
                chip("None", selected=~chosen.bool(), on_click=draft.keep("captions", None)),
                rx.foreach(DraftState.captions, offered),
                class_name="flex min-w-0 flex-col items-start gap-2",
            ),
        ),
        rx.cond(chosen.bool(), _burning(named, burnt), rx.fragment()),
        _bringing(),
        trouble("captions"),
    )


def _burning(named: Any, burnt: Any) -> rx.Component:
    def way(words: str, burn_in: bool) -> rx.Component:
        wanted = rx.Var.create({"captionsId": named, "burnIn": burn_in})
        return chip(words, selected=burnt == burn_in, on_click=draft.keep("captions", wanted))

    return group(
        "How they are shown",
        rx.el.div(
            way("To switch on in the player", False),
            way("Part of the picture", True),
            class_name="flex flex-wrap gap-2",
        ),
    )


def _bringing() -> rx.Component:
    return group(
        "Bring captions",
        rx.el.p(
            "An SRT or WebVTT file with the times of the video as you uploaded it. "
            "Your cuts and your opening move the words along.",
            class_name="mb-3 text-sm text-muted",
        ),
        rx.el.div(
            field(
                "Language",
                select(
                    list(NAMES.items()),
                    value=CaptionsState.language,
                    on_change=CaptionsState.choose_language,
                ),
                id="captions-language",
            ),
            bring_to(
                f"/api/uploads/{DraftState.source['id']}/captions",
                "Choose a captions file",
                accept=FILES,
                fields={"language": CaptionsState.language},
                made="captions",
                on_done=CaptionsState.arrived,
            ),
            class_name="flex flex-col gap-3",
        ),
    )
