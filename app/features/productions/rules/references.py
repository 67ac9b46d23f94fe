"""Which rows a config points at, so that a service can check that they are the person's own."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.features.productions.rules.config import DraftConfig, TitleImage

PICTURE_ROLES = {"logoUploadId": "logo", "lowerThirdUploadId": "lower_third", "intro": "title_page"}
"""The role that a picture must have to be chosen for a field."""


@dataclass(frozen=True)
class UploadReference:
    """A field that names an upload of this kind (`audio`, `image`) and, for a picture, role."""

    field: str
    upload_id: int
    kind: str
    role: str | None = None


@dataclass(frozen=True)
class PresetReference:
    """A field that names a preset of this kind."""

    field: str
    preset_id: int
    kind: str


def upload_references(config: DraftConfig) -> Iterator[UploadReference]:
    """Every upload that the config names, with what it has to be."""
    if config.music_upload_id is not None:
        yield UploadReference("musicUploadId", config.music_upload_id, "audio")
    if config.logo_upload_id is not None:
        yield UploadReference("logoUploadId", config.logo_upload_id, "image", "logo")
    if config.lower_third_upload_id is not None:
        yield UploadReference("lowerThirdUploadId", config.lower_third_upload_id, "image", "lower_third")
    if isinstance(config.intro, TitleImage):
        yield UploadReference("intro.uploadId", config.intro.upload_id, "image", "title_page")
    for index, item in enumerate(config.overlay_items or []):
        yield UploadReference(f"overlayItems.{index}.uploadId", item.upload_id, "image", "overlay")


@dataclass(frozen=True)
class CaptionsReference:
    """A field that names captions of the film itself."""

    field: str
    captions_id: int


def captions_references(config: DraftConfig) -> Iterator[CaptionsReference]:
    """The captions that the config names."""
    if config.captions is not None:
        yield CaptionsReference("captions.captionsId", config.captions.captions_id)


def preset_references(config: DraftConfig) -> Iterator[PresetReference]:
    """Every preset that the config names."""
    named = (
        ("logoConfigId", config.logo_config_id, "logo"),
        ("audioConfigId", config.audio_config_id, "audio"),
        ("lowerThirdConfigId", config.lower_third_config_id, "lower_third"),
        ("screenTitlePresetId", config.screen_title_preset_id, "screen_title"),
    )
    for field, preset_id, kind in named:
        if preset_id is not None:
            yield PresetReference(field, preset_id, kind)
