"""The Reflex application: pages, the REST API mounted beside them, lifespan tasks."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import reflex as rx
from reflex.utils.exec import is_prod_mode
from starlette.types import ASGIApp

from app import wiring
from app.api import WRAPPERS, make_api, with_shortcut
from app.features.accounts import pages as accounts
from app.features.activity import pages as activity
from app.features.home import pages as home
from app.features.planets import pages as planets
from app.features.productions import pages as productions
from app.features.scenes import pages as scenes
from app.kernel import logs
from app.kernel.config import settings
from app.launcher import installation
from app.rest.addresses import PlainAddresses
from app.ui import frame
from app.ui.call import told_of_bug
from app.ui.styleguide import add_styleguide

logs.configure()
wiring.wire()


@asynccontextmanager
async def alive() -> AsyncIterator[None]:
    """What must be up while the server is: see `launcher.installation`."""
    async with installation.running():
        yield


class Studio(rx.App):
    """The application as servers run it."""

    def __call__(self) -> ASGIApp:
        return with_shortcut(super().__call__(), api)


api = make_api()
app = Studio(**frame.look(), backend_exception_handler=told_of_bug)
app.register_lifespan_task(alive)
frame.surround(app)
activity.add_pages(app)
planets.add_pages(app)
scenes.add_pages(app)
productions.add_pages(app)
home.add_pages(app)
accounts.add_pages(app)  # last, since others have sections in Settings
if settings().styleguide or not is_prod_mode():
    add_styleguide(app)

plain = {f"/{route}" for route in app._unevaluated_pages if "[" not in route and route != "index"}
app.api_transformer = [api, PlainAddresses(plain), *WRAPPERS]

if is_prod_mode():  # development serves pages and backend on two ports
    # Same origin only; Reflex takes an empty list for "anyone may connect".
    app.sio.eio.cors_allowed_origins = None
