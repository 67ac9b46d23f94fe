"""Captions of a video: brought once, chosen for its productions, kept in seconds of the uploaded video."""

from collections.abc import Sequence

from sqlmodel import Session

from app.features.productions import queries
from app.features.productions.errors import (
    CaptionsNotFound,
    NotAVideo,
    TooManyCaptions,
    UploadNotFound,
)
from app.features.productions.models import Captions, Upload, UploadKind
from app.features.productions.rules.caption_times import in_the_film
from app.features.productions.rules.captions import Cue, as_webvtt, read_captions, written_cues
from app.features.productions.rules.config import DraftConfig, FreezeFirstFrame, TitleImage
from app.features.productions.rules.languages import language_name
from app.features.productions.rules.timeline import kept_spans
from app.features.productions.schemas.captions import CaptionsFile, CaptionsView
from app.features.productions.service import uploads
from app.kernel.identity import Actor

MAX_FOR_ONE_VIDEO = 20


def add_captions(session: Session, actor: Actor, upload_id: int, file: CaptionsFile) -> CaptionsView:
    """Keep a captions file for the actor's own video.

    Raises `UploadNotFound`, `NotAVideo`, `CaptionsUnreadable` (naming the line), `TooManyCaptions`.
    """
    upload = uploads.owned_upload(session, actor, upload_id, lock=True)
    if upload.kind is not UploadKind.VIDEO:
        raise NotAVideo
    webvtt = as_webvtt(read_captions(file.content))
    if len(queries.captions_of(session, upload_id)) >= MAX_FOR_ONE_VIDEO:
        raise TooManyCaptions(MAX_FOR_ONE_VIDEO)
    captions = Captions(
        account_id=upload.account_id,
        user_id=upload.user_id,
        upload_id=upload_id,
        name=file.name,
        language=file.language,
        label=file.label or language_name(file.language),
        webvtt=webvtt,
    )
    session.add(captions)
    session.flush()
    return _view(captions)


def list_captions(session: Session, actor: Actor, upload_id: int) -> list[CaptionsView]:
    """What was brought for a video, oldest first. Raises `UploadNotFound`."""
    if queries.find_upload(session, actor, upload_id) is None:
        raise UploadNotFound
    return [_view(one) for one in queries.captions_of(session, upload_id)]


def get_webvtt(session: Session, actor: Actor, upload_id: int, captions_id: int) -> str:
    """The words in seconds of the uploaded video. Raises `UploadNotFound`, `CaptionsNotFound`."""
    if queries.find_upload(session, actor, upload_id) is None:
        raise UploadNotFound
    return _of_video(session, upload_id, captions_id).webvtt


def delete_captions(session: Session, actor: Actor, upload_id: int, captions_id: int) -> None:
    """Remove captions; films that have them keep them. Raises `UploadNotFound`, `CaptionsNotFound`."""
    uploads.owned_upload(session, actor, upload_id)
    session.delete(_of_video(session, upload_id, captions_id))
    session.flush()


def cues_in_the_film(captions: Captions, choices: DraftConfig, source: Upload) -> Sequence[Cue]:
    """The words in seconds of the film that `choices` make of the video."""
    kept = kept_spans(choices.edit_ranges, source.duration_seconds or 0.0)
    return in_the_film(written_cues(captions.webvtt), kept, _opening_seconds(choices))


def _opening_seconds(choices: DraftConfig) -> float:
    if isinstance(choices.intro, FreezeFirstFrame):
        return choices.intro.seconds
    return choices.intro.hold_seconds if isinstance(choices.intro, TitleImage) else 0.0


def _of_video(session: Session, upload_id: int, captions_id: int) -> Captions:
    captions = queries.find_captions_row(session, captions_id)
    if captions is None or captions.upload_id != upload_id:
        raise CaptionsNotFound
    return captions


def _view(captions: Captions) -> CaptionsView:
    assert captions.id is not None
    return CaptionsView(
        **captions.model_dump(include={"id", "upload_id", "name", "language", "label", "created_at"}),
        url=f"/api/uploads/{captions.upload_id}/captions/{captions.id}.vtt",
    )
