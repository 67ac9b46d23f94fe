"""Asks the server whether another steward changed something, and says so to the page."""

import reflex as rx

_news = rx.asset("news.jsx", shared=True)


class News(rx.Component):
    """Asks `url` while the page is in sight; `on_news` when its edition is another than `edition`."""

    library = "$/public" + _news.importable_path.removeprefix("$/public")
    tag = "News"

    url: rx.Var[str]
    edition: rx.Var[str]
    """What the page shows already."""
    together: rx.Var[bool]
    """Whether somebody else is there, so that it asks more often."""
    on_news: rx.EventHandler[rx.event.no_args_event_spec]
