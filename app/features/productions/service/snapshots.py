"""Snapshots: a draft's choices, presets and files as they are when its film is asked for."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlmodel import Session

from app.features.productions.models import Preset, PresetKind, ProductionDraft, Upload
from app.features.productions.rules.config import DraftConfig
from app.features.productions.rules.presets import full_settings
from app.features.productions.rules.references import preset_references, upload_references
from app.features.productions.schemas.snapshots import FileCopy, PresetCopy, Snapshot
from app.features.productions.service import findings


def take(session: Session, draft: ProductionDraft, source: Upload) -> Snapshot:
    """Copy what the film is made from. The draft has no issues, so everything it names is there."""
    config = draft.config_json
    choices = DraftConfig.of(config)
    owned = findings.load_owned(session, draft.user_id, [config])
    named = {reference.upload_id for reference in upload_references(choices)}
    return Snapshot(
        name=(choices.name or "").strip() or source.display_name,
        config=config,
        source=_file(source),
        files={upload_id: _file(owned.uploads[upload_id]) for upload_id in named},
        presets=presets_by_kind(choices, owned),
    )


def presets_by_kind(choices: DraftConfig, owned: findings.Owned) -> dict[str, PresetCopy]:
    """The chosen preset of each kind, or the defaults where none was chosen."""
    chosen = {each.kind: owned.presets[each.preset_id] for each in preset_references(choices)}
    return {kind.value: _preset(kind, chosen.get(kind)) for kind in PresetKind}


def settings_by_kind(presets: Mapping[str, PresetCopy]) -> dict[str, dict[str, Any]]:
    """What `rules.plan.render_plan` takes as presets."""
    return {kind: preset.settings for kind, preset in presets.items()}


def files(snapshot: Snapshot) -> Iterator[FileCopy]:
    """Every file that the film is made from, the source first."""
    yield snapshot.source
    yield from snapshot.files.values()


def _file(upload: Upload) -> FileCopy:
    assert upload.id is not None, "a stored upload"
    assert upload.source_asset_id is not None, "an upload that is ready has its file"
    return FileCopy(upload_id=upload.id, asset_id=upload.source_asset_id, name=upload.display_name)


def _preset(kind: PresetKind, preset: Preset | None) -> PresetCopy:
    if preset is None:
        return PresetCopy(preset_id=None, name="", settings=full_settings(kind, {}))
    return PresetCopy(preset_id=preset.id, name=preset.name, settings=full_settings(kind, preset.settings))
