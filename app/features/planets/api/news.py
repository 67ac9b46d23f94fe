"""`/api/planets/{planet_id}/builder/news`: asked twice a second by every builder that is in sight."""

import re

from fastapi import APIRouter, Request, Response
from starlette.responses import JSONResponse
from typing_extensions import TypedDict

from app.features.planets.errors import PlanetNotFound
from app.features.planets.service.news import read_news
from app.rest.deps import read
from app.rest.failures import failures
from app.rest.lean import LeanRoute
from app.rest.turns import in_thread


class News(TypedDict):
    """Another `edition` than before says that the builder's state is worth reading again."""

    edition: str


_NUMBER = re.compile(r"[0-9]{1,18}")

router = APIRouter(prefix="/api/planets/{planet_id}/builder", tags=["Planet builder"], route_class=LeanRoute)


@router.get(
    "/news",
    response_model=None,
    responses={200: {"model": News}, **failures(401, 403, 404)},
    openapi_extra={
        "parameters": [{"name": "planet_id", "in": "path", "required": True, "schema": {"type": "integer"}}]
    },
)
async def news(request: Request) -> Response:
    """Whether somebody else changed something; whoever asks counts as being here for five seconds."""
    named = request.path_params["planet_id"]
    if not _NUMBER.fullmatch(named):
        raise PlanetNotFound
    edition = await in_thread(read, request, read_news, int(named))
    return JSONResponse({"edition": edition}, headers={"Cache-Control": "no-store"})
