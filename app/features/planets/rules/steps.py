"""The builder's steps: data in `steps.yaml`, read and judged once."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from app.features.planets.errors import StepsInvalid
from app.kernel.data_files import Place, Problem, Unreadable, in_lines, read_page, shape_problems
from app.kernel.ports.planet import AtmosphereStyle, EmotionalTone, OriginType, RingStyle, SurfaceType

FILE = Path(__file__).parent / "steps.yaml"
FIRST, LAST = "intro", "summary"

PAINTED: Mapping[str, type[StrEnum]] = {
    "emotional_tone": EmotionalTone,
    "surface_type": SurfaceType,
    "ring_style": RingStyle,
    "atmosphere_style": AtmosphereStyle,
    "origin_type": OriginType,
}
"""Choices that the painter knows, by their field."""
LONGEST: Mapping[str, int] = {"name": 120, "tagline": 200, "motto": 200, "tone_label": 80}
"""Characters for which the planet's row has room, by their field."""

Id = Annotated[str, Field(pattern=r"^[a-z][a-z_]*$", max_length=40)]


class InputType(StrEnum):
    CHOICE = "choice"
    MULTI_CHOICE = "multi_choice"
    FREE_TEXT = "free_text"
    COLOR = "color"
    NUMBER = "number"
    BOOLEAN = "boolean"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Choice(_Frozen):
    """One of the answers that a field takes."""

    id: Id
    label: str
    line: str = ""


class Question(_Frozen):
    """One field of a step: what it takes, and when it is asked."""

    id: Id
    label: str
    input_type: InputType
    required: bool = False
    many: int = Field(0, ge=0)
    """How many values at most; 0 for a single one."""
    max_length: int = Field(0, ge=0)
    """Characters of each text; 0 where no text is typed."""
    lines: bool = False
    """Whether the text may have line breaks."""
    most: int = 0
    """The largest number."""
    topics: bool = False
    """Whether the values are ids of trigger topics."""
    choices: tuple[Choice, ...] = ()
    suggestions: tuple[str, ...] = ()
    invalid: str = ""
    """How the message about a value of the wrong kind begins."""
    below: str = ""
    """The message about a number below zero."""
    when: dict[Id, tuple[str | bool, ...]] = Field(default_factory=dict)

    @property
    def is_text(self) -> bool:
        """Whether its values are texts that people type."""
        typed = self.input_type in (InputType.FREE_TEXT, InputType.MULTI_CHOICE)
        return typed and not self.topics

    def is_asked(self, attributes: Mapping[str, Any]) -> bool:
        """Whether the other answers leave this open."""
        return all(attributes.get(field) in values for field, values in self.when.items())


class Step(_Frozen):
    """One question of the guide, with the fields that answer it."""

    id: Id
    title: str
    prompt: str
    input_type: InputType
    fields: tuple[Question, ...]

    @property
    def optional(self) -> bool:
        """Whether it may be skipped: nothing in it is required, and it isn't the summary."""
        return self.id != LAST and not any(field.required for field in self.fields)

    @property
    def suggestions(self) -> tuple[str, ...]:
        """What the step's main field suggests, or the answers that it takes."""
        main = self.fields[0] if self.fields else None
        return () if main is None else main.suggestions or tuple(choice.id for choice in main.choices)

    def missing(self, attributes: Mapping[str, Any]) -> list[Question]:
        """The required fields that have no answer."""
        return [
            field
            for field in self.fields
            if field.required and field.is_asked(attributes) and attributes.get(field.id) is None
        ]


class Steps(_Frozen):
    """All of them, in their order."""

    version: int = Field(ge=1)
    steps: Annotated[tuple[Step, ...], Field(min_length=2)]

    def __len__(self) -> int:
        return len(self.steps)

    def at(self, index: int) -> Step:
        """The step at `index`; the nearest one for an index of other steps than these."""
        return self.steps[min(max(index, 0), len(self.steps) - 1)]

    def find(self, step_id: str) -> Step | None:
        return next((step for step in self.steps if step.id == step_id), None)

    def index(self, step: Step) -> int:
        return self.steps.index(step)

    def questions(self) -> Iterator[Question]:
        """Every field of every step."""
        for step in self.steps:
            yield from step.fields


