"""Selects that are used twice or deserve a name."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, tuple_
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, func, select

from app.features.planets.models import (
    AppearanceTopic,
    ArtStatus,
    ArtVersion,
    AvoidedTopic,
    MemberRole,
    Membership,
    Planet,
    PlanetAppearance,
    PlanetBuilderSession,
    PlanetInvitation,
    TriggerTopic,
    Visibility,
)

MAX_ID = 2**31 - 1
CHANGING = (MemberRole.OWNER, MemberRole.STEWARD)

Shown = tuple[Planet, PlanetAppearance, Membership | None]
"""A planet, how it looks, and what the person who asks is to it."""


def find_planet(session: Session, planet_id: int) -> Planet | None:
    """The planet, whoever's it is; a number that no row can have finds none."""
    return session.get(Planet, planet_id) if 0 < planet_id <= MAX_ID else None


def find_shared(
    session: Session, planet_id: int, user_id: UUID | None
) -> tuple[Planet, PlanetAppearance, MemberRole | None] | None:
    """The planet as it is stored now, how it looks, and what the person is to it."""
    if not 0 < planet_id <= MAX_ID:
        return None
    own = and_(col(Membership.planet_id) == Planet.id, col(Membership.user_id) == user_id)
    found = (
        select_columns(Planet, PlanetAppearance, col(Membership.role))
        .join(PlanetAppearance, col(PlanetAppearance.planet_id) == Planet.id)
        .outerjoin(Membership, own)
        .where(col(Planet.id) == planet_id)
    )
    row = session.execute(found.execution_options(populate_existing=True)).first()
    return (row[0], row[1], row[2]) if row else None


def find_membership(session: Session, planet_id: int, user_id: UUID) -> Membership | None:
    found = select(Membership).where(Membership.planet_id == planet_id, Membership.user_id == user_id)
    return session.exec(found).first()


def memberships(session: Session, planet_id: int) -> list[Membership]:
    """Everybody who shares the planet, the first to join first."""
    found = select(Membership).where(Membership.planet_id == planet_id)
    return list(session.exec(found.order_by(col(Membership.created_at), col(Membership.id))))


def hold_appearance(session: Session, planet_id: int) -> PlanetAppearance | None:
    """How the planet looks, locked: whoever changes anything of a planet's looks or builder waits here."""
    if not 0 < planet_id <= MAX_ID:
        return None
    found = select(PlanetAppearance).where(PlanetAppearance.planet_id == planet_id)
    return session.exec(found.with_for_update().execution_options(populate_existing=True)).first()


def find_active_session(session: Session, planet_id: int) -> PlanetBuilderSession | None:
    """The session in which the planet is being built, as it is stored now."""
    found = select(PlanetBuilderSession).where(
        PlanetBuilderSession.planet_id == planet_id, col(PlanetBuilderSession.is_active)
    )
    return session.exec(found.execution_options(populate_existing=True)).first()


def find_last_session(session: Session, planet_id: int) -> PlanetBuilderSession | None:
    """The active session, or the one that ended last, as it is stored now."""
    newest = (
        col(PlanetBuilderSession.is_active).desc(),
        col(PlanetBuilderSession.updated_at).desc(),
        col(PlanetBuilderSession.id),
    )
    found = select(PlanetBuilderSession).where(PlanetBuilderSession.planet_id == planet_id).order_by(*newest)
    return session.exec(found.limit(1).execution_options(populate_existing=True)).first()


def find_edition(
    session: Session, planet_id: int, user_id: UUID
) -> tuple[ArtStatus, MemberRole | None, int] | None:
    """What the planet's art stands at, what the person is to it, and the newest revision of its builder."""
    if not 0 < planet_id <= MAX_ID:
        return None
    own = and_(col(Membership.planet_id) == planet_id, col(Membership.user_id) == user_id)
    newest = (
        select(func.coalesce(func.max(PlanetBuilderSession.revision), 0))
        .where(PlanetBuilderSession.planet_id == planet_id)
        .scalar_subquery()
    )
    found = (
        select_columns(col(PlanetAppearance.status), col(Membership.role), newest)
        .outerjoin(Membership, own)
        .where(col(PlanetAppearance.planet_id) == planet_id)
    )
    row = session.execute(found).first()
    return (row[0], row[1], row[2]) if row else None


