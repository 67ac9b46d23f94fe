"""What leaves of a builder session: the whole state, always."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlmodel import Session

from app.features.planets.models import PlanetBuilderSession
from app.features.planets.rules.building import by_chance, missing_steps, state_of
from app.features.planets.rules.steps import Question, Step, load_steps
from app.features.planets.schemas.builder import (
    BuilderView,
    CurrentStep,
    Mark,
    PlanetRef,
    QuestionView,
    StepMark,
)
from app.features.planets.schemas.planets import UNNAMED
from app.features.planets.service.access import Reached
from app.features.planets.service.half_typed import typed_over
from app.features.planets.service.previews import described, preview_url
from app.features.planets.service.sessions import EARLIER, PLACE, building_of
from app.kernel import ports
from app.kernel.identity import Actor
from app.kernel.ports.people import People


def builder_view(
    session: Session,
    actor: Actor,
    reached: Reached,
    row: PlanetBuilderSession,
    *,
    place: int | None = None,
) -> BuilderView:
    """The state as `actor` sees it, at the step with the index `place` where that is another."""
    steps, building = load_steps(), building_of(row)
    if place is not None:
        building = replace(building, step_index=place)
    told = described(reached.appearance, row.attributes)
    return BuilderView(
        planet_id=reached.planet_id,
        planet=PlanetRef(id=reached.planet_id, name=reached.planet.name, slug=reached.planet.slug),
        step_index=building.step_index,
        attributes=dict(row.attributes),
        skipped_steps=list(row.skipped_steps),
        confirmations=dict(row.confirmations),
        current_step=_current(steps.at(building.step_index), row.attributes, reached.planet.name, told),
        steps=[
            StepMark.model_validate(
                {
                    "id": step.id,
                    "title": step.title,
                    "state": state_of(steps, building, step),
                    "optional": step.optional,
                }
            )
            for step in steps.steps
        ],
        revision=row.revision,
        is_active=row.is_active,
        appearance_status=reached.appearance.status,
        missing_steps=[step.id for step in missing_steps(steps, row.attributes)],
        borrowed=by_chance(building),
        can_undo=bool(row.earlier),
        changed_by=_changed_by(session, row.marks),
        typed=dict(row.typed.get(str(actor.user_id), {})),
        typed_over=typed_over(row, actor),
        description=told,
        preview_url=preview_url(reached.appearance, row.attributes),
        device=row.device,
        updated_at=row.updated_at,
    )


def names_of(session: Session, ids: set[str]) -> dict[str, str]:
    """What people are called, by their id as text; `Somebody` for those who are gone."""
    known = ports.get(People).names(session, [UUID(one) for one in ids])
    return {one: known.get(UUID(one), "Somebody") for one in ids}


def _changed_by(session: Session, marks: Mapping[str, Any]) -> dict[str, Mark]:
    fields = {name: mark for name, mark in marks.items() if name not in (PLACE, EARLIER)}
    names = names_of(session, {mark["by"] for mark in fields.values()})
    return {name: Mark(by=names[mark["by"]], revision=mark["revision"]) for name, mark in fields.items()}


def _current(step: Step, attributes: Mapping[str, Any], planet_name: str, told: str) -> CurrentStep:
    # What the planet was called when it was made is the nearest name for it.
    named = [planet_name] if planet_name != UNNAMED else []
    first = {"intro": named, "accessibility": [told]}.get(step.id, [])
    return CurrentStep(
        id=step.id,
        title=step.title,
        prompt=step.prompt,
        input_type=step.input_type,
        suggestions=list(dict.fromkeys([*first, *step.suggestions])),
        optional=step.optional,
        fields=[_question(question, attributes) for question in step.fields],
    )


def _question(question: Question, attributes: Mapping[str, Any]) -> QuestionView:
    shown = question.model_dump(include=set(QuestionView.model_fields))
    return QuestionView.model_validate({**shown, "asked": question.is_asked(attributes)})
