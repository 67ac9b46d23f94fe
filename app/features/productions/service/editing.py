"""Editing a draft's timeline, with an undo that outlives the page. Saved as every other change is."""

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from app.features.productions.errors import InvalidDraft, LengthUnknown, NothingToUndo, TimelineChanged
from app.features.productions.models import DraftStep, ProductionDraft, Upload
from app.features.productions.rules.config import config_errors
from app.features.productions.rules.editing.edits import apply, edit_words
from app.features.productions.rules.editing.timelines import (
    Timeline,
    edited_at,
    patch_between,
    snap_targets,
    source_at,
    timeline_of,
)
from app.features.productions.rules.fields import keep_fields
from app.features.productions.schemas.edits import EditedDraft, EditInput, Move
from app.features.productions.service import drafts, fitting, history
from app.kernel.identity import Actor
from app.kernel.timings import saves, time_until_commit


@dataclass(frozen=True)
class _Open:
    """A draft that is being edited: its locked row, its film, and its timeline before the edit."""

    draft: ProductionDraft
    upload: Upload
    timeline: Timeline | None
    """None while nobody knows how long the film is."""


def get_edits(session: Session, actor: Actor, draft_id: int) -> EditedDraft:
    """A draft with what can be undone and done again. Raises `DraftNotFound`."""
    draft, upload = drafts.readable_draft(session, actor, draft_id)
    return _view(session, _Open(draft, upload, _timeline(draft, upload, None)), None)


def edit_draft(
    session: Session, actor: Actor, draft_id: int, wanted: EditInput, *, device: str = ""
) -> EditedDraft:
    """Do one edit. Asked again under the same name, it is not done twice.

    Changes of other keys since `revision` don't matter. Raises `DraftNotFound`, `DraftArchived`,
    `TimelineChanged` (somebody else was faster), `EditRefused`, `InvalidDraft`, `LengthUnknown`.
    """
    opened = _open(session, actor, draft_id, wanted.known_seconds)
    if _asked_before(session, opened, wanted):
        return _view(session, opened, wanted.playhead)
    _require_sound(opened)
    if opened.timeline is None:
        raise LengthUnknown
    after = apply(opened.timeline, wanted.edit)
    step = history.Step(edit_words(wanted.edit), wanted.move)
    patch = patch_between(opened.timeline, after)
    drafts.save_draft(session, actor, draft_id, patch, device=device, step=step)
    return _view(session, opened, wanted.playhead)


def undo_edit(session: Session, actor: Actor, draft_id: int, move: Move, *, device: str = "") -> EditedDraft:
    """Take the timeline's last change back, exactly. Raises what `edit_draft` does, and `NothingToUndo`."""
    return _turn(session, actor, draft_id, move, device, again=False)


def redo_edit(session: Session, actor: Actor, draft_id: int, move: Move, *, device: str = "") -> EditedDraft:
    """Do again what was undone last. Raises what `edit_draft` does, and `NothingToUndo`."""
    return _turn(session, actor, draft_id, move, device, again=True)


def _turn(
    session: Session, actor: Actor, draft_id: int, move: Move, device: str, *, again: bool
) -> EditedDraft:
    time_until_commit(session, saves)
    opened = _open(session, actor, draft_id, None)
    if _asked_before(session, opened, move):
        return _view(session, opened, move.playhead)
    step = _step_to_turn(session, opened.draft, again=again)
    kept = opened.draft.config_json
    others = {key: value for key, value in kept.items() if key not in history.KEYS}
    # What was valid when it was put away comes back whole; a file that has gone since shows as an issue.
    drafts.write(session, opened.draft, _within(others | step.other, opened.upload), device)
    history.turn(session, opened.draft, step, history.timeline_keys(kept), move.move)
    return _view(session, opened, move.playhead)


def _step_to_turn(session: Session, draft: ProductionDraft, *, again: bool) -> DraftStep:
    standing = history.stand(session, draft)
    step = standing.undone if again else standing.done
    if step is None:
        raise NothingToUndo(again)
    return step


def _within(config: dict[str, Any], upload: Upload) -> dict[str, Any]:
    """What was put away before its film was measured may reach behind the film's end."""
    if not upload.duration_seconds or not _timeline_errors(config, upload.duration_seconds):
        return config
    return fitting.fit(config, upload.duration_seconds)


def _open(session: Session, actor: Actor, draft_id: int, known_seconds: float | None) -> _Open:
    draft, upload = drafts.changeable_draft(session, actor, draft_id)
    return _Open(draft, upload, _timeline(draft, upload, known_seconds))


def _asked_before(session: Session, opened: _Open, move: Move) -> bool:
    """Whether the last change was this very asking. Raises `TimelineChanged` for one the page hasn't seen."""
    last = history.newest(session, opened.draft)
    if last is None:
        return False
    if move.move and last.move == move.move:
        return True
    if last.revision > move.revision:
        raise TimelineChanged(drafts.as_json(drafts.view(session, opened.draft, opened.upload)))
    return False


def _require_sound(opened: _Open) -> None:
    """An edit needs a timeline that can be read. Raises `InvalidDraft`."""
    errors = _timeline_errors(opened.draft.config_json, None)
    if errors:
        raise InvalidDraft(errors)


def _timeline_errors(config: dict[str, Any], duration: float | None) -> dict[str, list[str]]:
    return keep_fields(config_errors(history.timeline_keys(config), duration), history.KEYS)


def _timeline(draft: ProductionDraft, upload: Upload, known_seconds: float | None) -> Timeline | None:
    length = upload.duration_seconds or known_seconds or upload.known_seconds
    kept = history.timeline_keys(draft.config_json)
    if not length or _timeline_errors(kept, None):
        return None
    return timeline_of(kept, length)


def _view(session: Session, opened: _Open, playhead: float | None) -> EditedDraft:
    draft, before = opened.draft, opened.timeline
    after = _timeline(draft, opened.upload, before.length if before else None)
    if before and after and playhead is not None:
        playhead = round(edited_at(after.pieces, source_at(before.pieces, playhead)), 3)
    standing = history.stand(session, draft)
    return EditedDraft(
        draft=drafts.view(session, draft, opened.upload),
        undo=standing.done.words if standing.done else None,
        redo=standing.undone.words if standing.undone else None,
        snap_targets=list(snap_targets(after)) if after else [],
        playhead=playhead,
    )
