"""`GET /api/assets/{id}`: private files, served to their owner in ranges."""

import re
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Request, Response
from fastapi.responses import StreamingResponse

from app.kernel import ports
from app.kernel.assets import Asset, get_asset
from app.kernel.ports.storage import Storage
from app.rest.deps import SignedIn, Transaction
from app.rest.tags import has_copy

router = APIRouter(tags=["Files"])

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")

FILE_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"description": "The whole file", "content": {"*/*": {}}},
    206: {"description": "The part that `Range` asked for", "content": {"*/*": {}}},
    304: {"description": "The copy named by `If-None-Match` is still right"},
    416: {"description": "The range lies outside the file"},
}


@dataclass(frozen=True)
class Asked:
    """How much of a file a request wants, and how."""

    download: bool
    byte_range: str | None
    if_range: str | None
    if_none_match: str | None


def _asked(
    download: bool = False,
    byte_range: Annotated[str | None, Header(alias="Range")] = None,
    if_range: Annotated[str | None, Header()] = None,
    if_none_match: Annotated[str | None, Header()] = None,
) -> Asked:
    return Asked(download, byte_range, if_range, if_none_match)


AskedFor = Annotated[Asked, Depends(_asked)]


@router.head("/api/assets/{asset_id}", include_in_schema=False)
@router.get("/api/assets/{asset_id}", response_class=Response, responses=FILE_ANSWERS)
def read_asset(
    request: Request, session: Transaction, actor: SignedIn, asset_id: UUID, asked: AskedFor
) -> Response:
    """The bytes of one of your files; `?download=1` saves it under its name. One range at a time."""
    return file_response(request, get_asset(session, actor, asset_id), asked)


def file_response(request: Request, asset: Asset, asked: Asked) -> Response:
    """The bytes of a file that the caller may read. They are streamed after the transaction has ended."""
    headers = _headers(asset, asked.download)
    if has_copy(asked.if_none_match, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    span: tuple[int, int] | None = None
    if asked.byte_range is not None and asked.if_range in (None, headers["ETag"]):
        span = _span(asked.byte_range, asset.bytes)
        if span == _OUTSIDE:
            return Response(status_code=416, headers={"Content-Range": f"bytes */{asset.bytes}"})
    return _stream(request, asset, span, headers)


def _stream(
    request: Request, asset: Asset, span: tuple[int, int] | None, headers: dict[str, str]
) -> Response:
    start, end = span or (0, asset.bytes)
    headers["Content-Length"] = str(end - start)
    if span is not None:
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{asset.bytes}"
    status = 200 if span is None else 206
    if request.method == "HEAD":
        return Response(status_code=status, headers=headers, media_type=asset.mime)
    chunks = ports.get(Storage).read(asset.storage_key, start, end - start)
    return StreamingResponse(chunks, status, headers, media_type=asset.mime)


def _headers(asset: Asset, download: bool) -> dict[str, str]:
    return {
        "Accept-Ranges": "bytes",
        "ETag": f'"{asset.id.hex}"',
        # A file never changes under its id.
        "Cache-Control": "private, max-age=31536000, immutable",
        "Content-Disposition": disposition("attachment" if download else "inline", asset.filename),
        "X-Content-Type-Options": "nosniff",
    }


def disposition(kind: str, filename: str) -> str:
    """The value of `Content-Disposition`, RFC 6266: a plain name for old clients beside the exact one."""
    plain = re.sub(r'[^ !#-\[\]-~]|[%";]', "_", filename)
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(filename, safe='')}"


_OUTSIDE = (-1, -1)


def _span(header: str, size: int) -> tuple[int, int] | None:
    """Start and end (exclusive) of a single range; None for what may be ignored (RFC 9110, 14.2)."""
    found = _RANGE.fullmatch(header.strip())
    if found is None or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:  # the last so many bytes
        return (max(0, size - int(last)), size) if int(last) > 0 and size > 0 else _OUTSIDE
    if int(first) >= size:
        return _OUTSIDE
    if not last:
        return int(first), size
    return (int(first), min(size, int(last) + 1)) if int(last) >= int(first) else None
