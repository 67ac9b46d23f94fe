"""A story as its author writes it: eleven scenes, what may be chosen there, and how it can end."""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from app.features.scenes.rules.conditions import Condition
from app.features.scenes.rules.effects import Effect, Paragraphs, Trait
from app.features.scenes.rules.frozen import Frozen, Id, Line, SceneIndex, Whole
from app.kernel.ports.painter import Backdrop, Hex, Hour, Landscape, Weather

Ask = Literal["choice", "party", "ending"]
PartyName = Annotated[str, Field(min_length=1, max_length=120)]
HeroName = Annotated[str, Field(min_length=1, max_length=80)]
Bonus = Annotated[Whole, Field(ge=-10, le=20)]


class HeroClass(Frozen):
    """What a hero can be: hit points at the start, and what is added to rolls of each trait."""

    name: Annotated[str, Field(min_length=1, max_length=40)]
    hp: Whole = Field(ge=1, le=9999)
    might: Bonus = 0
    wits: Bonus = 0
    heart: Bonus = 0
    line: Line
    names: tuple[HeroName, ...] = Field(min_length=1)
    """Suggestions for who they are."""

    def bonus(self, trait: Trait) -> int:
        """What is added to a roll of `trait`."""
        bonus: int = getattr(self, trait)
        return bonus


class SymbolCard(Frozen):
    """What the party may carry from scene 6 on."""

    name: Line
    line: Line
    palette: tuple[Hex, ...] = Field(min_length=1, max_length=5)


class Symbols(Frozen):
    """The three symbols: every story has them."""

    light: SymbolCard
    shadow: SymbolCard
    chaos: SymbolCard

    @property
    def by_id(self) -> Mapping[str, SymbolCard]:
        """Each symbol by its id, in the order in which they are offered."""
        return {"light": self.light, "shadow": self.shadow, "chaos": self.chaos}


class Scenery(Frozen):
    """What the backdrop of a scene is painted from."""

    landscape: Landscape
    hour: Hour
    weather: Weather
    palette: tuple[Hex, ...] = Field(min_length=3, max_length=5)
    """Dark to light, then accents."""
    seed: Whole = Field(default=0, ge=0, lt=2**32)

    def backdrop(self, symbol: str | None) -> Backdrop:
        """The painter's recipe, coloured by the symbol that is carried; an unknown one colours nothing."""
        return Backdrop.model_validate({**dict(self), "symbol": symbol if symbol in SYMBOLS else None})


SYMBOLS = tuple(Symbols.model_fields)


class Choice(Frozen):
    """Something that the party may do."""

    id: Id
    label: Line
    hint: Line | None = None
    when: Condition | None = None
    """When it is offered; always, if nothing is said."""
    echo: Paragraphs = ()
    """What is told of it at the head of the next page."""
    effects: tuple[Effect, ...] = ()


class Scene(Frozen):
    """One of the eleven pages."""

    index: SceneIndex
    title: Line
    backdrop: Scenery
    text: Paragraphs = Field(min_length=1)
    ask: Ask = "choice"
    choices: tuple[Choice, ...] = Field(default=(), max_length=9)
    echo: Paragraphs = ()
    """Where the party is asked for: what is told of it at the head of the next page."""


class Ending(Frozen):
    """One way in which it ends."""

    id: Id
    title: Line
    when: Condition | None = None
    text: Paragraphs = Field(min_length=1)


class Story(Frozen):
    """A whole story. Made only by `loading`, which checks what a shape can't say."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=100)]
    version: Whole = Field(ge=1)
    title: Line
    tagline: Line
    about: str = Field(min_length=1)
    party_names: tuple[PartyName, ...] = Field(min_length=1)
    nameless: PartyName
    """What the party is called until it has a name."""
    classes: Mapping[Id, HeroClass] = Field(min_length=1)
    symbols: Symbols
    flags: Mapping[Id, str] = {}
    """What each thing that the story remembers means, for its author."""
    scenes: tuple[Scene, ...] = Field(min_length=11, max_length=11)
    endings: tuple[Ending, ...] = Field(min_length=1)

    def scene(self, index: int) -> Scene:
        """The scene at `index`, 1 to 11."""
        return self.scenes[index - 1]

    @cached_property
    def _class_ids(self) -> Mapping[str, str]:
        ids = {shown.name.casefold(): key for key, shown in self.classes.items()}
        return ids | {key.casefold(): key for key in self.classes}

    def class_id(self, written: str) -> str | None:
        """The id of a class as a game client may write it, `thief` or `Thief`; None if there is no such."""
        return self._class_ids.get(written.strip().casefold())
