"""The REST application: routers, error handlers, OpenAPI, and what wraps every request."""

from collections.abc import Callable

from fastapi import FastAPI, HTTPException
from starlette.types import ASGIApp

from app import __version__
from app.features.accounts import api as accounts
from app.features.activity import api as activity
from app.features.home import api as home
from app.features.planets import api as planets
from app.features.planets.api import news
from app.features.productions import api as productions
from app.features.scenes import api as scenes
from app.features.scenes.api import parties
from app.rest import docs, errors, files, health
from app.rest.access_log import AccessLog
from app.rest.ceiling import BodyCeiling
from app.rest.headers import Headers
from app.rest.lean import Shortcut

ROUTERS = (
    scenes.router,  # first, because routes are tried in turn and game clients ask most often
    accounts.router,
    activity.router,
    files.router,
    health.router,
    home.router,
    planets.router,
    productions.router,
)
WRAPPERS: tuple[Callable[[ASGIApp], ASGIApp], ...] = (BodyCeiling, Headers, AccessLog)
"""From the inside out."""

DESCRIPTION = """
Everything that the pages do, for programs. Sign in with `POST /api/auth/login`, or make a personal token
under Settings, and send it as `Authorization: Bearer …`.
"""


def make_api() -> FastAPI:
    """The FastAPI application that is mounted in front of Reflex under `/api`."""
    api = FastAPI(
        title="Everkeep",
        version=__version__,
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    errors.install(api)
    docs.install(api)
    for router in ROUTERS:
        api.include_router(router)

    @api.api_route(
        "/api/{path:path}", methods=["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"], include_in_schema=False
    )
    def unknown(path: str) -> None:
        raise HTTPException(404, "There is no such address.")

    return api


def wrapped(app: ASGIApp) -> ASGIApp:
    """`app` with the wrappers around it."""
    for wrap in WRAPPERS:
        app = wrap(app)
    return app


def with_shortcut(app: ASGIApp, api: FastAPI) -> ASGIApp:
    """`app`, of which `api` is a part, with a short way to what is asked most; it is wrapped as well."""
    often = [*parties.router.routes, *news.router.routes]
    return Shortcut(app, often, wrap=wrapped, handlers=api.exception_handlers)
