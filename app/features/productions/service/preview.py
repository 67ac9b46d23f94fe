"""The preview of a draft: the very plan that its render would carry out, as addresses and spans."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote
from uuid import UUID

from sqlmodel import Session

from app.features.productions import queries
from app.features.productions.errors import CaptionsNotFound, LayerNotFound
from app.features.productions.models import Captions, ProductionDraft, Upload
from app.features.productions.rules.captions import Cue, as_webvtt
from app.features.productions.rules.config import DraftConfig
from app.features.productions.rules.layers import CAPTION, plan_captions
from app.features.productions.rules.plan import Medium, render_plan
from app.features.productions.rules.references import upload_references
from app.features.productions.schemas.drafts import (
    Issue,
    PreviewCaptions,
    PreviewIntro,
    PreviewLayer,
    PreviewMusic,
    PreviewSpan,
    PreviewView,
)
from app.features.productions.service import captions, drafts, findings, snapshots
from app.kernel import ports
from app.kernel.assets import Asset
from app.kernel.identity import Actor
from app.kernel.ports.renderer import Artwork, Layer, MediaInfo, MediaKind, Music, Renderer, RenderPlan
from app.kernel.ports.storage import Storage

MAX_HEIGHT = 3840
DRAWING = 1
"""Counts up when pictures are drawn differently, so that browsers ask for them again."""


@dataclass(frozen=True)
class Drawing:
    """One picture to draw. Its `artwork.image` is a key of storage, not yet a file, unless `bundled`."""

    artwork: Artwork
    width: int
    height: int
    """Pixels of the finished film."""
    version: str
    """Differs whenever the picture would."""
    bundled: bool = False
    """Whether `artwork.image` is a file that came with Everkeep."""


@dataclass(frozen=True)
class _Planned:
    """A draft's plan, in which files stand as keys of storage."""

    plan: RenderPlan
    issues: list[Issue]
    song_id: UUID | None
    """The asset of the music."""
    choices: DraftConfig
    captions: Captions | None
    """Without their words: most views of a preview need none of them."""


def get_preview(session: Session, actor: Actor, draft_id: int) -> PreviewView:
    """What the draft would become. Choices that can't be shown are left out and named in `issues`.

    Raises `DraftNotFound`.
    """
    draft, source = drafts.readable_draft(session, actor, draft_id)
    planned = _plan(session, draft, source)
    plan = planned.plan
    drawings = _drawings(planned)
    urls = {name: _url(draft_id, name, drawing) for name, drawing in drawings.items()}
    return PreviewView(
        draft_id=draft_id,
        revision=draft.revision,
        width=plan.width,
        height=plan.height,
        duration_seconds=round(plan.duration_seconds, 3),
        segments=[PreviewSpan(start=span.start, end=span.end) for span in plan.segments],
        intro=PreviewIntro(seconds=plan.intro.seconds, url=urls.get("intro")) if plan.intro else None,
        layers=[_layer(layer, urls[layer.name]) for layer in plan.layers],
        music=_music(plan.music, planned.song_id) if plan.music else None,
        captions=_shown_captions(draft_id, planned),
        poster_url=urls.get("poster"),
        issues=planned.issues,
    )


def get_drawing(session: Session, actor: Actor, draft_id: int, layer: str) -> Drawing:
    """What `draw` needs for one picture of the preview. Raises `DraftNotFound`, `LayerNotFound`."""
    draft, source = drafts.readable_draft(session, actor, draft_id)
    planned = _plan(session, draft, source)
    if layer.startswith(CAPTION):
        return _caption_drawing(planned, source, layer)
    found = _drawings(planned).get(layer)
    if found is None:
        raise LayerNotFound
    return found


def get_captions(session: Session, actor: Actor, draft_id: int) -> str:
    """WebVTT in seconds of what the draft would become. Raises `DraftNotFound`, `CaptionsNotFound`."""
    draft, source = drafts.readable_draft(session, actor, draft_id)
    return as_webvtt(_cues(_plan(session, draft, source), source))


