"""Asks the server whether another steward changed something, and says so to the page."""

import reflex as rx

from app.ui.local_assets import local_asset

_news = local_asset(__name__, "news.jsx")


class News(rx.Component):
    """Asks `url` while the page is in sight; `on_news` when its edition is another than `edition`."""

    library = _news.importable_path
    tag = "News"

    url: rx.Var[str]
    edition: rx.Var[str]
    """What the page shows already."""
    together: rx.Var[bool]
    """Whether somebody else is there, so that it asks more often."""
    on_news: rx.EventHandler[rx.event.no_args_event_spec]
