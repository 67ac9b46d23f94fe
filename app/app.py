"""The Reflex application: pages, the REST API mounted beside them, lifespan tasks."""

import reflex as rx
from reflex.utils.exec import is_prod_mode

from app import wiring
from app.api import make_api

wiring.wire()


def index() -> rx.Component:
    return rx.el.main(rx.el.h1("Everkeep"))


app = rx.App(html_lang="en", api_transformer=[make_api()])
app.add_page(index, route="/", title="Everkeep")

if is_prod_mode():  # development serves pages and backend on two ports
    # Same origin only; Reflex takes an empty list for "anyone may connect".
    app.sio.eio.cors_allowed_origins = None
