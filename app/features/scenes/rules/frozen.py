"""The base of everything a story, a step or a page is made of."""

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field


class Frozen(BaseModel):
    """An immutable JSON object without unknown keys; its numbers are `Whole`, its booleans `Truth`."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True, serialize_by_alias=True
    )


Whole = Annotated[int, Field(strict=True)]
"""A number, and not a text or a boolean that could be read as one."""

Truth = Annotated[bool, Field(strict=True)]
"""True or false, and no word that could be read so."""

FIRST_SCENE, PARTY_SCENE, SYMBOL_SCENE, LAST_SCENE = 1, 2, 6, 11

Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=40)]
"""A name that the story's files, links and saved runs use: never shown."""

Line = Annotated[str, Field(min_length=1, max_length=300)]
SceneIndex = Annotated[Whole, Field(ge=FIRST_SCENE, le=LAST_SCENE)]
SceneKey = Annotated[str, Field(pattern=r"^scene([1-9]|10|11)$")]
"""The key of a scene in `choices`: `scene3`."""


def scene_key(scene: int) -> str:
    """The key of `scene` in the choices of a run."""
    return f"scene{scene}"


def tag_by_key(*kinds: str) -> Callable[[Any], str | None]:
    """Tells alternatives apart by the first of `kinds` among their keys.

    The tag stands in brackets, so that in an error's place no key is taken for it.
    """

    def tag(written: Any) -> str | None:
        if isinstance(written, Frozen):
            name, field = next(iter(type(written).model_fields.items()))
            return f"<{field.alias or name}>"
        keys = written if isinstance(written, dict) else ()
        return next((f"<{kind}>" for kind in kinds if kind in keys), None)

    return tag
