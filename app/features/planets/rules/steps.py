"""The builder's steps: data in `steps.yaml`, read and judged once."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

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

    def is_asked(self, attributes: Mapping[str, Any]) -> bool:
        """Whether the other answers leave this open."""
        return all(attributes.get(field) in values for field, values in self.when.items())

    @model_validator(mode="after")
    def _known_to_the_painter(self) -> Self:
        known = PAINTED.get(self.id)
        if known is not None and {choice.id for choice in self.choices} != set(known):
            raise ValueError(f"{self.id}: the choices must be {', '.join(known)}")
        if (self.input_type is InputType.CHOICE) != bool(self.choices):
            raise ValueError(f"{self.id}: choices belong to a field of the type choice, and to no other")
        return self


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
    steps: tuple[Step, ...]

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

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if [self.steps[0].id, self.steps[-1].id] != [FIRST, LAST]:
            raise ValueError(f"the first step must be {FIRST} and the last {LAST}")
        _require_unique([step.id for step in self.steps])
        seen: set[str] = set()
        for field in self.questions():
            if unknown := set(field.when) - seen:
                raise ValueError(f"{field.id}: depends on {', '.join(unknown)}, which is not asked before it")
            _require_unique([*seen, field.id])
            seen.add(field.id)
        return self


def _require_unique(ids: list[str]) -> None:
    if twice := sorted({one for one in ids if ids.count(one) > 1}):
        raise ValueError(f"there is more than one {', '.join(twice)}")


@lru_cache
def load_steps() -> Steps:
    """The steps of this version. Raises `ValueError` with every problem of the file."""
    return Steps.model_validate(yaml.safe_load(FILE.read_text(encoding="utf-8")))
