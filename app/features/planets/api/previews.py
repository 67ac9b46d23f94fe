"""`/api/planets/{planet_id}/builder/preview`: the planet that follows each answer."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Header, Query, Request, Response

from app.features.planets.api.planets import PlanetId
from app.features.planets.service import previews
from app.kernel import ports
from app.kernel.ports.painter import Painter
from app.rest.deps import read
from app.rest.failures import failures
from app.rest.turns import in_thread, painted_in_turn

router = APIRouter(prefix="/api/planets/{planet_id}/builder", tags=["Planet builder"])

SIZES = {"320": (320, 180), "640": (640, 360), "1280": (1280, 720)}

_FOREVER = "private, max-age=31536000, immutable"
_ASK_AGAIN = "private, no-cache"
_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"description": "The picture", "content": {"image/webp": {}}},
    304: {"description": "The copy named by `If-None-Match` is still right"},
    **failures(400, 401, 403, 404, 429, 503),
}


@router.get("/preview", response_class=Response, responses=_ANSWERS)
async def read_preview(
    request: Request,
    planet_id: PlanetId,
    width: Annotated[Literal["320", "640", "1280"], Query(description="Pixels; 16 to 9.")] = "320",
    v: Annotated[str, Query(max_length=40, description="The picture's edition, as the state names it.")] = "",
    if_none_match: Annotated[str | None, Header()] = None,
) -> Response:
    """The planet as it would be painted from the answers so far, for those who may change it."""
    # Read in a transaction that has ended when the painting begins.
    recipe = await in_thread(read, request, previews.get_recipe, planet_id)
    edition = recipe.fingerprint()
    headers = {
        "ETag": f'"{edition}-{width}"',
        "Cache-Control": _FOREVER if v == edition else _ASK_AGAIN,
        "X-Content-Type-Options": "nosniff",
    }
    if if_none_match == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    picture = await painted_in_turn(ports.get(Painter).planet, recipe, *SIZES[width])
    return Response(picture, media_type="image/webp", headers=headers)
