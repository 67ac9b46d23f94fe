"""From answers to art: the confirmation, and the job that it orders once."""

from typing import Any
from uuid import UUID

from sqlmodel import Session

from app.features.planets import queries
from app.features.planets.errors import AlreadyGenerating, NotBuilding, NotGenerating, StepsMissing
from app.features.planets.models import ArtStatus, PlanetAppearance, PlanetBuilderSession
from app.features.planets.rules.building import missing_steps
from app.features.planets.rules.looks import appearance_of, recipe_of
from app.features.planets.rules.steps import LAST, load_steps
from app.features.planets.rules.wording import hero_prompt, icon_prompt, summary
from app.features.planets.schemas.builder import ConfirmView, SummaryLine
from app.features.planets.service import access
from app.features.planets.service.access import Reached
from app.features.planets.service.builder_views import builder_view
from app.features.planets.service.painting import generation_key
from app.features.planets.service.sessions import open_session
from app.kernel import clock, jobs
from app.kernel.identity import Actor
from app.kernel.jobs import UNFINISHED, Job
from app.kernel.ports.planet import GENERATION

GENERATE = "planets.generate"


def confirm(
    session: Session, actor: Actor, planet_id: int, *, approve: bool, device: str = ""
) -> ConfirmView:
    """Order the art of a planet whose required steps are answered; without approval nothing changes.

    Raises `PlanetNotFound`, `NotASteward`, `AlreadyGenerating`, `NotBuilding`, `StepsMissing`.
    """
    reached = _held_after_its_job(session, actor, planet_id)
    row = queries.find_active_session(session, planet_id)
    if not approve:
        return _answer(session, actor, reached, _session_of(session, reached, row), accepted=False)
    return _launched(session, actor, reached, row, device)


def launch(session: Session, actor: Actor, planet_id: int, *, device: str = "") -> ConfirmView:
    """Approve it on the builder's page, also where its building had ended before.

    Raises `PlanetNotFound`, `NotASteward`, `PlanetArchived`, `AlreadyGenerating`, `StepsMissing`.
    """
    reached = _held_after_its_job(session, actor, planet_id)
    if is_generating(session, reached.appearance):
        raise AlreadyGenerating
    return _launched(session, actor, reached, open_session(session, actor, reached, device), device)


def regenerate(session: Session, actor: Actor, planet_id: int, *, seed: int | None = None) -> UUID:
    """Order new art of what was answered, with another `seed` if one is given; older versions stay.

    Raises `PlanetNotFound`, `NotASteward`, `AlreadyGenerating`, `NotBuilding`, `StepsMissing`.
    """
    reached = _held_after_its_job(session, actor, planet_id)
    if is_generating(session, reached.appearance):
        raise AlreadyGenerating
    row = _session_of(session, reached, None)
    _require_complete(row)
    if seed is not None:
        reached.appearance.seed = seed
    _prepare(reached.appearance, row.attributes)
    return enqueue_planet_generation(session, actor, reached, row.attributes).id


def stop_painting(session: Session, actor: Actor, planet_id: int) -> None:
    """Stop the painting that is under way, whoever ordered it. Raises `NotASteward`, `NotGenerating`."""
    before = access.changeable(session, actor, planet_id)
    if not stop_unfinished(session, before.appearance):
        raise NotGenerating


def stop_unfinished(session: Session, appearance: PlanetAppearance) -> bool:
    """Stop the painting of a planet that is not locked yet; whether there was one."""
    job = jobs.lock_job(session, appearance.job_id)
    if job is None or job.status not in UNFINISHED:
        return False
    jobs.stop(session, job)
    return True


def enqueue_planet_generation(
    session: Session, actor: Actor, reached: Reached, attributes: dict[str, Any]
) -> Job:
    """Queue the painting of `attributes` as they are now; the message goes out after the commit."""
    appearance = reached.appearance
    recipe = recipe_of(load_steps(), attributes, appearance.seed)
    job = jobs.enqueue(
        session,
        actor,
        GENERATE,
        key=generation_key(reached.planet_id),
        title=f"Paint “{reached.planet.name}”",
        payload={
            "planet_id": reached.planet_id,
            "attributes": attributes,
            "recipe": recipe.model_dump(mode="json"),
            "hero_prompt": appearance.hero_prompt,
            "icon_prompt": appearance.icon_prompt,
        },
        href=f"/planets/{reached.planet_id}",
    )
    appearance.job_id = job.id
    session.add(appearance)
    session.flush()
    return job


def _launched(
    session: Session, actor: Actor, reached: Reached, row: PlanetBuilderSession | None, device: str
) -> ConfirmView:
    if is_generating(session, reached.appearance):
        raise AlreadyGenerating
    if row is None:
        raise NotBuilding
    _require_complete(row)
    _prepare(reached.appearance, row.attributes)
    row.confirmations = row.confirmations | {LAST: {"by": str(actor.user_id), "at": clock.now().isoformat()}}
    row.is_active = False
    row.revision += 1
    row.device = device[:30]
    row.updated_at = clock.now()
    session.add(row)
    enqueue_planet_generation(session, actor, reached, row.attributes)
    return _answer(session, actor, reached, row, accepted=True)


def _held_after_its_job(session: Session, actor: Actor, planet_id: int) -> Reached:
    """The planet, locked; a retry of its last job locks that before the planet, so this does, too."""
    before = access.changeable(session, actor, planet_id)
    jobs.lock_job(session, before.appearance.job_id)
    return access.held(session, actor, planet_id)


def _session_of(
    session: Session, reached: Reached, active: PlanetBuilderSession | None
) -> PlanetBuilderSession:
    row = active or queries.find_last_session(session, reached.planet_id)
    if row is None:
        raise NotBuilding
    return row


def is_generating(session: Session, appearance: PlanetAppearance) -> bool:
    """Whether a job is at it; one that went with the steward who ordered it no longer is."""
    if appearance.status is not ArtStatus.GENERATING or appearance.job_id is None:
        return False
    job = session.get(Job, appearance.job_id, populate_existing=True)
    return job is not None and job.status in UNFINISHED


def _require_complete(row: PlanetBuilderSession) -> None:
    missing = missing_steps(load_steps(), row.attributes)
    if missing:
        raise StepsMissing({step.id: step.title for step in missing})


def _prepare(appearance: PlanetAppearance, attributes: dict[str, Any]) -> None:
    looks = appearance_of(load_steps(), attributes)
    appearance.hero_prompt = hero_prompt(looks)
    appearance.icon_prompt = icon_prompt(looks)
    appearance.generator_version = str(GENERATION)
    appearance.status = ArtStatus.GENERATING
    appearance.error = None
    appearance.updated_at = clock.now()


def _answer(
    session: Session, actor: Actor, reached: Reached, row: PlanetBuilderSession, *, accepted: bool
) -> ConfirmView:
    names = {topic.id: topic.name for topic in queries.all_topics(session) if topic.id is not None}
    told = summary(load_steps(), row.attributes, names)
    state = builder_view(session, actor, reached, row)
    return ConfirmView.model_validate(
        {
            **dict(state),
            "accepted": accepted,
            "summary": [SummaryLine(step=step, label=label, words=words) for step, label, words in told],
            "job_id": reached.appearance.job_id,
        }
    )
