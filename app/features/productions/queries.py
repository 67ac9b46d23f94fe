"""Selects that are used twice or deserve a name."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import String, cast, inspect
from sqlalchemy import select as select_columns
from sqlalchemy.orm import defer
from sqlmodel import Session, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.features.productions.models import (
    Captions,
    ImageRole,
    Preset,
    PresetKind,
    Production,
    ProductionCaptions,
    ProductionDraft,
    ProductionFile,
    ProductionStatus,
    Upload,
    UploadKind,
    UploadStatus,
)
from app.features.productions.rules.fields import MAX_ID
from app.features.productions.rules.summaries import FinishedRender
from app.kernel.identity import Actor
from app.kernel.jobs import Job, JobStatus

Row = TypeVar("Row")
Table = TypeVar("Table", bound=SQLModel)


def is_id(number: int) -> bool:
    """Whether a row can have this id; the driver would refuse a larger one."""
    return 0 < number <= MAX_ID


def rows_by_id(session: Session, table: type[Table], ids: Iterable[Any]) -> dict[Any, Table]:
    """Rows of `table` by their id, whoever's they are; `ids` may hold None."""
    wanted = {row_id for row_id in ids if row_id is not None}
    if not wanted:
        return {}
    key = inspect(table).primary_key[0]
    return {getattr(row, key.name): row for row in session.exec(select(table).where(key.in_(wanted)))}


def find_upload(session: Session, actor: Actor, upload_id: int) -> Upload | None:
    """An upload that `actor` may read: their own, or anyone's for a developer."""
    upload = session.get(Upload, upload_id) if is_id(upload_id) else None
    if upload is None or (upload.user_id != actor.user_id and not actor.is_developer):
        return None
    return upload


def uploads_by_id(session: Session, user_id: UUID, ids: Iterable[int]) -> dict[int, Upload]:
    """Those of `ids` that are uploads of this person."""
    wanted = [upload_id for upload_id in set(ids) if is_id(upload_id)]
    if not wanted:
        return {}
    found = select(Upload).where(Upload.user_id == user_id, col(Upload.id).in_(wanted))
    return {upload.id: upload for upload in session.exec(found) if upload.id}


def keep_uploads(session: Session, user_id: UUID, ids: Iterable[int]) -> None:
    """Let nobody delete those of `ids` that are this person's until the transaction ends.

    Whoever locks a film and its draft locks the film first, or PostgreSQL has to break the deadlock.
    """
    wanted = [upload_id for upload_id in set(ids) if is_id(upload_id)]
    found = (
        select(Upload).where(Upload.user_id == user_id, col(Upload.id).in_(wanted)).order_by(col(Upload.id))
    )
    session.exec(found.with_for_update(read=True).execution_options(populate_existing=True)).all()


def presets_by_id(session: Session, user_id: UUID, ids: Iterable[int]) -> dict[int, Preset]:
    """Those of `ids` that are presets of this person, archived ones too."""
    wanted = [preset_id for preset_id in set(ids) if is_id(preset_id)]
    if not wanted:
        return {}
    found = select(Preset).where(Preset.user_id == user_id, col(Preset.id).in_(wanted))
    return {preset.id: preset for preset in session.exec(found) if preset.id}


def captions_by_id(session: Session, user_id: UUID, ids: Iterable[int]) -> dict[int, Captions]:
    """Those of `ids` that are captions of this person, without their words."""
    wanted = [captions_id for captions_id in set(ids) if is_id(captions_id)]
    if not wanted:
        return {}
    found = select(Captions).where(Captions.user_id == user_id, col(Captions.id).in_(wanted))
    lean = found.options(defer(inspect(Captions).attrs.webvtt.class_attribute))
    return {captions.id: captions for captions in session.exec(lean) if captions.id}


def captions_of(session: Session, upload_id: int) -> list[Captions]:
    """The captions of a video without their words, oldest first."""
    found = select(Captions).where(Captions.upload_id == upload_id).order_by(col(Captions.id))
    return list(session.exec(found.options(defer(inspect(Captions).attrs.webvtt.class_attribute))))


def find_captions_row(session: Session, captions_id: int) -> Captions | None:
    """The captions, whoever's they are."""
    return session.get(Captions, captions_id) if is_id(captions_id) else None


def captions_of_productions(session: Session, ids: Iterable[UUID]) -> list[ProductionCaptions]:
    """What can be switched on in these films, without the words, by language."""
    found = select(ProductionCaptions).where(
        col(ProductionCaptions.production_id).in_(list(ids)), col(ProductionCaptions.burnt_in).is_(False)
    )
    words = inspect(ProductionCaptions).attrs.webvtt.class_attribute
    return list(session.exec(found.options(defer(words)).order_by(col(ProductionCaptions.language))))


def burnt_in_captions(session: Session, production_id: UUID) -> ProductionCaptions | None:
    """What the render draws into this film."""
    return session.exec(
        select(ProductionCaptions).where(
            ProductionCaptions.production_id == production_id, col(ProductionCaptions.burnt_in).is_(True)
        )
    ).first()


