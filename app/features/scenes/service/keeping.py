"""What is kept beside a run without moving it: where somebody reads, and what they have half typed."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from sqlmodel import Session, col, update

from app.features.scenes.errors import InvalidPlace
from app.features.scenes.models import Playthrough
from app.features.scenes.schemas.runs import Place, RunView
from app.features.scenes.service.party_form import fault_of, party_as_typed, typed_party
from app.features.scenes.service.run_views import run_view
from app.features.scenes.service.runs import start_run
from app.features.scenes.service.standing import hold_standing, reachable_party, read_standing, remember
from app.kernel.changes import Answer, Batch, settle
from app.kernel.identity import Actor


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
    before = typed_party(standing.story, standing.state, row)
    settled = settle(before, batch)
    errors = {
        key: fault
        for key, value in settled.to_save.items()
        if value is not None and (fault := fault_of(standing.story, key, value))
    }
    new = {key: value for key, value in settled.to_save.items() if key not in errors}
    if new:
        row.typed = {**before, **new}
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
    state = before.state
    party = party_as_typed(before.story, state) or typed_party(before.story, state, before.row)
    started = start_run(session, actor, before.story.id, device=device)
    again = hold_standing(session, actor, started.session_id)
    remember(session, again).typed = party
    session.flush()
    return run_view(again)
