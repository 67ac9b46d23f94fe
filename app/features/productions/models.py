"""Uploads, presets, drafts and productions."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, Column, Index, Text, text
from sqlmodel import Field, SQLModel

from app.kernel import clock
from app.kernel.columns import JSON_COLUMN, UtcDateTime, text_enum


class UploadKind(StrEnum):
    VIDEO = "video"
    AUDIO = "audio"
    IMAGE = "image"


class ImageRole(StrEnum):
    """What a picture is for."""

    LOGO = "logo"
    LOWER_THIRD = "lower_third"
    TITLE_PAGE = "title_page"
    OVERLAY = "overlay"


class UploadStatus(StrEnum):
    """uploading → processing → ready | failed."""

    UPLOADING = "uploading"
    PROCESSING = "processing"
    READY = "ready"
    FAILED = "failed"


class Upload(SQLModel, table=True):
    """A file that a person brings, and what was derived from it."""

    __tablename__ = "uploads"
    # An id is never given twice: bytes of a cancelled upload must not land in the next one.
    __table_args__ = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    account_id: UUID = Field(foreign_key="accounts.id", index=True, ondelete="CASCADE")
    user_id: UUID = Field(foreign_key="users.id", index=True, ondelete="CASCADE")
    kind: UploadKind = Field(sa_type=text_enum(UploadKind))
    role: ImageRole | None = Field(default=None, sa_type=text_enum(ImageRole))
    status: UploadStatus = Field(default=UploadStatus.UPLOADING, sa_type=text_enum(UploadStatus))
    original_name: str = Field(max_length=512)
    display_name: str = Field(max_length=512)
    description: str = Field(default="", max_length=2000)
    mime: str = Field(default="", max_length=100)
    declared_bytes: int = Field(sa_column=Column(BigInteger, nullable=False))
    """What the browser said it would send."""
    received_bytes: int = Field(default=0, sa_column=Column(BigInteger, nullable=False))
    """Acknowledged and on disk: where a broken upload resumes."""
    fingerprint: str | None = Field(default=None, max_length=200)
    """Name, size and date of the browser's file, to find it again after the tab was closed."""
    bytes: int = Field(default=0, sa_column=Column(BigInteger, nullable=False))
    width: int | None = None
    height: int | None = None
    duration_seconds: float | None = None
    """Measured; None until the whole file is here."""
    known_seconds: float | None = None
    """What the browser that holds the file takes it to be; it goes until somebody has measured."""
    rotation: int = 0
    """Degrees clockwise that the picture must be turned to stand upright: 0, 90, 180, 270."""
    frame_rate: float | None = None
    has_audio: bool = False
    error: str | None = Field(default=None, max_length=500)
    source_asset_id: UUID | None = Field(default=None, foreign_key="assets.id", ondelete="SET NULL")
    poster_asset_id: UUID | None = Field(default=None, foreign_key="assets.id", ondelete="SET NULL")
    strip_asset_id: UUID | None = Field(default=None, foreign_key="assets.id", ondelete="SET NULL")
    proxy_asset_id: UUID | None = Field(default=None, foreign_key="assets.id", ondelete="SET NULL")
    waveform_asset_id: UUID | None = Field(default=None, foreign_key="assets.id", ondelete="SET NULL")
    strip_facts: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON_COLUMN, nullable=False))
    """How the strip's thumbnails lie on its sheet; see `ports.renderer.Derived`."""
    job_id: UUID | None = Field(default=None, foreign_key="jobs.id", ondelete="SET NULL")
    """The job that derives poster, strip, proxy and waveform."""
    created_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    updated_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    source_deleted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class PresetKind(StrEnum):
    LOGO = "logo"
    AUDIO = "audio"
    LOWER_THIRD = "lower_third"
    SCREEN_TITLE = "screen_title"


class Preset(SQLModel, table=True):
    """A named way to dress a production; `settings` is validated by the model of its kind in `rules`."""

    __tablename__ = "presets"
    __table_args__ = (Index("uq_presets_default", "user_id", "kind", "default_name", unique=True),)

    id: int | None = Field(default=None, primary_key=True)
    account_id: UUID = Field(foreign_key="accounts.id", ondelete="CASCADE")
    user_id: UUID = Field(foreign_key="users.id", index=True, ondelete="CASCADE")
    kind: PresetKind = Field(sa_type=text_enum(PresetKind))
    name: str = Field(max_length=80)
    default_name: str | None = Field(default=None, max_length=80)
    """The default that this one came from, so that each comes once; None for a person's own."""
    settings: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON_COLUMN, nullable=False))
    created_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    updated_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    archived_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Captions(SQLModel, table=True):
    """Captions that were brought for a video, to be chosen for its productions."""

    __tablename__ = "captions"
    # An id is never given twice: a draft may still name captions that were deleted.
    __table_args__ = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    account_id: UUID = Field(foreign_key="accounts.id", ondelete="CASCADE")
    user_id: UUID = Field(foreign_key="users.id", index=True, ondelete="CASCADE")
    upload_id: int = Field(foreign_key="uploads.id", index=True, ondelete="CASCADE")
    name: str = Field(max_length=512)
    """Of the file that they came in."""
    language: str = Field(max_length=30)
    label: str = Field(max_length=80)
    """What the player calls them."""
    webvtt: str = Field(sa_column=Column(Text, nullable=False))
    """Their words, in seconds of the video as it was uploaded."""
    created_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)


