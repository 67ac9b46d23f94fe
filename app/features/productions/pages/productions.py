"""/productions and the page of one: what is being made, and what has been."""

import reflex as rx

from app.features.productions.components.again import again_dialog
from app.features.productions.components.film import film_player
from app.features.productions.components.tracks import film_captions
from app.features.productions.state.again import AgainState
from app.features.productions.state.productions import Made, ProductionsState, ProductionState
from app.ui import routes
from app.ui.components import (
    MenuItem,
    badge,
    button,
    card,
    dialog,
    empty_state,
    icon_button,
    link_button,
    menu,
    moment,
    progress_bar,
    skeleton,
    stylesheet,
)
from app.ui.layout import page
from app.ui.on_demand import on_demand
from app.ui.session import SessionState

AGAIN = "New production from these settings"


def add_pages(app: rx.App) -> None:
    """Add /productions and the page of one."""
    app.add_page(
        productions,
        route=routes.PRODUCTIONS,
        title="Productions · Everkeep",
        on_load=[SessionState.require, ProductionsState.open_page],
    )
    app.add_page(
        production,
        route=routes.PRODUCTION,
        title="Production · Everkeep",
        on_load=[SessionState.require, ProductionState.open_page],
    )


def productions() -> rx.Component:
    """The list."""
    return page(
        rx.cond(
            ProductionsState.loaded,
            rx.cond(ProductionsState.made.length() > 0, _grid(), _no_productions()),
            _loading_grid(),
        ),
        title="Productions",
        active="productions",
    )


def production() -> rx.Component:
    """One of them."""
    return page(
        stylesheet("/studio.css"),
        rx.match(
            ProductionState.phase,
            ("ready", _production()),
            ("missing", _missing()),
            _loading_one(),
        ),
        active="productions",
    )


def _grid() -> rx.Component:
    return rx.fragment(
        rx.el.div(
            rx.foreach(ProductionsState.made, _card),
            class_name="grid grid-cols-1 gap-5 sm:grid-cols-2 xl:grid-cols-3",
        ),
        again_dialog(),
    )


def _card(made: rx.vars.ObjectVar[Made]) -> rx.Component:
    return card(
        picture=made["poster"],
        title=made["name"],
        heading=rx.el.h2,
        facts=_facts(made),
        badge=badge(made["badge"], made["tone"]),
        href=made["href"],
        menu=menu(
            icon_button("ellipsis_vertical", "Actions for " + made["name"]),
            [MenuItem(AGAIN, AgainState.ask(made["id"]), "copy")],
        ),
        footer=rx.cond(
            made["working"],
            progress_bar(made["progress"], label=made["name"], time_left=made["left"]),
            rx.fragment(),
        ),
    )


def _facts(made: rx.vars.ObjectVar[Made]) -> rx.Component:
    return rx.fragment(
        rx.cond(made["facts"] != "", made["facts"] + " · ", ""), moment(made["when"], made["exact"])
    )


def _no_productions() -> rx.Component:
    return empty_state(
        "film",
        "Finished films stand here. Upload a video, dress it with a title, a logo and music, press Produce.",
        link_button("Choose a video", routes.UPLOADS, "primary", icon="clapperboard"),
        title="Nothing produced yet",
    )


def _production() -> rx.Component:
    made = ProductionState.made
    return rx.el.div(
        rx.el.header(
            rx.el.div(
                rx.el.h1(made["name"], class_name="font-display text-2xl text-text sm:text-3xl break-words"),
                rx.el.p(
                    _facts(made),
                    class_name="text-sm text-faint",
                ),
                class_name="min-w-0 grow",
            ),
            badge(made["badge"], made["tone"]),
            class_name="mb-5 flex flex-wrap items-center gap-3",
        ),
        rx.el.div(
            rx.el.div(_picture(), class_name="min-w-0"),
            rx.el.aside(_actions(), _captions(), _settings(), class_name="flex min-w-0 flex-col gap-6"),
            class_name="grid gap-8 lg:grid-cols-[minmax(0,1fr)_20rem]",
        ),
        _delete_question(),
        again_dialog(),
    )


