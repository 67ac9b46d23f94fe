"""Failures that a person can be told about.

A feature subclasses one of the named kinds and gives the facts; doors turn the kind into a status
code or into text beside a field. Anything that isn't an `AppError` is a bug.
"""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

FieldTexts = Mapping[str, Sequence[str]]


class AppError(Exception):
    """A failure with a stable `code`, a `message` fit for a person, and texts for the fields at fault.

    `facts` are values a client may need besides the text, such as the newer draft of a conflict.
    """

    code: ClassVar[str] = "error"

    def __init__(
        self, message: str, *, fields: FieldTexts | None = None, facts: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.fields: dict[str, list[str]] = {name: list(texts) for name, texts in (fields or {}).items()}
        self.facts: dict[str, Any] = dict(facts or {})

    def told_fields(self) -> dict[str, Any]:
        """`fields` as REST tells them; a contract may have a shape of its own."""
        return dict(self.fields)


class InvalidInput(AppError):
    """The input breaks a rule."""

    code = "invalid_input"


class NotSignedIn(AppError):
    """Nobody is signed in, or the session has ended."""

    code = "not_signed_in"

    def __init__(self, message: str = "Sign in to continue.") -> None:
        super().__init__(message)


class OutOfCredits(AppError):
    """The account has no credits left."""

    code = "out_of_credits"


class NotAllowed(AppError):
    """Signed in, but without the right to do this."""

    code = "not_allowed"


class NotFound(AppError):
    """No such row, or a row of somebody else's."""

    code = "not_found"


class Conflict(AppError):
    """The row has changed, or is in a state that forbids this."""

    code = "conflict"


class PreconditionFailed(AppError):
    """The row is not as the request says that it must be."""

    code = "precondition_failed"


class TooLarge(AppError):
    """More bytes than the limit allows."""

    code = "too_large"


class LimitReached(AppError):
    """Too many in too short a time; `retry_after` is in seconds."""

    code = "limit_reached"

    def __init__(self, message: str, *, retry_after: int = 60) -> None:
        super().__init__(message, facts={"retryAfter": retry_after})
        self.retry_after = retry_after


class Unavailable(AppError):
    """Something this depends on can't be reached or is full; trying later may work."""

    code = "unavailable"
