"""Edits as a client sends them, what each does to a timeline, and what its undo is called."""

from typing import Annotated, Any, Literal

from pydantic import Field, field_validator

from app.features.productions.rules.config import MAX_RANGES, OverlayItem, Seconds, Track
from app.features.productions.rules.editing import cuts, pictures
from app.features.productions.rules.editing.timelines import Timeline
from app.features.productions.rules.fields import Shape
from app.features.productions.rules.plain_json import json_faults
from app.features.productions.rules.presets import Fade, Percent

PieceIndex = Annotated[int, Field(ge=0, lt=MAX_RANGES)]
PictureId = Annotated[str, Field(min_length=1, max_length=100)]


class _Edit(Shape, extra="forbid"):
    pass


class Split(_Edit):
    """Cut the piece under `at`, in seconds of the edited film."""

    kind: Literal["split"]
    at: Seconds


class DeletePiece(_Edit):
    """Take a piece out; the rest moves up."""

    kind: Literal["delete_piece"]
    index: PieceIndex


class DragEdge(_Edit):
    """Let a piece begin or end elsewhere, in seconds of the source."""

    kind: Literal["drag_edge"]
    index: PieceIndex
    edge: cuts.Edge
    to: Seconds


class KeepAll(_Edit):
    """Take every cut back."""

    kind: Literal["keep_all"]


class AddPicture(_Edit):
    kind: Literal["add_picture"]
    picture: OverlayItem

    @field_validator("picture", mode="before")
    @classmethod
    def _can_be_kept(cls, picture: Any) -> Any:
        """Its unknown keys go into the draft as they are."""
        for _, fault in json_faults(picture):
            raise ValueError(fault)
        return picture


class MovePicture(_Edit):
    """Let it begin elsewhere, in seconds of the edited film, or lie on another track."""

    kind: Literal["move_picture"]
    id: PictureId
    start_seconds: Seconds
    track: Track | None = None


class NudgePicture(_Edit):
    """Move it by so many tenths of a second."""

    kind: Literal["nudge_picture"]
    id: PictureId
    steps: int = Field(ge=-1000, le=1000)


class TrimPicture(_Edit):
    """Let it begin or end elsewhere, in seconds of the edited film."""

    kind: Literal["trim_picture"]
    id: PictureId
    edge: cuts.Edge
    to: Seconds


class DressPicture(_Edit):
    """How strongly it shows and how it fades."""

    kind: Literal["dress_picture"]
    id: PictureId
    opacity_pct: Percent | None = None
    fade: Fade | None = None


class RemovePicture(_Edit):
    kind: Literal["remove_picture"]
    id: PictureId


Edit = Annotated[
    Split
    | DeletePiece
    | DragEdge
    | KeepAll
    | AddPicture
    | MovePicture
    | NudgePicture
    | TrimPicture
    | DressPicture
    | RemovePicture,
    Field(discriminator="kind"),
]

_WORDS = {
    "split": "the split",
    "delete_piece": "the deleted piece",
    "drag_edge": "the moved edge",
    "keep_all": "taking back the cuts",
    "add_picture": "the new picture",
    "move_picture": "the moved picture",
    "nudge_picture": "the nudge",
    "trim_picture": "the trimmed picture",
    "dress_picture": "the picture’s look",
    "remove_picture": "the removed picture",
}


def edit_words(edit: Edit) -> str:
    """What stands behind “Undo”, such as `the split`."""
    return _WORDS[edit.kind]


def apply(timeline: Timeline, edit: Edit) -> Timeline:
    """The timeline after one edit. Raises `EditRefused`, and has then changed nothing."""
    match edit:
        case Split():
            return cuts.split(timeline, edit.at)
        case DeletePiece():
            return cuts.delete_piece(timeline, edit.index)
        case DragEdge():
            return cuts.drag_edge(timeline, edit.index, edit.edge, edit.to)
        case KeepAll():
            return cuts.keep_all(timeline)
        case _:
            return _apply_to_pictures(timeline, edit)


def _apply_to_pictures(
    timeline: Timeline,
    edit: AddPicture | MovePicture | NudgePicture | TrimPicture | DressPicture | RemovePicture,
) -> Timeline:
    match edit:
        case AddPicture():
            return pictures.add_picture(timeline, edit.picture)
        case MovePicture():
            return pictures.move_picture(timeline, edit.id, edit.start_seconds, edit.track)
        case NudgePicture():
            return pictures.nudge_picture(timeline, edit.id, edit.steps)
        case TrimPicture():
            return pictures.trim_picture(timeline, edit.id, edit.edge, edit.to)
        case DressPicture():
            return pictures.dress_picture(timeline, edit.id, edit.opacity_pct, edit.fade)
        case RemovePicture():
            return pictures.remove_picture(timeline, edit.id)
