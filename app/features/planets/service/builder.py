"""Building a planet: one durable session, shared by those who may change the planet."""

import random
from collections.abc import Callable

from sqlmodel import Session

from app.features.planets import queries
from app.features.planets.errors import AnswersRefused, BuilderMoved, FieldsChanged, NotBuilding, UnknownStep
from app.features.planets.rules import building as rules
from app.features.planets.rules.answers import judge
from app.features.planets.rules.building import Building
from app.features.planets.rules.steps import Step, load_steps
from app.features.planets.schemas.builder import BuilderView, StepAnswer, Surprise
from app.features.planets.service import access, sessions
from app.features.planets.service.builder_views import builder_view, names_of
from app.features.planets.service.half_typed import forget_typed
from app.features.planets.service.sessions import Standing
from app.features.planets.service.topics import known_topics
from app.kernel.identity import Actor

CHANCE = random.SystemRandom()


def start(session: Session, actor: Actor, planet_id: int, *, device: str = "") -> BuilderView:
    """Begin to build, or go on where somebody left; two at once get the same session.

    Raises `PlanetNotFound`, `NotASteward`, `PlanetArchived`.
    """
    reached = access.held(session, actor, planet_id)
    row = sessions.open_session(session, actor, reached, device)
    return builder_view(session, actor, reached, row)


def get_state(session: Session, actor: Actor, planet_id: int) -> BuilderView:
    """Where the builder stands, or stood when it was confirmed.

    Raises `PlanetNotFound`, `NotASteward`, `NotBuilding` when it was never begun.
    """
    reached = access.changeable(session, actor, planet_id)
    row = queries.find_last_session(session, planet_id)
    if row is None:
        raise NotBuilding
    return builder_view(session, actor, reached, row)


def answer_step(
    session: Session, actor: Actor, planet_id: int, given: StepAnswer, *, device: str = ""
) -> BuilderView:
    """Keep the answers to one step, or refuse all of them.

    Raises `PlanetNotFound`, `NotASteward`, `NotBuilding`, `UnknownStep`, `AnswersRefused`;
    `BuilderMoved` and `FieldsChanged` when somebody else was faster, with the newer state.
    """
    standing = sessions.hold(session, actor, planet_id)
    step = _step_of(session, actor, standing, given)
    topics = known_topics(session, given.attributes)
    judged = judge(step, given.attributes, standing.row.attributes, topics, whole=given.advance)
    if judged.errors:
        raise AnswersRefused(judged.errors)
    conflicts = sessions.conflicts_with(standing.row, judged.values, given.revision)
    if conflicts:
        names = names_of(session, {one["by"] for one in conflicts.values()})
        shown = {name: one | {"by": names[one["by"]]} for name, one in conflicts.items()}
        raise FieldsChanged(shown, _state(session, actor, standing))
    after = rules.answer(load_steps(), standing.building, step, judged.values, advance=given.advance)
    forget_typed(standing.row, actor, judged.values)
    return _kept(session, actor, standing, after, device)


def next_step(session: Session, actor: Actor, planet_id: int, *, device: str = "") -> BuilderView:
    """On to the next step. Raises `StepNotDone`, and what `sessions.hold` raises."""
    return _move(session, actor, planet_id, device, lambda at: rules.next_step(load_steps(), at))


def back(session: Session, actor: Actor, planet_id: int, *, device: str = "") -> BuilderView:
    """To the step before; at the first one it stays."""
    return _move(session, actor, planet_id, device, lambda at: rules.back(load_steps(), at))


def skip(session: Session, actor: Actor, planet_id: int, *, device: str = "") -> BuilderView:
    """On without an answer. Raises `StepRequired`."""
    return _move(session, actor, planet_id, device, lambda at: rules.skip(load_steps(), at))


def goto(session: Session, actor: Actor, planet_id: int, target: str, *, device: str = "") -> BuilderView:
    """To any step. Raises `UnknownStep`."""
    return _move(session, actor, planet_id, device, lambda at: rules.goto(load_steps(), at, target))


def randomize(
    session: Session,
    actor: Actor,
    planet_id: int,
    wanted: Surprise,
    *,
    chance: random.Random = CHANCE,
    device: str = "",
) -> BuilderView:
    """Let chance answer. Raises `UnknownStep`."""
    steps = load_steps()

    def surprise(at: Building) -> Building:
        step = None if wanted.all else _named(wanted.step) if wanted.step else steps.at(at.step_index)
        return rules.randomize(steps, at, chance, step)

    return _move(session, actor, planet_id, device, surprise)


def restart(session: Session, actor: Actor, planet_id: int, *, device: str = "") -> BuilderView:
    """Back to the first step without an answer; `undo` brings them back."""
    return _move(session, actor, planet_id, device, rules.restart)


def undo(session: Session, actor: Actor, planet_id: int, *, device: str = "") -> BuilderView:
    """Take back what chance or a restart did last. Raises `NothingToUndo`."""
    return _move(session, actor, planet_id, device, rules.undo)


def _move(
    session: Session, actor: Actor, planet_id: int, device: str, act: Callable[[Building], Building]
) -> BuilderView:
    standing = sessions.hold(session, actor, planet_id)
    return _kept(session, actor, standing, act(standing.building), device)


def _kept(session: Session, actor: Actor, standing: Standing, after: Building, device: str) -> BuilderView:
    sessions.keep(session, actor, standing, after, device)
    return builder_view(session, actor, standing.reached, standing.row)


def _step_of(session: Session, actor: Actor, standing: Standing, given: StepAnswer) -> Step:
    """The step that the answers are for; without a name the current one, if it is still the same."""
    if given.step is not None:
        return _named(given.step)
    if sessions.moved_since(standing.row, given.revision):
        raise BuilderMoved(_state(session, actor, standing))
    return load_steps().at(standing.building.step_index)


def _named(step_id: str) -> Step:
    step = load_steps().find(step_id)
    if step is None:
        raise UnknownStep([one.id for one in load_steps().steps])
    return step


def _state(session: Session, actor: Actor, standing: Standing) -> dict[str, object]:
    return builder_view(session, actor, standing.reached, standing.row).model_dump(mode="json")
