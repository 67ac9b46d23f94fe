"""Turns what pydantic found into sentences beside dotted field names such as `intro.uploadId`."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.alias_generators import to_camel
from pydantic_core import ErrorDetails

from app.features.productions.rules.plain_json import json_faults

FieldErrors = dict[str, list[str]]

MAX_ID = 2**31 - 1
"""The largest id that PostgreSQL's INTEGER holds; anything above can't be a row."""

RowId = Annotated[int, Field(ge=1, le=MAX_ID)]
Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]


class Shape(BaseModel):
    """A camelCase JSON object. Types are exact (no `"3"` for 3); unknown keys survive."""

    model_config = ConfigDict(
        alias_generator=to_camel,
        validate_by_alias=True,
        validate_by_name=False,
        serialize_by_alias=True,
        extra="allow",
        frozen=True,
        strict=True,
        allow_inf_nan=False,
    )


def shape_errors(shape: type[BaseModel], value: Mapping[str, Any]) -> FieldErrors:
    """What is wrong with `value` as a `shape`, by dotted field name; empty when nothing is."""
    errors: FieldErrors = {}
    for path, text in json_faults(value):
        add_error(errors, ".".join(path), text)
    if errors:
        return errors
    try:
        shape.model_validate(value)
    except ValidationError as found:
        for detail in found.errors(include_url=False):
            add_error(errors, _dotted(detail), _sentence(detail))
    return errors


def add_error(errors: FieldErrors, field: str, text: str) -> None:
    """Note `text` for `field`, once."""
    texts = errors.setdefault(field, [])
    if text not in texts:
        texts.append(text)


def keep_fields(errors: FieldErrors, keys: Iterable[str]) -> FieldErrors:
    """The errors that belong to these top-level keys."""
    wanted = set(keys)
    return {field: texts for field, texts in errors.items() if field.split(".")[0] in wanted}


_UNION_TAGS = frozenset({"freeze_first_frame", "title_image"})


def _dotted(detail: ErrorDetails) -> str:
    parts = [str(part) for part in detail["loc"] if part not in _UNION_TAGS]
    if detail["type"] in {"union_tag_invalid", "union_tag_not_found"}:
        parts.append("kind")
    return ".".join(parts)


_SENTENCES = {
    "missing": "This is missing.",
    "string_type": "Use text here.",
    "int_type": "Use a whole number.",
    "int_from_float": "Use a whole number.",
    "float_type": "Use a number.",
    "finite_number": "Use an ordinary number.",
    "bool_type": "Use true or false.",
    "list_type": "Use a list.",
    "dict_type": "Use an object.",
    "model_type": "Use an object.",
    "model_attributes_type": "Use an object.",
    "greater_than_equal": "Use {ge} or more.",
    "greater_than": "Use more than {gt}.",
    "less_than_equal": "Use {le} or less.",
    "string_too_long": "Use at most {max_length} characters.",
    "string_too_short": "Use at least {min_length} character.",
    "too_long": "Use at most {max_length}.",
    "literal_error": "Use one of: {expected}.",
    "enum": "Use one of: {expected}.",
    "union_tag_invalid": "Use one of: {expected_tags}.",
    "union_tag_not_found": "Say which kind it is.",
    "string_pattern_mismatch": "Use a colour such as #1a2b3c.",
}


def _sentence(detail: ErrorDetails) -> str:
    template = _SENTENCES.get(detail["type"])
    if template is None:
        return detail["msg"].removeprefix("Value error, ")
    return template.format(**detail.get("ctx", {}))
