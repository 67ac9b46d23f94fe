"""The shell of the screens of Scenes, which are open to everybody."""

from typing import Any

import reflex as rx

from app.ui import layout, routes


def shell(
    *children: Any,
    title: Any = None,
    actions: Any = None,
    wide: bool = False,
    back: str | rx.Var[str] = routes.SCENES,
) -> rx.Component:
    """A page of Scenes, for people with an account and for visitors alike. See `layout.open_page`.

    Its `on_load` begins with `SessionState.greet`. `back` is the path that signing in from here leads back
    to: give the run's own address on its page.
    """
    return layout.open_page(*children, title=title, actions=actions, active="scenes", wide=wide, back=back)
