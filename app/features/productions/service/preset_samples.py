"""What a preset makes of a film, before there is one: drawn by the code that draws it into films."""

from collections.abc import Iterable
from pathlib import Path

from sqlmodel import Session

from app.features.productions import queries
from app.features.productions.errors import LayerNotFound
from app.features.productions.models import ImageRole, PresetKind, UploadKind
from app.features.productions.rules import sample
from app.features.productions.rules.preset_words import settings_in_words
from app.features.productions.rules.presets import full_settings
from app.features.productions.schemas.presets import PresetSample, PresetShelf, PresetView
from app.features.productions.service import presets
from app.features.productions.service.preview import Drawing, version_of
from app.kernel.assets import Asset, asset_url
from app.kernel.identity import Actor
from app.kernel.ports.renderer import Artwork

WIDTH, HEIGHT = 1280, 720
TEXT = "The light at the harbour"
_BUNDLED = {PresetKind.LOGO: sample.LOGO, PresetKind.LOWER_THIRD: sample.LOWER_THIRD}
_ROLES = {PresetKind.LOGO: ImageRole.LOGO, PresetKind.LOWER_THIRD: ImageRole.LOWER_THIRD}

Mark = tuple[Path, bool]
"""A picture, and whether it came with Everkeep: then it is a file, otherwise a key of storage."""


def list_shelf(session: Session, actor: Actor) -> PresetShelf:
    """All presets of the actor's, each with its words and its sample, over a frame of a film of theirs."""
    marks = _marks(session, actor)
    film = queries.newest_ready_upload(session, actor.user_id, UploadKind.VIDEO)
    return PresetShelf(
        presets=_samples(presets.list_presets(session, actor), marks),
        archived=_samples(presets.list_archived(session, actor), marks),
        backdrop_url=asset_url(film.poster_asset_id) if film else None,
    )


def get_sample(session: Session, actor: Actor, preset_id: int) -> Drawing:
    """What `preview.draw` needs for a preset's sample.

    Raises `PresetNotFound`, `LayerNotFound` for a kind that is heard.
    """
    preset = presets.get_preset(session, actor, preset_id)
    drawing = _drawing(preset, _marks(session, actor))
    if drawing is None:
        raise LayerNotFound
    return drawing


def _samples(found: Iterable[PresetView], marks: dict[PresetKind, Mark]) -> list[PresetSample]:
    return [_sample(preset, marks) for preset in found]


def _sample(preset: PresetView, marks: dict[PresetKind, Mark]) -> PresetSample:
    drawing = _drawing(preset, marks)
    url = f"/api/presets/{preset.id}/sample.png?v={drawing.version}" if drawing else None
    return PresetSample(preset=preset, words=settings_in_words(preset.kind, preset.settings), sample_url=url)


def _drawing(preset: PresetView, marks: dict[PresetKind, Mark]) -> Drawing | None:
    settings = full_settings(preset.kind, preset.settings)
    match preset.kind:
        case PresetKind.AUDIO:
            return None
        case PresetKind.SCREEN_TITLE:
            artwork, bundled = Artwork("screen_title", settings, text=TEXT), False
        case PresetKind.LOGO:
            image, bundled = marks[preset.kind]
            artwork = Artwork("logo", settings, image=image)
        case PresetKind.LOWER_THIRD:
            image, bundled = marks[preset.kind]
            artwork = Artwork("lower_third", settings, image=image)
    return Drawing(artwork, WIDTH, HEIGHT, version_of(artwork, WIDTH, HEIGHT), bundled)


def _marks(session: Session, actor: Actor) -> dict[PresetKind, Mark]:
    """For each kind that shows a picture the person's newest one, or ours while they have none."""
    newest = {
        kind: queries.newest_ready_upload(session, actor.user_id, UploadKind.IMAGE, role)
        for kind, role in _ROLES.items()
    }
    files = queries.rows_by_id(session, Asset, [one.source_asset_id for one in newest.values() if one])
    keys = {kind: files[one.source_asset_id].storage_key for kind, one in newest.items() if one}
    return {kind: (Path(keys[kind]), False) if kind in keys else (_BUNDLED[kind], True) for kind in _ROLES}
