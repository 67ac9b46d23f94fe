"""What was cut while a film was still on its way, brought to the length that it turns out to have."""

from typing import Any

from sqlmodel import Session

from app.features.productions import queries
from app.features.productions.models import Upload
from app.features.productions.rules.config import config_errors
from app.features.productions.rules.editing.fitting import fitted
from app.features.productions.rules.editing.timelines import patch_between, timeline_of
from app.features.productions.rules.wording import moment_in_words
from app.features.productions.service import drafts, history


def fit_draft(session: Session, upload: Upload) -> None:
    """Fit the active draft of a film that has just been measured, and leave a note when that changed it.

    It is no step of the history: edits that a page has already sent still land.
    """
    assert upload.id is not None, "a stored upload"
    draft = queries.find_active_draft(session, upload.user_id, upload.id, lock=True)
    if draft is None or not upload.duration_seconds:
        return
    config = fit(draft.config_json, upload.duration_seconds, upload.known_seconds)
    if config == draft.config_json:
        return
    place = draft.place
    drafts.write(session, draft, config, draft.device)
    draft.place, draft.note = place, _note(upload)
    session.flush()


def fit(config: dict[str, Any], measured: float, known: float | None = None) -> dict[str, Any]:
    """A config whose timeline was made for `known` seconds, fitted to those that were measured.

    One that can't be read stays as it is: that shows as issues.
    """
    kept = history.timeline_keys(config)
    if not kept or config_errors(kept, None):
        return config
    before = timeline_of(kept, known or measured)
    changed = config | patch_between(before, fitted(before, measured))
    return {key: value for key, value in changed.items() if value is not None}


def _note(upload: Upload) -> str:
    measured = moment_in_words(upload.duration_seconds or 0.0)
    taken_for = f", not {moment_in_words(upload.known_seconds)}" if upload.known_seconds else ""
    return (
        f"The video is {measured} long{taken_for}. What you cut was fitted to that; nothing else was changed."
    )
