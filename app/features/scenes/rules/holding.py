"""Whether a condition holds for a party."""

from collections.abc import Iterable

from app.features.scenes.rules import conditions as asked
from app.features.scenes.rules.effects import Paragraph, Told
from app.features.scenes.rules.playthrough import PlayState
from app.features.scenes.rules.story import Story


def holds(condition: asked.Condition | None, story: Story, state: PlayState) -> bool:
    """Whether `condition` is true of `state`; nothing asked is always true."""
    match condition:
        case None:
            return True
        case asked.AllOf(all=inner):
            return all(holds(each, story, state) for each in inner)
        case asked.AnyOf(any=inner):
            return any(holds(each, story, state) for each in inner)
        case asked.Not(opposite=inner_one):
            return not holds(inner_one, story, state)
        case _:
            return _fact(condition, story, state)


def _fact(condition: asked.Condition, story: Story, state: PlayState) -> bool:
    match condition:
        case asked.FlagIs(flag=flag):
            return flag in state.flags
        case asked.SymbolIs(symbol=symbol):
            return state.symbol == symbol
        case asked.ChoiceWas(choice=answers):
            return all(state.choices.get(scene) == choice for scene, choice in answers.items())
        case asked.ClassLives(lives=wanted):
            return bool(of_class(wanted, state.standing, story, state))
        case asked.Alive(alive=count):
            return count.holds(len(state.standing))
        case asked.Fallen(fallen=count):
            return count.holds(len(state.fallen))
        case asked.Wounded(wounded=wounded):
            return wounded == any(2 * hero.hp < hero.max_hp for hero in state.heroes if hero.stands)
    raise TypeError(f"no condition: {condition!r}")


def of_class(wanted: str, places: Iterable[int], story: Story, state: PlayState) -> list[int]:
    """Those of `places` whose hero is of the class with the id `wanted`."""
    return [place for place in places if story.class_id(state.heroes[place].hero_class) == wanted]


def told(paragraphs: Iterable[Paragraph], story: Story, state: PlayState) -> list[Paragraph]:
    """The paragraphs whose condition holds."""
    return [each for each in paragraphs if not isinstance(each, Told) or holds(each.when, story, state)]
