"""What the editor's page sends, read."""

from typing import Any, TypeVar

from app.features.productions.schemas.edits import EditInput, Move
from app.kernel.errors import InvalidInput

Sent = TypeVar("Sent", bound=Move)


def read_edit(sent: Any) -> tuple[int, EditInput]:
    """The draft's id, and one edit of it. Raises `InvalidInput`."""
    return _read(EditInput, sent)


def read_move(sent: Any) -> tuple[int, Move]:
    """The draft's id, and one undo or redo of it. Raises `InvalidInput`."""
    return _read(Move, sent)


def _read(shape: type[Sent], sent: Any) -> tuple[int, Sent]:
    try:
        return int(sent["draft"]), shape.model_validate(sent)
    except (KeyError, TypeError, ValueError, OverflowError):
        raise InvalidInput("That edit could not be read. What was saved before is kept.") from None
