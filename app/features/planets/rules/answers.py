"""What a person answers, judged and cleaned, field by field."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from app.features.planets.rules.steps import InputType, Question, Step
from app.kernel.texts import one_line, without_controls

_HEX = re.compile(r"#[0-9A-Fa-f]{6}")
_DIGITS = re.compile(r"[+-]?[0-9]{1,9}")
_TRUTHS = {"true": True, "false": False}


class Refused(ValueError):
    """The value can't be; the text says why, fit for a person."""


@dataclass(frozen=True)
class Judged:
    """The values to keep, None for those that the person emptied, and a message for each refused field."""

    values: dict[str, Any]
    errors: dict[str, str]


def judge(
    step: Step,
    given: Mapping[str, Any],
    before: Mapping[str, Any],
    topics: Collection[int],
    *,
    whole: bool = True,
) -> Judged:
    """Check what is `given` for `step`, where `before` are the answers so far; other fields are dropped.

    `topics` are the ids of all trigger topics. A `whole` answer has every required field, now or from
    before; without it only what is given is looked at.
    """
    values: dict[str, Any] = {}
    errors: dict[str, str] = {}
    for field in step.fields:
        if field.id in given:
            try:
                values[field.id] = clean(field, given[field.id], topics)
            except Refused as refused:
                errors[field.id] = str(refused)
    after = merged(before, values)
    for field in step.missing(after):
        if whole or field.id in values:
            errors.setdefault(field.id, _required(field))
    return Judged(_with_moons(values, after), errors)


def merged(before: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """The answers with `values` over them; None takes one away."""
    return {name: value for name, value in {**before, **values}.items() if value is not None}


def _with_moons(values: dict[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """Whoever counts moons has some, even if nobody said so."""
    if values.get("moon_count") and "has_moons" not in after:
        return {**values, "has_moons": True}
    return values


def _required(field: Question) -> str:
    return f"{field.invalid}." if field.invalid else f"{field.label} is required."


def clean(field: Question, value: Any, topics: Collection[int]) -> Any:
    """The value as it is kept; None when it says nothing. Raises `Refused`."""
    if value is None or value == "" or value == []:
        return None
    if field.topics:
        return _topics(field, value, topics)
    if field.many:
        return _several(field, value)
    return _one(field, value)


def _one(field: Question, value: Any) -> Any:
    match field.input_type:
        case InputType.CHOICE:
            return _choice(field, value)
        case InputType.COLOR:
            return _color(field, value)
        case InputType.NUMBER:
            return _number(field, value)
        case InputType.BOOLEAN:
            return _truth(field, value)
        case _:
            return _text(field, value)


def _several(field: Question, value: Any) -> list[str] | None:
    if not isinstance(value, list):
        raise Refused(f"{field.invalid or field.label + ' must be a list'}.")
    one = _color if field.input_type is InputType.COLOR else _text
    kept = [text for text in dict.fromkeys(one(field, each) for each in value) if text is not None]
    if len(kept) > field.many:
        raise Refused(f"{field.label}: at most {field.many}, and these are {len(kept)}.")
    return kept or None


def _text(field: Question, value: Any) -> str | None:
    if not isinstance(value, str):
        raise Refused(f"{field.label} must be text.")
    try:
        text = without_controls(value, allowed="\n\r\t").strip() if field.lines else one_line(value)
    except ValueError as reason:
        raise Refused(f"{field.label}: {reason}") from None
    if len(text) > field.max_length:
        raise Refused(f"{field.label} can have at most {field.max_length} characters.")
    return text or None


def _choice(field: Question, value: Any) -> str:
    for choice in field.choices:
        if choice.id == value:
            return choice.id
    raise Refused(f"{field.invalid}: choose one of {', '.join(choice.id for choice in field.choices)}.")


def _color(field: Question, value: Any) -> str:
    text = value.strip() if isinstance(value, str) else ""
    if not _HEX.fullmatch(text):
        raise Refused(f"{field.invalid}, such as #8B5CF6.")
    return text


def _number(field: Question, value: Any) -> int:
    if isinstance(value, str) and _DIGITS.fullmatch(value.strip()):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise Refused(f"{field.invalid}.")
    if value < 0:
        raise Refused(f"{field.below}.")
    if value > field.most:
        raise Refused(f"{field.label}: at most {field.most}.")
    return value


def _truth(field: Question, value: Any) -> bool:
    if isinstance(value, str):
        value = _TRUTHS.get(value.strip().lower())
    if not isinstance(value, bool):
        raise Refused(f"{field.invalid}: true or false.")
    return value


def _topics(field: Question, value: Any, known: Collection[int]) -> list[int]:
    if not isinstance(value, list):
        raise Refused(f"{field.invalid}.")
    wanted: list[int] = []
    for each in value:
        number = int(each) if isinstance(each, str) and _DIGITS.fullmatch(each.strip()) else each
        if isinstance(number, bool) or not isinstance(number, int):
            raise Refused(f"{field.invalid}.")
        wanted.append(number)
    if unknown := sorted(set(wanted) - set(known)):
        raise Refused(f"Unknown trigger topic IDs: {', '.join(str(one) for one in unknown[:20])}")
    return list(dict.fromkeys(wanted))