def sessions_by_planet(session: Session, planet_ids: Collection[int]) -> dict[int, PlanetBuilderSession]:
    """The active sessions of these planets."""
    found = select(PlanetBuilderSession).where(
        col(PlanetBuilderSession.planet_id).in_(planet_ids), col(PlanetBuilderSession.is_active)
    )
    return {row.planet_id: row for row in session.exec(found)} if planet_ids else {}


Spot = tuple[datetime, int]
"""Where a list of planets was left: when the last one seen was changed, and its id."""


def planets_shared_with(
    session: Session, user_id: UUID, roles: Collection[MemberRole], limit: int, after: Spot | None = None
) -> list[Shown]:
    """Planets that the person has one of these roles on, the last changed first."""
    found = _shown(user_id, after).where(col(Membership.role).in_(roles))
    return _all(session, found.limit(limit))


def public_planets(
    session: Session, user_id: UUID | None, limit: int, after: Spot | None = None
) -> list[Shown]:
    """Planets that everybody sees and that have been painted, the last changed first."""
    everybodys = and_(
        col(Planet.visibility) == Visibility.PUBLIC,
        col(PlanetAppearance.art_version).is_not(None),
        col(PlanetAppearance.status) != ArtStatus.ARCHIVED,
    )
    return _all(session, _shown(user_id, after).where(everybodys).limit(limit))


def new_planets(session: Session, user_id: UUID, name: str, limit: int) -> list[Planet]:
    """The person's own drafts of this name whose face nobody has changed yet, the newest first."""
    found = (
        select(Planet)
        .join(PlanetAppearance, col(PlanetAppearance.planet_id) == Planet.id)
        .where(
            Planet.creator_id == user_id,
            Planet.name == name,
            Planet.revision == 1,
            PlanetAppearance.status == ArtStatus.DRAFT,
        )
    )
    return list(session.exec(found.order_by(col(Planet.id).desc()).limit(limit)))


def unfinished_planets(
    session: Session, user_id: UUID, limit: int
) -> list[tuple[Planet, PlanetAppearance, PlanetBuilderSession]]:
    """Planets that the person may build on right now, the last touched first."""
    found = (
        select_columns(Planet, PlanetAppearance, PlanetBuilderSession)
        .join(PlanetAppearance, col(PlanetAppearance.planet_id) == Planet.id)
        .join(PlanetBuilderSession, col(PlanetBuilderSession.planet_id) == Planet.id)
        .join(Membership, col(Membership.planet_id) == Planet.id)
        .where(
            col(Membership.user_id) == user_id,
            col(Membership.role).in_(CHANGING),
            col(PlanetBuilderSession.is_active),
            col(PlanetAppearance.status) != ArtStatus.ARCHIVED,
        )
        .order_by(col(PlanetBuilderSession.updated_at).desc(), col(Planet.id))
    )
    return [(planet, appearance, row) for planet, appearance, row in session.execute(found.limit(limit))]


def art_finished_since(
    session: Session, user_id: UUID, since: datetime, limit: int
) -> list[tuple[Planet, ArtVersion]]:
    """Paintings of the person's own planets and those they steward that were finished after `since`."""
    found = (
        select_columns(Planet, ArtVersion)
        .join(ArtVersion, col(ArtVersion.planet_id) == Planet.id)
        .join(Membership, col(Membership.planet_id) == Planet.id)
        .where(
            col(Membership.user_id) == user_id,
            col(Membership.role).in_(CHANGING),
            col(ArtVersion.created_at) > since,
        )
        .order_by(col(ArtVersion.created_at).desc())
    )
    return [(planet, version) for planet, version in session.execute(found.limit(limit))]


def count_planets(session: Session, user_id: UUID) -> int:
    return session.exec(select(func.count()).select_from(Planet).where(Planet.creator_id == user_id)).one()


