"""`/api/planets/{planet_id}/builder/preview`: the planet that follows each answer."""

from collections.abc import Hashable
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Header, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from app.features.planets.api.planets import PlanetId
from app.features.planets.service import previews
from app.kernel import ports
from app.kernel.ports.authenticator import SESSION_COOKIE
from app.kernel.ports.painter import QUICK_PIXELS, Painter
from app.rest.deps import read
from app.rest.failures import failures
from app.rest.newest import painted_if_newest, place_of
from app.rest.turns import in_thread

router = APIRouter(prefix="/api/planets/{planet_id}/builder", tags=["Planet builder"])

_FOREVER = "private, max-age=31536000, immutable"
_ASK_AGAIN = "private, no-cache"
_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"description": "The picture", "content": {"image/webp": {}}},
    304: {"description": "The copy named by `If-None-Match` is still right"},
    **failures(400, 401, 403, 404, 409, 429, 503),
}


class Wanted(BaseModel):
    """Which picture."""

    model_config = ConfigDict(frozen=True)

    width: Literal["240", "320", "480", "640", "960", "1280"] = Field("320", description="Pixels.")
    height: int | None = Field(
        None,
        ge=16,
        le=1600,
        description="Pixels, at least a sixth of the width and at most twice; else 16 to 9.",
    )
    v: str = Field("", max_length=40, description="The edition of the stored answers, as the state names it.")
    answers: str = Field(
        "",
        max_length=8000,
        description="Answers that are not stored yet, as a JSON object by field. "
        "They are shown where they are valid, and not kept.",
    )
    page: str = Field(
        "",
        max_length=40,
        description="Any name that the asking page gives itself: of its requests only the newest is painted, "
        "and the one that waited before it is answered 409 `superseded`.",
    )

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        width = int(self.width)
        wanted = width * 9 // 16 if self.height is None else self.height
        return width, min(max(wanted, width // 6), width * 2)


@router.get("/preview", response_class=Response, responses=_ANSWERS)
async def read_preview(
    request: Request,
    planet_id: PlanetId,
    wanted: Annotated[Wanted, Query()],
    if_none_match: Annotated[str | None, Header()] = None,
) -> Response:
    """The planet as it would be painted from the answers so far, for those who may change it."""
    with place_of(_page(request, planet_id, wanted.page)) as place:
        # Read in a transaction that has ended when the painting begins.
        preview = await in_thread(read, request, previews.get_preview, planet_id, wanted.answers)
        width, height = wanted.size
        headers = {
            "ETag": f'"{preview.recipe.fingerprint()}-{width}-{height}"',
            "Cache-Control": _FOREVER if wanted.v == preview.edition else _ASK_AGAIN,
            "X-Content-Type-Options": "nosniff",
        }
        if if_none_match == headers["ETag"]:
            return Response(status_code=304, headers=headers)
        queue = "quick previews" if width * height <= QUICK_PIXELS else "sharp previews"
        paint = ports.get(Painter).planet
        picture = await painted_if_newest(request, place, queue, paint, preview.recipe, width, height)
    return Response(picture, media_type="image/webp", headers=headers)


def _page(request: Request, planet_id: int, name: str) -> Hashable:
    """A page of one person and planet: what others call theirs is another one."""
    secret = request.headers.get("authorization") or request.cookies.get(SESSION_COOKIE)
    return (secret, planet_id, name) if name else None
