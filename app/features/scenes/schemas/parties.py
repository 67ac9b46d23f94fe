"""Saves as game clients send and get them: read from a request's bytes, written to those of an answer."""

from dataclasses import dataclass
from json.encoder import encode_basestring as json_text
from typing import Annotated, Any, NamedTuple, NotRequired
from uuid import UUID

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError, with_config
from pydantic_core import ErrorDetails, to_json
from typing_extensions import TypedDict

from app.features.scenes.errors.parties import InvalidParty
from app.features.scenes.rules.frozen import SceneKey
from app.features.scenes.rules.typed_ids import SESSION_ID
from app.kernel.exact_json import MOST_TROUBLES, WHOLE, Troubles, printable, troubles_of

_OPEN = ConfigDict(extra="allow", strict=True)

Hero = TypedDict(
    "Hero",
    {
        "name": Annotated[str, Field(min_length=1, max_length=80, examples=["Aether"])],
        "class": Annotated[str, Field(min_length=1, max_length=40, examples=["scribe"])],
        "hp": Annotated[int, Field(ge=0, le=9999, examples=[70])],
    },
)
"""One of the party. Other keys are kept and come back."""
Hero.__pydantic_config__ = _OPEN  # type: ignore[attr-defined]  # written as a class it could have no `class`


@with_config(_OPEN)
class GameState(TypedDict):
    """Where a party is. Keys beside these are kept and come back when it is loaded."""

    scene_index: Annotated[int, Field(ge=1, le=11, examples=[6])]
    party_name: Annotated[str, Field(min_length=1, max_length=120, examples=["The Night Watch"])]
    heroes: Annotated[list[Hero], Field(max_length=8)]
    symbol_choice: NotRequired[Annotated[str | None, Field(max_length=80, examples=["chaos"])]]
    choices: NotRequired[dict[SceneKey, Annotated[str | None, Field(max_length=200)]]]


@with_config(ConfigDict(strict=True))
class SavedGame(TypedDict):
    """What is saved, and what is loaded."""

    session_id: Annotated[str, Field(pattern=f"^{SESSION_ID.pattern}$", examples=["shard-472-demo"])]
    state: GameState


_SAVED_GAME = TypeAdapter(SavedGame)
_NAMED = frozenset(GameState.__annotations__)


@dataclass(frozen=True)
class Expected:
    """What a party must be like for a save to be made: at one of these revisions, or not there at all."""

    revisions: frozenset[int] = frozenset()
    any_revision: bool = False
    absent: bool = False

    def holds(self, revision: int | None) -> bool:
        """`revision` is that of the party, None when there is none."""
        if revision is None:
            return self.absent
        return self.any_revision or revision in self.revisions


class PartySave(NamedTuple):
    """One complete save. `heroes`, `choices` and `more` are JSON; `user_id` is who asks, if they said so."""

    session_id: str
    scene_index: int
    name: str
    symbol_choice: str | None
    heroes: str
    choices: str
    more: str
    user_id: UUID | None = None
    expected: Expected | None = None


class PartyAsked(NamedTuple):
    """Which party somebody wants to load."""

    session_id: str
    user_id: UUID | None = None


class PartySaved(NamedTuple):
    """The acknowledgement of a save, after its commit."""

    scene_index: int
    revision: int


class PartyLoaded(NamedTuple):
    """A party as it stands; `heroes`, `choices` and `more` are JSON."""

    session_id: str
    revision: int
    scene_index: int
    name: str
    symbol_choice: str | None
    heroes: str
    choices: str
    more: str

    def body(self) -> bytes:
        """The JSON of a `SavedGame`. What is JSON already stays as it is."""
        symbol = "null" if self.symbol_choice is None else json_text(self.symbol_choice)
        more = "" if self.more == "{}" else f",{self.more[1:-1]}"
        return (
            f'{{"session_id":"{self.session_id}","state":{{"scene_index":{self.scene_index},'
            f'"party_name":{json_text(self.name)},"heroes":{self.heroes},"symbol_choice":{symbol},'
            f'"choices":{self.choices}{more}}}}}'
        ).encode()


def read_save(body: bytes, user_id: UUID | None = None, expected: Expected | None = None) -> PartySave:
    """The save in the body of a request. Raises `InvalidParty`."""
    try:
        given: Any = _SAVED_GAME.validate_json(body)
    except ValidationError as error:
        raise InvalidParty(_fields(error, body)) from error
    state = given["state"]
    if not _is_plain(body, state) and (troubles := troubles_of(body)):
        raise InvalidParty(troubles)
    more = {name: value for name, value in state.items() if name not in _NAMED}
    return PartySave(
        given["session_id"],
        state["scene_index"],
        state["party_name"],
        state.get("symbol_choice"),
        to_json(state["heroes"]).decode(),
        to_json(state.get("choices", {})).decode(),
        to_json(more).decode() if more else "{}",
        user_id,
        expected,
    )


def _is_plain(body: bytes, state: dict[str, Any]) -> bool:
    """Whether `body` surely holds nothing but the named keys, each once, and no NUL: almost every save.

    Each name comes with a colon, so a name that was there twice leaves one more colon than there are names.
    """
    heroes = state["heroes"]
    names = 2 + len(state) + sum(map(len, heroes)) + len(state.get("choices", ()))
    return (
        body.count(b":") == names
        and b"\\u0000" not in body
        and _NAMED.issuperset(state)
        and all(len(hero) == 3 for hero in heroes)
    )


def _fields(error: ValidationError, body: bytes) -> Troubles:
    """The texts of `error` by dotted name; for what is no JSON, or none that can be kept, a closer look."""
    found: Troubles = {}
    for problem in error.errors(include_url=False, include_context=False, include_input=False):
        if problem["type"] == "json_invalid":
            return troubles_of(body) or {WHOLE: [f"{problem['msg']}."]}
        name = ".".join(printable(str(part)) for part in problem["loc"] if part != "[key]")
        found.setdefault(name or WHOLE, []).append(_reason(problem))
        if len(found) >= MOST_TROUBLES:
            break
    return found


def _reason(problem: ErrorDetails) -> str:
    """What is wrong, in words for people where pydantic's own would show a pattern."""
    if problem["type"] != "string_pattern_mismatch":
        return f"{problem['msg']}."
    if problem["loc"] == ("session_id",):
        return "A session id has 1 to 128 letters A-Z and a-z, digits, dots, underscores and hyphens."
    return "The keys of choices are scene1 to scene11."
