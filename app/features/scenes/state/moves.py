"""A move as the page of a run sends it."""

from typing import Any

from pydantic import ValidationError

from app.features.scenes.rules.playthrough import Move, PartyForm
from app.features.scenes.schemas.runs import RunView
from app.kernel.errors import InvalidInput
from app.kernel.texts import one_line


def read_move(move: dict[str, Any]) -> tuple[str, int, Move]:
    """The run, the revision that the page showed, and the move itself. Raises `InvalidInput`."""
    try:
        made = Move.model_validate(
            {name: move[name] for name in ("scene", "choice", "party") if name in move}
        )
        return str(move["run"]), int(move["revision"]), made
    except (ValidationError, KeyError, TypeError, ValueError):
        raise InvalidInput("That choice could not be read. The story stands where it stood.") from None


def field_of(made: Move, name: str) -> str:
    """A field of the move as the party's form names it: `name_thief` for `heroes.1.name`."""
    parts = name.split(".")
    if parts[0] == "heroes" and made.party and len(parts) > 1 and int(parts[1]) < len(made.party.heroes):
        return f"name_{made.party.heroes[int(parts[1])].hero_class}"
    return "party_name" if name == "name" else name


def made_already(view: RunView, made: Move) -> bool:
    """Whether the run moved by this very move: its answer got lost, and it was sent again."""
    last = view.last
    if last is None or last.scene != made.scene:
        return False
    return last.choice_id == made.choice if made.party is None else _is_formed(view, made.party)


def _is_formed(view: RunView, party: PartyForm) -> bool:
    """Whether this very party set out, and not one that another device formed."""
    try:
        wanted = [(one_line(one.name), one.hero_class) for one in party.heroes]
        name = one_line(party.name)
    except ValueError:
        return False
    return (view.party_name, [(one.name, one.class_id) for one in view.heroes]) == (name, wanted)
