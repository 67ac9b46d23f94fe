"""What came of a choice, beat by beat as it is told: text, dice, wounds, the rounds of a fight."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from app.features.scenes.rules.playthrough import Change, Roll
from app.features.scenes.schemas.runs import StepView

Beat = dict[str, Any]
Told = str | Roll | Change

_TONES = {"harmed": "bad", "fell": "bad", "spared": "bad", "healed": "good", "raised": "good"}
_SHARED = {"harmed": "lose", "healed": "gain"}
_VERDICTS = {
    ("check", True): "Success",
    ("check", False): "Failure",
    ("strike", True): "Hit",
    ("strike", False): "Miss",
}


def beats_of(step: StepView) -> list[Beat]:
    """Each as a dict with its `kind`: `text`, `roll`, `change`, or `fight` with its rounds."""
    beats: list[Beat] = []
    for fighting, part in groupby(_in_order(step), key=lambda told: told[0] is not None):
        told = list(part)
        beats += map(_fight, _fights(told)) if fighting else _beats([one for _, one in told])
    return beats


def _fights(told: Sequence[tuple[int | None, Told]]) -> list[list[tuple[int | None, Told]]]:
    """Each fight by itself, where one follows upon another without a word between them."""
    fights: list[list[tuple[int | None, Told]]] = []
    before: tuple[int, int] | None = None
    for in_round, one in told:
        struck = one.hero if isinstance(one, Roll) else None
        now = None if struck is None else (in_round or 0, struck)
        # In a fight everybody strikes once a round, in the party's order, and first of all.
        if not fights or (now and before and now <= before):
            fights.append([])
        fights[-1].append((in_round, one))
        before = now or before
    return fights


def _in_order(step: StepView) -> Iterator[tuple[int | None, Told]]:
    """Everything with the round of the fight that it belongs to, or None."""
    for thrown in range(len(step.rolls) + 1):
        changes = [change for change in step.changes if change.after_rolls == thrown]
        blow = step.rolls[thrown - 1] if thrown else None
        of_blow = _of_blow(blow, step.rolls[thrown:], changes)
        yield from ((blow.round if blow else None, change) for change in changes[:of_blow])
        yield from ((None, text) for text in _echoes(step, thrown))
        yield from ((None, change) for change in changes[of_blow:])
        if thrown < len(step.rolls):
            yield step.rolls[thrown].round, step.rolls[thrown]


def _of_blow(blow: Roll | None, ahead: Sequence[Roll], changes: Sequence[Change]) -> int:
    """How many of the changes after `blow` it did itself: the last one's are followed by the outcome's."""
    if blow is None or blow.round is None:
        return 0
    if ahead and ahead[0].round is not None:
        return len(changes)
    return 1 if blow.kind == "harm" or (blow.hero is not None and blow.success) else 0


def _echoes(step: StepView, thrown: int) -> Iterator[str]:
    """The paragraphs that are told between two throws; all of them first, where nothing says otherwise."""
    for place, text in enumerate(step.echo):
        after = step.told_after[place] if place < len(step.told_after) else 0
        if after == thrown:
            yield text


def _beats(told: Sequence[Told]) -> Iterator[Beat]:
    """What happened outside of fights; the same to several heroes at once is said once."""
    for _, part in groupby(told, key=_alike):
        same = list(part)
        shared = [one for one in same if isinstance(one, Change)]
        yield _shared(shared) if len(shared) > 1 else _beat(same[0])


def _alike(told: Told) -> object:
    """What is told in one line has the same of this."""
    if isinstance(told, Change) and told.kind in _SHARED and told.hero is not None:
        return told.kind, told.amount, told.after_rolls
    return object()


def _shared(changes: Sequence[Change]) -> Beat:
    *others, last = [change.who for change in changes]
    words = f"{', '.join(others)} and {last} {_SHARED[changes[0].kind]} {abs(changes[0].amount)} HP each."
    return {**_change(changes[0]), "text": words, "changes": [_change(change) for change in changes]}


def _beat(told: Told) -> Beat:
    if isinstance(told, str):
        return {"kind": "text", "text": told}
    return _roll(told) if isinstance(told, Roll) else _change(told)


def _roll(roll: Roll) -> Beat:
    return {
        "kind": "roll",
        "who": roll.who,
        "label": roll.label,
        "die": _sides(roll.die),
        "value": roll.value,
        "bonus": roll.bonus,
        "against": roll.against,
        "success": roll.success,
        "ours": True,
        "outcome": _VERDICTS.get((roll.kind, bool(roll.success)), "harm"),
        "words": roll.text,
    }


def _blow(roll: Roll) -> Beat:
    """A roll within a fight, whose title says already what it is about: who strikes is what counts."""
    label = roll.label if roll.kind == "strike" and roll.hero is None else roll.who
    return {**_roll(roll), "label": label, "who": "", "ours": roll.hero is not None}


def _sides(die: str) -> int:
    """Of one of the dice: 6 for `2d6+3`."""
    return int(die.partition("d")[2].partition("+")[0])


def _change(change: Change) -> Beat:
    return {
        "kind": "change",
        "tone": _TONES.get(change.kind, "plain"),
        "text": change.text,
        "hero": change.hero,
        "amount": change.amount,
    }


def _fight(told: Sequence[tuple[int | None, Told]]) -> Beat:
    rolls = [one for _, one in told if isinstance(one, Roll)]
    foes = [one for _, one in told if isinstance(one, Change) and one.kind == "foe"]
    return {
        "kind": "fight",
        "label": rolls[0].label,
        "foe": {"name": foes[0].who, "max": foes[0].max_hp} if foes else {"name": "", "max": 0},
        "rounds": [_round([one for _, one in part]) for _, part in groupby(told, key=lambda each: each[0])],
    }


def _round(told: Sequence[Told]) -> Beat:
    changes = [one for one in told if isinstance(one, Change)]
    return {
        "rolls": [_blow(one) for one in told if isinstance(one, Roll)],
        "told": [change.text for change in changes],
        "foe": next((change.hp for change in reversed(changes) if change.kind == "foe"), None),
        "changes": [_change(change) for change in changes if change.hero is not None],
    }
