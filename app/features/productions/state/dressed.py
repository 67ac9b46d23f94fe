"""What the page that dresses a film shows: one view of its draft, as variables."""

from typing import Any

import reflex as rx

from app.features.productions.schemas.dressing import Dressing
from app.features.productions.state.film import FilmShown
from app.features.productions.state.shown import (
    FIELDS,
    NO_SOURCE,
    Picture,
    Source,
    Words,
    changed_since,
    choice,
    conflict_words,
    ended,
    issues_by_key,
    picture_rows,
    preset_options,
    section_thumbs,
    source_facts,
    words_file,
)

LOADING, OPENING, READY, MISSING, REFUSED = "loading", "opening", "ready", "missing", "refused"


class DressedDraft(FilmShown, rx.State, mixin=True):
    """A draft and everything that can be chosen for it; `DraftState` says what happens to them."""

    phase: str = LOADING
    trouble: str = ""
    """Why there is nothing to edit, when there isn't."""
    draft_id: int = 0
    scope: str = ""
    address: str = ""
    """Where the outbox hands over its changes when the socket is away."""
    config: dict[str, Any] = {}
    revision: int = 0
    answer: dict[str, Any] = {}
    since: str = ""
    """Who changed it last, and when: "Changed on your phone 2 minutes ago"."""
    issues: dict[str, str] = {}
    notes: list[str] = []
    note: str = ""
    """What happened to the cuts by themselves."""
    _asked: dict[str, str] = {}
    """The query that the page was opened with."""
    place: dict[str, Any] = {}
    """Where the person was; see `rules.place.Place`."""
    visit: int = 0
    """Counts the openings of the page: each goes to the place once."""
    source: Source = NO_SOURCE
    preview: dict[str, Any] = {}
    summaries: dict[str, str] = {}
    outcome: str = ""
    pictures: dict[str, list[Picture]] = picture_rows(())
    music: list[Picture] = []
    captions: list[Words] = []
    preset_options: dict[str, list[list[str]]] = preset_options(())
    words: dict[str, dict[str, str]] = {}
    """What values are called where two devices met."""
    removed: dict[str, Any] = {}
    """Cuts and overlay pictures that were removed on this page, to be put back."""
    thumbs: dict[str, str] = {}
    """The small picture of each section."""
    awaited: dict[str, int] = {}
    """Files that have arrived and are looked into, by the key that they are to be chosen for."""
    unusable: dict[str, str] = {}
    """Why a file that was brought for a key could not be chosen, until something else is."""
    loose_issues: list[str] = []
    """What stands in the way and has no field on this page, such as a deleted video."""
    ended: str = ""
    """Why this draft takes no more changes, when it was produced or put away elsewhere."""
    film_address: str = ""
    """The production that an ended draft became."""
    starting_over: bool = False
    producing: bool = False

    def _show(self, shown: Dressing) -> None:
        draft = shown.draft
        self.phase = READY
        if draft.id != self.draft_id:
            self.removed, self.unusable = {}, {}
        self.draft_id = draft.id
        self.scope = f"draft:{draft.id}"
        self.address = f"/api/production-drafts/{draft.id}/changes"
        self.config = draft.config
        self.revision = draft.revision
        self.note = draft.note
        self.film = shown.film.model_dump(mode="json")
        self.since = changed_since(draft)
        self.issues = issues_by_key(draft)
        self.loose_issues = [text for key, text in self.issues.items() if key not in FIELDS]
        self.ended, self.film_address = ended(draft)
        self.source = source_facts(shown.upload)
        self.preview = shown.preview.model_dump(mode="json", by_alias=True) if shown.preview else {}
        self.summaries = shown.summaries
        self.outcome = shown.outcome
        self.pictures = picture_rows(shown.pictures)
        self.music = [choice(upload) for upload in shown.music]
        self.captions = [words_file(one) for one in shown.captions]
        self.preset_options = preset_options(shown.presets)
        self.words = conflict_words(shown.pictures, shown.music, shown.presets, shown.captions)
        self.thumbs = section_thumbs(draft, [*shown.pictures, *shown.music])
