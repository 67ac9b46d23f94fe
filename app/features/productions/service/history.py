"""What a draft's timeline was before each of its last changes, so that they can be undone after a reload.

Every caller holds the lock of the draft's row.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm.attributes import flag_modified
from sqlmodel import Session, col, delete, select

from app.features.productions.models import DraftStep, ProductionDraft
from app.features.productions.rules.editing import timelines

MAX_STEPS = 50
KEYS = frozenset(timelines.KEYS)


@dataclass(frozen=True)
class Step:
    """What a change is called, and what the browser called its asking."""

    words: str
    move: str = ""


ELSEWHERE = Step("the last change")
"""A change that came otherwise than as an edit: from the produce page, an old link, or REST."""


@dataclass(frozen=True)
class Standing:
    """The step that would be undone, and the one that would be done again."""

    done: DraftStep | None
    undone: DraftStep | None


def note(session: Session, draft: ProductionDraft, before: dict[str, Any], step: Step) -> None:
    """Remember what the timeline was before the change that `draft` holds. What was undone is forgotten."""
    assert draft.id is not None, "a stored draft"
    standing = stand(session, draft)
    number = standing.done.number + 1 if standing.done else 1
    gone = (col(DraftStep.number) >= number) | (col(DraftStep.number) <= number - MAX_STEPS)
    session.exec(delete(DraftStep).where(col(DraftStep.draft_id) == draft.id, gone))
    draft.note = ""
    session.add(
        DraftStep(
            draft_id=draft.id,
            number=number,
            revision=draft.revision,
            words=step.words,
            move=step.move,
            other=timeline_keys(before),
        )
    )
    session.flush()


def turn(
    session: Session, draft: ProductionDraft, step: DraftStep, put_away: dict[str, Any], move: str
) -> None:
    """A done step is undone now, an undone one done; it keeps the keys that were put away for it."""
    step.undone = not step.undone
    step.other = put_away
    flag_modified(step, "other")
    step.revision, step.move = draft.revision, move
    draft.note = ""
    session.add(step)
    session.flush()


def stand(session: Session, draft: ProductionDraft) -> Standing:
    """What can be undone and done again."""
    found = select(DraftStep).where(DraftStep.draft_id == draft.id)
    done = found.where(col(DraftStep.undone).is_(False)).order_by(col(DraftStep.number).desc())
    undone = found.where(col(DraftStep.undone).is_(True)).order_by(col(DraftStep.number))
    return Standing(session.exec(done.limit(1)).first(), session.exec(undone.limit(1)).first())


def newest(session: Session, draft: ProductionDraft) -> DraftStep | None:
    """The step that was done, undone or done again last."""
    found = select(DraftStep).where(DraftStep.draft_id == draft.id)
    return session.exec(found.order_by(col(DraftStep.revision).desc()).limit(1)).first()


def forget(session: Session, draft: ProductionDraft) -> None:
    """Drop every step of a draft that takes no more changes."""
    session.exec(delete(DraftStep).where(col(DraftStep.draft_id) == draft.id))


def timeline_keys(config: dict[str, Any]) -> dict[str, Any]:
    """The part of a config that steps are about."""
    return {key: value for key, value in config.items() if key in KEYS}
