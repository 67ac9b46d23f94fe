"""What the page that dresses a film needs, each in one transaction."""

from collections.abc import Mapping

from sqlmodel import Session

from app.features.productions import queries
from app.features.productions.models import UploadKind, UploadStatus
from app.features.productions.rules.legacy import has_legacy_keys
from app.features.productions.rules.summaries import outcome_words, pace, section_summaries
from app.features.productions.schemas.drafts import DraftView, PreviewView
from app.features.productions.schemas.dressing import Dressing
from app.features.productions.schemas.uploads import UploadView
from app.features.productions.service import (
    captions,
    drafts,
    films,
    legacy,
    places,
    presets,
    preview,
    uploads,
)
from app.kernel.identity import Actor

MAX_CHOICES = 200
RENDERS_TO_LEARN_FROM = 5


def open_dressing(session: Session, actor: Actor, upload_id: int, query: Mapping[str, str]) -> Dressing:
    """Get or create the draft for an upload; choices in an old link's `query` seed it while it is empty.

    Raises what `drafts.open_draft` raises.
    """
    draft, _ = drafts.open_draft(session, actor, upload_id)
    notes: list[str] = []
    if has_legacy_keys(query):
        seeded = legacy.seed_draft(session, actor, draft.id, query)
        draft, notes = seeded.draft, [seeded.note] if seeded.note else []
    return _dressing(session, actor, draft, notes)


def read_dressing(session: Session, actor: Actor, draft_id: int) -> Dressing:
    """The same for a draft that is open on a page. Raises `DraftNotFound`."""
    return _dressing(session, actor, drafts.get_draft(session, actor, draft_id))


def start_over(session: Session, actor: Actor, upload_id: int) -> Dressing:
    """Put the draft away and open a fresh one."""
    return _dressing(session, actor, drafts.start_over(session, actor, upload_id))


def _dressing(session: Session, actor: Actor, draft: DraftView, notes: list[str] | None = None) -> Dressing:
    upload = uploads.get_upload(session, actor, draft.upload_id)
    shown = find_preview(session, actor, draft, upload)
    pictures = uploads.list_uploads(session, actor, UploadKind.IMAGE, limit=MAX_CHOICES)
    music = uploads.list_uploads(session, actor, UploadKind.AUDIO, limit=MAX_CHOICES)
    brought = captions.list_captions(session, actor, draft.upload_id)
    offered = presets.list_presets(session, actor)
    return Dressing(
        draft=draft,
        place=places.read_place(session, draft.id),
        upload=upload,
        film=films.film_of(upload),
        preview=shown,
        summaries=section_summaries(
            draft.config,
            {file.id: file.display_name for file in (*pictures, *music)},
            {preset.id: preset.name for preset in offered},
            {one.id: one.label for one in brought},
        ),
        outcome=_outcome(session, actor, shown) if shown and upload.status is UploadStatus.READY else "",
        pictures=pictures,
        music=music,
        presets=offered,
        captions=brought,
        notes=notes or [],
    )


def _outcome(session: Session, actor: Actor, shown: PreviewView) -> str:
    finished = queries.finished_renders(session, actor.user_id, RENDERS_TO_LEARN_FROM)
    return outcome_words(shown.duration_seconds, shown.width, shown.height, pace(finished))


def find_preview(session: Session, actor: Actor, draft: DraftView, upload: UploadView) -> PreviewView | None:
    """What a draft would become; None while nobody knows how long and how large its video is."""
    if not (upload.duration_seconds or upload.known_seconds) or not (upload.width and upload.height):
        return None
    return preview.get_preview(session, actor, draft.id)
