"""What leaves of a planet, and what stays veiled."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import Session

from app.features.planets import queries
from app.features.planets.models import (
    ArtStatus,
    ArtVersion,
    Planet,
    PlanetAppearance,
    PlanetBuilderSession,
    TriggerTopic,
)
from app.features.planets.queries import Shown
from app.features.planets.rules.looks import appearance_of
from app.features.planets.rules.steps import load_steps
from app.features.planets.rules.wording import picture_words
from app.features.planets.schemas.planets import ArtView, PersonView, PlaceView, PlanetView, TopicView
from app.features.planets.service.access import Reached
from app.features.planets.service.previews import preview_url
from app.features.planets.service.sessions import place_of
from app.kernel import ports
from app.kernel.identity import Actor
from app.kernel.ports.people import People

SOMEBODY = "Somebody"


@dataclass(frozen=True)
class _Around:
    """What the views of several planets take from other rows, asked once for all of them."""

    topics: dict[int, list[TriggerTopic]]
    avoided: set[int]
    sessions: dict[int, PlanetBuilderSession]
    names: dict[UUID, str]
    painted: dict[int, dict[str, Any]]
    """By planet, the answers of the painting that is shown."""
    asking: UUID | None
    """Who asks; None for a visitor."""


def planet_view(session: Session, actor: Actor | None, reached: Reached, *, look: bool = False) -> PlanetView:
    """One planet as `actor` sees it; with `look` nothing is veiled."""
    return _view(reached, _around(session, actor, [reached.planet]), look=look)


def planet_views(
    session: Session, actor: Actor | None, found: Sequence[Shown], looked_at: Collection[int] = ()
) -> list[PlanetView]:
    """All of them in their order; the veil of those in `looked_at` is lifted."""
    around = _around(session, actor, [planet for planet, _, _ in found])
    return [
        _view(
            Reached(planet, appearance, membership.role if membership else None),
            around,
            look=planet.id in looked_at,
        )
        for planet, appearance, membership in found
    ]


def art_view(planet_id: int, version: ArtVersion | PlanetAppearance, number: int) -> ArtView:
    """Where the pictures of a painting are."""
    base = f"/api/planets/{planet_id}/art/{number}"
    hero = f"{base}/hero" if version.hero_asset_id else None
    return ArtView(
        version=number,
        hero_url=hero,
        card_url=f"{base}/card" if version.card_asset_id else hero,
        icon_url=f"{base}/icon" if version.icon_asset_id else None,
        spin_url=f"{base}/spin" if version.spin_asset_id else None,
        download_url=hero and f"{hero}?download=1",
    )


def _around(session: Session, actor: Actor | None, planets: Sequence[Planet]) -> _Around:
    ids = [planet.id for planet in planets if planet.id is not None]
    return _Around(
        topics=queries.topics_by_planet(session, ids),
        avoided=queries.avoided_topics(session, actor.user_id) if actor else set(),
        sessions=queries.sessions_by_planet(session, ids),
        painted=queries.attributes_of_shown(session, ids),
        names=ports.get(People).names(session, {planet.creator_id for planet in planets}),
        asking=actor.user_id if actor else None,
    )


def _view(reached: Reached, around: _Around, *, look: bool = False) -> PlanetView:
    planet, appearance = reached.planet, reached.appearance
    topics = around.topics.get(reached.planet_id, [])
    # Whoever may change a planet knows what is on it.
    hides = not look and not reached.may_change
    veiled_by = [topic.name for topic in topics if hides and topic.id in around.avoided]
    shown = (
        {}
        if veiled_by
        else {
            "tagline": planet.tagline,
            "description": planet.description,
            "picture_words": _words(reached, around),
            "accessibility_notes": appearance.accessibility_notes,
            "art": _art(reached),
        }
    )
    veiled = {"tagline": "", "description": "", "picture_words": "", "accessibility_notes": "", "art": None}
    own = {"error": appearance.error, "job_id": appearance.job_id, "building": _place(reached, around)}
    return PlanetView.model_validate(
        {
            **planet.model_dump(exclude={"account_id", "creator_id"}),
            **(veiled | shown),
            **(own if reached.may_change else dict.fromkeys(own)),
            "creator": PersonView(id=planet.creator_id, name=around.names.get(planet.creator_id, SOMEBODY)),
            "role": reached.role,
            "status": appearance.status,
            "topics": [TopicView.model_validate(topic) for topic in topics],
            "warnings": appearance.custom_warnings,
            "veiled_by": veiled_by,
        }
    )


def _words(reached: Reached, around: _Around) -> str:
    """Of the picture that is shown: answers that came since are not on it."""
    looks = reached.appearance.model_dump()
    painted = around.painted.get(reached.planet_id)
    if painted is None or reached.appearance.status is ArtStatus.LIVE:
        return picture_words(looks)
    words = {name: looks[name] for name in ("name", "accessibility_notes")}
    return picture_words(appearance_of(load_steps(), painted) | words)


def _art(reached: Reached) -> ArtView | None:
    number = reached.appearance.art_version
    return art_view(reached.planet_id, reached.appearance, number) if number else None


def _place(reached: Reached, around: _Around) -> PlaceView | None:
    row = around.sessions.get(reached.planet_id)
    if row is None or reached.appearance.status is ArtStatus.ARCHIVED:
        return None
    at = place_of(row, around.asking) if around.asking else row.step_index
    return PlaceView(
        step_index=at,
        step_count=len(load_steps()),
        step_title=load_steps().at(at).title,
        preview_url=preview_url(reached.appearance, row.attributes),
    )
