"""`/api/planet-samples/{field}/{choice}.webp`: what a choice of the builder looks like."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Response

from app.features.planets.service import samples
from app.kernel.gallery import SAMPLE_SIZES, sample_gallery
from app.rest.failures import failures
from app.rest.hung import hung_picture

router = APIRouter(tags=["Planet builder"])

(_WIDTH,) = SAMPLE_SIZES
_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"description": "The picture", "content": {"image/webp": {}}},
    **failures(400, 404, 429, 503),
}


@router.get("/api/planet-samples/{field}/{choice}.webp", response_class=Response, responses=_ANSWERS)
async def read_sample(
    field: Annotated[str, Path(max_length=40, description="Such as `surface_type`.")],
    choice: Annotated[str, Path(max_length=40, description="Such as `ice`.")],
    v: Annotated[str, Query(max_length=40, description="The picture's edition, as our pages name it.")] = "",
) -> Response:
    """A small planet, 240 × 135, that shows one choice of a surface, of rings or of a sky."""
    return await hung_picture(sample_gallery(), samples.get_recipe(field, choice), _WIDTH, v)