def _picture() -> rx.Component:
    made = ProductionState.made
    still = rx.cond(
        made["poster"] != "",
        rx.el.img(src=made["poster"], alt="", class_name="size-full object-cover opacity-60"),
        rx.el.div(class_name="night size-full"),
    )
    under = rx.el.div(
        still, class_name="aspect-video overflow-hidden rounded-card border border-line bg-raised"
    )
    return rx.match(
        made["status"],
        ("completed", on_demand(finished_film())),
        ("failed", rx.el.div(under, _failure())),
        ("cancelled", under),
        rx.el.div(
            under,
            rx.el.div(
                progress_bar(made["progress"], label=made["name"], time_left=made["left"]),
                rx.el.p(
                    "It goes on when you close this page; Activity tells you when it is ready.",
                    class_name="mt-2 text-sm text-faint",
                ),
                role="status",
                class_name="mt-4",
            ),
        ),
    )


@rx.memo
def finished_film() -> rx.Component:
    """The film to play."""
    made = ProductionState.made
    given = {name: made[name] for name in ("film", "hls", "poster", "seconds", "ratio", "sheet", "tracks")}
    return film_player(label=made["name"], **given)


def _failure() -> rx.Component:
    return rx.el.div(
        rx.el.p(ProductionState.made["error"], class_name="text-md text-text"),
        rx.el.p("Your choices are kept. Retry makes it from the same ones.", class_name="text-sm text-muted"),
        role="alert",
        class_name="mt-4 rounded-card border border-bad bg-bad-soft p-4",
    )


def _actions() -> rx.Component:
    made = ProductionState.made
    download = rx.el.a(
        "Download MP4",
        href=made["download"],
        download="",
        reload_document=True,
        class_name="inline-flex min-h-11 items-center justify-center rounded-control bg-accent px-4 "
        "text-base font-semibold text-on-accent no-underline hover:bg-accent-strong focus-ring",
    )
    return rx.el.div(
        rx.cond(made["download"] != "", download, rx.fragment()),
        rx.cond(
            made["retryable"],
            button("Retry", variant="primary", icon="rotate_ccw", on_click=ProductionState.retry),
            rx.fragment(),
        ),
        rx.cond(
            made["working"],
            button("Cancel", icon="x", pending=made["cancelling"], on_click=ProductionState.cancel),
            rx.fragment(),
        ),
        button(AGAIN, icon="copy", on_click=AgainState.ask(made["id"])),
        link_button("New production of this video", made["again"], icon="plus"),
        button("Delete", variant="danger", icon="trash_2", on_click=ProductionState.ask_delete(True)),
        class_name="flex flex-col gap-3",
    )


def _captions() -> rx.Component:
    return rx.cond(ProductionState.made["status"] == "completed", on_demand(film_captions()), rx.fragment())


def _settings() -> rx.Component:
    made = ProductionState.made
    return rx.cond(
        made["settings"].to(list[list[str]]).length() > 0,
        rx.el.section(
            rx.el.h2("Made with", class_name="mb-3 text-md font-semibold text-text"),
            rx.el.dl(
                rx.foreach(
                    made["settings"].to(list[list[str]]),
                    lambda setting: rx.fragment(rx.el.dt(setting[0]), rx.el.dd(setting[1])),
                ),
                class_name="facts text-sm",
            ),
        ),
        rx.fragment(),
    )


def _delete_question() -> rx.Component:
    return dialog(
        open=ProductionState.deleting,
        title="Delete this production?",
        description="Its film and its poster go for good. The video that it was made from stays.",
        actions=[
            button("Keep it", on_click=ProductionState.ask_delete(False)),
            button("Delete", variant="danger", on_click=ProductionState.delete),
        ],
        on_open_change=ProductionState.ask_delete,
    )


def _missing() -> rx.Component:
    return empty_state(
        "film",
        "It may have been deleted, or it belongs to someone else.",
        link_button("All productions", routes.PRODUCTIONS, "primary"),
        title="This production is not here",
    )


def _loading_grid() -> rx.Component:
    return rx.el.div(
        *[skeleton("aspect-[4/3] w-full") for _ in range(6)],
        class_name="grid grid-cols-1 gap-5 sm:grid-cols-2 xl:grid-cols-3",
    )


def _loading_one() -> rx.Component:
    return rx.el.div(skeleton("mb-5 h-9 w-72 max-w-full"), skeleton("aspect-video w-full"))
