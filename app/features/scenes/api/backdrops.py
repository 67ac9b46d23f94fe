"""`/api/stories/{story_id}/backdrops/{scene}.webp`: the generated picture behind a scene."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Response

from app.features.scenes.service import backdrops
from app.kernel.gallery import backdrop_gallery
from app.kernel.ports.painter import Symbol
from app.rest.failures import failures
from app.rest.hung import hung_picture

router = APIRouter(tags=["Stories"])

_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"description": "The picture", "content": {"image/webp": {}}},
    **failures(400, 404, 429, 503),
}


@router.get(
    "/api/stories/{story_id}/backdrops/{scene}.webp",
    response_class=Response,
    responses=_ANSWERS,
)
async def read_backdrop(
    story_id: Annotated[str, Path(max_length=100)],
    scene: Annotated[int, Path(ge=0, le=99)],
    symbol: Annotated[Symbol | None, Query(description="What the party carries, from scene 7 on.")] = None,
    width: Annotated[
        Literal["1600", "800", "720"], Query(description="1600 × 900, 800 × 450, or 720 × 1280 for a phone.")
    ] = "1600",
    v: Annotated[str, Query(max_length=40, description="The picture's edition, as our pages name it.")] = "",
) -> Response:
    """The picture of a scene. One that was never asked for is painted first, which takes a second or two."""
    recipe = backdrops.get_recipe(story_id, scene, symbol)
    return await hung_picture(backdrop_gallery(), recipe, int(width), v)
