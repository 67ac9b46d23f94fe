"""Drawn pictures as answers that a browser keeps."""

from typing import Annotated

from fastapi import Query, Request, Response

from app.features.productions.service import preview

MIN_WIDTH, MAX_WIDTH = 16, 1920

DrawnWidth = Annotated[int, Query(ge=MIN_WIDTH, le=MAX_WIDTH)]


def drawn(request: Request, drawing: preview.Drawing, width: int, version: str) -> Response:
    """The picture as PNG; one whose address names its version never changes.

    Raises `LayerNotFound` when its file has gone meanwhile.
    """
    tag = f'"{drawing.version}-{width}"'
    lasting = "private, max-age=31536000, immutable" if version == drawing.version else "private, no-cache"
    headers = {"ETag": tag, "Cache-Control": lasting}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(preview.draw(drawing, width), media_type="image/png", headers=headers)
