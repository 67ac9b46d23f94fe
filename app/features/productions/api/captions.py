"""REST of captions: those of a video, to choose from, and those of a finished film."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, File, Form, Path, Response, UploadFile
from pydantic import ValidationError

from app.features.productions.api.streams import refused
from app.features.productions.rules.captions import MAX_BYTES
from app.features.productions.rules.languages import STANDARD, Language
from app.features.productions.schemas.captions import CaptionsBody, CaptionsFile, CaptionsList, TrackView
from app.features.productions.service import captions as service
from app.features.productions.service import tracks
from app.rest.deps import SignedIn, Transaction
from app.rest.limits import body_limit

FORM_OVERHEAD_BYTES = 64 * 1024

router = APIRouter(tags=["Captions"], route_class=body_limit(2 * MAX_BYTES + FORM_OVERHEAD_BYTES))

UploadId = Annotated[int, Path(ge=1, le=2**31 - 1)]
WEBVTT: dict[int | str, dict[str, Any]] = {200: {"content": {"text/vtt": {}}, "description": "WebVTT"}}


def webvtt(text: str) -> Response:
    """Private like the film that it belongs to."""
    return Response(text, media_type="text/vtt", headers={"Cache-Control": "private, no-cache"})


SentFile = Annotated[UploadFile, File(description="SRT or WebVTT")]
Text = Annotated[str, Form()]


def _for_video(file: SentFile, label: Text = "", language: Text = STANDARD) -> CaptionsFile:
    """The form's file and what it is called."""
    return _checked(file, label=label, language=language)


def _for_film(file: SentFile, label: Text = "") -> CaptionsFile:
    """The same; its language stands in the address."""
    return _checked(file, label=label)


def _checked(file: UploadFile, **named: str) -> CaptionsFile:
    given = {"name": file.filename or "", "content": file.file.read(), **named}
    try:
        return CaptionsFile.model_validate(given)
    except ValidationError as problem:
        raise refused(problem) from None


ForVideo = Annotated[CaptionsFile, Depends(_for_video)]
ForFilm = Annotated[CaptionsFile, Depends(_for_film)]


@router.post("/api/uploads/{upload_id}/captions", status_code=201)
def add_captions(session: Transaction, actor: SignedIn, upload_id: UploadId, file: ForVideo) -> CaptionsBody:
    """Bring an SRT or WebVTT file for a video, in seconds of that video; 400 names the line at fault."""
    return CaptionsBody(captions=service.add_captions(session, actor, upload_id, file))


@router.get("/api/uploads/{upload_id}/captions")
def list_captions(session: Transaction, actor: SignedIn, upload_id: UploadId) -> CaptionsList:
    """What was brought for a video."""
    return CaptionsList(captions=service.list_captions(session, actor, upload_id))


@router.get("/api/uploads/{upload_id}/captions/{captions_id}.vtt", response_class=Response, responses=WEBVTT)
def read_captions(session: Transaction, actor: SignedIn, upload_id: UploadId, captions_id: int) -> Response:
    """Their words as WebVTT, in seconds of the video."""
    return webvtt(service.get_webvtt(session, actor, upload_id, captions_id))


@router.delete("/api/uploads/{upload_id}/captions/{captions_id}", status_code=204)
def delete_captions(session: Transaction, actor: SignedIn, upload_id: UploadId, captions_id: int) -> None:
    """Remove captions of a video; films that have them keep them."""
    service.delete_captions(session, actor, upload_id, captions_id)


@router.put("/api/productions/{production_id}/captions/{language}")
def put_track(
    session: Transaction, actor: SignedIn, production_id: UUID, language: Language, file: ForFilm
) -> TrackView:
    """Add captions to a finished film, in its own seconds, or replace those of the same language."""
    return tracks.put_track(session, actor, production_id, language, file)


@router.get(
    "/api/productions/{production_id}/captions/{language}.vtt", response_class=Response, responses=WEBVTT
)
def read_track(session: Transaction, actor: SignedIn, production_id: UUID, language: Language) -> Response:
    """The captions of a film in one language as WebVTT, for whoever may see the film."""
    return webvtt(tracks.get_track(session, actor, production_id, language))


@router.delete("/api/productions/{production_id}/captions/{language}", status_code=204)
def delete_track(session: Transaction, actor: SignedIn, production_id: UUID, language: Language) -> None:
    """Remove the captions of one language."""
    tracks.delete_track(session, actor, production_id, language)
