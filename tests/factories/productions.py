"""Uploads with their files, presets, drafts and productions."""

from typing import Any
from uuid import uuid4

from sqlmodel import Session

from app.features.accounts.models import User
from app.features.productions.models import (
    Captions,
    ImageRole,
    Preset,
    Production,
    ProductionDraft,
    Upload,
    UploadKind,
    UploadStatus,
)
from app.kernel import ports
from app.kernel.assets import Asset
from app.kernel.ports.storage import Storage
from tests.factories import saved
from tests.fakes.renderer import PNG
from tests.fakes.storage import FakeStorage

_FACTS: dict[UploadKind, dict[str, Any]] = {
    UploadKind.VIDEO: {
        "mime": "video/mp4",
        "width": 1280,
        "height": 720,
        "duration_seconds": 10.0,
        "frame_rate": 25.0,
        "has_audio": True,
    },
    UploadKind.AUDIO: {"mime": "audio/mpeg", "duration_seconds": 30.0, "has_audio": True},
    UploadKind.IMAGE: {"mime": "image/png", "width": 64, "height": 64},
}
_SUFFIX = {UploadKind.VIDEO: ".mp4", UploadKind.AUDIO: ".mp3", UploadKind.IMAGE: ".png"}
_CONTENT = {UploadKind.VIDEO: b"film", UploadKind.AUDIO: b"song", UploadKind.IMAGE: PNG}


def make_asset(session: Session, user: User, content: bytes = b"film", **given: Any) -> Asset:
    """A stored file; its bytes are in the fake storage."""
    key = given.pop("storage_key", f"{uuid4().hex}.bin")
    storage = ports.get(Storage)
    if isinstance(storage, FakeStorage):
        storage.put(key, content)
    values = {"kind": "source", "mime": "video/mp4", "filename": "film.mp4", "bytes": len(content)}
    owned = {"account_id": user.account_id, "user_id": user.id}
    return saved(session, Asset(storage_key=key, **values | owned | given))


def make_upload(
    session: Session, user: User, kind: UploadKind = UploadKind.VIDEO, *, source: bool = True, **given: Any
) -> Upload:
    """A ready upload of 10 s of film, 30 s of music, or a picture (a logo unless `role` says else)."""
    name = f"{kind}{_SUFFIX[kind]}"
    values: dict[str, Any] = {
        "account_id": user.account_id,
        "user_id": user.id,
        "kind": kind,
        "status": UploadStatus.READY,
        "original_name": name,
        "display_name": kind.value.capitalize(),
        "declared_bytes": len(_CONTENT[kind]),
        "received_bytes": len(_CONTENT[kind]),
        "bytes": len(_CONTENT[kind]),
    }
    if kind is UploadKind.IMAGE:
        values["role"] = ImageRole.LOGO
    if source:
        facts = {"mime": _FACTS[kind]["mime"], "filename": name}
        values["source_asset_id"] = make_asset(session, user, _CONTENT[kind], **facts).id
    return saved(session, Upload(**values | _FACTS[kind] | given))


def make_preset(session: Session, user: User, **given: Any) -> Preset:
    values = {"kind": "logo", "name": "A preset", "account_id": user.account_id, "user_id": user.id}
    return saved(session, Preset(**values | given))


WORDS = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n"


def make_captions(session: Session, upload: Upload, **given: Any) -> Captions:
    """Captions of a video with one cue, from 1 to 2 s."""
    owned = {"account_id": upload.account_id, "user_id": upload.user_id, "upload_id": upload.id}
    values = {"name": "words.srt", "language": "en", "label": "English", "webvtt": f"{WORDS}Hello\n"}
    return saved(session, Captions(**owned | values | given))


def make_draft(session: Session, user: User, upload: Upload, **given: Any) -> ProductionDraft:
    return saved(session, ProductionDraft(user_id=user.id, upload_id=upload.id, **given))


def make_production(session: Session, user: User, upload: Upload, **given: Any) -> Production:
    """A production of the undressed film."""
    owned = {"account_id": user.account_id, "user_id": user.id, "upload_id": upload.id}
    source = {
        "upload_id": upload.id,
        "asset_id": str(upload.source_asset_id or uuid4()),
        "name": upload.display_name,
    }
    snapshot = {"name": "A production", "config": {}, "source": source, "files": {}, "presets": {}}
    return saved(session, Production(**owned | {"name": "A production", "snapshot": snapshot} | given))
