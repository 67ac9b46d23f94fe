"""A story in play: how it begins, what a page shows, what a move leads to."""

from collections.abc import Sequence
from random import Random

from app.features.scenes.errors.play import ChoiceNotOffered, StoryEnded, WrongScene
from app.features.scenes.rules.effects import Outcome, TakeSymbol
from app.features.scenes.rules.frozen import scene_key
from app.features.scenes.rules.happening import Happening
from app.features.scenes.rules.holding import holds, told
from app.features.scenes.rules.playthrough import (
    ChoiceView,
    EndingView,
    Move,
    PlayState,
    ScenePage,
    Step,
)
from app.features.scenes.rules.setting_out import party_view, set_out
from app.features.scenes.rules.story import Choice, Scene, Story
from app.features.scenes.rules.unfolding import unfold
from app.features.scenes.rules.wording import filled


def begin(story: Story) -> PlayState:
    """Scene 1, before anybody has a name."""
    return PlayState(party_name=story.nameless)


def page(story: Story, state: PlayState) -> ScenePage:
    """The scene at which `state` stands, as its party finds it."""
    scene = story.scene(state.scene)
    return ScenePage(
        story=story.id,
        scene=scene.index,
        title=scene.title,
        palette=scene.backdrop.palette,
        paragraphs=tuple(filled(each, story, state) for each in told(scene.text, story, state)),
        ask=scene.ask,
        choices=tuple(
            _choice_view(key, choice, story, state)
            for key, choice in enumerate(offered(scene, story, state), start=1)
        ),
        party=party_view(story) if scene.ask == "party" else None,
        ending=ending(story, state) if scene.ask == "ending" else None,
    )


def offered(scene: Scene, story: Story, state: PlayState) -> list[Choice]:
    """The choices of `scene` that this party has."""
    return [choice for choice in scene.choices if holds(choice.when, story, state)]


def _choice_view(key: int, choice: Choice, story: Story, state: PlayState) -> ChoiceView:
    return ChoiceView(
        key=key,
        id=choice.id,
        label=filled(choice.label, story, state),
        hint=choice.hint and filled(choice.hint, story, state),
        symbol=next((each.symbol for each in choice.effects if isinstance(each, TakeSymbol)), None),
    )


def ending(story: Story, state: PlayState) -> EndingView:
    """The first ending whose condition holds; the last one has none."""
    chosen = next(each for each in story.endings if holds(each.when, story, state))
    paragraphs = tuple(filled(each, story, state) for each in told(chosen.text, story, state))
    return EndingView(id=chosen.id, title=chosen.title, paragraphs=paragraphs)


def play(story: Story, state: PlayState, move: Move, dice: Random) -> Step:
    """What `move` leads to. Raises `StoryEnded`, `WrongScene`, `ChoiceNotOffered` or `PartyNotReady`."""
    return let_happen(Happening(story, state, dice), move)


def let_happen(happening: Happening, move: Move) -> Step:
    """As `play`, with chance as `happening` has it."""
    state = happening.state
    if move.scene != state.scene:
        raise WrongScene(state.scene)
    scene = happening.story.scene(state.scene)
    if scene.ask == "ending":
        raise StoryEnded
    answer = _set_out if scene.ask == "party" else _choose
    label = answer(happening, scene, move)
    after = happening.state.model_copy(update={"scene": state.scene + 1})
    # What this scene doesn't ask for was judged by nobody, and a step is kept.
    unasked = {"choice": ""} if scene.ask == "party" else {"party": None}
    return Step(
        move=move.model_copy(update=unasked),
        before=state,
        after=after,
        label=label,
        echo=tuple(happening.echo),
        told_after=tuple(happening.told_after),
        rolls=tuple(happening.rolls),
        changes=tuple(happening.changes),
    )


def _set_out(happening: Happening, scene: Scene, move: Move) -> str:
    name, heroes = set_out(happening.story, move.party)
    classes = ",".join(hero.hero_class for hero in heroes)
    happening.state = happening.state.model_copy(
        update={"party_name": name, "heroes": heroes, "choices": _answered(happening.state, classes)}
    )
    happening.tell(scene.echo)
    return name


def _choose(happening: Happening, scene: Scene, move: Move) -> str:
    choices = offered(scene, happening.story, happening.state)
    chosen = next((choice for choice in choices if choice.id == move.choice), None)
    if chosen is None:
        raise ChoiceNotOffered([choice.id for choice in choices])
    label = filled(chosen.label, happening.story, happening.state)
    answered = _answered(happening.state, chosen.id)
    happening.state = happening.state.model_copy(update={"choices": answered})
    unfold(happening, Outcome(echo=chosen.echo, effects=chosen.effects))
    return label


def _answered(state: PlayState, answer: str) -> dict[str, str | None]:
    return {**state.choices, scene_key(state.scene): answer}


def dice_for(seed: int, scene: int) -> Random:
    """The dice of one scene of one run: going back and choosing the same again throws the same."""
    return Random(f"{seed}:{scene}")


def replay(story: Story, origin: PlayState, seed: int, moves: Sequence[Move]) -> list[Step]:
    """The steps that `moves` lead to from `origin`, with the run's own dice."""
    steps: list[Step] = []
    state = origin
    for move in moves:
        steps.append(play(story, state, move, dice_for(seed, state.scene)))
        state = steps[-1].after
    return steps
