"""The builder's page: each steward at a step of their own, all of them with the same answers."""

import random
from collections.abc import Callable, Set
from uuid import UUID

from sqlmodel import Session

from app.features.planets import queries
from app.features.planets.errors import NotBuilding, UndoOvertaken, UnknownStep, WentOnElsewhere
from app.features.planets.models import PlanetAppearance, PlanetBuilderSession
from app.features.planets.rules import building as rules
from app.features.planets.rules.building import Building
from app.features.planets.rules.steps import Step, load_steps
from app.features.planets.schemas.builder import ArtJobView, DeskView, Intent, PersonHere
from app.features.planets.service import access, launching, sessions
from app.features.planets.service.access import Reached
from app.features.planets.service.builder import CHANCE
from app.features.planets.service.builder_views import builder_view, names_of
from app.features.planets.service.news import edition_of, others_here
from app.kernel.identity import Actor
from app.kernel.jobs import Job


def open_desk(session: Session, actor: Actor, planet_id: int, *, device: str = "") -> DeskView:
    """The builder where the actor left it; a planet that nobody has begun to build begins now.

    Raises `PlanetNotFound`, `NotASteward`, `PlanetArchived`.
    """
    reached = access.held(session, actor, planet_id)
    row = queries.find_last_session(session, planet_id)
    return _view(session, actor, reached, row or sessions.open_session(session, actor, reached, device))


def read_desk(session: Session, actor: Actor, planet_id: int) -> DeskView:
    """The builder as the actor has it before them. Raises `PlanetNotFound`, `NotASteward`, `NotBuilding`."""
    reached = access.changeable(session, actor, planet_id)
    row = queries.find_last_session(session, planet_id)
    if row is None:
        raise NotBuilding
    return _view(session, actor, reached, row)


def make_move(
    session: Session,
    actor: Actor,
    planet_id: int,
    wanted: Intent,
    *,
    chance: random.Random = CHANCE,
    device: str = "",
) -> DeskView:
    """Make a move from the actor's own step, once, however often it comes.

    Raises `StepNotDone`, `StepRequired`, `UnknownStep`, `NothingToUndo`; `WentOnElsewhere` and
    `UndoOvertaken` where the page that sent it was behind; and what `sessions.hold_last` raises.
    """
    standing = sessions.hold_last(session, actor, planet_id)
    if not sessions.has_made(standing.row, actor, wanted.mark):
        _require_in_sight(standing.row, actor, wanted)
        before = standing.building_of(actor)
        after = _verb(wanted, chance)(before)
        if not _only_goes(before, after):
            standing = sessions.reopened(session, actor, standing, device)
        sessions.keep(session, actor, standing, after, device, move=wanted.mark)
    return _view(session, actor, standing.reached, standing.row)


def _require_in_sight(row: PlanetBuilderSession, actor: Actor, wanted: Intent) -> None:
    from_here = wanted.kind in ("next", "back", "skip") or (wanted.kind == "randomize" and not wanted.step)
    if from_here and not wanted.all and sessions.went_on_since(row, actor, wanted.revision):
        raise WentOnElsewhere
    if wanted.kind == "undo" and sessions.shelved_since(row, wanted.revision):
        raise UndoOvertaken


def _verb(wanted: Intent, chance: random.Random) -> Callable[[Building], Building]:
    steps = load_steps()
    match wanted.kind:
        case "next":
            return lambda at: rules.next_step(steps, at)
        case "back":
            return lambda at: rules.back(steps, at)
        case "skip":
            return lambda at: rules.skip(steps, at)
        case "goto":
            return lambda at: rules.goto(steps, at, wanted.step or "")
        case "restart":
            return rules.restart
        case "undo":
            return rules.undo
    return lambda at: rules.randomize(steps, at, chance, None if wanted.all else _asked(wanted, at))


def _asked(wanted: Intent, at: Building) -> Step:
    steps = load_steps()
    step = steps.find(wanted.step) if wanted.step else steps.at(at.step_index)
    if step is None:
        raise UnknownStep([one.id for one in steps.steps])
    return step


def _only_goes(before: Building, after: Building) -> bool:
    """Whether a move changed nothing but the step: one may look at what is finished without changing it."""
    return (before.attributes, before.skipped_steps, before.earlier) == (
        after.attributes,
        after.skipped_steps,
        after.earlier,
    )


def _view(session: Session, actor: Actor, reached: Reached, row: PlanetBuilderSession) -> DeskView:
    place = sessions.place_of(row, actor.user_id)
    here = others_here(reached.planet_id, actor.user_id)
    return DeskView.model_validate(
        {
            **dict(builder_view(session, actor, reached, row, place=place)),
            "people": _people(session, row, here),
            "art_job": _art_job(session, reached.appearance),
            "edition": edition_of(row.revision, reached.appearance.status, here),
        }
    )


def _people(session: Session, row: PlanetBuilderSession, here: Set[str]) -> list[PersonHere]:
    names, steps = names_of(session, set(here)), load_steps()
    people = [
        PersonHere(name=names[one], step=steps.at(sessions.place_of(row, UUID(one))).title) for one in here
    ]
    return sorted(people, key=lambda person: (person.name, person.step))


def _art_job(session: Session, appearance: PlanetAppearance) -> ArtJobView | None:
    if not launching.is_generating(session, appearance):
        return None
    job = session.get_one(Job, appearance.job_id)
    return ArtJobView.model_validate(job.model_dump(include=set(ArtJobView.model_fields)))
