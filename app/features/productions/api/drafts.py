"""REST of production drafts, per `seeds/production-drafts.md`."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from app.features.productions.api.captions import WEBVTT, webvtt
from app.features.productions.api.drawings import DrawnWidth, drawn
from app.features.productions.errors import DraftNotFound
from app.features.productions.schemas.drafts import (
    DraftBody,
    DraftList,
    DraftPatch,
    DraftView,
    OpenDraft,
    PreviewView,
)
from app.features.productions.service import drafts as service
from app.features.productions.service import preview
from app.kernel.devices import device_of
from app.rest.deps import SignedIn, Transaction, read
from app.rest.limits import body_limit

MAX_BODY = 1024 * 1024 + 4096
"""1 MiB of config and what stands around it."""

router = APIRouter(
    prefix="/api/production-drafts",
    tags=["Production drafts"],
    route_class=body_limit(MAX_BODY),
)


async def _device(request: Request) -> str:
    """What kind of machine asks."""
    return device_of(request.headers.get("user-agent", ""))


Device = Annotated[str, Depends(_device)]


def _body(draft: DraftView) -> DraftBody:
    return DraftBody(draft=draft)


@router.get("")
def read_draft(
    session: Transaction, actor: SignedIn, upload_id: Annotated[int, Query(alias="uploadId")]
) -> DraftBody:
    """The active draft for an upload; 404 when there is none."""
    draft = service.find_draft(session, actor, upload_id)
    if draft is None:
        raise DraftNotFound
    return _body(draft)


@router.post("", status_code=201, responses={200: {"model": DraftBody, "description": "It was there"}})
def open_draft(session: Transaction, actor: SignedIn, upload: OpenDraft, response: Response) -> DraftBody:
    """The active draft for an upload, made if there is none (201) or as it stands (200)."""
    draft, created = service.open_draft(session, actor, upload.upload_id)
    response.status_code = 201 if created else 200
    return _body(draft)


@router.get("/active")
def list_active_drafts(session: Transaction, actor: SignedIn) -> DraftList:
    """Every active draft of the signed-in person, the one that was touched last first."""
    return DraftList(drafts=service.list_active_drafts(session, actor))


@router.patch("/{draft_id}")
def save_draft(
    session: Transaction, actor: SignedIn, draft_id: int, patch: DraftPatch, device: Device
) -> DraftBody:
    """Merge keys into the config (null clears one), or replace it.

    400 names the fields at fault, 409 carries the newer draft (a stale `revision`) or the archived
    one, 413 is more than 1 MiB.
    """
    saved = service.save_draft(
        session,
        actor,
        draft_id,
        patch.config,
        revision=patch.revision,
        replace=patch.replace,
        device=device,
    )
    return _body(saved)


@router.post("/{draft_id}/archive")
def archive_draft(session: Transaction, actor: SignedIn, draft_id: int) -> DraftBody:
    """Put the draft away; the upload's next draft starts empty."""
    return _body(service.archive_draft(session, actor, draft_id))


@router.get("/{draft_id}/preview")
def read_preview(session: Transaction, actor: SignedIn, draft_id: int) -> PreviewView:
    """What the draft would become: layers with their pictures, spans, opening and sound."""
    return preview.get_preview(session, actor, draft_id)


@router.get("/{draft_id}/captions.vtt", response_class=Response, responses=WEBVTT)
def read_captions(session: Transaction, actor: SignedIn, draft_id: int) -> Response:
    """The words of the film that the draft would become, in its seconds; 404 when it has none."""
    return webvtt(preview.get_captions(session, actor, draft_id))


@router.get(
    "/{draft_id}/artwork/{layer:path}.png",
    response_class=Response,
    responses={200: {"content": {"image/png": {}}, "description": "The whole frame, transparent"}},
)
def read_artwork(
    request: Request, draft_id: int, layer: str, width: DrawnWidth = 960, v: str = ""
) -> Response:
    """One picture of the preview. `v` is what the preview's address says: such an answer never changes."""
    return drawn(request, read(request, preview.get_drawing, draft_id, layer), width, v)
