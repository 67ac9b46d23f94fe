"""Builder sessions as rows: loaded, kept, and compared with what somebody else did meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from app.features.planets import queries
from app.features.planets.errors import NotBuilding
from app.features.planets.models import PlanetBuilderSession
from app.features.planets.rules.building import Building
from app.features.planets.rules.steps import load_steps
from app.features.planets.service import access
from app.features.planets.service.access import Reached
from app.features.planets.service.appearances import mirror
from app.kernel import clock
from app.kernel.identity import Actor

PLACE = "@step"
"""The mark of the step itself, among those of the fields."""


@dataclass(frozen=True)
class Standing:
    """A session that is locked until the transaction ends, with its planet."""

    reached: Reached
    row: PlanetBuilderSession

    @property
    def building(self) -> Building:
        return building_of(self.row)


def building_of(row: PlanetBuilderSession) -> Building:
    """Where the row says that the building stands."""
    return Building(
        step_index=load_steps().index(load_steps().at(row.step_index)),
        attributes=row.attributes,
        skipped_steps=tuple(row.skipped_steps),
        borrowed=tuple(row.borrowed),
        earlier=tuple(row.earlier),
    )


def hold(session: Session, actor: Actor, planet_id: int) -> Standing:
    """The active session of a planet that `actor` may change, locked.

    Raises `PlanetNotFound`, `NotASteward`, `PlanetArchived`, `NotBuilding`.
    """
    reached = access.held(session, actor, planet_id)
    row = queries.find_active_session(session, planet_id)
    if row is None:
        raise NotBuilding
    return Standing(reached, row)


def open_session(session: Session, actor: Actor, reached: Reached, device: str) -> PlanetBuilderSession:
    """The active session, or a new one that begins with the answers of the last."""
    if (row := queries.find_active_session(session, reached.planet_id)) is not None:
        return row
    last = queries.find_last_session(session, reached.planet_id)
    row = PlanetBuilderSession(
        planet_id=reached.planet_id,
        user_id=actor.user_id,
        steps_version=load_steps().version,
        attributes=dict(last.attributes) if last else {},
        skipped_steps=list(last.skipped_steps) if last else [],
        revision=last.revision + 1 if last else 1,
        device=device[:30],
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        found = queries.find_active_session(session, reached.planet_id)
        if found is None:
            raise
        return found
    return row


def keep(session: Session, actor: Actor, standing: Standing, after: Building, device: str) -> None:
    """Store where the building stands now; a step that changed nothing leaves the row alone."""
    row, before = standing.row, standing.building
    if after == before:
        return
    row.revision += 1
    row.marks = row.marks | _marks(before, after, str(actor.user_id), row.revision)
    row.step_index = after.step_index
    row.attributes = dict(after.attributes)
    row.skipped_steps = list(after.skipped_steps)
    row.borrowed = list(after.borrowed)
    row.earlier = [dict(one) for one in after.earlier]
    row.steps_version = load_steps().version
    row.device = device[:30]
    row.updated_at = clock.now()
    session.add(row)
    session.flush()
    if after.attributes != before.attributes:
        mirror(session, standing.reached.planet, standing.reached.appearance, row.attributes)


def conflicts_with(
    row: PlanetBuilderSession, values: Mapping[str, Any], revision: int | None
) -> dict[str, Any]:
    """The fields of `values` that changed after `revision` to something else, with both answers."""
    if revision is None:
        return {}
    return {
        name: {"yours": value, "theirs": row.attributes.get(name), **row.marks[name]}
        for name, value in values.items()
        if row.marks.get(name, {}).get("revision", 0) > revision and row.attributes.get(name) != value
    }


def moved_since(row: PlanetBuilderSession, revision: int | None) -> bool:
    """Whether the session went to another step after `revision`."""
    return revision is not None and row.marks.get(PLACE, {}).get("revision", 0) > revision


def _marks(before: Building, after: Building, by: str, revision: int) -> dict[str, Any]:
    names = {*before.attributes, *after.attributes}
    changed = {name for name in names if before.attributes.get(name) != after.attributes.get(name)}
    if before.step_index != after.step_index:
        changed.add(PLACE)
    return {name: {"by": by, "revision": revision} for name in changed}
