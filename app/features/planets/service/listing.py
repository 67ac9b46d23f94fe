"""Planets in lists, page by page: for clients, and as the cards of the gallery."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from app.features.planets import queries
from app.features.planets.models import ArtStatus, MemberRole, Planet, PlanetAppearance
from app.features.planets.queries import Shown, Spot
from app.features.planets.rules.wording import facts_line
from app.features.planets.schemas.gallery import GalleryView, PaintingView, PlanetCard
from app.features.planets.schemas.planets import Filter, PlanetList, PlanetView
from app.features.planets.service.planet_views import planet_views
from app.features.planets.service.previews import preview_url
from app.kernel.errors import NotSignedIn
from app.kernel.identity import Actor
from app.kernel.jobs import UNFINISHED, Job, JobView

MOST_AT_ONCE = 200
SPOT = r"^\d{1,16}-\d{1,10}$"
"""How a place in a list travels: microseconds since 1970, and the id of a planet."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ROLES: dict[Filter | None, list[MemberRole]] = {
    "mine": [MemberRole.OWNER],
    "shared": [MemberRole.STEWARD, MemberRole.MEMBER],
    None: list(MemberRole),
}


def list_planets(
    session: Session,
    actor: Actor | None,
    which: Filter | None = None,
    *,
    limit: int = MOST_AT_ONCE,
    after: str | None = None,
) -> PlanetList:
    """The actor's own planets, those shared with them, or those that everybody sees; the newest first.

    Without `which` the first two. A visitor sees public ones. `after` is the `next` of the list before.
    Raises `NotSignedIn` for others.
    """
    found, more = _page(session, actor, which, limit, _spot_of(after) if after else None)
    return PlanetList(
        planets=planet_views(session, actor, found), next=_spot_after(found[-1][0]) if more else None
    )


def read_gallery(
    session: Session, actor: Actor | None, which: Filter, *, limit: int, looked_at: Collection[int] = ()
) -> GalleryView:
    """The first `limit` of those planets as cards; those of `looked_at` are not veiled.

    Raises `NotSignedIn`.
    """
    found, more = _page(session, actor, which, limit)
    views = planet_views(session, actor, found, looked_at)
    paintings = _paintings(session, [appearance for _, appearance, _ in found])
    return GalleryView(
        cards=[
            _card(view, appearance, paintings) for view, (_, appearance, _) in zip(views, found, strict=True)
        ],
        more=more,
    )


def _page(
    session: Session, actor: Actor | None, which: Filter | None, limit: int, after: Spot | None = None
) -> tuple[Sequence[Shown], bool]:
    """At most `limit` of them, and whether others follow."""
    if which == "public":
        found = queries.public_planets(session, actor.user_id if actor else None, limit + 1, after)
    elif actor is None:
        raise NotSignedIn
    else:
        found = queries.planets_shared_with(session, actor.user_id, _ROLES[which], limit + 1, after)
    return found[:limit], len(found) > limit


def _card(view: PlanetView, appearance: PlanetAppearance, paintings: dict[UUID, PaintingView]) -> PlanetCard:
    return PlanetCard(
        planet=view,
        facts="" if view.veiled_by else facts_line(appearance.model_dump()),
        painting=paintings.get(view.job_id) if view.job_id else None,
    )


def _paintings(session: Session, appearances: Sequence[PlanetAppearance]) -> dict[UUID, PaintingView]:
    """The jobs that paint these planets, by their ids."""
    painted = {one.job_id: one for one in appearances if one.job_id and one.status is ArtStatus.GENERATING}
    if not painted:
        return {}
    found = select(Job).where(col(Job.id).in_(painted), col(Job.status).in_(UNFINISHED))
    return {job.id: _painting(job, painted[job.id]) for job in session.exec(found)}


def _painting(job: Job, appearance: PlanetAppearance) -> PaintingView:
    view = JobView.model_validate(job)
    return PaintingView(
        progress=view.progress,
        stage=view.stage,
        seconds_left=view.seconds_left,
        preview_url=preview_url(appearance, job.payload.get("attributes", {})),
    )


def _spot_after(planet: Planet) -> str:
    return f"{(planet.updated_at - _EPOCH) // timedelta(microseconds=1)}-{planet.id}"


def _spot_of(text: str) -> Spot:
    moment, _, planet_id = text.partition("-")
    return _EPOCH + timedelta(microseconds=int(moment)), int(planet_id)
