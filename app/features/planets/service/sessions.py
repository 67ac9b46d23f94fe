"""Builder sessions as rows: loaded, kept, and compared with what somebody else did meanwhile."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

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

PLACE, EARLIER = "@step", "@earlier"
"""The marks of the step itself and of what can be undone, among those of the fields."""
MOST_MOVES = 5
"""How many of a person's last moves are known, so that one that comes again is not made again."""


@dataclass(frozen=True)
class Standing:
    """A session that is locked until the transaction ends, with its planet."""

    reached: Reached
    row: PlanetBuilderSession

    @property
    def building(self) -> Building:
        return building_of(self.row)

    def building_of(self, actor: Actor) -> Building:
        """The same, at the step where `actor` is."""
        return replace(self.building, step_index=place_of(self.row, actor.user_id))


def building_of(row: PlanetBuilderSession) -> Building:
    """Where the row says that the building stands."""
    return Building(
        step_index=load_steps().index(load_steps().at(row.step_index)),
        attributes=row.attributes,
        skipped_steps=tuple(row.skipped_steps),
        borrowed=tuple(row.borrowed),
        earlier=tuple(row.earlier),
    )


def place_of(row: PlanetBuilderSession, user_id: UUID) -> int:
    """The index of the person's own step; whoever has done nothing yet is where somebody moved last."""
    steps = load_steps()
    own = steps.find(row.places.get(str(user_id), {}).get("step", ""))
    return steps.index(own or steps.at(row.step_index))


def hold(session: Session, actor: Actor, planet_id: int) -> Standing:
    """The active session of a planet that `actor` may change, locked.

    Raises `PlanetNotFound`, `NotASteward`, `PlanetArchived`, `NotBuilding`.
    """
    reached = access.held(session, actor, planet_id)
    row = queries.find_active_session(session, planet_id)
    if row is None:
        raise NotBuilding
    return Standing(reached, row)


def hold_last(session: Session, actor: Actor, planet_id: int) -> Standing:
    """The same, or the session that ended last, to which answers may still come.

    Raises `PlanetNotFound`, `NotASteward`, `PlanetArchived`, `NotBuilding`.
    """
    reached = access.held(session, actor, planet_id)
    row = queries.find_last_session(session, planet_id)
    if row is None:
        raise NotBuilding
    return Standing(reached, row)


def reopened(session: Session, actor: Actor, standing: Standing, device: str) -> Standing:
    """A session that may be changed: this one, or after it has ended another that goes on from it."""
    if standing.row.is_active:
        return standing
    return Standing(standing.reached, open_session(session, actor, standing.reached, device))


def open_session(session: Session, actor: Actor, reached: Reached, device: str) -> PlanetBuilderSession:
    """The active session, or a new one that goes on where the last one ended."""
    if (row := queries.find_active_session(session, reached.planet_id)) is not None:
        return row
    last = queries.find_last_session(session, reached.planet_id)
    row = PlanetBuilderSession(
        planet_id=reached.planet_id,
        user_id=actor.user_id,
        steps_version=load_steps().version,
        device=device[:30],
        **(_handed_on(last) if last else {}),
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


def _handed_on(last: PlanetBuilderSession) -> dict[str, Any]:
    """What a new session takes over: all but the step that it stands at and its confirmation."""
    taken = ("attributes", "skipped_steps", "borrowed", "earlier", "marks", "typed", "typed_over", "places")
    return {name: copy(getattr(last, name)) for name in taken} | {"revision": last.revision + 1}


def keep(
    session: Session,
    actor: Actor,
    standing: Standing,
    after: Building,
    device: str,
    *,
    place: int | None = None,
    move: str = "",
) -> None:
    """Store where the building stands now; what changed nothing leaves the row alone.

    `place` is the actor's own step where that is another one, `move` what they did, by which it is known
    when it comes again.
    """
    row, before = standing.row, standing.building
    at = _at(row, actor, after.step_index if place is None else place, move)
    if after == before and at["step"] == row.places.get(str(actor.user_id), {}).get("step"):
        return
    row.revision += 1
    row.marks = row.marks | _marks(before, after, str(actor.user_id), row.revision)
    row.places = row.places | {str(actor.user_id): at}
    row.step_index = after.step_index
    row.attributes = dict(after.attributes)
    row.skipped_steps = list(after.skipped_steps)
    row.borrowed = list(after.borrowed)
    row.earlier = [dict(one) for one in after.earlier]
    row.steps_version = load_steps().version
    row.device = device[:30]
    row.updated_at = clock.now()
    session.add(row)
    if after.attributes != before.attributes:
        mirror(session, standing.reached, row.attributes, before.attributes)


def _at(row: PlanetBuilderSession, actor: Actor, place: int, move: str) -> dict[str, Any]:
    """Where the actor is from the row's next revision on, and the moves that brought them there."""
    before = row.places.get(str(actor.user_id), {})
    step = load_steps().at(place).id
    moves = [*before.get("moves", []), *([move] if move else [])][-MOST_MOVES:]
    stays = place == place_of(row, actor.user_id)
    since = before.get("revision", 0) if stays else row.revision + 1
    return {"step": step, "revision": since, "moves": moves}


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


def changed_last_by(row: PlanetBuilderSession, actor: Actor) -> bool:
    """Whether the newest change is the actor's; as long as there is none, whether they began it."""
    newest = max(row.marks.values(), key=lambda mark: mark["revision"], default=None)
    return newest["by"] == str(actor.user_id) if newest else row.user_id == actor.user_id


def has_made(row: PlanetBuilderSession, actor: Actor, move: str) -> bool:
    """Whether this move of the actor's has arrived before."""
    return move in row.places.get(str(actor.user_id), {}).get("moves", [])


def went_on_since(row: PlanetBuilderSession, actor: Actor, revision: int) -> bool:
    """Whether the actor went to another step after `revision`, on another device of theirs."""
    return bool(row.places.get(str(actor.user_id), {}).get("revision", 0) > revision)


def shelved_since(row: PlanetBuilderSession, revision: int) -> bool:
    """Whether what would be undone first came or went after `revision`."""
    return bool(row.marks.get(EARLIER, {}).get("revision", 0) > revision)


def moved_since(row: PlanetBuilderSession, revision: int | None) -> bool:
    """Whether the session went to another step after `revision`."""
    return revision is not None and row.marks.get(PLACE, {}).get("revision", 0) > revision


def _marks(before: Building, after: Building, by: str, revision: int) -> dict[str, Any]:
    names = {*before.attributes, *after.attributes}
    changed = {name for name in names if before.attributes.get(name) != after.attributes.get(name)}
    if before.step_index != after.step_index:
        changed.add(PLACE)
    if before.earlier != after.earlier:
        changed.add(EARLIER)
    return {name: {"by": by, "revision": revision} for name in changed}
