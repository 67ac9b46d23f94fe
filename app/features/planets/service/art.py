"""Paintings of a planet: every finished one is kept, and any of them can be shown again."""

from typing import Literal

from sqlmodel import Session

from app.features.planets import queries
from app.features.planets.errors import AlreadyGenerating, ArtNotFound
from app.features.planets.models import ArtVersion
from app.features.planets.rules import building as rules
from app.features.planets.rules.looks import with_picture_of
from app.features.planets.schemas.planets import ArtVersionView, PlanetView
from app.features.planets.service import access, sessions
from app.features.planets.service.access import Reached
from app.features.planets.service.appearances import mirror
from app.features.planets.service.launching import is_generating
from app.features.planets.service.painting import show_version
from app.features.planets.service.planet_views import art_view, planet_view
from app.features.planets.service.sessions import Standing
from app.kernel.assets import Asset
from app.kernel.identity import Actor

Part = Literal["hero", "card", "icon", "spin"]


def list_versions(session: Session, actor: Actor, planet_id: int) -> list[ArtVersionView]:
    """Every painting, the newest first. Raises `PlanetNotFound`, `NotASteward`."""
    reached = access.changeable(session, actor, planet_id)
    return [_view(reached, version) for version in queries.art_versions(session, planet_id)]


def get_version(session: Session, actor: Actor, planet_id: int, number: int) -> ArtVersionView:
    """One painting. Raises `PlanetNotFound`, `NotASteward`, `ArtNotFound`."""
    reached = access.changeable(session, actor, planet_id)
    version = queries.find_art_version(session, planet_id, number)
    if version is None:
        raise ArtNotFound
    return _view(reached, version)


def restore_version(
    session: Session, actor: Actor, planet_id: int, number: int, *, device: str = ""
) -> PlanetView:
    """Show an older painting again, with the answers that it shows; name, warnings and topics stay.

    The answers that are replaced can be brought back in the builder. Raises `PlanetNotFound`,
    `NotASteward`, `ArtNotFound`, `AlreadyGenerating`.
    """
    reached = access.held(session, actor, planet_id)
    version = queries.find_art_version(session, planet_id, number)
    if version is None:
        raise ArtNotFound
    if is_generating(session, reached.appearance):
        raise AlreadyGenerating
    show_version(reached.appearance, version)
    row = queries.find_last_session(session, planet_id)
    answers = with_picture_of(row.attributes if row else {}, version.attributes)
    if row is not None:
        standing = Standing(reached, row)
        after = rules.replaced(standing.building, answers)
        here = sessions.place_of(row, actor.user_id)
        sessions.keep(session, actor, standing, after, device, place=here)
    mirror(session, reached, answers)
    return planet_view(session, actor, reached)


def get_picture(session: Session, actor: Actor | None, planet_id: int, number: int, part: Part) -> Asset:
    """The file of a picture: of the shown painting for whoever sees the planet, of others for stewards.

    Raises `PlanetNotFound`, `PlanetHidden`, `NotSignedIn`, `ArtNotFound`.
    """
    reached = access.visible(session, actor, planet_id)
    shown = number == reached.appearance.art_version
    version = queries.find_art_version(session, planet_id, number) if shown or reached.may_change else None
    asset_id = getattr(version, f"{part}_asset_id") if version else None
    asset = session.get(Asset, asset_id) if asset_id else None
    if asset is None:
        raise ArtNotFound
    return asset


def _view(reached: Reached, version: ArtVersion) -> ArtVersionView:
    return ArtVersionView(
        number=version.number,
        shown=version.number == reached.appearance.art_version,
        art=art_view(reached.planet_id, version, version.number),
        attributes=version.attributes,
        hero_prompt=version.hero_prompt,
        icon_prompt=version.icon_prompt,
        generator_version=version.generator_version,
        note=version.note,
        created_at=version.created_at,
    )
