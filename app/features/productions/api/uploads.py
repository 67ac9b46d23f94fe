"""REST for uploads: announce and append, or send a form; list, look, change, delete."""

from contextlib import suppress
from typing import Annotated

from fastapi import APIRouter, Header, Path, Query, Request, Response
from fastapi.responses import JSONResponse
from pydantic import ValidationError

from app.features.productions.api.forms import FileForm
from app.features.productions.api.streams import announced_bytes, blocks, pieces, read_json, refused
from app.features.productions.errors import EmptyFile, UploadNotFound
from app.features.productions.models import ImageRole, UploadKind, UploadStatus
from app.features.productions.schemas.uploads import (
    NewUpload,
    SentUpload,
    UploadAnswer,
    UploadChange,
    UploadsAnswer,
    UploadView,
)
from app.features.productions.service import receiving, upload_limits, uploads
from app.features.productions.service.receiving import Receiver
from app.kernel.texts import OneLine
from app.rest.deps import SignedIn, Transaction, Transacts
from app.rest.turns import in_thread

router = APIRouter(tags=["Uploads"])

UploadId = Annotated[int, Path(ge=1, le=2**31 - 1)]
FORM_OVERHEAD_BYTES = 64 * 1024
"""What a form's boundaries, headers and fields may add to its file."""

