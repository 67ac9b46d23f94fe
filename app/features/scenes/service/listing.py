"""Runs in lists: a person's own, and the free ones that somebody knows the ids of."""

from collections.abc import Sequence

from sqlmodel import Session

from app.features.scenes import queries
from app.features.scenes.schemas.runs import RunCard
from app.features.scenes.service.run_views import run_card
from app.features.scenes.service.standing import possible_ids
from app.kernel.identity import Actor

MAX_RUNS = 200
"""How many runs a list holds."""


def list_runs(session: Session, actor: Actor) -> list[RunCard]:
    """The actor's own runs, the one that was played last first."""
    return [run_card(run) for run in queries.owned_runs(session, actor.user_id, MAX_RUNS)]


def list_free_runs(session: Session, session_ids: Sequence[str]) -> list[RunCard]:
    """Those of these runs that nobody owns, the one that was played last first."""
    return [run_card(run) for run in queries.free_runs(session, possible_ids(session_ids))]
