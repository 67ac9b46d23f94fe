"""Names in place of `{hero.thief}`. One pass: a brace in somebody's name is only a letter."""

import re
from collections.abc import Callable, Sequence

from app.features.scenes.rules.effects import Paragraph, Told
from app.features.scenes.rules.holding import of_class
from app.features.scenes.rules.playthrough import PlayState
from app.features.scenes.rules.story import Story

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_ORDER = {"first": 0, "second": 1, "third": 2, "fourth": 3}
RANKS = (*_ORDER, "last", "strongest", "weakest", "fallen", "roller")
"""What may follow `hero.` besides the id of a class."""


def placeholders(story_classes: Sequence[str]) -> set[str]:
    """Every placeholder that a story with these classes may use."""
    return {"party", "living", "fallen", *(f"hero.{rank}" for rank in (*RANKS, *story_classes))}


def filled(paragraph: Paragraph, story: Story, state: PlayState, roller: int | None = None) -> str:
    """The text with the names of this party; whoever is missing is stood in for by another of them."""
    text = paragraph.say if isinstance(paragraph, Told) else paragraph
    return PLACEHOLDER.sub(lambda found: _name(found[1], story, state, roller), text)


def _name(wanted: str, story: Story, state: PlayState, roller: int | None) -> str:
    kind, _, rank = wanted.partition(".")
    if kind == "living":
        return joined([state.heroes[place].name for place in state.standing]) or state.party_name
    if kind == "fallen":
        return joined([state.heroes[place].name for place in state.fallen]) or "no one"
    if kind == "hero":
        return _hero(rank, story, state, roller)
    return state.party_name


def _hero(rank: str, story: Story, state: PlayState, roller: int | None) -> str:
    """The hero whom `rank` means; else somebody who stands, else anybody, else the party itself."""
    candidates = [*_meant(rank, story, state, roller), *state.standing, *state.fallen]
    return state.heroes[candidates[0]].name if candidates else state.party_name


def _meant(rank: str, story: Story, state: PlayState, roller: int | None) -> Sequence[int]:
    if rank == "roller":
        return [] if roller is None else [roller]
    if rank == "fallen":
        return state.fallen
    if rank == "last":
        return state.standing[-1:]
    if rank in _BY_HP:
        return [_BY_HP[rank](state)] if state.standing else []
    if rank in _ORDER:
        return state.standing[_ORDER[rank] :][:1]
    return of_class(rank, (*state.standing, *state.fallen), story, state)


def weakest(state: PlayState) -> int:
    """Who stands with the fewest hit points; of several, the last: not the one who counts as strongest."""
    return min(reversed(state.standing), key=lambda place: state.heroes[place].hp)


def strongest(state: PlayState) -> int:
    """Who stands with the most hit points; of several, the first."""
    return max(state.standing, key=lambda place: state.heroes[place].hp)


_BY_HP: dict[str, Callable[[PlayState], int]] = {"weakest": weakest, "strongest": strongest}


def joined(names: Sequence[str]) -> str:
    """`Ana, Bo and Cy`."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