def presets_of(
    session: Session, user_id: UUID, kind: PresetKind | None = None, *, archived: bool = False
) -> list[Preset]:
    """The person's presets that are (not) archived, oldest first."""
    put_away = col(Preset.archived_at).is_not(None) if archived else col(Preset.archived_at).is_(None)
    found = select(Preset).where(Preset.user_id == user_id, put_away)
    if kind is not None:
        found = found.where(Preset.kind == kind)
    return list(session.exec(found.order_by(col(Preset.kind), col(Preset.id))))


def newest_ready_upload(
    session: Session, user_id: UUID, kind: UploadKind, role: ImageRole | None = None
) -> Upload | None:
    """The upload of this kind and role that the person brought last, ready to be shown."""
    found = select(Upload).where(
        Upload.user_id == user_id,
        Upload.kind == kind,
        Upload.status == UploadStatus.READY,
        col(Upload.source_deleted_at).is_(None),
    )
    if role is not None:
        found = found.where(Upload.role == role)
    return session.exec(found.order_by(col(Upload.id).desc()).limit(1)).first()


def has_presets(session: Session, user_id: UUID) -> bool:
    """Whether the person has or had any preset, so that the defaults came already."""
    return session.exec(select(Preset.id).where(Preset.user_id == user_id).limit(1)).first() is not None


def find_preset_row(session: Session, preset_id: int, *, lock: bool = False) -> Preset | None:
    """The preset, whoever's it is."""
    if not is_id(preset_id):
        return None
    found = select(Preset).where(Preset.id == preset_id)
    return session.exec(_locked(found) if lock else found).first()


def find_active_draft(
    session: Session, user_id: UUID, upload_id: int, *, lock: bool = False
) -> ProductionDraft | None:
    """The one active draft of this person for this upload; `lock` keeps others from changing it."""
    if not is_id(upload_id):
        return None
    found = select(ProductionDraft).where(
        ProductionDraft.user_id == user_id,
        ProductionDraft.upload_id == upload_id,
        col(ProductionDraft.archived_at).is_(None),
    )
    return session.exec(_locked(found) if lock else found).first()


def find_draft_row(session: Session, draft_id: int, *, lock: bool = False) -> ProductionDraft | None:
    """The draft, whoever's it is."""
    if not is_id(draft_id):
        return None
    found = select(ProductionDraft).where(ProductionDraft.id == draft_id)
    return session.exec(_locked(found) if lock else found).first()


def active_drafts(
    session: Session, user_id: UUID, limit: int, *, begun: bool = False
) -> list[ProductionDraft]:
    """The person's active drafts, the one that was touched last first; `begun`: only those with a choice."""
    found = select(ProductionDraft).where(
        ProductionDraft.user_id == user_id, col(ProductionDraft.archived_at).is_(None)
    )
    if begun:
        found = found.where(cast(col(ProductionDraft.config_json), String) != "{}")
    newest = found.order_by(col(ProductionDraft.updated_at).desc(), col(ProductionDraft.id).desc())
    return list(session.exec(newest.limit(limit)))


def find_production_row(session: Session, production_id: UUID, *, lock: bool = False) -> Production | None:
    """The production, whoever's it is."""
    found = select(Production).where(Production.id == production_id)
    return session.exec(_locked(found) if lock else found).first()


def productions_of(session: Session, user_id: UUID, limit: int) -> list[Production]:
    """The person's productions, newest first."""
    found = select(Production).where(Production.user_id == user_id)
    newest = found.order_by(col(Production.created_at).desc(), col(Production.id)).limit(limit)
    return list(session.exec(newest))


def completed_since(session: Session, user_id: UUID, since: datetime, limit: int) -> list[Production]:
    """The person's films that were finished after `since`, newest first."""
    found = select(Production).where(
        Production.user_id == user_id,
        Production.status == ProductionStatus.COMPLETED,
        col(Production.finished_at) > since,
    )
    return list(session.exec(found.order_by(col(Production.finished_at).desc()).limit(limit)))


def finished_renders(session: Session, user_id: UUID, limit: int) -> list[FinishedRender]:
    """How long the person's newest films took to make."""
    facts = (
        Job.started_at,
        Job.finished_at,
        Production.duration_seconds,
        Production.width,
        Production.height,
    )
    found = (
        select_columns(*(col(fact) for fact in facts))
        .join(Production, col(Production.job_id) == col(Job.id))
        .where(
            col(Production.user_id) == user_id,
            col(Production.status) == ProductionStatus.COMPLETED,
            col(Job.status) == JobStatus.SUCCEEDED,
        )
        .order_by(col(Production.finished_at).desc())
        .limit(limit)
    )
    return [
        FinishedRender((finished - started).total_seconds(), seconds, width, height)
        for started, finished, seconds, width, height in session.execute(found)
        if started and finished and seconds and width and height
    ]


def _locked(found: SelectOfScalar[Row]) -> SelectOfScalar[Row]:
    # A row that waited for its lock must show what the holder wrote, not what was loaded before.
    return found.with_for_update().execution_options(populate_existing=True)


def streaming_files(
    session: Session, production_ids: Iterable[UUID]
) -> dict[tuple[UUID, str], ProductionFile]:
    """Every file that these films are streamed with, by production and part."""
    wanted = set(production_ids)
    if not wanted:
        return {}
    found = session.exec(select(ProductionFile).where(col(ProductionFile.production_id).in_(wanted)))
    return {(file.production_id, file.part): file for file in found}
