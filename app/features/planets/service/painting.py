"""How a planet's row moves while its art is painted: the steps of the job."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, func, select

from app.features.planets import queries
from app.features.planets.errors import NotASteward
from app.features.planets.models import ArtStatus, ArtVersion, Planet, PlanetAppearance
from app.features.planets.service.appearances import same_picture, settle_status
from app.kernel import clock
from app.kernel.assets import Asset, record
from app.kernel.jobs import UNFINISHED, Job
from app.kernel.personal import safe_name
from app.kernel.ports.planet import PlanetRecipe

MIME = "image/webp"
MOST_ERROR = 1000


def generation_key(planet_id: int) -> str:
    """The key of its job, of which one at a time is unfinished."""
    return f"planet:{planet_id}"


@dataclass(frozen=True)
class Order:
    """What the job was asked to paint, as it stood at the confirmation."""

    planet_id: int
    attributes: dict[str, Any]
    recipe: PlanetRecipe
    hero_prompt: str
    icon_prompt: str


@dataclass(frozen=True)
class Picture:
    """A finished picture that storage has already."""

    part: str
    """`hero`, `card`, `icon` or `spin`."""
    key: str
    bytes: int


def start_generation(session: Session, planet_id: int, job_id: UUID) -> bool:
    """Whether the planet still waits for this job's pictures."""
    appearance = queries.hold_appearance(session, planet_id)
    return _is_awaited(appearance, job_id)


def finish_generation(
    session: Session, order: Order, job_id: UUID, pictures: Sequence[Picture], note: str = ""
) -> bool:
    """Record a version once. False when the planet is gone, or another run of the job was faster."""
    appearance = queries.hold_appearance(session, order.planet_id)
    planet = queries.find_planet(session, order.planet_id)
    if appearance is None or planet is None or not _is_awaited(appearance, job_id):
        return False
    files = {f"{one.part}_asset_id": record(session, _asset(planet, one)).id for one in pictures}
    version = ArtVersion(
        planet_id=order.planet_id,
        number=_next_number(session, order.planet_id),
        attributes=order.attributes,
        recipe=order.recipe.model_dump(mode="json"),
        hero_prompt=order.hero_prompt,
        icon_prompt=order.icon_prompt,
        generator_version=str(order.recipe.generation),
        note=note[:500],
    )
    version.sqlmodel_update(files)
    session.add(version)
    show_version(appearance, version)
    last = queries.find_last_session(session, order.planet_id)
    if last is not None and not same_picture(order.attributes, last.attributes):
        appearance.status = ArtStatus.NEEDS_REGEN
    planet.updated_at = clock.now()
    session.add(planet)
    session.add(appearance)
    session.flush()
    return True


def show_version(appearance: PlanetAppearance, version: ArtVersion) -> None:
    """Let the planet show this painting."""
    appearance.hero_asset_id = version.hero_asset_id
    appearance.card_asset_id = version.card_asset_id
    appearance.icon_asset_id = version.icon_asset_id
    appearance.spin_asset_id = version.spin_asset_id
    appearance.hero_prompt, appearance.icon_prompt = version.hero_prompt, version.icon_prompt
    appearance.generator_version = version.generator_version
    appearance.seed = version.recipe["seed"]
    appearance.art_version = version.number
    appearance.status = ArtStatus.LIVE
    appearance.error = None
    appearance.updated_at = clock.now()


def fail_generation(session: Session, planet_id: int, reason: str | None) -> None:
    """The planet can be edited as before, and says why there is no new art; None for a wish to stop."""
    appearance = queries.hold_appearance(session, planet_id)
    if appearance is None or appearance.status is not ArtStatus.GENERATING:
        return
    appearance.status = ArtStatus.NEEDS_REGEN if appearance.art_version else ArtStatus.DRAFT
    last = queries.find_last_session(session, planet_id)
    if last is not None:
        settle_status(session, appearance, last.attributes)
    shown = queries.find_art_version(session, planet_id, appearance.art_version)
    if shown is not None:
        appearance.seed = shown.recipe["seed"]  # another shape was ordered, and there is none
    appearance.error = reason[:MOST_ERROR] if reason else None
    appearance.updated_at = clock.now()
    session.add(appearance)
    session.flush()


def requeue_generation(session: Session, planet_id: int, seed: int) -> None:
    """A retry, or a worker that ended: the planet waits for that job's art again.

    Raises `NotASteward` for the retry of somebody who ordered it once and may change the planet no more.
    """
    appearance = queries.hold_appearance(session, planet_id)
    job = _unfinished_job(session, planet_id)
    if appearance is None or appearance.status is ArtStatus.ARCHIVED or job is None:
        return
    if appearance.status is not ArtStatus.GENERATING:
        orderer = queries.find_membership(session, planet_id, job.user_id)
        if orderer is None or orderer.role not in queries.CHANGING:
            raise NotASteward
    appearance.job_id, appearance.seed = job.id, seed
    appearance.status = ArtStatus.GENERATING
    appearance.error = None
    session.add(appearance)
    session.flush()


def card_urls(session: Session, planet_ids: Sequence[int]) -> list[str | None]:
    """The small picture of each planet, as far as there is one."""
    found = select(PlanetAppearance).where(col(PlanetAppearance.planet_id).in_(planet_ids))
    numbers = {row.planet_id: row.art_version for row in session.exec(found) if row.card_asset_id}
    return [
        f"/api/planets/{planet_id}/art/{numbers[planet_id]}/card" if numbers.get(planet_id) else None
        for planet_id in planet_ids
    ]


def _is_awaited(appearance: PlanetAppearance | None, job_id: UUID) -> bool:
    return (
        appearance is not None and appearance.status is ArtStatus.GENERATING and appearance.job_id == job_id
    )


def _unfinished_job(session: Session, planet_id: int) -> Job | None:
    found = select(Job).where(Job.key == generation_key(planet_id), col(Job.status).in_(UNFINISHED))
    return session.exec(found).first()


def _next_number(session: Session, planet_id: int) -> int:
    newest = select(func.max(ArtVersion.number)).where(ArtVersion.planet_id == planet_id)
    return (session.exec(newest).one() or 0) + 1


def _asset(planet: Planet, picture: Picture) -> Asset:
    """The file belongs to the planet's creator, with whom it goes."""
    return Asset(
        account_id=planet.account_id,
        user_id=planet.creator_id,
        kind=f"planet_{picture.part}",
        mime=MIME,
        bytes=picture.bytes,
        storage_key=picture.key,
        filename=f"{safe_name(planet.name)}-{picture.part}.webp",
    )
