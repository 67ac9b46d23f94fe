"""How much may be brought, and what a picture may be used as."""

from uuid import UUID

from sqlalchemy import Table, func
from sqlmodel import Session, SQLModel, select

from app.features.productions.errors import (
    FileTooLarge,
    LowerThirdNotPng,
    QuotaReached,
    RoleNeedsPicture,
    WrongKind,
)
from app.features.productions.models import ImageRole, Upload, UploadKind, UploadStatus
from app.kernel.assets import Asset
from app.kernel.config import settings
from app.kernel.identity import Actor

PNG = "image/png"
_NAMES = {UploadKind.VIDEO: "A video", UploadKind.AUDIO: "A sound file", UploadKind.IMAGE: "A picture"}
_TAKES = {
    UploadKind.VIDEO: "an MP4, WebM, MOV or MKV",
    UploadKind.AUDIO: "an MP3, M4A, WAV, OGG or FLAC",
    UploadKind.IMAGE: "a PNG, JPEG or WebP",
}


def require_size(kind: UploadKind | None, size: int) -> None:
    """Raise `FileTooLarge` when `size` bytes are more than `kind` (or any kind) may have."""
    if size > max_bytes(kind):
        raise too_large(kind, size)


def too_large(kind: UploadKind | None, size: int | None = None) -> FileTooLarge:
    """The failure that names the limit of `kind`."""
    return FileTooLarge(_NAMES[kind] if kind else "A file", max_bytes(kind), size)


def max_bytes(kind: UploadKind | None) -> int:
    """The most bytes that a file of `kind` may have; of any kind when it isn't known yet."""
    limits = {
        UploadKind.VIDEO: settings().max_video_bytes,
        UploadKind.AUDIO: settings().max_audio_bytes,
        UploadKind.IMAGE: settings().max_image_bytes,
    }
    return limits[kind] if kind else max(limits.values())


def require_kind(kind: UploadKind, expected: UploadKind | None) -> None:
    """Raise `WrongKind` when a file of `kind` came where another one was asked for."""
    if expected is not None and kind is not expected:
        found, wanted = (_NAMES[one][0].lower() + _NAMES[one][1:] for one in (kind, expected))
        raise WrongKind(found, wanted, _TAKES[expected])


def require_role(role: ImageRole | None, kind: UploadKind, mime: str) -> None:
    """Raise `RoleNeedsPicture` or `LowerThirdNotPng` when such a file can't have that role."""
    if role is None:
        return
    if kind is not UploadKind.IMAGE:
        raise RoleNeedsPicture
    if role is ImageRole.LOWER_THIRD and mime != PNG:
        raise LowerThirdNotPng


def used_bytes(session: Session, account_id: UUID) -> int:
    """Bytes that the account's files take, with what unfinished uploads have announced."""
    stored = session.exec(select(func.sum(Asset.bytes)).where(Asset.account_id == account_id)).one() or 0
    announced = select(func.sum(Upload.declared_bytes)).where(
        Upload.account_id == account_id, Upload.status == UploadStatus.UPLOADING
    )
    return int(stored) + int(session.exec(announced).one() or 0)


def room_left(session: Session, account_id: UUID) -> int:
    """Bytes that the account may still store; never less than none."""
    return max(0, settings().account_quota_bytes - used_bytes(session, account_id))


def require_room(session: Session, actor: Actor, size: int) -> None:
    """Raise `QuotaReached` when `size` more bytes are more than the account may have."""
    # Two uploads that are announced at once must not both take the last room.
    accounts: Table = SQLModel.metadata.tables["accounts"]
    session.execute(select(accounts.c.id).where(accounts.c.id == actor.account_id).with_for_update())
    quota, used = settings().account_quota_bytes, used_bytes(session, actor.account_id)
    if used + size > quota:
        raise QuotaReached(quota, used, size)
