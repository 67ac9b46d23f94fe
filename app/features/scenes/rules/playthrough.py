"""How a run stands, what somebody does next, and what came of it. All of it is JSON both ways."""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field

from app.features.scenes.rules.frozen import FIRST_SCENE, Frozen, SceneIndex, Truth, Whole


class Hero(Frozen):
    """Somebody of the party. At 0 hit points they have fallen."""

    name: str
    hero_class: str = Field(alias="class")
    """An id of the story's classes, or what another game client called it."""
    hp: Whole = Field(ge=0)
    max_hp: Whole = Field(ge=0)
    more: Mapping[str, Any] = {}
    """What another game client keeps with the hero."""

    @property
    def stands(self) -> bool:
        """Whether they have not fallen."""
        return self.hp > 0


class PlayState(Frozen):
    """A run between two moves."""

    scene: SceneIndex = FIRST_SCENE
    party_name: str
    heroes: tuple[Hero, ...] = ()
    symbol: str | None = None
    """One of the story's symbols, or what another game client saved."""
    choices: Mapping[str, str | None] = {}
    """By `scene<n>`: the id of what was chosen; scene 2 has the classes, joined by commas."""
    flags: tuple[str, ...] = ()
    """What the story remembers, sorted."""

    @property
    def standing(self) -> tuple[int, ...]:
        """The places of those who have not fallen, in the party's order."""
        return tuple(place for place, hero in enumerate(self.heroes) if hero.stands)

    @property
    def fallen(self) -> tuple[int, ...]:
        """The places of those who have fallen, in the party's order."""
        return tuple(place for place, hero in enumerate(self.heroes) if not hero.stands)


class HeroForm(Frozen):
    """A hero as somebody fills them in at scene 2."""

    name: str
    hero_class: str = Field(alias="class")


class PartyForm(Frozen):
    """The party as somebody fills it in at scene 2: checked when it is played."""

    name: str
    heroes: tuple[HeroForm, ...]


class Move(Frozen):
    """What somebody does at a scene: one of its choices, or the party that sets out at scene 2."""

    scene: Whole
    choice: str = ""
    party: PartyForm | None = None


class Roll(Frozen):
    """Dice that were thrown, to be shown."""

    kind: Literal["check", "strike", "harm"]
    who: str
    hero: Whole | None = None
    """The place of the hero who rolled; None for a foe."""
    label: str
    die: str
    """`d20`, `2d6`."""
    value: Whole
    """What the dice showed."""
    bonus: Whole = 0
    total: Whole
    against: Whole | None = None
    success: Truth | None = None
    round: Whole | None = None
    """Of a combat, from 1."""
    text: str
    """The roll in words, for those who don't see dice and for exports."""


class Change(Frozen):
    """Something that is different now, to be shown."""

    kind: Literal["harmed", "healed", "fell", "spared", "raised", "foe", "symbol"]
    """`spared`: the last one standing was left at 1 hit point; `foe`: a foe lost hit points."""
    who: str
    hero: Whole | None = None
    amount: Whole = 0
    """Hit points; negative when they were lost."""
    hp: Whole | None = None
    max_hp: Whole | None = None
    after_rolls: Whole = 0
    """How many of the step's rolls had been thrown when it happened."""
    text: str


class Step(Frozen):
    """One move and all that came of it."""

    move: Move
    before: PlayState
    after: PlayState
    label: str = ""
    """What the choice was called on the page, with the names filled in."""
    echo: tuple[str, ...] = ()
    told_after: tuple[int, ...] = ()
    """For each paragraph of `echo`, how many of the step's rolls had been thrown before it is told."""
    rolls: tuple[Roll, ...] = ()
    changes: tuple[Change, ...] = ()


class ChoiceView(Frozen):
    """A choice as it is offered."""

    key: Whole = Field(ge=1, le=9)
    """The number key that takes it."""
    id: str
    label: str
    hint: str | None = None
    symbol: str | None = None
    """The symbol that it takes, at scene 6."""


class ClassView(Frozen):
    """A class as it is offered at scene 2."""

    id: str
    name: str
    hp: Whole
    might: Whole
    wits: Whole
    heart: Whole
    line: str
    names: tuple[str, ...]


class PartyView(Frozen):
    """What may be chosen at scene 2."""

    classes: tuple[ClassView, ...]
    names: tuple[str, ...]
    """Suggestions for the party's name."""
    least: Whole
    most: Whole


class EndingView(Frozen):
    """How it ended."""

    id: str
    title: str
    paragraphs: tuple[str, ...]


class ScenePage(Frozen):
    """A scene as one party finds it."""

    story: str
    scene: Whole
    title: str
    palette: tuple[str, ...]
    """CSS colours of its backdrop, dark to light, then accents."""
    paragraphs: tuple[str, ...]
    ask: Literal["choice", "party", "ending"]
    choices: tuple[ChoiceView, ...] = ()
    party: PartyView | None = None
    ending: EndingView | None = None
