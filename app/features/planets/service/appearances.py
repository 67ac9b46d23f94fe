"""The answers of the builder, mirrored into what the planet shows."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session, col, delete

from app.features.planets import queries
from app.features.planets.models import AppearanceTopic, ArtStatus, Planet, PlanetAppearance
from app.features.planets.rules.looks import appearance_of, painted_part
from app.features.planets.rules.steps import PAINTED, load_steps
from app.features.planets.service.access import Reached
from app.kernel import clock

_TOPICS = "trigger_topics"
_FACE = ("name", "tagline")


def mirror(
    session: Session,
    reached: Reached,
    attributes: Mapping[str, Any],
    before: Mapping[str, Any] | None = None,
) -> None:
    """Let the appearance say what `attributes` say, and its status whether the art still fits.

    `before` are the answers that it says now, where that is known.
    """
    looks, appearance = appearance_of(load_steps(), attributes), reached.appearance
    for name, value in looks.items():
        if name != _TOPICS and getattr(appearance, name) != value:
            setattr(appearance, name, PAINTED[name](value) if value and name in PAINTED else value)
    appearance.updated_at = clock.now()
    session.add(appearance)
    _show_face(session, reached.planet, looks)
    settle_status(session, appearance, attributes)
    if before is None or appearance_of(load_steps(), before)[_TOPICS] != looks[_TOPICS]:
        _tag(session, appearance.planet_id, looks[_TOPICS])
    session.flush()


def settle_status(session: Session, appearance: PlanetAppearance, attributes: Mapping[str, Any]) -> None:
    """Live while the art shows what was answered, else in need of a new one; what is under way stays."""
    if appearance.status not in (ArtStatus.LIVE, ArtStatus.NEEDS_REGEN):
        return
    version = queries.find_art_version(session, appearance.planet_id, appearance.art_version)
    fits = version is not None and same_picture(version.attributes, attributes)
    appearance.status = ArtStatus.LIVE if fits else ArtStatus.NEEDS_REGEN
    session.add(appearance)


def same_picture(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether both sets of answers are painted alike."""
    steps = load_steps()
    return painted_part(appearance_of(steps, one)) == painted_part(appearance_of(steps, other))


def _show_face(session: Session, planet: Planet, looks: Mapping[str, Any]) -> None:
    """The planet is called what its builder calls it; a name that was not given takes none away."""
    changed = {name: looks[name] for name in _FACE if looks[name] and getattr(planet, name) != looks[name]}
    if changed:
        planet.sqlmodel_update(changed)
        planet.revision += 1
    planet.updated_at = clock.now()
    session.add(planet)


def _tag(session: Session, planet_id: int, topic_ids: list[int]) -> None:
    tagged = {topic.id for topic in queries.topics_by_planet(session, [planet_id]).get(planet_id, [])}
    wanted = set(topic_ids) & queries.topic_ids(session) if topic_ids else set[int]()
    if gone := tagged - wanted:
        beside = (col(AppearanceTopic.planet_id) == planet_id, col(AppearanceTopic.topic_id).in_(gone))
        session.execute(delete(AppearanceTopic).where(*beside))
    session.add_all(AppearanceTopic(planet_id=planet_id, topic_id=topic_id) for topic_id in wanted - tagged)
