"""What a choice does to the party, and what the dice decide."""

import re
from random import Random
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag, WithJsonSchema

from app.features.scenes.rules.conditions import Condition
from app.features.scenes.rules.frozen import Frozen, Id, Line, Whole, tag_by_key

Trait = Literal["might", "wits", "heart"]
Struck = Annotated[str, Field(pattern=r"^(all|weakest|strongest|first|random|class:[a-z0-9_-]+)$")]
"""Whom an effect reaches among those who stand; `class:thief` reaches nobody when no thief stands."""

Roller = Annotated[str, Field(pattern=r"^(best|weakest|strongest|first|random|class:[a-z0-9_-]+)$")]
"""Who rolls among those who stand; `class:thief` falls back to `best` when no thief stands."""

Raised = Annotated[str, Field(pattern=r"^(fallen|first|class:[a-z0-9_-]+)$")]
"""Whom an effect raises: all who have fallen, the first of them, or those of a class."""

_DICE = re.compile(r"^([1-9]\d?)?d([1-9]\d{0,2})(?:\+([1-9]\d{0,2}))?$")


class Dice(Frozen):
    """Some dice of one kind and a bonus, written `d8`, `2d6` or `2d6+3`."""

    count: Whole
    sides: Whole
    bonus: Whole

    @classmethod
    def read(cls, written: str) -> "Dice":
        """Raises `ValueError` when `written` is no dice."""
        found = _DICE.fullmatch(written)
        if found is None:
            raise ValueError("write dice like d8, 2d6 or 2d6+3")
        count, sides, bonus = found.groups()
        return cls(count=int(count or 1), sides=int(sides), bonus=int(bonus or 0))

    def roll(self, chance: Random) -> int:
        """What the dice show, without the bonus."""
        return sum(chance.randint(1, self.sides) for _ in range(self.count))


def _dice(written: str) -> str:
    Dice.read(written)
    return written


DiceText = Annotated[str, AfterValidator(_dice), WithJsonSchema({"type": "string", "pattern": _DICE.pattern})]


class Told(Frozen):
    """A paragraph that is told only under a condition."""

    when: Condition
    say: str = Field(min_length=1)


def _text_means_list(written: Any) -> Any:
    return [written] if isinstance(written, str | dict) else written


Paragraph = Annotated[
    Annotated[str, Field(min_length=1), Tag("<text>")] | Annotated[Told, Tag("<told>")],
    Discriminator(
        lambda written: "<text>" if isinstance(written, str) else "<told>",
        custom_error_type="paragraph",
        custom_error_message="a paragraph is a text, or {when: …, say: …}",
    ),
]
Paragraphs = Annotated[
    tuple[Paragraph, ...],
    BeforeValidator(_text_means_list, json_schema_input_type=tuple[Paragraph, ...] | Paragraph),
]
"""Paragraphs in their order; a single one may be written without a list."""


class Outcome(Frozen):
    """What is told and what happens next."""

    echo: Paragraphs = ()
    effects: tuple["Effect", ...] = ()


class HitPoints(Frozen):
    """Harms (negative) or heals (positive, never above a hero's most)."""

    hp: Whole = Field(ge=-9999, le=9999)
    who: Struck = "all"


class RaiseFlag(Frozen):
    """The story remembers."""

    flag: Id


class LowerFlag(Frozen):
    """The story forgets."""

    unflag: Id


class TakeSymbol(Frozen):
    """The party carries this symbol from now on."""

    symbol: Id


class Raise(Frozen):
    """Heroes who have fallen stand again, with so many hit points."""

    whom: Raised = Field(alias="raise")
    hp: Whole = Field(ge=1, le=9999)


class Test(Frozen):
    """What is rolled: 1d20 and a trait, against a number. A 20 always succeeds, a 1 never does."""

    __test__ = False

    trait: Trait
    against: Whole = Field(ge=2, le=40)
    who: Roller = "best"
    label: Line


class Check(Frozen):
    """A roll that decides between two outcomes."""

    check: Test
    success: Outcome = Field(default_factory=Outcome)
    failure: Outcome = Field(default_factory=Outcome)


class Foe(Frozen):
    """Who is fought. `hp` is meant for four heroes: fewer meet a weaker foe in proportion."""

    foe: Line
    hp: Whole = Field(ge=1, le=9999)
    might: Whole = Field(ge=-10, le=20)
    harm: DiceText
    rounds: Whole = Field(default=4, ge=1, le=8)
    label: Line


class Combat(Frozen):
    """A short fight: won when the foe falls within its rounds."""

    combat: Foe
    won: Outcome = Field(default_factory=Outcome)
    lost: Outcome = Field(default_factory=Outcome)


class Either(Frozen):
    """One outcome when a condition holds, another when it doesn't."""

    when: Condition
    then: Outcome
    otherwise: Outcome = Field(default_factory=Outcome)


_KINDS = ("check", "combat", "when", "raise", "flag", "unflag", "symbol", "hp")

Effect = Annotated[
    Annotated[Check, Tag("<check>")]
    | Annotated[Combat, Tag("<combat>")]
    | Annotated[Either, Tag("<when>")]
    | Annotated[Raise, Tag("<raise>")]
    | Annotated[RaiseFlag, Tag("<flag>")]
    | Annotated[LowerFlag, Tag("<unflag>")]
    | Annotated[TakeSymbol, Tag("<symbol>")]
    | Annotated[HitPoints, Tag("<hp>")],
    Discriminator(
        tag_by_key(*_KINDS),
        custom_error_type="effect",
        custom_error_message="an effect is one of: " + ", ".join(_KINDS),
    ),
]

for _nested in (Outcome, Check, Combat, Either):
    _nested.model_rebuild()