class DraftStatus(StrEnum):
    ACTIVE = "active"
    ARCHIVED = "archived"


_ACTIVE = text("archived_at IS NULL")


class ProductionDraft(SQLModel, table=True):
    """The kept choices for one upload. One active draft for each user and upload."""

    __tablename__ = "production_drafts"
    __table_args__ = (
        Index(
            "uq_production_drafts_active",
            "user_id",
            "upload_id",
            unique=True,
            sqlite_where=_ACTIVE,
            postgresql_where=_ACTIVE,
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    user_id: UUID = Field(foreign_key="users.id", index=True, ondelete="CASCADE")
    upload_id: int = Field(foreign_key="uploads.id", index=True, ondelete="CASCADE")
    status: DraftStatus = Field(default=DraftStatus.ACTIVE, sa_type=text_enum(DraftStatus))
    config_json: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON_COLUMN, nullable=False))
    revision: int = 1
    device: str = Field(default="", max_length=30)
    """What the last change was made on: "phone" or "computer"."""
    note: str = Field(default="", max_length=300)
    """What happened to the timeline by itself, until the person changes it next."""
    place: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON_COLUMN, nullable=False))
    """A `rules.place.Place`: where on the page the person is. It has no part in revisions."""
    production_id: UUID | None = Field(default=None, foreign_key="productions.id", ondelete="SET NULL")
    created_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    updated_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    archived_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class DraftStep(SQLModel, table=True):
    """One change of a draft's timeline. Done steps stand before undone ones, by number."""

    __tablename__ = "draft_steps"

    draft_id: int = Field(foreign_key="production_drafts.id", primary_key=True, ondelete="CASCADE")
    number: int = Field(primary_key=True)
    revision: int
    """The draft's, when this was done, undone or done again last."""
    words: str = Field(max_length=60)
    """What stands behind “Undo”, such as `the split`."""
    move: str = Field(default="", max_length=40)
    """What the browser called its last asking, so that asking twice does it once."""
    undone: bool = False
    other: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON_COLUMN, nullable=False))
    """The timeline's keys before this step; after it while it is undone."""


class ProductionStatus(StrEnum):
    """queued → rendering → completed | failed | cancelled; a retry goes back to queued."""

    QUEUED = "queued"
    RENDERING = "rendering"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Production(SQLModel, table=True):
    """A produced video and the snapshot that it was made from."""

    __tablename__ = "productions"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    account_id: UUID = Field(foreign_key="accounts.id", index=True, ondelete="CASCADE")
    user_id: UUID = Field(foreign_key="users.id", index=True, ondelete="CASCADE")
    upload_id: int = Field(foreign_key="uploads.id", index=True, ondelete="CASCADE")
    name: str = Field(max_length=512)
    status: ProductionStatus = Field(default=ProductionStatus.QUEUED, sa_type=text_enum(ProductionStatus))
    snapshot: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON_COLUMN, nullable=False))
    """Config and presets as they were at produce time."""
    job_id: UUID | None = Field(default=None, foreign_key="jobs.id", ondelete="SET NULL")
    error: str | None = Field(default=None, max_length=1000)
    duration_seconds: float | None = None
    width: int | None = None
    height: int | None = None
    video_asset_id: UUID | None = Field(default=None, foreign_key="assets.id", ondelete="SET NULL")
    poster_asset_id: UUID | None = Field(default=None, foreign_key="assets.id", ondelete="SET NULL")
    way: str | None = Field(default=None, max_length=10)
    """How its picture was made: `smart` (untouched pictures copied) or `full`; None before that."""
    way_reason: str | None = Field(default=None, max_length=300)
    """Why not the smart way, for people."""
    created_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    updated_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    finished_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class ProductionCaptions(SQLModel, table=True):
    """Captions of one film: one set for each language, to switch on, and those that are drawn into it."""

    __tablename__ = "production_captions"

    production_id: UUID = Field(foreign_key="productions.id", primary_key=True, ondelete="CASCADE")
    language: str = Field(max_length=30, primary_key=True)
    burnt_in: bool = Field(default=False, primary_key=True)
    """What the render draws; no player shows them once more."""
    label: str = Field(max_length=80)
    webvtt: str = Field(sa_column=Column(Text, nullable=False))
    """In seconds of the finished film, its opening included."""
    updated_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)


class ProductionFile(SQLModel, table=True):
    """A file that a finished film is streamed with; it goes with its production."""

    __tablename__ = "production_files"

    production_id: UUID = Field(foreign_key="productions.id", primary_key=True, ondelete="CASCADE")
    part: str = Field(max_length=20, primary_key=True)
    """`master`, `thumbnails`, and for each version, such as `720` or `sound`, its list and its `.media`."""
    asset_id: UUID = Field(foreign_key="assets.id", unique=True, ondelete="CASCADE")
    facts: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON_COLUMN, nullable=False))
    """How the thumbnails lie on their sheet; see `ports.renderer.Derived`."""
