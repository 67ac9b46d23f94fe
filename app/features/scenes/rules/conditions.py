"""When a paragraph is told, a choice is offered, an effect happens, an ending holds."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from app.features.scenes.rules.frozen import Frozen, Id, SceneKey, Truth, Whole, tag_by_key


class FlagIs(Frozen):
    """The flag is up."""

    flag: Id


class SymbolIs(Frozen):
    """The party carries this symbol."""

    symbol: Id


class ChoiceWas(Frozen):
    """All of these scenes were answered so: `{scene3: left}`."""

    choice: Mapping[SceneKey, Id] = Field(min_length=1)


class ClassLives(Frozen):
    """Somebody of this class is in the party and stands."""

    lives: Id = Field(alias="class")


class Count(Frozen):
    """How many heroes: at least `min`, at most `max`."""

    min: Whole | None = Field(default=None, ge=0, le=8)
    max: Whole | None = Field(default=None, ge=0, le=8)

    @model_validator(mode="after")
    def _bounded(self) -> "Count":
        if self.min is None and self.max is None:
            raise ValueError("give min, max or both")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError("min is greater than max")
        return self

    def holds(self, number: int) -> bool:
        """Whether `number` lies within both bounds."""
        return (self.min is None or number >= self.min) and (self.max is None or number <= self.max)


class Alive(Frozen):
    """So many heroes stand."""

    alive: Count


class Fallen(Frozen):
    """So many heroes have fallen."""

    fallen: Count


class Wounded(Frozen):
    """Whether a standing hero is below half of their hit points."""

    wounded: Truth


class AllOf(Frozen):
    """Every one of these. A plain list means the same."""

    all: tuple["Condition", ...] = Field(min_length=1)


class AnyOf(Frozen):
    """At least one of these."""

    any: tuple["Condition", ...] = Field(min_length=1)


class Not(Frozen):
    """The opposite."""

    opposite: "Condition" = Field(alias="not")


_KINDS = ("flag", "symbol", "choice", "class", "alive", "fallen", "wounded", "all", "any", "not")


def _list_means_all(written: Any) -> Any:
    return {"all": written} if isinstance(written, list) else written


_One = Annotated[
    Annotated[FlagIs, Tag("<flag>")]
    | Annotated[SymbolIs, Tag("<symbol>")]
    | Annotated[ChoiceWas, Tag("<choice>")]
    | Annotated[ClassLives, Tag("<class>")]
    | Annotated[Alive, Tag("<alive>")]
    | Annotated[Fallen, Tag("<fallen>")]
    | Annotated[Wounded, Tag("<wounded>")]
    | Annotated[AllOf, Tag("<all>")]
    | Annotated[AnyOf, Tag("<any>")]
    | Annotated[Not, Tag("<not>")],
    Discriminator(
        tag_by_key(*_KINDS),
        custom_error_type="condition",
        custom_error_message="a condition is one of: " + ", ".join(_KINDS),
    ),
]

Condition = Annotated[_One, BeforeValidator(_list_means_all, json_schema_input_type=_One | tuple[_One, ...])]

for _nested in (AllOf, AnyOf, Not):
    _nested.model_rebuild()


def parts(condition: Condition) -> Iterator[Condition]:
    """The condition and every condition inside it."""
    yield condition
    match condition:
        case AllOf(all=inner) | AnyOf(any=inner):
            for each in inner:
                yield from parts(each)
        case Not(opposite=inner_one):
            yield from parts(inner_one)
        case _:
            pass
