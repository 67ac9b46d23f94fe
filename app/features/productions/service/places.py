"""Where a person is in a draft: kept beside its choices, without a revision, and never in their way."""

from typing import Any

from sqlmodel import Session, col, update

from app.features.productions import queries
from app.features.productions.errors import DraftNotFound, InvalidPlace
from app.features.productions.models import ProductionDraft
from app.features.productions.rules.place import place_errors
from app.kernel.identity import Actor


def keep_place(session: Session, actor: Actor, draft_id: int, place: dict[str, Any]) -> None:
    """Remember a `rules.place.Place`; an archived draft stays as it is.

    Raises `InvalidPlace`, `DraftNotFound`.
    """
    if errors := place_errors(place):
        raise InvalidPlace(errors)
    draft = queries.find_draft_row(session, draft_id)
    if draft is None or draft.user_id != actor.user_id:
        raise DraftNotFound
    # One statement that names one column: whatever a save writes meanwhile stays.
    active = (col(ProductionDraft.id) == draft_id, col(ProductionDraft.archived_at).is_(None))
    session.execute(update(ProductionDraft).where(*active).values(place=place))


def keep_editor_place(session: Session, actor: Actor, draft_id: int, there: dict[str, Any]) -> None:
    """Remember a `rules.place.EditorPlace`: the person is in the editor. Raises what `keep_place` does."""
    keep_place(session, actor, draft_id, read_place(session, draft_id) | {"page": "editor", "editor": there})


def read_place(session: Session, draft_id: int) -> dict[str, Any]:
    """The place that is kept for a draft which the actor may read; empty when none is known, or it no
    longer fits the page."""
    draft = queries.find_draft_row(session, draft_id)
    return {} if draft is None or place_errors(draft.place) else draft.place
