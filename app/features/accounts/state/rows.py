"""Ids as browsers send them back."""

from uuid import UUID

from app.kernel.errors import AppError


def row_id(text: str, missing: AppError) -> UUID:
    """The id in `text`. Raises `missing` for what is none: such a row can't exist."""
    try:
        return UUID(str(text))
    except ValueError:
        raise missing from None