def draw(drawing: Drawing, width: int) -> bytes:
    """PNG of the whole frame, `width` pixels wide or as wide as the limit of height allows.

    Slow: call it outside a transaction. Raises `LayerNotFound` when its file has gone meanwhile.
    """
    width = max(1, min(width, MAX_HEIGHT * drawing.width // drawing.height))
    height = max(1, round(width * drawing.height / drawing.width))
    with _with_file(drawing) as artwork:
        return ports.get(Renderer).artwork(artwork, width, height)


@contextmanager
def _with_file(drawing: Drawing) -> Iterator[Artwork]:
    artwork = drawing.artwork
    if artwork.image is None or drawing.bundled:
        yield artwork
        return
    with ports.get(Storage).local(str(artwork.image)) as path:
        yield replace(artwork, image=path)


def _plan(session: Session, draft: ProductionDraft, source: Upload) -> _Planned:
    owned = findings.load_owned(session, draft.user_id, [draft.config_json])
    found = findings.issues(draft.config_json, source, owned)
    config = findings.without_faults(draft.config_json, found)
    choices = DraftConfig.of(config)
    named = {
        reference.upload_id: owned.uploads[reference.upload_id] for reference in upload_references(choices)
    }
    files = queries.rows_by_id(session, Asset, [upload.source_asset_id for upload in named.values()])
    media = {
        upload_id: Medium(Path(files[upload.source_asset_id].storage_key), _info(upload))
        for upload_id, upload in named.items()
    }
    presets = snapshots.settings_by_kind(snapshots.presets_by_kind(choices, owned))
    plan = render_plan(config, presets, Medium(Path("source"), _info(source)), media)
    song = named.get(choices.music_upload_id or 0)
    chosen = owned.captions.get(choices.captions.captions_id) if choices.captions else None
    return _Planned(plan, found, song.source_asset_id if song else None, choices, chosen)


def _cues(planned: _Planned, source: Upload) -> Sequence[Cue]:
    if planned.captions is None:
        raise CaptionsNotFound
    return captions.cues_in_the_film(planned.captions, planned.choices, source)


def _caption_drawing(planned: _Planned, source: Upload, layer: str) -> Drawing:
    plan = planned.plan
    for one in plan_captions(_cues(planned, source), plan.width, plan.height, plan.duration_seconds):
        if one.name == layer:
            return Drawing(one.artwork, plan.width, plan.height, _captions_version(planned))
    raise LayerNotFound


def _captions_version(planned: _Planned) -> str:
    """Of all words and their times: the words of a row never change."""
    choices, plan = planned.choices, planned.plan
    kept = [[span.start, span.end] for span in plan.segments]
    opening = plan.intro.seconds if plan.intro else 0.0
    named = choices.captions.captions_id if choices.captions else None
    shown = [DRAWING, named, kept, opening, plan.width, plan.height]
    return hashlib.sha256(findings.canonical_json(shown).encode()).hexdigest()[:16]


def _shown_captions(draft_id: int, planned: _Planned) -> PreviewCaptions | None:
    chosen, choice = planned.captions, planned.choices.captions
    if chosen is None or choice is None:
        return None
    at, version = f"/api/production-drafts/{draft_id}", _captions_version(planned)
    return PreviewCaptions(
        url=f"{at}/captions.vtt?v={version}",
        language=chosen.language,
        label=chosen.label,
        burn_in=choice.burn_in,
        picture_url=f"{at}/artwork/{quote(CAPTION)}NUMBER.png?v={version}" if choice.burn_in else None,
    )


def _info(upload: Upload) -> MediaInfo:
    """What is known of an upload without opening it, which is all that a plan's spans depend on."""
    return MediaInfo(
        kind=MediaKind(upload.kind),
        mime=upload.mime,
        suffix="",
        bytes=upload.bytes,
        duration_seconds=upload.duration_seconds or upload.known_seconds,
        width=upload.width,
        height=upload.height,
        frame_rate=upload.frame_rate,
        has_audio=upload.has_audio,
    )


def _drawings(planned: _Planned) -> dict[str, Drawing]:
    """Every picture of the preview, by name: the plan's layers, and `intro` or `poster`."""
    plan = planned.plan
    found = {layer.name: layer.artwork for layer in plan.layers}
    if plan.intro and plan.intro.image:
        found["intro"] = Artwork("title_page", image=plan.intro.image)
    if plan.poster_image:
        found["poster"] = Artwork("title_page", image=plan.poster_image)
    return {
        name: Drawing(artwork, plan.width, plan.height, version_of(artwork, plan.width, plan.height))
        for name, artwork in found.items()
    }


def version_of(artwork: Artwork, width: int, height: int) -> str:
    """A name for the picture that `artwork` gives at this size."""
    shown = [
        DRAWING,
        artwork.kind,
        artwork.settings,
        artwork.text,
        str(artwork.image),
        width,
        height,
    ]
    return hashlib.sha256(findings.canonical_json(shown).encode()).hexdigest()[:16]


def _url(draft_id: int, name: str, drawing: Drawing) -> str:
    return f"/api/production-drafts/{draft_id}/artwork/{quote(name, safe='')}.png?v={drawing.version}"


def _layer(layer: Layer, url: str) -> PreviewLayer:
    return PreviewLayer(
        name=layer.name,
        url=url,
        start=layer.span.start,
        end=layer.span.end,
        fade_in=layer.fade_in,
        fade_out=layer.fade_out,
    )


def _music(music: Music, song_id: UUID | None) -> PreviewMusic:
    return PreviewMusic(
        url=f"/api/assets/{song_id}" if song_id else None,
        mode=music.mode,
        video_gain_db=music.video_gain_db,
        music_gain_db=music.music_gain_db,
        ducking=music.ducking,
        duck_db=music.duck_db,
        gate=music.gate,
        seconds=music.seconds,
        clip_seconds=music.clip_seconds,
        loop=music.loop,
        fade=music.fade,
    )
