"""What the builder's page sends, read."""

from typing import Any

from pydantic import ValidationError

from app.features.planets.schemas.builder import Intent
from app.kernel.changes import Batch
from app.kernel.errors import AppError, InvalidInput


def read_batch(batch: Any) -> Batch:
    """A batch of an outbox. Raises `InvalidInput`."""
    try:
        return Batch.model_validate(batch)
    except ValidationError:
        raise InvalidInput("That change could not be read. What was kept before is kept.") from None


def planet_of(batch: Batch) -> int:
    """The planet of `planet:12:answers`. Raises `InvalidInput`."""
    named = batch.scope.split(":")
    if len(named) != 3 or named[0] != "planet" or not (named[1].isascii() and named[1].isdecimal()):
        raise InvalidInput("That change names no planet. What was kept before is kept.")
    return int(named[1])


def read_pending(pending: Any) -> Batch | None:
    """The answers that go along as not yet acknowledged, if there are any. Raises `InvalidInput`."""
    batch = read_batch(pending) if pending else None
    return batch if batch and batch.changes else None


def read_intent(intent: Any) -> tuple[Intent, Batch | None]:
    """The move, and what is pending with it. Raises `InvalidInput`."""
    try:
        return Intent.model_validate(intent), read_pending(intent.get("pending"))
    except ValidationError:
        raise InvalidInput("That could not be read. The builder stands where it stood.") from None


def texts_of(refused: AppError) -> dict[str, str]:
    """The reasons of a refusal, by field."""
    return {name: texts[0] for name, texts in refused.fields.items() if texts}
