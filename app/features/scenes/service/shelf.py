"""The shelf: whose runs are on it, finding one by its id, and taking one off with a way back."""

from collections.abc import Sequence

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from app.features.scenes import queries
from app.features.scenes.errors import RunNotFound, SessionIdTaken
from app.features.scenes.models import Party, Playthrough
from app.features.scenes.schemas.shelf import RemovedRun, ShelfView
from app.features.scenes.service.listing import list_free_runs, list_runs
from app.features.scenes.service.runs import delete_run
from app.features.scenes.service.standing import reachable_party
from app.features.scenes.service.stories import list_stories
from app.kernel.identity import Actor


def read_shelf(session: Session, actor: Actor | None, kept_ids: Sequence[str]) -> ShelfView:
    """The actor's runs; for a visitor those free ones that their browser keeps the ids of."""
    found = list_runs(session, actor) if actor else list_free_runs(session, kept_ids)
    return ShelfView(runs=found, stories=list_stories())


def find_run(session: Session, actor: Actor | None, session_ids: Sequence[str]) -> str:
    """The first of these ids under which the actor can open a run. Raises `RunNotFound`."""
    for session_id in session_ids:
        try:
            return reachable_party(session, actor, session_id).session_id
        except RunNotFound:
            continue
    raise RunNotFound


def remove_run(session: Session, actor: Actor | None, session_id: str) -> RemovedRun:
    """Delete a run; what comes back is all that `restore_run` needs. Raises `RunNotFound`."""
    party = reachable_party(session, actor, session_id, lock=True)
    row = queries.find_playthrough(session, party.id)
    removed = RemovedRun(party=party.model_dump(), playthrough=row.model_dump() if row else None)
    delete_run(session, actor, session_id)
    return removed


def restore_run(session: Session, actor: Actor | None, removed: RemovedRun) -> str:
    """Bring a deleted run back as it was, and its owner's; returns its session id.

    Raises `RunNotFound` for anybody else, `SessionIdTaken` when another run stands in its place since.
    """
    party = Party(**removed.party)
    if party.owner_id not in (None, actor and actor.user_id):
        raise RunNotFound
    try:
        with session.begin_nested():  # the party first: its playthrough refers to it
            session.add(party)
    except IntegrityError as error:
        raise SessionIdTaken from error
    if removed.playthrough is not None:
        session.add(Playthrough(**removed.playthrough))
    return removed.session_id