def art_versions(session: Session, planet_id: int) -> list[ArtVersion]:
    """Every painting of the planet, the newest first."""
    found = select(ArtVersion).where(ArtVersion.planet_id == planet_id)
    return list(session.exec(found.order_by(col(ArtVersion.number).desc())))


def attributes_of_shown(session: Session, planet_ids: Collection[int]) -> dict[int, dict[str, Any]]:
    """By planet, the answers of the painting that it shows."""
    found = (
        select(ArtVersion.planet_id, ArtVersion.attributes)
        .join(PlanetAppearance, col(PlanetAppearance.planet_id) == col(ArtVersion.planet_id))
        .where(col(ArtVersion.planet_id).in_(planet_ids), ArtVersion.number == PlanetAppearance.art_version)
    )
    return {planet_id: dict(attributes) for planet_id, attributes in session.exec(found)}


def find_art_version(session: Session, planet_id: int, number: int | None) -> ArtVersion | None:
    if number is None or not 0 < number <= MAX_ID:
        return None
    found = select(ArtVersion).where(ArtVersion.planet_id == planet_id, ArtVersion.number == number)
    return session.exec(found).first()


def all_topics(session: Session) -> list[TriggerTopic]:
    """Every topic, by name."""
    return list(session.exec(select(TriggerTopic).order_by(col(TriggerTopic.name))))


def topic_ids(session: Session) -> set[int]:
    return {topic_id for topic_id in session.exec(select(TriggerTopic.id)) if topic_id is not None}


def topics_by_planet(session: Session, planet_ids: Collection[int]) -> dict[int, list[TriggerTopic]]:
    """The topics that each of these planets touches, by name."""
    if not planet_ids:
        return {}
    found = (
        select_columns(col(AppearanceTopic.planet_id), TriggerTopic)
        .join(TriggerTopic, col(TriggerTopic.id) == AppearanceTopic.topic_id)
        .where(col(AppearanceTopic.planet_id).in_(planet_ids))
        .order_by(col(TriggerTopic.name))
    )
    topics: dict[int, list[TriggerTopic]] = {}
    for planet_id, topic in session.execute(found):
        topics.setdefault(planet_id, []).append(topic)
    return topics


def avoided_topics(session: Session, user_id: UUID) -> set[int]:
    """The topics that the person wants to be warned of."""
    return set(session.exec(select(AvoidedTopic.topic_id).where(AvoidedTopic.user_id == user_id)))


def open_invitations(session: Session, planet_id: int, at: datetime) -> list[PlanetInvitation]:
    found = select(PlanetInvitation).where(
        PlanetInvitation.planet_id == planet_id,
        PlanetInvitation.expires_at > at,
        col(PlanetInvitation.used_at).is_(None),
    )
    return list(session.exec(found.order_by(col(PlanetInvitation.created_at).desc())))


def find_invitation(
    session: Session, secret_hash: str, at: datetime, *, lock: bool = True
) -> PlanetInvitation | None:
    """A link that is still good; held for this transaction, so that two clicks use it once."""
    found = select(PlanetInvitation).where(
        PlanetInvitation.secret_hash == secret_hash,
        PlanetInvitation.expires_at > at,
        col(PlanetInvitation.used_at).is_(None),
    )
    return session.exec(found.with_for_update() if lock else found).first()


def _shown(user_id: UUID | None, after: Spot | None) -> Select[Planet, PlanetAppearance, Membership]:
    own: ColumnElement[bool] = and_(
        col(Membership.planet_id) == Planet.id, col(Membership.user_id) == user_id
    )
    found = (
        select_columns(Planet, PlanetAppearance, Membership)
        .join(PlanetAppearance, col(PlanetAppearance.planet_id) == Planet.id)
        .outerjoin(Membership, own)
        .order_by(col(Planet.updated_at).desc(), col(Planet.id).desc())
    )
    if after is None:
        return found
    return found.where(tuple_(col(Planet.updated_at), col(Planet.id)) < tuple_(*after))


def _all(session: Session, found: Select[Planet, PlanetAppearance, Membership]) -> list[Shown]:
    return [(planet, appearance, membership) for planet, appearance, membership in session.execute(found)]
