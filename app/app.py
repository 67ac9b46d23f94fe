"""The Reflex application: pages, the REST API mounted beside them, lifespan tasks."""

import reflex as rx
from reflex.utils.exec import is_prod_mode

from app import wiring
from app.api import make_api
from app.features.accounts import pages as accounts
from app.kernel.config import settings
from app.ui import frame, routes
from app.ui.landing import landing
from app.ui.styleguide import add_styleguide

wiring.wire()


app = rx.App(api_transformer=[make_api()], **frame.look())
frame.surround(app)
app.add_page(landing, route=routes.HOME, title="Everkeep")
accounts.add_pages(app)
if settings().styleguide or not is_prod_mode():
    add_styleguide(app)

if is_prod_mode():  # development serves pages and backend on two ports
    # Same origin only; Reflex takes an empty list for "anyone may connect".
    app.sio.eio.cors_allowed_origins = None
