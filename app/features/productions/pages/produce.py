"""/produce?upload=: dress a film beside its live preview; everything keeps itself."""

import reflex as rx

from app.features.productions.components.arriving import arriving_to_be_dressed
from app.features.productions.components.dressing import sections
from app.features.productions.components.incidents import (
    conflicts,
    ended,
    missing,
    notes,
    refused,
    start_over_question,
)
from app.features.productions.components.place import KeepPlace
from app.features.productions.components.preset_editor import preset_connection
from app.features.productions.components.sections import draft
from app.features.productions.components.stage import Stage, stage_keys
from app.features.productions.state.dressed import LOADING, MISSING, READY, REFUSED
from app.features.productions.state.produce import DraftState
from app.ui import routes
from app.ui.components import (
    MenuItem,
    button,
    icon_button,
    link_button,
    menu,
    save_state,
    skeleton,
    stylesheet,
)
from app.ui.layout import page
from app.ui.on_demand import on_demand
from app.ui.session import SessionState

_OPEN_FIRST_MARKED = """
{
  const section = document.querySelector('.section[data-marked="true"]');
  if (section) section.open = true;
  section?.querySelector("summary").focus();
  (section ?? document.querySelector(".conflicts") ?? document.body).scrollIntoView();
}
"""


def add_pages(app: rx.App) -> None:
    """Add /produce."""
    app.add_page(
        produce,
        route=routes.PRODUCE,
        title="Produce · Everkeep",
        on_load=[SessionState.require, DraftState.open_page],
    )


def produce() -> rx.Component:
    """The page."""
    return page(
        stylesheet("/player.css"),
        stylesheet("/studio.css"),
        draft.outbox(
            scope=DraftState.scope,
            url=DraftState.address,
            values=DraftState.config,
            revision=DraftState.revision,
            answer=DraftState.answer,
            on_save=DraftState.save,
            on_return=DraftState.refresh,
        ),
        # After a restart the server's state begins anew; what is typed in must not be unmounted for that.
        rx.match(
            rx.cond((DraftState.phase == LOADING) & draft.opened, READY, DraftState.phase),
            (READY, _dressing_room()),
            (MISSING, on_demand(missing())),
            (REFUSED, on_demand(refused())),
            _loading(),
        ),
        active="uploads",
        wide=True,
    )


def _dressing_room() -> rx.Component:
    return rx.el.div(
        _heading(),
        rx.cond(
            (DraftState.source["status"] != "ready") & (DraftState.source["status"] != ""),
            on_demand(arriving_to_be_dressed()),
            rx.fragment(),
        ),
        rx.cond(DraftState.ended != "", on_demand(ended()), rx.fragment()),
        rx.cond(
            ~draft.stored
            | (DraftState.loose_issues.length() > 0)
            | (DraftState.notes.length() > 0)
            | (DraftState.note != ""),
            on_demand(notes()),
            rx.fragment(),
        ),
        rx.cond(draft.overtaken, on_demand(conflicts()), rx.fragment()),
        rx.el.div(
            rx.el.div(_stage(), stage_keys(), class_name="dressing-stage"),
            rx.el.div(sections(), _produce_bar(), class_name="min-w-0"),
            class_name="dressing",
        ),
        preset_connection(),
        KeepPlace.create(
            scope=DraftState.scope,
            visit=DraftState.visit,
            place=DraftState.place,
            on_place=DraftState.keep_place,
        ),
        rx.cond(DraftState.starting_over, on_demand(start_over_question()), rx.fragment()),
    )


def _heading() -> rx.Component:
    name = draft.value("name")
    return rx.el.header(
        rx.el.div(
            rx.el.h1(
                rx.cond(name.bool(), name, DraftState.source["name"]),
                class_name="break-words font-display text-2xl text-text sm:text-3xl",
            ),
            rx.el.p(DraftState.source["facts"], class_name="text-sm text-faint"),
            class_name="min-w-0 grow",
        ),
        link_button(
            "Edit",
            rx.Var.create(f"{routes.EDIT}?from=produce&upload=") + DraftState.source["id"].to_string(),
            icon="scissors",
        ),
        menu(
            icon_button("ellipsis", "More"),
            [
                MenuItem("Back to uploads", to=routes.UPLOADS, icon="arrow_left"),
                MenuItem(
                    "Start over", on_select=DraftState.ask_start_over(True), icon="rotate_ccw", danger=True
                ),
            ],
        ),
        class_name="mb-5 flex items-center gap-3",
    )


def _stage() -> rx.Component:
    source = DraftState.source
    waiting = rx.match(
        source["status"],
        ("uploading", "This video is still arriving. You can choose everything already."),
        ("processing", "This video is being prepared. You can choose everything already."),
        ("failed", source["error"]),
        "",
    )
    return Stage.create(
        plan=DraftState.preview,
        src=rx.cond(source["film"] != "", source["film"], DraftState.local),
        poster=source["poster"],
        start=DraftState.place["playhead"],
        visit=DraftState.visit,
        label="Preview of " + source["name"].to(str),
        waiting=rx.cond(DraftState.local != "", "", waiting),
    )


def _produce_bar() -> rx.Component:
    blocked = (
        (DraftState.outcome == "")
        | (draft.status == "conflict")
        | (draft.status == "refused")
        | (DraftState.issues.length() > 0)
        | (DraftState.ended != "")
    )
    marked = button(
        "Look at the marked fields first", variant="plain", on_click=rx.run_script(_OPEN_FIRST_MARKED)
    )
    says = rx.cond(blocked & (DraftState.outcome != ""), marked, rx.el.span(DraftState.outcome))
    return rx.el.div(
        rx.el.div(
            save_state(draft.status),
            rx.el.div(says, id="produce-outcome", class_name="text-sm text-muted tabular-nums"),
            class_name="produce-facts",
        ),
        button(
            "Produce",
            variant="primary",
            icon="clapperboard",
            pending=DraftState.producing,
            disabled=blocked,
            on_click=DraftState.produce(draft.pending),
            custom_attrs={"aria-describedby": "produce-outcome"},
        ),
        class_name="produce-bar",
        custom_attrs={"data-keep-clear": ""},
    )


def _loading() -> rx.Component:
    return rx.el.div(
        skeleton("mb-5 h-9 w-72 max-w-full"),
        rx.el.div(
            skeleton("aspect-video w-full"),
            rx.el.div(*[skeleton("mb-3 h-17 w-full") for _ in range(6)]),
            class_name="dressing",
        ),
        rx.el.p("Opening your choices…", role="status", class_name="sr-only"),
    )
