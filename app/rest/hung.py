"""Pictures that come with the app, as anybody may have them."""

from fastapi import Response

from app.kernel.gallery import Gallery, Painted
from app.rest.headers import FOREVER
from app.rest.turns import in_thread, painted_in_turn

# Whoever comes with another version in the address gets the newest picture, and must ask again soon.
_FOR_NOW = "public, max-age=300"


async def hung_picture(hung: Gallery[Painted], recipe: Painted, width: int, edition: str) -> Response:
    """The WebP of a recipe, painted first where it must be; kept for ever under its own `edition`.

    Raises `TooManyPictures`, and what `Gallery.paint` raises.
    """
    picture = await in_thread(hung.find, recipe, width)
    if picture is None:
        picture = await painted_in_turn(hung.paint, recipe, width)
    caching = FOREVER if edition == hung.edition(recipe) else _FOR_NOW
    return Response(picture, media_type="image/webp", headers={"Cache-Control": caching})
