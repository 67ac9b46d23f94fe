"""What is kept beside a run without moving it: where somebody reads, and what they have half typed."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from sqlmodel import Session, col, update

from app.features.scenes.errors import InvalidPlace
from app.features.scenes.models import Playthrough
from app.features.scenes.rules import PlayState, Story
from app.features.scenes.schemas.runs import Place, RunView
from app.features.scenes.service.run_views import run_view
from app.features.scenes.service.runs import start_run
from app.features.scenes.service.standing import hold_standing, reachable_party, read_standing, remember
from app.kernel.changes import Answer, Batch, settle
from app.kernel.identity import Actor
from app.kernel.texts import without_controls

PARTY_NAME, PICKED, NAME = "party_name", "picked", "name_"
"""The keys of what is half typed at scene 2: the party's name, its classes in order, and `name_<class>`."""
MAX_LETTERS = 200


def keep_place(session: Session, actor: Actor | None, session_id: str, place: Mapping[str, Any]) -> None:
    """Remember where on a scene's page somebody reads. Raises `InvalidPlace`, `RunNotFound`."""
    try:
        kept = Place.model_validate(place).model_dump()
    except ValidationError as error:
        raise InvalidPlace(
            {str(one["loc"][0] if one["loc"] else "place"): [one["msg"]] for one in error.errors()}
        ) from None
    party = reachable_party(session, actor, session_id)
    beside = col(Playthrough.party_id) == party.id
    # One statement that names one column: whatever a choice writes meanwhile stays.
    if not session.execute(update(Playthrough).where(beside).values(place=kept)).rowcount:  # type: ignore[attr-defined]  # of a cursor
        remember(session, hold_standing(session, actor, session_id)).place = kept


def keep_typed(session: Session, actor: Actor | None, session_id: str, batch: Batch) -> Answer:
    """Keep what is half typed, key by key, where no other device was faster; the answer names the rest.

    Raises `RunNotFound`, `StoryMissing`.
    """
    standing = hold_standing(session, actor, session_id)
    row = standing.row or remember(session, standing)
    settled = settle(row.typed, batch)
    errors = {
        key: fault
        for key, value in settled.to_save.items()
        if value is not None and (fault := _fault(standing.story, key, value))
    }
    new = {key: value for key, value in settled.to_save.items() if key not in errors}
    if new:
        row.typed = {key: value for key, value in (row.typed | new).items() if value is not None}
        session.add(row)
        session.flush()
    return Answer(
        scope=batch.scope,
        seq=batch.seq,
        revision=None,
        saved=settled.already | new,
        conflicts=settled.conflicts,
        errors=errors,
        device=row.device or "",
    )


def play_again(session: Session, actor: Actor | None, session_id: str, *, device: str = "") -> RunView:
    """A new run of the same story; its scene 2 finds the party of this one filled in.

    Raises `RunNotFound`, `StoryMissing`.
    """
    before = read_standing(session, actor, session_id)
    party = _form(before.story, before.state) or (before.row.typed if before.row else {})
    started = start_run(session, actor, before.story.id, device=device)
    again = hold_standing(session, actor, started.session_id)
    remember(session, again).typed = party
    session.flush()
    return run_view(again)


def _form(story: Story, state: PlayState) -> dict[str, Any]:
    """The party as scene 2 asks for it; empty before it has set out."""
    known = [(story.class_id(hero.hero_class), hero.name) for hero in state.heroes]
    heroes = {hero_class: name for hero_class, name in known if hero_class}
    names = {f"{NAME}{hero_class}": name for hero_class, name in heroes.items()}
    return {PARTY_NAME: state.party_name, PICKED: list(heroes), **names} if heroes else {}


def _fault(story: Story, key: str, value: Any) -> str | None:
    """Why the form of scene 2 can't keep this value."""
    if key == PICKED:
        classes = list(story.classes)
        known = isinstance(value, list) and len(value) <= len(classes)
        return None if known and all(one in classes for one in value) else "Choose among the classes."
    if key != PARTY_NAME and key.removeprefix(NAME) not in story.classes:
        return "There is no such field here."
    if not isinstance(value, str) or len(value) > MAX_LETTERS:
        return f"Use at most {MAX_LETTERS} characters."
    try:
        without_controls(value)
    except ValueError as reason:
        return str(reason)
    return None
