"""What people have half typed into the builder: each their own, kept until it is an answer."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlmodel import Session

from app.features.planets.models import PlanetBuilderSession
from app.features.planets.rules.answers import Refused, clean
from app.features.planets.rules.steps import InputType, Question, load_steps
from app.features.planets.service import sessions
from app.kernel import clock
from app.kernel.changes import Answer, Batch, Settlement, settle
from app.kernel.identity import Actor
from app.kernel.texts import text_fault

MOST_LETTERS = 4000


def keep_typed(session: Session, actor: Actor, planet_id: int, batch: Batch, *, device: str = "") -> Answer:
    """Keep half typed texts by field, where no other device of the person was faster; null forgets one.

    A device was faster that typed further, or made an answer of it. The answer names the rest.
    Raises `PlanetNotFound`, `NotASteward`, `NotBuilding`.
    """
    standing = sessions.hold_last(session, actor, planet_id)
    mine = str(actor.user_id)
    settled = _settled(standing.row, mine, batch)
    errors = {name: fault for name, text in settled.to_save.items() if (fault := _fault(name, text))}
    new = {name: text for name, text in settled.to_save.items() if name not in errors}
    if any(new.values()):
        standing = sessions.reopened(session, actor, standing, device)
    row = standing.row
    if new:
        kept = {name: text for name, text in (row.typed.get(mine, {}) | new).items() if text is not None}
        row.typed_over = row.typed_over | {mine: _begun_from(row, mine, kept, batch)}
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


def _settled(row: PlanetBuilderSession, mine: str, batch: Batch) -> Settlement:
    """What comes late of a text that has become an answer is compared with that answer."""
    typed = row.typed.get(mine, {})
    newer: dict[str, Any] = {}
    bases = dict(batch.bases)
    for question in load_steps().questions():
        name = question.id
        if name in typed or name not in batch.bases or batch.changes.get(name) is None:
            continue
        if _is_answered_since(row, mine, question, batch.bases[name]):
            newer[name] = row.attributes[name]
        else:
            bases[name] = [*batch.bases[name], None]
    return settle(typed | newer, batch.model_copy(update={"bases": bases}))


def _is_answered_since(row: PlanetBuilderSession, mine: str, question: Question, bases: list[Any]) -> bool:
    """Whether the person's own answer is another than any that the text may have begun from.

    Another steward's answer is told when the text becomes one itself.
    """
    answer, mark = row.attributes.get(question.id), row.marks.get(question.id, {})
    if question.input_type is not InputType.FREE_TEXT or answer is None or mark.get("by") != mine:
        return False
    return answer not in [_says(question, base, ()) for base in bases if isinstance(base, str)]


def _begun_from(row: PlanetBuilderSession, mine: str, texts: Collection[str], batch: Batch) -> dict[str, Any]:
    """The answer that each text began from, as it was when its first letters were typed.

    Whoever comes back to a text on another page must not write over an answer that they never saw.
    """
    before, known = row.typed.get(mine, {}), row.typed_over.get(mine, {})
    begun: dict[str, Any] = {}
    for question in load_steps().questions():
        name = question.id
        if name in before and name in known:
            begun[name] = known[name]
        elif name in texts and name not in before:
            begun[name] = _seen(question, row.attributes.get(name), batch.bases.get(name))
    return {name: answer for name, answer in begun.items() if name in texts}


def _seen(question: Question, answer: Any, bases: list[Any] | None) -> Any:
    """The answer as the page showed it: the present one, unless the page says that it began from another."""
    if not bases or question.input_type is not InputType.FREE_TEXT:
        return answer
    said = [_says(question, base, ()) if isinstance(base, str) else None for base in bases]
    return answer if answer in said else said[0]


def typed_over(row: PlanetBuilderSession, actor: Actor) -> dict[str, Any]:
    """The answers that the actor's half typed texts began from, by field, as far as they are known."""
    mine = str(actor.user_id)
    typed, begun = row.typed.get(mine, {}), row.typed_over.get(mine, {})
    return {name: answer for name, answer in begun.items() if name in typed}


def forget_answered(
    row: PlanetBuilderSession, actor: Actor, saved: Mapping[str, Any], topics: Collection[int]
) -> None:
    """Forget the texts that say no more than the answers just saved; what was typed further stays."""
    steps = load_steps()
    typed = row.typed.get(str(actor.user_id), {})
    said = [
        question.id
        for question in steps.questions()
        if question.id in saved
        and question.id in typed
        and _says(question, typed[question.id], topics) == saved[question.id]
    ]
    forget_typed(row, actor, said)


def forget_typed(row: PlanetBuilderSession, actor: Actor, answered: Iterable[str]) -> None:
    """What has become an answer is not half typed any more."""
    mine = str(actor.user_id)
    typed = {name: text for name, text in row.typed.get(mine, {}).items() if name not in set(answered)}
    if typed != row.typed.get(mine, {}):
        row.typed = row.typed | {mine: typed}


def _says(question: Question, text: str, topics: Collection[int]) -> Any:
    try:
        return clean(question, text, topics)
    except Refused:
        return text


def _fault(name: str, text: Any) -> str | None:
    question = next((one for one in load_steps().questions() if one.id == name), None)
    if question is None:
        return "There is no such field here."
    if text is None:
        return None
    if not isinstance(text, str) or len(text) > MOST_LETTERS:
        return f"Use at most {question.max_length or MOST_LETTERS} characters."
    return text_fault(text)