@lru_cache
def load_steps() -> Steps:
    """The steps of this version. Raises `StepsInvalid`."""
    return read_steps(FILE)


def read_steps(file: Path) -> Steps:
    """The steps in `file`. Raises `StepsInvalid` with every problem, its line and place."""
    try:
        page = read_page(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise StepsInvalid(str(file), [f"can't be read: {error}"]) from error
    except Unreadable as error:
        raise StepsInvalid(str(file), [f"line {error.line}: {error}"]) from error
    try:
        steps = Steps.model_validate(page.content)
    except ValidationError as error:
        raise StepsInvalid(str(file), in_lines(page, shape_problems(error))) from error
    if wrong := list(problems(steps)):
        raise StepsInvalid(str(file), in_lines(page, wrong))
    return steps


_HEX = re.compile(r"#[0-9A-Fa-f]{6}")


def problems(steps: Steps) -> Iterator[Problem]:
    """What the shape of the steps can't say, and what would break the builder."""
    if steps.steps[0].id != FIRST:
        yield ("steps", 0, "id"), f"the first step must be {FIRST}"
    if steps.steps[-1].id != LAST:
        yield ("steps", len(steps) - 1, "id"), f"the last step must be {LAST}"
    ids = Counter(step.id for step in steps.steps)
    before: dict[str, Question] = {}
    for number, step in enumerate(steps.steps):
        if ids[step.id] > 1:
            yield ("steps", number, "id"), f"there is more than one step {step.id}"
        for at, field in enumerate(step.fields):
            place: Place = ("steps", number, "fields", at)
            if field.id in before:
                yield (*place, "id"), f"there is more than one field {field.id}"
            yield from (((*place, key), reason) for key, reason in _of_field(field, before))
            before[field.id] = field


def _of_field(field: Question, before: Mapping[str, Question]) -> Iterator[tuple[str, str]]:
    """What is wrong with a field, by its key; `before` are those that are asked before it."""
    known = PAINTED.get(field.id)
    if known is not None and {choice.id for choice in field.choices} != set(known):
        yield "choices", f"the choices must be {', '.join(known)}: those are what the painter knows"
    if (field.input_type is InputType.CHOICE) != bool(field.choices):
        yield "choices", "choices belong to a field of the type choice, and to no other"
    if len({choice.id for choice in field.choices}) < len(field.choices):
        yield "choices", "there is more than one choice of one name"
    if field.is_text and not field.max_length:
        yield "max_length", "say how many characters the text may have"
    if field.max_length > LONGEST.get(field.id, field.max_length):
        yield "max_length", f"the planet has room for {LONGEST[field.id]} characters here"
    if field.input_type is InputType.NUMBER and not field.most:
        yield "most", "say how large the number may be"
    if field.required and not field.invalid:
        yield "invalid", "a required field says how its message begins"
    if any(not _fits(field, text) for text in field.suggestions):
        yield "suggestions", "what is suggested must be something that the field takes"
    yield from (("when", reason) for reason in _of_condition(field, before))


def _of_condition(field: Question, before: Mapping[str, Question]) -> Iterator[str]:
    for name, values in field.when.items():
        asked = before.get(name)
        if asked is None:
            yield f"{name} is not asked before this"
        elif asked.choices and (unknown := set(values) - {choice.id for choice in asked.choices}):
            yield f"{name} has no choice {', '.join(sorted(map(str, unknown)))}"


def _fits(field: Question, text: str) -> bool:
    if field.input_type is InputType.COLOR:
        return _HEX.fullmatch(text) is not None
    return field.is_text and 0 < len(text) <= field.max_length
