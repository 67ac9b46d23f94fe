"""Productions: a film made from a snapshot of a draft."""

from uuid import UUID

from sqlmodel import Session

from app.features.productions import queries
from app.features.productions.errors import (
    AlreadyProduced,
    DraftArchived,
    DraftNotFound,
    ImpossibleTransition,
    InvalidDraft,
    NothingToProduce,
    ProductionNotFound,
    SourceGone,
    SourceNotReady,
)
from app.features.productions.models import (
    Production,
    ProductionDraft,
    ProductionStatus,
    Upload,
    UploadStatus,
)
from app.features.productions.schemas.drafts import Issue
from app.features.productions.schemas.productions import ProductionView
from app.features.productions.service import drafts, findings, snapshots, streaming, tracks
from app.features.productions.service.production_rows import reach
from app.features.productions.service.production_views import view, views
from app.kernel import jobs
from app.kernel.assets import delete_asset
from app.kernel.identity import Actor
from app.kernel.jobs import UNFINISHED, Job

RENDER = "productions.render"
MAX_LISTED = 200


def produce(
    session: Session, actor: Actor, draft_id: int | None = None, upload_id: int | None = None
) -> ProductionView:
    """Make the film of a draft: snapshot, production, archived draft and job in one transaction.

    Raises `NothingToProduce`, `DraftNotFound`, `AlreadyProduced`, `DraftArchived`, `SourceGone`,
    `SourceNotReady`, `InvalidDraft` (naming every choice in the way).
    """
    draft = _draft_to_produce(session, actor, draft_id, upload_id)
    queries.keep_uploads(session, actor.user_id, findings.uploads_named_in(draft.config_json))
    source = _ready_source(session, draft)
    standing = drafts.view(session, draft, source)
    if standing.issues:
        raise InvalidDraft(_by_field(standing.issues))
    snapshot = snapshots.take(session, draft, source)
    production = Production(
        account_id=actor.account_id,
        user_id=actor.user_id,
        upload_id=draft.upload_id,
        name=snapshot.name,
        snapshot=snapshot.model_dump(mode="json"),
    )
    session.add(production)
    session.flush()
    tracks.take_along(session, production, source)
    draft.production_id = production.id
    drafts.set_archived(session, draft)
    _enqueue(session, actor, production)
    return view(session, production)


def keep_source(session: Session, actor: Actor, draft_id: int) -> None:
    """Let nobody delete a draft's film until the transaction ends; called before the draft is locked."""
    draft = queries.find_draft_row(session, draft_id)
    if draft is not None:
        queries.keep_uploads(session, actor.user_id, [draft.upload_id])


def list_productions(session: Session, actor: Actor, limit: int = MAX_LISTED) -> list[ProductionView]:
    """The actor's productions, newest first."""
    return views(session, queries.productions_of(session, actor.user_id, limit))


def get_production(session: Session, actor: Actor, production_id: UUID) -> ProductionView:
    """One production with the settings that it was made with. Raises `ProductionNotFound`."""
    production = queries.find_production_row(session, production_id)
    if production is None or not (production.user_id == actor.user_id or actor.is_developer):
        raise ProductionNotFound
    return view(session, production)


def retry_production(session: Session, actor: Actor, production_id: UUID) -> ProductionView:
    """Queue a failed or cancelled one again. Raises `ProductionNotFound`, `ImpossibleTransition`."""
    production = _own_production(session, actor, production_id)
    if production.status not in (ProductionStatus.FAILED, ProductionStatus.CANCELLED):
        raise ImpossibleTransition(production.status, ProductionStatus.QUEUED)
    if _job(session, production) is not None and production.job_id is not None:
        jobs.request_retry(session, actor, production.job_id)
    else:
        _enqueue(session, actor, production)
    reach(session, production, ProductionStatus.QUEUED)
    return view(session, production)


def cancel_production(session: Session, actor: Actor, production_id: UUID) -> ProductionView:
    """Ask for the render to stop; one that nobody has started stops at once.

    One that is cancelled already stays so. Raises `ProductionNotFound`, `ImpossibleTransition`.
    """
    production = _own_production(session, actor, production_id)
    job = _job(session, production)
    if job is not None and job.status in UNFINISHED:
        jobs.request_cancel(session, actor, job.id)
    if job is None or job.status not in UNFINISHED:
        reach(session, production, ProductionStatus.CANCELLED)
    return view(session, production)


def delete_production(session: Session, actor: Actor, production_id: UUID) -> None:
    """Remove a production and its files, stopping its render first. Raises `ProductionNotFound`."""
    production = _own_production(session, actor, production_id)
    job = _job(session, production)
    if job is not None and job.status in UNFINISHED:
        jobs.request_cancel(session, actor, job.id)
    streaming.remove_streaming(session, production.id)
    files = (production.video_asset_id, production.poster_asset_id)
    session.delete(production)
    session.flush()
    for asset_id in files:
        delete_asset(session, asset_id)


def _own_production(session: Session, actor: Actor, production_id: UUID) -> Production:
    """Locked, and its job before it, as the job's runner does."""
    production = queries.find_production_row(session, production_id)
    if production is None or production.user_id != actor.user_id:
        raise ProductionNotFound
    jobs.lock_job(session, production.job_id)
    production = queries.find_production_row(session, production_id, lock=True)
    if production is None:
        raise ProductionNotFound
    return production


def _job(session: Session, production: Production) -> Job | None:
    return session.get(Job, production.job_id) if production.job_id else None


def _draft_to_produce(
    session: Session, actor: Actor, draft_id: int | None, upload_id: int | None
) -> ProductionDraft:
    """The actor's own active draft, locked, so that a second click waits and then finds it archived."""
    if draft_id is not None:
        keep_source(session, actor, draft_id)
        draft = queries.find_draft_row(session, draft_id, lock=True)
    elif upload_id is not None:
        queries.keep_uploads(session, actor.user_id, [upload_id])
        draft = queries.find_active_draft(session, actor.user_id, upload_id, lock=True)
    else:
        raise NothingToProduce
    if draft is None or draft.user_id != actor.user_id:
        raise DraftNotFound
    if draft.production_id is not None:
        raise AlreadyProduced(str(draft.production_id))
    if draft.archived_at is not None and draft.id is not None:
        raise DraftArchived(drafts.as_json(drafts.get_draft(session, actor, draft.id)))
    return draft


def _ready_source(session: Session, draft: ProductionDraft) -> Upload:
    source = session.get(Upload, draft.upload_id)
    if source is None or source.source_deleted_at is not None:
        raise SourceGone
    if source.status is not UploadStatus.READY:
        raise SourceNotReady(failed=source.status is UploadStatus.FAILED)
    return source


def _by_field(issues: list[Issue]) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    for issue in issues:
        fields.setdefault(issue.field, []).append(issue.message)
    return fields


def _enqueue(session: Session, actor: Actor, production: Production) -> None:
    job = jobs.enqueue(
        session,
        actor,
        RENDER,
        key=f"production:{production.id}",
        title=f"Produce “{production.name}”"[:255],
        payload={"production_id": str(production.id)},
        href=f"/productions/{production.id}",
    )
    production.job_id = job.id
    session.add(production)
    session.flush()
