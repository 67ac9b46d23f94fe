"""The moves of a builder session. Whatever is done in whatever order, it stays valid and loses no answer."""

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from app.features.planets.errors import NothingToUndo, StepNotDone, StepRequired, UnknownStep
from app.features.planets.rules.answers import merged
from app.features.planets.rules.chance import chosen_by_chance
from app.features.planets.rules.steps import Step, Steps

MOST_EARLIER = 100
"""How many times back what chance and restarts put away can be undone."""


@dataclass(frozen=True)
class Building:
    """Where a session stands: its step, the answers, what was skipped, and what can be undone."""

    step_index: int = 0
    attributes: Mapping[str, Any] = field(default_factory=dict)
    skipped_steps: tuple[str, ...] = ()
    borrowed: tuple[str, ...] = ()
    """The fields whose answers came from chance or an older picture; nobody has said so themselves yet."""
    earlier: tuple[Mapping[str, Any], ...] = ()
    """What chance, restarts and older pictures replaced, and by which fields; the newest last."""


def answer(
    steps: Steps, building: Building, step: Step, values: Mapping[str, Any], *, advance: bool
) -> Building:
    """Keep `values`, which were judged before, as answers of `step`; it is skipped no more.

    `advance` moves on where the session stands at that step.
    """
    skipped = tuple(one for one in building.skipped_steps if one != step.id)
    kept = replace(
        building,
        attributes=merged(building.attributes, values),
        skipped_steps=skipped,
        borrowed=tuple(one for one in building.borrowed if one not in values),
    )
    if advance and steps.at(building.step_index) is step:
        return replace(kept, step_index=min(steps.index(step) + 1, len(steps) - 1))
    return kept


def next_step(steps: Steps, building: Building) -> Building:
    """On to the next step; at the last one it stays. Raises `StepNotDone`."""
    step = steps.at(building.step_index)
    if missing := step.missing(building.attributes):
        raise StepNotDone({question.id: f"{question.invalid}." for question in missing})
    return answer(steps, building, step, {}, advance=True)


def back(steps: Steps, building: Building) -> Building:
    """To the step before; at the first one it stays."""
    return replace(building, step_index=max(steps.index(steps.at(building.step_index)) - 1, 0))


def skip(steps: Steps, building: Building) -> Building:
    """On without an answer; what was answered here before is kept. Raises `StepRequired`."""
    step = steps.at(building.step_index)
    if not step.optional:
        raise StepRequired(step.id, step.title)
    skipped = tuple(dict.fromkeys((*building.skipped_steps, step.id)))
    return replace(building, skipped_steps=skipped, step_index=min(steps.index(step) + 1, len(steps) - 1))


def goto(steps: Steps, building: Building, target: str) -> Building:
    """To any step, for a look or a change. Raises `UnknownStep`."""
    step = steps.find(target)
    if step is None:
        raise UnknownStep([one.id for one in steps.steps])
    return replace(building, step_index=steps.index(step))


def randomize(steps: Steps, building: Building, chance: random.Random, step: Step | None = None) -> Building:
    """Let chance answer `step`, or every field that is still open; `undo` brings back what it replaced."""
    asked = steps.steps if step is None else (step,)
    values: dict[str, Any] = {}
    for one in asked:
        values |= chosen_by_chance(one, {**building.attributes, **values} if step is None else {}, chance)
    if not values:
        return building
    answered = {one.id for one in asked if any(question.id in values for question in one.fields)}
    return replace(
        _put_away(building, values, [name for name in values if name in building.attributes]),
        attributes=merged(building.attributes, values),
        skipped_steps=tuple(one for one in building.skipped_steps if one not in answered),
        borrowed=tuple(dict.fromkeys((*building.borrowed, *values))),
    )


def restart(building: Building) -> Building:
    """Back to the first step without an answer; `undo` brings all of them back."""
    away = _put_away(building, (), building.attributes)
    return replace(away, step_index=0, attributes={}, skipped_steps=(), borrowed=())


def replaced(building: Building, attributes: Mapping[str, Any]) -> Building:
    """Other answers in place of all of these, such as those of an older picture; `undo` takes it back."""
    away = _put_away(building, attributes, building.attributes, painted=True)
    return replace(away, attributes=dict(attributes), skipped_steps=(), borrowed=tuple(attributes))


def by_chance(building: Building) -> list[str]:
    """Those of the borrowed answers that chance gave: those of an older picture were confirmed once."""
    painted: set[str] = set()
    for note in building.earlier:
        if note.get("painted"):
            painted |= set(note["placed"])
        else:
            painted -= set(note["placed"])
    return [name for name in building.borrowed if name not in painted]


def undo(building: Building) -> Building:
    """Take back what chance, a restart or an older picture did last. What people answered since stays.

    Raises `NothingToUndo`.
    """
    if not building.earlier:
        raise NothingToUndo
    before = building.earlier[-1]
    placed = set(before["placed"]) & set(building.borrowed)
    kept = {name: value for name, value in building.attributes.items() if name not in placed}
    brought_back = {name: value for name, value in before["attributes"].items() if name not in kept}
    lent = [name for name in building.borrowed if name in kept]
    lent += [name for name in before["borrowed"] if name in brought_back]
    return Building(
        step_index=before["step_index"],
        attributes={**brought_back, **kept},
        skipped_steps=tuple(before["skipped_steps"]),
        borrowed=tuple(lent),
        earlier=building.earlier[:-1],
    )


def missing_steps(steps: Steps, attributes: Mapping[str, Any]) -> list[Step]:
    """The steps that stand in the way of painting."""
    return [step for step in steps.steps if step.missing(attributes)]


def state_of(steps: Steps, building: Building, step: Step) -> str:
    """`current`, `skipped`, `done` or `todo`."""
    if steps.at(building.step_index) is step:
        return "current"
    if step.id in building.skipped_steps:
        return "skipped"
    answered = any(question.id in building.attributes for question in step.fields)
    return "done" if answered and not step.missing(building.attributes) else "todo"


def _put_away(
    building: Building, placed: Iterable[str], gone: Iterable[str], *, painted: bool = False
) -> Building:
    """The same, with a note of the answers that are `gone` now, and the fields `placed` over them.

    `painted` are those of an older picture.
    """
    note = {
        "step_index": building.step_index,
        "attributes": {name: building.attributes[name] for name in gone},
        "skipped_steps": list(building.skipped_steps),
        "borrowed": [name for name in building.borrowed if name in set(gone)],
        "placed": list(placed),
        "painted": painted,
    }
    return replace(building, earlier=(*building.earlier, note)[-MOST_EARLIER:])
