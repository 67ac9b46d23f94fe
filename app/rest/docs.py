"""The page that describes REST, with every file of it served by the app itself."""

from pathlib import Path

import fastapi_offline
from fastapi import FastAPI
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles

PAGE = "/api/docs"
FILES = f"{PAGE}/files"


def install(api: FastAPI) -> None:
    """Serve the OpenAPI description of `api` for people."""
    api.mount(FILES, StaticFiles(directory=Path(fastapi_offline.__file__).parent / "static"))

    @api.get(PAGE, include_in_schema=False)
    def docs() -> HTMLResponse:
        return get_swagger_ui_html(
            openapi_url=str(api.openapi_url),
            title=f"{api.title}: REST",
            swagger_js_url=f"{FILES}/swagger-ui-bundle.js",
            swagger_css_url=f"{FILES}/swagger-ui.css",
            swagger_favicon_url="/favicon.svg",
        )
