"""What is wrong with a config, against its rules and what the person owns right now."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlmodel import Session

from app.features.productions import queries
from app.features.productions.errors import DraftTooLarge, InvalidDraft
from app.features.productions.models import Captions, Preset, Upload, UploadStatus
from app.features.productions.rules.config import DraftConfig, config_errors, merge_config
from app.features.productions.rules.fields import FieldErrors, add_error, shape_errors
from app.features.productions.rules.references import (
    CaptionsReference,
    PresetReference,
    UploadReference,
    captions_references,
    preset_references,
    upload_references,
)
from app.features.productions.schemas.drafts import Issue

MAX_CONFIG_BYTES = 1024 * 1024
"""Of a whole config, as compact UTF-8 JSON."""

_MEANT_FOR = {
    "audio": "music",
    "logo": "a logo",
    "lower_third": "a lower third",
    "title_page": "a title page",
    "overlay": "an overlay picture",
}


@dataclass(frozen=True)
class Owned:
    """What configs point at, as far as the person owns it, by id."""

    uploads: dict[int, Upload] = field(default_factory=dict)
    presets: dict[int, Preset] = field(default_factory=dict)
    captions: dict[int, Captions] = field(default_factory=dict)
    """Without their words."""


def load_owned(session: Session, user_id: UUID, configs: Iterable[Mapping[str, Any]]) -> Owned:
    """Everything that `configs` point at, in three queries whatever their number."""
    choices = [found for config in configs if (found := _choices(config))]
    uploads = [reference.upload_id for each in choices for reference in upload_references(each)]
    presets = [reference.preset_id for each in choices for reference in preset_references(each)]
    captions = [reference.captions_id for each in choices for reference in captions_references(each)]
    return Owned(
        queries.uploads_by_id(session, user_id, uploads),
        queries.presets_by_id(session, user_id, presets),
        queries.captions_by_id(session, user_id, captions),
    )


def uploads_named_in(config: Mapping[str, Any]) -> list[int]:
    """Every upload that `config` points at, besides the film itself."""
    choices = _choices(config)
    return [reference.upload_id for reference in upload_references(choices)] if choices else []


def accept(
    session: Session, source: Upload, before: dict[str, Any], patch: dict[str, Any], *, replace: bool
) -> dict[str, Any]:
    """The config after `patch`. Raises `InvalidDraft` or `DraftTooLarge`.

    An upload or preset must be the person's own and usable when it is chosen; one that was chosen
    before and has gone since is left to `issues`.
    """
    merged = merge_config(before, patch, replace=replace, duration=source.duration_seconds)
    if merged.errors:
        raise InvalidDraft(merged.errors)
    if len(canonical_json(merged.config).encode()) > MAX_CONFIG_BYTES:
        raise DraftTooLarge(MAX_CONFIG_BYTES)
    chosen_before = _chosen(before)
    wrong: FieldErrors = {}
    owned = load_owned(session, source.user_id, [merged.config])
    for issue, chosen in _reference_issues(merged.config, source, owned):
        if chosen not in chosen_before:
            add_error(wrong, issue.field, issue.message)
    if wrong:
        raise InvalidDraft(wrong)
    return merged.config


def issues(config: Mapping[str, Any], source: Upload, owned: Owned) -> list[Issue]:
    """Everything that stands in the way of producing, the video itself included."""
    return [*_source_issues(source), *choice_issues(config, source, owned)]


def choice_issues(config: Mapping[str, Any], source: Upload, owned: Owned) -> list[Issue]:
    """What is wrong with the choices alone."""
    errors = config_errors(config, source.duration_seconds)
    broken = [Issue(field=name, message=text) for name, texts in errors.items() for text in texts]
    return [*broken, *(issue for issue, _ in _reference_issues(config, source, owned))]


def without_faults(config: Mapping[str, Any], found: Iterable[Issue]) -> dict[str, Any]:
    """The config without the choices that `found` is about: what can still be shown."""
    faulty = [issue.field.split(".") for issue in found]
    gone = {int(path[1]) for path in faulty if path[0] == "overlayItems" and path[1:2] and path[1].isdigit()}
    kept = {key: value for key, value in config.items() if [key] not in (path[:1] for path in faulty)}
    if gone and isinstance(config.get("overlayItems"), list):
        left = [item for at, item in enumerate(config["overlayItems"]) if at not in gone]
        if left:
            kept["overlayItems"] = left
    return kept


def canonical_json(value: object) -> str:
    """One text for equal JSON values: `1`, `1.0` and `true` differ, the order of keys doesn't matter."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def changed_keys(before: Mapping[str, Any], config: Mapping[str, Any]) -> list[str]:
    """The keys whose values are not the same in both."""
    keys = dict.fromkeys((*before, *config))
    return [key for key in keys if canonical_json(before.get(key)) != canonical_json(config.get(key))]


