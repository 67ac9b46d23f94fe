"""Things in grids, lists and tables: pictures first, then a title, then one line of facts."""

from collections.abc import Callable, Sequence
from typing import Any

import reflex as rx
from reflex_components_core.react_router import ReactRouterLink

from app.ui.components.classes import FOCUS, classes


def _picture(source: Any, alt: str | rx.Var) -> rx.Component:
    if isinstance(source, rx.Component):
        return source
    address = rx.Var.create(source).to(str)
    image = rx.el.img(src=address, alt=alt, loading="lazy", class_name="size-full object-cover")
    return rx.cond(address != "", image, rx.el.div(class_name="night size-full"))


def card(
    *,
    picture: Any,
    title: Any,
    facts: Any = "",
    badge: rx.Component | None = None,
    href: str | rx.Var | None = None,
    menu: rx.Component | None = None,
    footer: rx.Component | None = None,
    alt: str | rx.Var = "",
    aspect: str = "aspect-[16/9]",
    heading: Callable[..., rx.Component] = rx.el.h3,
    class_name: str = "",
) -> rx.Component:
    """A card. `picture` is an address or a component; the whole card is the link to `href`.

    `menu` and `footer` stay usable by themselves above the link; `badge` lies on the picture.
    `heading` is `rx.el.h2` where the cards stand right under the page's title.
    """
    name = title
    if href is not None:
        name = ReactRouterLink.create(title, to=href, class_name="card-link")
    corner = rx.el.div(badge, class_name="absolute bottom-3 left-3 flex") if badge else rx.fragment()
    return rx.el.article(
        rx.el.div(
            _picture(picture, alt), corner, class_name=classes("relative overflow-hidden bg-raised", aspect)
        ),
        rx.el.div(
            rx.el.div(
                heading(name, class_name="truncate text-base font-semibold text-text"),
                rx.el.p(facts, class_name="truncate text-sm text-faint"),
                class_name="min-w-0 grow",
            ),
            rx.el.div(menu, class_name="card-above -mr-2 -mt-1") if menu else rx.fragment(),
            class_name="flex items-start gap-2 p-4",
        ),
        rx.el.div(footer, class_name="card-above px-4 pb-4") if footer else rx.fragment(),
        class_name=classes(
            "card relative overflow-hidden rounded-card border border-line bg-surface", class_name
        ),
    )


def list_row(
    *,
    title: Any,
    facts: Any = "",
    picture: Any = None,
    trailing: Any = None,
    href: str | rx.Var | None = None,
    class_name: str = "",
) -> rx.Component:
    """One thing in a list: small picture, title, facts, and what stands at the right."""
    name = ReactRouterLink.create(title, to=href, class_name="card-link") if href is not None else title
    thumb = rx.fragment()
    if picture is not None:
        thumb = rx.el.div(
            _picture(picture, ""), class_name="h-12 w-20 shrink-0 overflow-hidden rounded-control bg-raised"
        )
    return rx.el.div(
        thumb,
        rx.el.div(
            rx.el.p(name, class_name="truncate text-base font-medium text-text"),
            rx.el.div(facts, class_name="truncate text-sm text-faint"),
            class_name="min-w-0 grow",
        ),
        rx.el.div(trailing, class_name="card-above flex shrink-0 items-center gap-3")
        if trailing
        else rx.fragment(),
        class_name=classes("card relative flex items-center gap-4 rounded-control px-3 py-3", class_name),
    )


def table(
    headings: Sequence[str], rows: Any, *, caption: str, numeric: Sequence[int] = (), class_name: str = ""
) -> rx.Component:
    """A table; `rows` are `rx.el.tr` components or an `rx.foreach` of them. Scrolls sideways by itself.

    `caption` names it for assistive technology; `numeric` lists the columns that align right.
    """
    cells = [
        rx.el.th(
            text,
            scope="col",
            class_name=classes("px-3 py-2 font-medium", "text-right" if at in numeric else "text-left"),
        )
        for at, text in enumerate(headings)
    ]
    body = rows if isinstance(rows, list | tuple) else [rows]
    return rx.el.div(
        rx.el.table(
            rx.el.caption(caption, class_name="sr-only"),
            rx.el.thead(rx.el.tr(*cells, class_name="border-b border-line text-sm text-faint")),
            rx.el.tbody(*body, class_name="rows"),
            class_name="w-full border-collapse text-base",
        ),
        tab_index=0,
        role="region",
        aria_label=caption,
        class_name=classes("overflow-x-auto rounded-control", FOCUS, class_name),
    )
