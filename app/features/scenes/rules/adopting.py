"""A save of another game client, taken as a point from which the story can be played on."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from app.features.scenes.rules.effects import LowerFlag, RaiseFlag
from app.features.scenes.rules.frozen import LAST_SCENE, scene_key
from app.features.scenes.rules.playthrough import Hero, PlayState
from app.features.scenes.rules.story import Story

UNKNOWN_CLASS_HP = 50
"""The most hit points of a hero whose class the story doesn't know, unless they have more."""


def adopt(
    story: Story,
    *,
    scene_index: int,
    party_name: str,
    heroes: Sequence[Mapping[str, Any]],
    symbol_choice: str | None,
    choices: Mapping[str, str | None],
    flags: Iterable[str] | None = None,
) -> PlayState:
    """The state that a valid save stands for: nothing of it is dropped, and it can be played to the end.

    `flags` are those that our own save carries; without them, what the choices say is remembered.
    """
    known = _remembered(story, scene_index, choices) if flags is None else set(flags) & set(story.flags)
    adopted = tuple(_hero(story, hero) for hero in heroes)
    return PlayState(
        scene=scene_index,
        party_name=party_name,
        heroes=adopted if scene_index == LAST_SCENE else _with_one_standing(adopted),
        symbol=_symbol(story, symbol_choice),
        choices=dict(choices),
        flags=tuple(sorted(known)),
    )


def _hero(story: Story, saved: Mapping[str, Any]) -> Hero:
    """Nobody loses hit points by being adopted: whoever has more than their class gives keeps them."""
    known = story.class_id(saved["class"])
    usual = story.classes[known].hp if known else UNKNOWN_CLASS_HP
    most = saved.get("max_hp")
    if isinstance(most, bool) or not isinstance(most, int) or not 1 <= most <= 9999:
        most = usual
    return Hero(
        name=saved["name"],
        hero_class=saved["class"],
        hp=saved["hp"],
        max_hp=max(most, saved["hp"]),
        more={key: kept for key, kept in saved.items() if key not in ("name", "class", "hp", "max_hp")},
    )


def _with_one_standing(heroes: tuple[Hero, ...]) -> tuple[Hero, ...]:
    """Mercy, as in play: before the last scene the last hero is left at 1 hit point."""
    if not heroes or any(hero.stands for hero in heroes):
        return heroes
    return (heroes[0].model_copy(update={"hp": 1}), *heroes[1:])


def _symbol(story: Story, saved: str | None) -> str | None:
    """The symbol's id where the story has one of that name, else what was saved."""
    if saved is None:
        return None
    wanted = saved.strip().casefold()
    for name, symbol in story.symbols.by_id.items():
        if wanted in (name.casefold(), symbol.name.casefold()):
            return name
    return saved


def _remembered(story: Story, scene_index: int, choices: Mapping[str, str | None]) -> set[str]:
    """The flags that the choices before `scene_index` raise whatever the dice say."""
    flags: set[str] = set()
    for scene in story.scenes[: scene_index - 1]:
        answer = choices.get(scene_key(scene.index))
        for effect in next((each.effects for each in scene.choices if each.id == answer), ()):
            if isinstance(effect, RaiseFlag):
                flags.add(effect.flag)
            elif isinstance(effect, LowerFlag):
                flags.discard(effect.unflag)
    return flags
