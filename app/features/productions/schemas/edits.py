"""Edits of a draft's timeline as clients send them, and what they see of it."""

from pydantic import Field

from app.features.productions.rules.config import Seconds
from app.features.productions.rules.editing.edits import Edit
from app.features.productions.schemas.camel import CamelModel
from app.features.productions.schemas.drafts import DraftView


class Move(CamelModel):
    """Undo or do again. `revision` is the draft's as the page shows it."""

    revision: int
    move: str = Field(default="", pattern=r"^[A-Za-z0-9-]{0,40}$")
    """The page's own name for this asking: when the last one is asked again, nothing is done twice."""
    playhead: Seconds | None = None
    """Where the page stands, in seconds of the edited film."""


class EditInput(Move):
    """One edit, and how long the page takes the film to be, for as long as nobody has measured it."""

    edit: Edit
    known_seconds: Seconds | None = None


class EditedDraft(CamelModel):
    """A draft with its timeline's history."""

    draft: DraftView
    undo: str | None
    """What stands behind “Undo”; None when there is nothing."""
    redo: str | None
    snap_targets: list[float]
    """Seconds of the edited film that dragged edges are drawn to, besides the playhead."""
    playhead: float | None
    """The playhead over the picture that it stood over before; at the join if that was cut away."""
