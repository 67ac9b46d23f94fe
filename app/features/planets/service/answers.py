"""Answers from a browser's outbox: kept field by field, so that one of them never holds up the others."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from app.features.planets.models import PlanetBuilderSession
from app.features.planets.rules import building as rules
from app.features.planets.rules.answers import Judged, Refused, clean, judge
from app.features.planets.rules.building import Building
from app.features.planets.rules.steps import Question, Steps, load_steps
from app.features.planets.service import sessions
from app.features.planets.service.half_typed import forget_answered
from app.features.planets.service.topics import known_topics
from app.kernel.changes import Answer, Batch, Settlement, settle
from app.kernel.identity import Actor


@dataclass(frozen=True)
class _Sorted:
    """A batch as it meets the row, and why some of it can't be kept."""

    settled: Settlement
    errors: dict[str, str]


def keep_answers(session: Session, actor: Actor, planet_id: int, batch: Batch, *, device: str = "") -> Answer:
    """Keep the answers that no rule forbids and nobody else has changed since; the answer names the rest.

    A field was changed by nobody else if it has one of the batch's `bases`; for a field without those, if
    it is no newer than the batch's `revision`. Raises `PlanetNotFound`, `NotASteward`, `PlanetArchived`,
    `NotBuilding`.
    """
    steps, topics = load_steps(), known_topics(session, (*batch.changes, *batch.bases))
    standing = sessions.hold_last(session, actor, planet_id)
    changed_on = standing.row.device
    found = _sorted(steps, standing.row, batch, topics)
    new = found.settled.to_save
    if new:
        standing = sessions.reopened(session, actor, standing, device)
        place = sessions.place_of(standing.row, actor.user_id)
        after = _answered(steps, standing.building, new)
        sessions.keep(session, actor, standing, after, device, place=place)
    saved = found.settled.already | new
    forget_answered(standing.row, actor, saved, topics)
    session.flush()
    return Answer(
        scope=batch.scope,
        seq=batch.seq,
        revision=standing.row.revision,
        saved=saved,
        conflicts=found.settled.conflicts,
        errors=found.errors,
        device=changed_on,
    )


def _sorted(steps: Steps, row: PlanetBuilderSession, batch: Batch, topics: Collection[int]) -> _Sorted:
    judged = _judged(steps, row, batch.changes, topics)
    given = {name: value for name, value in judged.values.items() if name in batch.changes}
    implied = {name: value for name, value in judged.values.items() if name not in batch.changes}
    settled = settle(
        row.attributes,
        batch.model_copy(update={"changes": given, "bases": _bases(steps, row, batch, topics)}),
    )
    # What an answer says besides is true only if that answer is kept.
    new = settled.to_save | (implied if settled.to_save else {})
    return _Sorted(Settlement(new, settled.already, settled.conflicts), judged.errors)


def _judged(
    steps: Steps, row: PlanetBuilderSession, changes: Mapping[str, Any], topics: Collection[int]
) -> Judged:
    """Every value as it would be kept, and why the others can't be."""
    unknown = set(changes) - {question.id for question in steps.questions()}
    values: dict[str, Any] = {}
    errors = dict.fromkeys(unknown, "There is no such field here.")
    for step in steps.steps:
        judged = judge(step, changes, row.attributes, topics, whole=False)
        values |= {name: value for name, value in judged.values.items() if name not in judged.errors}
        errors |= judged.errors
    return Judged(values, errors)


def _bases(
    steps: Steps, row: PlanetBuilderSession, batch: Batch, topics: Collection[int]
) -> dict[str, list[Any]]:
    """For each field what it may be without anybody else having changed it, as it would have been kept."""
    bases: dict[str, list[Any]] = {}
    for question in steps.questions():
        name = question.id
        if name in batch.bases:
            # A text whose acknowledgement was lost is in the row as it was kept, not as it was sent.
            bases[name] = [*batch.bases[name], *(_kept(question, one, topics) for one in batch.bases[name])]
        elif batch.revision is not None and row.marks.get(name, {}).get("revision", 0) <= batch.revision:
            bases[name] = [row.attributes.get(name)]
    return bases


def _kept(question: Question, value: Any, topics: Collection[int]) -> Any:
    try:
        return clean(question, value, topics)
    except Refused:
        return value


def _answered(steps: Steps, building: Building, values: Mapping[str, Any]) -> Building:
    for step in steps.steps:
        of_step = {field.id: values[field.id] for field in step.fields if field.id in values}
        if of_step:
            building = rules.answer(steps, building, step, of_step, advance=False)
    return building