_FILE_FORM_FIELDS = ("kind", "expectedKind", "role", "displayName", "description")
_FILE_FORM = {
    "type": "object",
    "required": ["file"],
    "properties": {
        "kind": {"type": "string", "enum": list(UploadKind)},
        "expectedKind": {
            "type": "string",
            "enum": list(UploadKind),
            "description": "Refuse the file when it is of another kind",
        },
        "role": {"type": "string", "enum": list(ImageRole)},
        "displayName": {"type": "string", "maxLength": 512},
        "description": {"type": "string", "maxLength": 2000},
        "file": {"type": "string", "format": "binary"},
    },
}
# Its enums are among the components already: the answers hold them too.
_ANNOUNCEMENT = NewUpload.model_json_schema(ref_template="#/components/schemas/{model}")
_ANNOUNCEMENT.pop("$defs")
_CREATE = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": _ANNOUNCEMENT},
            "multipart/form-data": {"schema": _FILE_FORM},
        },
    }
}
_CONTENT = {
    "requestBody": {
        "required": True,
        "content": {"application/offset+octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.post(
    "/api/uploads",
    status_code=201,
    response_model=UploadAnswer,
    responses={200: {"model": UploadAnswer, "description": "This file was announced before"}},
    openapi_extra=_CREATE,
)
async def create_upload(request: Request, transact: Transacts) -> Response:
    """Announce a file as JSON, then append its bytes; or send a small one whole, as a form.

    Announcing the same unfinished file again (same fingerprint) answers 200 with the upload that
    it already has; `Upload-Offset` tells where to go on.
    """
    await in_thread(transact.require_signed_in)
    content_type = request.headers.get("content-type", "")
    if content_type.lower().startswith("multipart/"):
        return _created(await _receive_form(request, transact, FileForm(content_type)), 201)
    wanted = await read_json(request, NewUpload)
    upload, is_new = await in_thread(transact, uploads.create_upload, wanted)
    return _created(upload, 201 if is_new else 200)


@router.head("/api/uploads/{upload_id}/content", include_in_schema=False)
@router.head("/api/uploads/{upload_id}", include_in_schema=False)
def read_offset(session: Transaction, actor: SignedIn, upload_id: UploadId) -> Response:
    """How much of the file has arrived, in `Upload-Offset`."""
    offset, length = receiving.get_offset(session, actor, upload_id)
    headers = {"Upload-Offset": str(offset), "Upload-Length": str(length), "Cache-Control": "no-store"}
    return Response(headers=headers)


@router.patch("/api/uploads/{upload_id}/content", status_code=204, openapi_extra=_CONTENT)
async def append_content(
    request: Request,
    transact: Transacts,
    upload_id: UploadId,
    upload_offset: Annotated[int, Header(ge=0, le=2**50)],
) -> Response:
    """Append bytes at `Upload-Offset`. 204 says that they are on the disk; the last ones also finish.

    409 tells the true `offset`. A file that is not what Everkeep takes is refused with its last bytes.
    """
    receiver = await in_thread(Receiver, transact, upload_id, upload_offset)
    with receiver:
        try:
            async for block in blocks(request):
                await in_thread(receiver.write, block)
        finally:
            await in_thread(receiver.save)
        if receiver.is_complete:
            await in_thread(receiver.finish)
    return Response(status_code=204, headers={"Upload-Offset": str(receiver.offset)})


@router.get("/api/uploads")
def list_uploads(
    session: Transaction,
    actor: SignedIn,
    kind: UploadKind | None = None,
    role: ImageRole | None = None,
    status: UploadStatus | None = None,
    search: Annotated[OneLine, Query(max_length=200)] | None = None,
    cursor: Annotated[int | None, Query(ge=1, le=2**31 - 1)] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> UploadsAnswer:
    """Your uploads, newest first."""
    found = uploads.list_uploads(
        session, actor, kind, search, role=role, status=status, before=cursor, limit=limit
    )
    return UploadsAnswer(uploads=found, next_cursor=found[-1].id if len(found) == limit else None)


@router.get("/api/uploads/{upload_id}")
def read_upload(session: Transaction, actor: SignedIn, upload_id: UploadId) -> UploadAnswer:
    """One upload, with how far it is."""
    return UploadAnswer(upload=uploads.get_upload(session, actor, upload_id))


@router.patch("/api/uploads/{upload_id}")
def change_upload(
    session: Transaction, actor: SignedIn, upload_id: UploadId, change: UploadChange
) -> UploadAnswer:
    """Rename or describe an upload, or give a picture its role."""
    return UploadAnswer(upload=uploads.change_upload(session, actor, upload_id, change))


@router.delete("/api/uploads/{upload_id}", status_code=204)
def delete_upload(session: Transaction, actor: SignedIn, upload_id: UploadId) -> None:
    """Cancel an unfinished upload, or delete a finished one. Productions made from it stay."""
    uploads.delete_upload(session, actor, upload_id)


def _created(upload: UploadView, status: int) -> JSONResponse:
    headers = {"Location": f"/api/uploads/{upload.id}", "Upload-Offset": str(upload.received_bytes)}
    body = UploadAnswer(upload=upload).model_dump(mode="json", by_alias=True)
    return JSONResponse(body, status, headers)


async def _receive_form(request: Request, transact: Transacts, form: FileForm) -> UploadView:
    """The form's file, from the socket straight to the disk. A broken form leaves nothing behind."""
    receiver: Receiver | None = None
    try:
        async for piece in pieces(request):
            for block in form.feed(piece):
                if receiver is None:
                    receiver = await in_thread(_open, request, transact, form)
                await in_thread(receiver.write, block)
        form.end()
        if receiver is None:
            raise EmptyFile
        return await in_thread(_finish, transact, form, receiver)
    except Exception:
        if receiver is not None:
            await in_thread(_forget, transact, receiver.upload_id)
        raise
    finally:
        if receiver is not None:
            receiver.close()


def _open(request: Request, transact: Transacts, form: FileForm) -> Receiver:
    """Announce the form's file as at most what the body's length leaves for it."""
    length, kind = announced_bytes(request), _wanted(form, 1).kind
    limit = upload_limits.max_bytes(kind)
    if length is not None and length > limit + FORM_OVERHEAD_BYTES:
        raise upload_limits.too_large(kind, length)
    upload, _ = transact(uploads.create_upload, _wanted(form, min(length or limit, limit)))
    return Receiver(transact, upload.id, over=upload_limits.too_large(kind))


def _finish(transact: Transacts, form: FileForm, receiver: Receiver) -> UploadView:
    receiver.end_here()
    # Fields may also stand behind the file.
    wanted = _wanted(form, max(1, receiver.save()))
    transact(receiving.amend, receiver.upload_id, wanted)
    return receiver.finish(wanted.expected_kind)


def _forget(transact: Transacts, upload_id: int) -> None:
    with suppress(UploadNotFound):  # cancelled meanwhile
        transact(uploads.delete_upload, upload_id)


def _wanted(form: FileForm, size: int) -> SentUpload:
    names = _FILE_FORM_FIELDS
    given = {name: value for name, value in form.fields.items() if name in names and value}
    try:
        return SentUpload.model_validate({**given, "name": form.file_name, "bytes": size})
    except ValidationError as problem:
        raise refused(problem) from None
