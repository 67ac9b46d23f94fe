"""What people have half typed into the builder: each their own, kept until it is an answer."""

from collections.abc import Iterable
from typing import Any

from sqlmodel import Session

from app.features.planets.models import PlanetBuilderSession
from app.features.planets.rules.steps import load_steps
from app.features.planets.service import sessions
from app.kernel import clock
from app.kernel.changes import Answer, Batch, settle
from app.kernel.identity import Actor
from app.kernel.texts import text_fault

MOST_LETTERS = 4000


def keep_typed(session: Session, actor: Actor, planet_id: int, batch: Batch) -> Answer:
    """Keep half typed texts by field, where no other device of the person was faster; null forgets one.

    The answer names the rest. Raises `PlanetNotFound`, `NotASteward`, `NotBuilding`.
    """
    row = sessions.hold(session, actor, planet_id).row
    mine = str(actor.user_id)
    settled = settle(row.typed.get(mine, {}), batch)
    errors = {name: fault for name, text in settled.to_save.items() if (fault := _fault(name, text))}
    new = {name: text for name, text in settled.to_save.items() if name not in errors}
    if new:
        kept = {name: text for name, text in (row.typed.get(mine, {}) | new).items() if text is not None}
        row.typed = row.typed | {mine: kept}
        row.updated_at = clock.now()
        session.add(row)
        session.flush()
    return Answer(
        scope=batch.scope,
        seq=batch.seq,
        revision=row.revision,
        saved=settled.already | new,
        conflicts=settled.conflicts,
        errors=errors,
        device=row.device,
    )


def forget_typed(row: PlanetBuilderSession, actor: Actor, answered: Iterable[str]) -> None:
    """What has become an answer is not half typed any more."""
    mine = str(actor.user_id)
    typed = {name: text for name, text in row.typed.get(mine, {}).items() if name not in set(answered)}
    if typed != row.typed.get(mine, {}):
        row.typed = row.typed | {mine: typed}


def _fault(name: str, text: Any) -> str | None:
    if name not in {question.id for question in load_steps().questions()}:
        return "There is no such field here."
    if text is None:
        return None
    if not isinstance(text, str) or len(text) > MOST_LETTERS:
        return f"Use at most {MOST_LETTERS} characters."
    return text_fault(text)
