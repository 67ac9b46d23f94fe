"""One reading of everything that the page of a planet shows."""

from collections.abc import Sequence

from sqlmodel import Session

from app.features.planets import queries
from app.features.planets.models import ArtStatus, PlanetAppearance, Visibility
from app.features.planets.rules.building import missing_steps
from app.features.planets.rules.facts import colours, facts
from app.features.planets.rules.steps import load_steps
from app.features.planets.schemas.pages import May, PictureFile, PlanetPage
from app.features.planets.schemas.planets import ArtVersionView, MemberList, PlanetView
from app.features.planets.service import access, art, members
from app.features.planets.service.access import Reached
from app.features.planets.service.art import Part
from app.features.planets.service.launching import is_generating
from app.features.planets.service.planet_views import planet_view
from app.features.planets.service.previews import preview_url
from app.kernel.assets import Asset
from app.kernel.identity import Actor, Role
from app.kernel.jobs import Job, JobView
from app.kernel.ports.planet import GENERATION

_TAKEN_ALONG: tuple[Part, ...] = ("hero", "icon", "spin")
_NOBODY = MemberList(members=[], invitations=[])


def open_planet(session: Session, actor: Actor | None, planet_id: int, *, look: bool = False) -> PlanetPage:
    """The planet and what `actor` may do with it; with `look` its veil is lifted.

    Raises `PlanetNotFound`, `PlanetHidden`; `NotSignedIn` where only a visitor may not see it.
    """
    reached = access.visible(session, actor, planet_id)
    planet = planet_view(session, actor, reached, look=look)
    known = not planet.veiled_by
    looks = reached.appearance.model_dump()
    row = queries.find_last_session(session, planet_id) if reached.may_change else None
    versions = art.list_versions(session, actor, planet_id) if actor and reached.may_change else []
    return PlanetPage(
        planet=planet,
        may=_may(actor, reached),
        motto=looks["motto"] if known else "",
        facts=facts(looks, _still_open(session, reached)) if known else [],
        colours=colours(looks) if known else [],
        files=_files(session, planet, reached.appearance) if known else [],
        preview_url=preview_url(reached.appearance, row.attributes) if row else None,
        paintable=row is not None and not missing_steps(load_steps(), row.attributes),
        same_again=_differs_if_repeated(reached.appearance, versions),
        painting=_painting(session, reached),
        versions=versions,
        people=members.list_members(session, actor, planet_id) if actor and reached.role else _NOBODY,
    )


def _still_open(session: Session, reached: Reached) -> set[str]:
    """What nobody has answered of a planet that was never painted."""
    if reached.appearance.status is not ArtStatus.DRAFT:
        return set()
    row = queries.find_last_session(session, reached.planet_id)
    return {question.id for question in load_steps().questions()} - set(row.attributes if row else ())


def _may(actor: Actor | None, reached: Reached) -> May:
    # To leave is a person's own affair, whatever they may do in their account.
    leave = reached.role is not None and not reached.is_owner
    if actor is None or actor.role is Role.VIEWER:
        return May(leave=leave)
    archived = reached.appearance.status is ArtStatus.ARCHIVED
    open_to_members = reached.role is not None and reached.planet.visibility is not Visibility.PRIVATE
    return May(
        change=reached.may_change and not archived,
        own=reached.is_owner,
        invite=reached.may_change or open_to_members,
        leave=leave,
    )


def _files(session: Session, planet: PlanetView, appearance: PlanetAppearance) -> list[PictureFile]:
    if planet.art is None:
        return []
    stored = {part: getattr(appearance, f"{part}_asset_id") for part in _TAKEN_ALONG}
    assets = {part: session.get(Asset, asset_id) for part, asset_id in stored.items() if asset_id}
    addresses = planet.art.model_dump()
    return [
        PictureFile(part=part, url=addresses[f"{part}_url"], bytes=asset.bytes)
        for part, asset in assets.items()
        if asset is not None
    ]


def _painting(session: Session, reached: Reached) -> JobView | None:
    if not reached.may_change or not is_generating(session, reached.appearance):
        return None
    return JobView.model_validate(session.get_one(Job, reached.appearance.job_id))


def _differs_if_repeated(appearance: PlanetAppearance, versions: Sequence[ArtVersionView]) -> bool:
    """Our painter gives the same picture twice; what an images service had a part in is told of in a note."""
    noted = any(version.shown and version.note for version in versions)
    changed = appearance.status is not ArtStatus.LIVE or appearance.generator_version != str(GENERATION)
    return noted or changed
