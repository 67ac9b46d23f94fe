"""Presets: named ways to dress a production, everyone's own."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from app.features.productions import queries
from app.features.productions.errors import InvalidPreset, PresetArchived, PresetNotFound, TooManyPresets
from app.features.productions.models import Preset, PresetKind
from app.features.productions.rules.presets import DEFAULTS, full_settings, settings_errors
from app.features.productions.schemas.presets import MAX_NAME, PresetChange, PresetInput, PresetView
from app.kernel import clock
from app.kernel.identity import Actor
from app.kernel.texts import text_fault

MAX_OF_A_KIND = 100
MAX_SETTINGS = 50
"""Fields of a preset, unknown ones included."""


def list_presets(session: Session, actor: Actor, kind: PresetKind | None = None) -> list[PresetView]:
    """The actor's presets, oldest first; the first look brings the defaults (so it writes)."""
    if not queries.has_presets(session, actor.user_id):
        _seed(session, actor)
    return [view(preset) for preset in queries.presets_of(session, actor.user_id, kind)]


def list_archived(session: Session, actor: Actor) -> list[PresetView]:
    """The actor's presets that were put away, oldest first."""
    return [view(preset) for preset in queries.presets_of(session, actor.user_id, archived=True)]


def get_preset(session: Session, actor: Actor, preset_id: int) -> PresetView:
    """One preset of the actor's, archived ones too. Raises `PresetNotFound`."""
    return view(own_preset(session, actor, preset_id))


def copy_preset(session: Session, actor: Actor, kind: PresetKind, like: int | None) -> PresetView:
    """A new preset with the settings of another of its kind, or with the defaults.

    Raises `PresetNotFound`, `TooManyPresets`.
    """
    if like is None:
        return create_preset(session, actor, PresetInput(kind=kind, name="My own"))
    model = get_preset(session, actor, like)
    if model.kind is not kind:
        raise PresetNotFound
    name = f"{model.name[: MAX_NAME - 9]}, my way"
    return create_preset(session, actor, PresetInput(kind=kind, name=name, settings=model.settings))


def duplicate_preset(session: Session, actor: Actor, preset_id: int) -> PresetView:
    """Another preset with the same settings. Raises `PresetNotFound`, `TooManyPresets`."""
    model = get_preset(session, actor, preset_id)
    name = f"{model.name[: MAX_NAME - 7]} (copy)"
    return create_preset(session, actor, PresetInput(kind=model.kind, name=name, settings=model.settings))


def create_preset(session: Session, actor: Actor, preset: PresetInput) -> PresetView:
    """A new preset; fields that are missing get their defaults. Raises `InvalidPreset`, `TooManyPresets`."""
    if not queries.has_presets(session, actor.user_id):
        _seed(session, actor)  # or the person's first own preset would stand in for them
    _require_room(session, actor, preset.kind)
    row = Preset(
        account_id=actor.account_id,
        user_id=actor.user_id,
        kind=preset.kind,
        name=_name(preset.name),
        settings=_settings(preset.kind, preset.settings),
    )
    session.add(row)
    session.flush()
    return view(row)


def update_preset(session: Session, actor: Actor, preset_id: int, change: PresetChange) -> PresetView:
    """Rename it, or change fields of its settings. What was produced with it stays as it was.

    Raises `PresetNotFound`, `PresetArchived`, `InvalidPreset`.
    """
    preset = own_preset(session, actor, preset_id)
    if preset.archived_at is not None:
        raise PresetArchived
    if change.name is not None:
        preset.name = _name(change.name)
    if change.settings is not None:
        preset.settings = _settings(preset.kind, preset.settings | change.settings)
    preset.updated_at = clock.now()
    session.add(preset)
    session.flush()
    return view(preset)


def archive_preset(session: Session, actor: Actor, preset_id: int) -> PresetView:
    """Put it away: it is offered no more. Drafts that use it show an issue. Raises `PresetNotFound`."""
    preset = own_preset(session, actor, preset_id)
    if preset.archived_at is None:
        preset.archived_at = preset.updated_at = clock.now()
        session.add(preset)
        session.flush()
    return view(preset)


def restore_preset(session: Session, actor: Actor, preset_id: int) -> PresetView:
    """Offer it again; one that is offered already stays so. Raises `PresetNotFound`, `TooManyPresets`."""
    preset = own_preset(session, actor, preset_id)
    if preset.archived_at is not None:
        _require_room(session, actor, preset.kind)
        preset.archived_at, preset.updated_at = None, clock.now()
        session.add(preset)
        session.flush()
    return view(preset)


def view(preset: Preset) -> PresetView:
    """What leaves: every field of the preset's kind, those that came later with their defaults."""
    assert preset.id is not None
    return PresetView(
        id=preset.id,
        kind=preset.kind,
        name=preset.name,
        settings=full_settings(preset.kind, preset.settings),
        created_at=preset.created_at,
        updated_at=preset.updated_at,
        archived_at=preset.archived_at,
    )


def own_preset(session: Session, actor: Actor, preset_id: int) -> Preset:
    """The actor's own preset, archived or not, locked. Raises `PresetNotFound`."""
    preset = queries.find_preset_row(session, preset_id, lock=True)
    if preset is None or preset.user_id != actor.user_id:
        raise PresetNotFound
    return preset


def _require_room(session: Session, actor: Actor, kind: PresetKind) -> None:
    if len(queries.presets_of(session, actor.user_id, kind)) >= MAX_OF_A_KIND:
        raise TooManyPresets(MAX_OF_A_KIND)


def _seed(session: Session, actor: Actor) -> None:
    """Bring the defaults of every kind; two at once bring them once."""
    try:
        with session.begin_nested():
            session.add_all(_defaults(actor))
    except IntegrityError:
        return  # another transaction has just brought them


def _defaults(actor: Actor) -> Iterator[Preset]:
    for kind, presets in DEFAULTS.items():
        for name, settings in presets:
            yield Preset(
                account_id=actor.account_id,
                user_id=actor.user_id,
                kind=PresetKind(kind),
                name=name,
                default_name=name,
                settings=full_settings(kind, settings),
            )


def _name(name: str) -> str:
    stripped = name.strip()
    fault = text_fault(stripped) or (None if stripped else "Give it a name.")
    if fault:
        raise InvalidPreset({"name": [fault]})
    return stripped


def _settings(kind: PresetKind, settings: dict[str, Any]) -> dict[str, Any]:
    errors = settings_errors(kind, settings)
    if len(settings) > MAX_SETTINGS:
        errors = {"": [f"Use at most {MAX_SETTINGS} settings."]}
    if errors:
        raise InvalidPreset({f"settings.{name}".rstrip("."): texts for name, texts in errors.items()})
    return full_settings(kind, settings)