_Chosen = tuple[str, int]
"""A top-level key and the row that it names."""


def _choices(config: Mapping[str, Any]) -> DraftConfig | None:
    """The typed config; None for one that was kept under older rules and no longer fits."""
    return None if shape_errors(DraftConfig, config) else DraftConfig.of(config)


def _chosen(config: Mapping[str, Any]) -> set[_Chosen]:
    choices = _choices(config)
    if choices is None:
        return set()
    uploads = {(each.field.split(".")[0], each.upload_id) for each in upload_references(choices)}
    captions = {(each.field.split(".")[0], each.captions_id) for each in captions_references(choices)}
    return uploads | captions | {(each.field, each.preset_id) for each in preset_references(choices)}


def _reference_issues(
    config: Mapping[str, Any], source: Upload, owned: Owned
) -> Iterator[tuple[Issue, _Chosen]]:
    """An issue for each upload, preset or captions file that is gone, not ready, or for something else."""
    choices = _choices(config)
    if choices is None:
        return
    for upload in upload_references(choices):
        if wrong := _wrong_upload(upload, owned.uploads.get(upload.upload_id)):
            yield Issue(field=upload.field, message=wrong), (upload.field.split(".")[0], upload.upload_id)
    for preset in preset_references(choices):
        if wrong := _wrong_preset(preset, owned.presets.get(preset.preset_id)):
            yield Issue(field=preset.field, message=wrong), (preset.field, preset.preset_id)
    for captions in captions_references(choices):
        if wrong := _wrong_captions(captions, source, owned):
            yield Issue(field=captions.field, message=wrong), ("captions", captions.captions_id)


def _wrong_upload(reference: UploadReference, upload: Upload | None) -> str | None:
    if upload is None or upload.source_deleted_at is not None:
        return "This file is no longer there. Choose another."
    if upload.kind != reference.kind or (reference.role and upload.role != reference.role):
        return f"This file is not {_MEANT_FOR[reference.role or reference.kind]}. Choose one that is."
    if upload.status is not UploadStatus.READY:
        return "This file is not ready yet. Choose it once it is."
    return None


def _wrong_preset(reference: PresetReference, preset: Preset | None) -> str | None:
    if preset is None or preset.archived_at is not None:
        return "These settings are no longer there. Choose others."
    if preset.kind != reference.kind:
        return "These settings are for something else. Choose others."
    return None


def _wrong_captions(reference: CaptionsReference, source: Upload, owned: Owned) -> str | None:
    captions = owned.captions.get(reference.captions_id)
    if captions is None:
        return "These captions are no longer there. Choose others, or none."
    if captions.upload_id != source.id:
        return "These captions were made for another video. Choose others, or none."
    return None


def _source_issues(source: Upload) -> Iterator[Issue]:
    if source.source_deleted_at is not None:
        yield Issue(field="uploadId", message="The file of this video was deleted.")
    elif source.status is UploadStatus.FAILED:
        why = source.error or "This video could not be read. Upload it again."
        yield Issue(field="uploadId", message=why)
    elif source.status is UploadStatus.UPLOADING:
        yield Issue(field="uploadId", message="This video is still on its way.")
    elif source.status is not UploadStatus.READY:
        yield Issue(field="uploadId", message="This video is still being prepared.")
