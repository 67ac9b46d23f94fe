"""Whether a condition holds for a party."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from app.features.scenes.rules import conditions as asked
from app.features.scenes.rules.effects import Paragraph, Told
from app.features.scenes.rules.playthrough import PlayState
from app.features.scenes.rules.story import Story


def holds(condition: asked.Condition | None, story: Story, state: PlayState) -> bool:
    """Whether `condition` is true of `state`; nothing asked is always true."""
    return condition is None or _TESTS[type(condition)](condition, story, state)


def _alive(condition: asked.Alive, _: Story, state: PlayState) -> bool:
    return condition.alive.holds(len(state.standing))


def _all(condition: asked.AllOf, story: Story, state: PlayState) -> bool:
    return all(holds(each, story, state) for each in condition.all)


def _any(condition: asked.AnyOf, story: Story, state: PlayState) -> bool:
    return any(holds(each, story, state) for each in condition.any)


def _choice(condition: asked.ChoiceWas, _: Story, state: PlayState) -> bool:
    return all(state.choices.get(scene) == answer for scene, answer in condition.choice.items())


def _class(condition: asked.ClassLives, story: Story, state: PlayState) -> bool:
    return bool(of_class(condition.lives, state.standing, story, state))


def _fallen(condition: asked.Fallen, _: Story, state: PlayState) -> bool:
    return condition.fallen.holds(len(state.fallen))


def _flag(condition: asked.FlagIs, _: Story, state: PlayState) -> bool:
    return condition.flag in state.flags


def _not(condition: asked.Not, story: Story, state: PlayState) -> bool:
    return not holds(condition.opposite, story, state)


def _symbol(condition: asked.SymbolIs, _: Story, state: PlayState) -> bool:
    return state.symbol == condition.symbol


def _wounded(condition: asked.Wounded, _: Story, state: PlayState) -> bool:
    return condition.wounded == any(2 * hero.hp < hero.max_hp for hero in state.heroes if hero.stands)


# By type rather than by matching: a walk through a story asks millions of times.
_TESTS: Mapping[type, Callable[[Any, Story, PlayState], bool]] = {
    asked.Alive: _alive,
    asked.AllOf: _all,
    asked.AnyOf: _any,
    asked.ChoiceWas: _choice,
    asked.ClassLives: _class,
    asked.Fallen: _fallen,
    asked.FlagIs: _flag,
    asked.Not: _not,
    asked.SymbolIs: _symbol,
    asked.Wounded: _wounded,
}


def of_class(wanted: str, places: Iterable[int], story: Story, state: PlayState) -> list[int]:
    """Those of `places` whose hero is of the class with the id `wanted`."""
    return [place for place in places if story.class_id(state.heroes[place].hero_class) == wanted]


def told(paragraphs: Iterable[Paragraph], story: Story, state: PlayState) -> list[Paragraph]:
    """The paragraphs whose condition holds."""
    return [each for each in paragraphs if not isinstance(each, Told) or holds(each.when, story, state)]
