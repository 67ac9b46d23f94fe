"""The REST application: routers, error handlers, OpenAPI."""

from fastapi import FastAPI, HTTPException

from app.features.accounts import api as accounts
from app.features.activity import api as activity
from app.features.productions import api as productions
from app.rest import errors, files


def make_api() -> FastAPI:
    """The FastAPI application that is mounted in front of Reflex under `/api`."""
    api = FastAPI(
        title="Everkeep", version="0.1.0", docs_url=None, redoc_url=None, openapi_url="/api/openapi.json"
    )
    errors.install(api)
    api.include_router(accounts.router)
    api.include_router(activity.router)
    api.include_router(files.router)
    api.include_router(productions.router)

    @api.api_route(
        "/api/{path:path}", methods=["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"], include_in_schema=False
    )
    def unknown(path: str) -> None:
        raise HTTPException(404, "There is no such address.")

    return api
