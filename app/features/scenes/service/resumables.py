"""Which runs a person may go on with, and which came to their ending: read by Home."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from app.features.scenes import queries
from app.features.scenes.rules.frozen import PARTY_SCENE
from app.features.scenes.schemas.runs import RunCard
from app.features.scenes.service.run_views import run_card
from app.kernel.identity import Actor
from app.kernel.ports.resumables import Finished, Resumable, ResumableSource

_CARD, _WIDE = 800, 1600
"""Widths that backdrops are painted in."""


class RunResumables(ResumableSource):
    """A person's own runs."""

    def list_resumables(self, session: Session, actor: Actor, limit: int) -> Sequence[Resumable]:
        return [_resumable(run_card(run)) for run in queries.unfinished_runs(session, actor.user_id, limit)]

    def list_finished(
        self, session: Session, actor: Actor, since: datetime, limit: int
    ) -> Sequence[Finished]:
        found = queries.runs_finished_since(session, actor.user_id, since, limit)
        return [
            _finished(run_card((party, row)), row.finished_at)
            for party, row in found
            if row is not None and row.finished_at is not None
        ]


def _resumable(card: RunCard) -> Resumable:
    return Resumable(
        kind="run",
        title=card.party_name if card.scene > PARTY_SCENE else card.story_title,
        place=card.place,
        progress=card.progress,
        href=card.href,
        picture_url=_picture(card),
        wide_picture_url=_picture(card, _WIDE),
        updated_at=card.updated_at,
        device=card.device or None,
    )


def _finished(card: RunCard, at: datetime) -> Finished:
    return Finished(
        kind="run",
        title=f"{card.party_name}: {card.ending}" if card.ending else card.party_name,
        href=card.href,
        picture_url=_picture(card),
        finished_at=at,
    )


def _picture(card: RunCard, width: int = _CARD) -> str | None:
    return f"{card.picture_url}&width={width}" if card.picture_url else None
