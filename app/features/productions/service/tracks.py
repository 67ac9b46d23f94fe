"""Captions of a film: those that it was made with, and those that come to it when it is finished."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from sqlmodel import Session

from app.features.productions import queries
from app.features.productions.errors import (
    CaptionsNotFound,
    FilmNotFinished,
    ProductionNotFound,
    TooManyCaptions,
)
from app.features.productions.models import (
    Production,
    ProductionCaptions,
    ProductionStatus,
    Upload,
)
from app.features.productions.rules.captions import as_webvtt, read_captions
from app.features.productions.rules.config import DraftConfig
from app.features.productions.rules.languages import language_name
from app.features.productions.schemas.captions import CaptionsFile, TrackView
from app.features.productions.service import captions
from app.kernel import clock
from app.kernel.identity import Actor

MAX_LANGUAGES = 20


def take_along(session: Session, production: Production, source: Upload) -> None:
    """Give a new film the captions that its settings name, moved to where its cuts have put their words."""
    choices = DraftConfig.of(production.snapshot["config"])
    if choices.captions is None:
        return
    chosen = queries.find_captions_row(session, choices.captions.captions_id)
    if chosen is None:  # deleted this moment
        raise CaptionsNotFound
    cues = captions.cues_in_the_film(chosen, choices, source)
    if not cues:  # every word of them was cut out
        return
    session.add(
        ProductionCaptions(
            production_id=production.id,
            language=chosen.language,
            burnt_in=choices.captions.burn_in,
            label=chosen.label,
            webvtt=as_webvtt(cues),
        )
    )
    session.flush()


def find_burnt_in(session: Session, production_id: UUID) -> str:
    """WebVTT of what the render draws into the film; empty for nothing."""
    found = queries.burnt_in_captions(session, production_id)
    return found.webvtt if found else ""


def put_track(
    session: Session, actor: Actor, production_id: UUID, language: str, file: CaptionsFile
) -> TrackView:
    """Add captions to a finished film, in its own seconds, or replace those of the same language.

    Raises `ProductionNotFound`, `FilmNotFinished`, `CaptionsUnreadable` (naming the line), `TooManyCaptions`.
    """
    _own_finished(session, actor, production_id)
    webvtt = as_webvtt(read_captions(file.content))
    track = _find(session, production_id, language)
    if track is None:
        if len(queries.captions_of_productions(session, [production_id])) >= MAX_LANGUAGES:
            raise TooManyCaptions(MAX_LANGUAGES)
        track = ProductionCaptions(production_id=production_id, language=language, label="", webvtt="")
    track.label = file.label or language_name(language)
    track.webvtt = webvtt
    track.updated_at = clock.now()
    session.add(track)
    session.flush()
    return view(track)


def delete_track(session: Session, actor: Actor, production_id: UUID, language: str) -> None:
    """Remove the captions of one language. Raises `ProductionNotFound`, `CaptionsNotFound`."""
    _own_finished(session, actor, production_id)
    track = _find(session, production_id, language)
    if track is None:
        raise CaptionsNotFound
    session.delete(track)
    session.flush()


def get_track(session: Session, actor: Actor, production_id: UUID, language: str) -> str:
    """WebVTT for whoever may see the film. Raises `ProductionNotFound`, `CaptionsNotFound`."""
    production = queries.find_production_row(session, production_id)
    if production is None or not (production.user_id == actor.user_id or actor.is_developer):
        raise ProductionNotFound
    track = _find(session, production_id, language)
    if track is None:
        raise CaptionsNotFound
    return track.webvtt


def views_by_film(session: Session, production_ids: Iterable[UUID]) -> dict[UUID, list[TrackView]]:
    """What can be switched on in each film, in one query."""
    found: dict[UUID, list[TrackView]] = defaultdict(list)
    for track in queries.captions_of_productions(session, production_ids):
        found[track.production_id].append(view(track))
    return found


def view(track: ProductionCaptions) -> TrackView:
    """What leaves of it."""
    version = round(track.updated_at.timestamp() * 1000)
    return TrackView(
        language=track.language,
        label=track.label,
        url=f"/api/productions/{track.production_id}/captions/{track.language}.vtt?v={version}",
    )


def _own_finished(session: Session, actor: Actor, production_id: UUID) -> None:
    production = queries.find_production_row(session, production_id, lock=True)
    if production is None or production.user_id != actor.user_id:
        raise ProductionNotFound
    if production.status is not ProductionStatus.COMPLETED:
        raise FilmNotFinished


def _find(session: Session, production_id: UUID, language: str) -> ProductionCaptions | None:
    return session.get(ProductionCaptions, (production_id, language.lower(), False))
