"""Parts of a page that most visits never see, fetched when one is shown for the first time."""

import reflex as rx


class _Later(rx.NoSSRComponent):
    """A component that its page names without importing it."""


def on_demand(part: rx.Component) -> rx.Component:
    """What an `rx.memo` without arguments drew, with its script left out of the page's own.

    Reflex writes the memos of each module into a script of its own; this part's is fetched when the part
    is mounted, so put it inside `rx.cond`.
    """
    later = _Later.create()
    later.library, later.tag = part.library, part.tag
    return later
