"""Changes from a browser's outbox: saved key by key, so that one of them never holds up the others."""

from typing import Any

from pydantic import ValidationError
from sqlmodel import Session

from app.features.productions import queries
from app.features.productions.errors import ChangesInTheWay, DraftNotFound, InvalidDraft, InvalidPreset
from app.features.productions.schemas.drafts import DraftView
from app.features.productions.schemas.presets import MAX_NAME, PresetChange, PresetView
from app.features.productions.schemas.productions import ProductionView
from app.features.productions.service import drafts, presets, productions
from app.kernel.changes import Answer, Batch, Settlement, settle
from app.kernel.errors import AppError
from app.kernel.identity import Actor

Errors = dict[str, str]


def keep_draft_changes(
    session: Session, actor: Actor, draft_id: int, batch: Batch, *, device: str = ""
) -> tuple[DraftView, Answer]:
    """Save what nobody else has changed and no rule forbids; name the rest in the answer.

    An archived draft refuses every key, and says so beside each. Raises `DraftNotFound`.
    """
    queries.find_draft_row(session, draft_id, lock=True)  # what is compared must not move before it is saved
    draft = drafts.get_draft(session, actor, draft_id)
    settled = settle(draft.config, batch)
    changed_on = draft.device
    draft, errors = _save_what_fits(session, actor, draft, settled.to_save, device)
    return draft, _answer(batch, settled, errors, draft.config, draft.revision, changed_on)


def keep_preset_changes(
    session: Session, actor: Actor, preset_id: int, batch: Batch
) -> tuple[PresetView, Answer]:
    """The same for a preset: `name` and the fields of its settings are the keys. Raises `PresetNotFound`."""
    preset = presets.get_preset(session, actor, preset_id)
    settled = settle(preset_values(preset), batch)
    errors: Errors = {}
    for key, value in settled.to_save.items():
        try:
            with session.begin_nested():
                preset = presets.update_preset(session, actor, preset_id, _preset_change(key, value))
        except AppError as refused:
            errors[key] = _text(refused, key)
    return preset, _answer(batch, settled, errors, preset_values(preset), None, "")


def produce_with_changes(
    session: Session, actor: Actor, draft_id: int, batch: Batch | None, *, device: str = ""
) -> ProductionView:
    """Save what the browser still holds and make the film, or do neither.

    Raises `ChangesInTheWay` when some of it can't be saved, and what `productions.produce` raises.
    """
    if batch is not None and batch.changes:
        productions.keep_source(session, actor, draft_id)
        _, answer = keep_draft_changes(session, actor, draft_id, batch, device=device)
        if answer.conflicts or answer.errors:
            raise ChangesInTheWay(answer.errors)
    return productions.produce(session, actor, draft_id=draft_id)


def preset_values(preset: PresetView) -> dict[str, Any]:
    """A preset as one flat set of keys."""
    return {**preset.settings, "name": preset.name}


def _preset_change(key: str, value: Any) -> PresetChange:
    if key != "name":
        return PresetChange(settings={key: value})
    try:
        return PresetChange(name=value or "")
    except ValidationError:
        text = f"Give it a name of at most {MAX_NAME} characters."
        raise InvalidPreset({"name": [text]}) from None


def _save_what_fits(
    session: Session, actor: Actor, draft: DraftView, patch: dict[str, Any], device: str
) -> tuple[DraftView, Errors]:
    errors: Errors = {}
    while patch:
        try:
            return drafts.save_draft(session, actor, draft.id, patch, device=device), errors
        except InvalidDraft as refused:
            bad = {field.split(".")[0] for field in refused.fields} & set(patch) or set(patch)
            errors |= {key: _text(refused, key) for key in bad}
            patch = {key: value for key, value in patch.items() if key not in bad}
        except DraftNotFound:
            raise
        except AppError as refused:  # archived, or grown too large: no key can be saved
            return draft, errors | {key: refused.message for key in patch}
    return draft, errors


def _text(refused: AppError, key: str) -> str:
    texts = [text for field, found in refused.fields.items() if field.split(".")[0] == key for text in found]
    return texts[0] if texts else refused.message


def _answer(
    batch: Batch,
    settled: Settlement,
    errors: Errors,
    values: dict[str, Any],
    revision: int | None,
    changed_on: str,
) -> Answer:
    saved = settled.already | {key: values.get(key) for key in settled.to_save if key not in errors}
    return Answer(
        scope=batch.scope,
        seq=batch.seq,
        revision=revision,
        saved=saved,
        conflicts=settled.conflicts,
        errors=errors,
        device=changed_on,
    )
