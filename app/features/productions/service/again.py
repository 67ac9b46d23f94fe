"""A new draft with the settings of a film: its choices, its files, and its presets as they were then."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlmodel import Session

from app.features.productions import queries
from app.features.productions.errors import DraftInTheWay, ProductionNotFound, TooManyPresets
from app.features.productions.models import (
    Preset,
    PresetKind,
    Production,
    Upload,
    UploadKind,
    UploadStatus,
)
from app.features.productions.rules.config import DraftConfig
from app.features.productions.rules.place import LABELS
from app.features.productions.rules.presets import full_settings
from app.features.productions.rules.references import PresetReference, preset_references
from app.features.productions.schemas.drafts import DraftView, SeededDraft
from app.features.productions.schemas.presets import MAX_NAME, PresetInput
from app.features.productions.schemas.productions import AgainInput
from app.features.productions.schemas.snapshots import PresetCopy, Snapshot
from app.features.productions.schemas.uploads import UploadView
from app.features.productions.service import drafts, findings, history, presets, uploads
from app.kernel.identity import Actor

OF_ONE_FILM = ("name", "story", "editRanges", "overlayItems", "captions")
"""What is left out when the settings go to another film: it speaks of this one, or counts in its seconds."""
MAX_FILMS = 100
_STEP = history.Step("taking over the settings")


def start_again(
    session: Session, actor: Actor, production_id: UUID, wanted: AgainInput, *, device: str = ""
) -> SeededDraft:
    """A draft with a production's settings, for its own film or another; the note says what has gone.

    Raises `ProductionNotFound`, `DraftInTheWay` (a begun draft is put away only when `wanted` says so),
    and what `drafts.open_draft` raises.
    """
    production = _own_production(session, actor, production_id)
    snapshot = Snapshot.model_validate(production.snapshot)
    upload_id = wanted.upload_id or production.upload_id
    draft = _empty_draft(session, actor, upload_id, replace=wanted.replace)
    config = dict(snapshot.config)
    if upload_id != production.upload_id:
        config = {key: value for key, value in config.items() if key not in OF_ONE_FILM}
    config |= _presets_of_then(session, actor, config, snapshot.presets)
    usable, gone = _usable(session, actor, upload_id, config)
    draft = drafts.save_draft(session, actor, draft.id, usable, device=device, step=_STEP)
    return SeededDraft(draft=draft, note=_note(gone))


def list_films(session: Session, actor: Actor, production_id: UUID) -> list[UploadView]:
    """The videos that a production's settings can be taken over for, its own one first.

    Raises `ProductionNotFound`.
    """
    production = _own_production(session, actor, production_id)
    found = uploads.list_uploads(session, actor, UploadKind.VIDEO, limit=MAX_FILMS)
    usable = [film for film in found if film.status is not UploadStatus.FAILED]
    return sorted(usable, key=lambda film: film.id != production.upload_id)


def _own_production(session: Session, actor: Actor, production_id: UUID) -> Production:
    production = queries.find_production_row(session, production_id)
    if production is None or production.user_id != actor.user_id:
        raise ProductionNotFound
    return production


def _empty_draft(session: Session, actor: Actor, upload_id: int, *, replace: bool) -> DraftView:
    draft, _ = drafts.open_draft(session, actor, upload_id)
    if not draft.config:
        return draft
    if not replace:
        raise DraftInTheWay(drafts.as_json(draft))
    return drafts.start_over(session, actor, upload_id)


def _presets_of_then(
    session: Session, actor: Actor, config: dict[str, Any], copies: dict[str, PresetCopy]
) -> dict[str, int | None]:
    """For each preset that the config names, one with the settings of then; None where there is no room."""
    return {
        named.field: _same_preset(session, actor, named, copies[named.kind])
        for named in preset_references(DraftConfig.of(config))
        if named.kind in copies
    }


def _same_preset(session: Session, actor: Actor, named: PresetReference, copy: PresetCopy) -> int | None:
    kind = PresetKind(named.kind)
    own = queries.presets_of(session, actor.user_id, kind)
    # The very one first: others with equal settings may have another name.
    for preset in sorted(own, key=lambda one: one.id != named.preset_id):
        if _equal(preset, copy):
            return preset.id
    name = f"{copy.name[: MAX_NAME - 10]}, as then"
    try:
        return presets.create_preset(
            session, actor, PresetInput(kind=kind, name=name, settings=copy.settings)
        ).id
    except TooManyPresets:
        return None


def _equal(preset: Preset, copy: PresetCopy) -> bool:
    return full_settings(preset.kind, preset.settings) == full_settings(preset.kind, copy.settings)


def _usable(
    session: Session, actor: Actor, upload_id: int, config: dict[str, Any]
) -> tuple[dict[str, Any], list[str]]:
    """The config without what has gone or no longer fits, and the keys that lost something."""
    source = session.get(Upload, upload_id)
    assert source is not None, "its draft is open"
    found = findings.choice_issues(config, source, findings.load_owned(session, actor.user_id, [config]))
    usable = findings.without_faults(config, found)
    lost = [key for key, value in config.items() if usable.get(key) != value or value is None]
    return {key: value for key, value in usable.items() if value is not None}, lost


def _note(gone: Iterable[str]) -> str | None:
    named = ", ".join(dict.fromkeys(LABELS.get(key, key) for key in gone))
    return f"Some of it is no longer there and was left out: {named}." if named else None
