"""Every text, condition, effect and choice of a story, with its place and what the party knows by then."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from app.features.scenes.rules import effects as written
from app.features.scenes.rules.conditions import Condition, parts
from app.features.scenes.rules.effects import Outcome, Paragraph, Told
from app.features.scenes.rules.frozen import LAST_SCENE
from app.features.scenes.rules.story import Choice, Scene, Story
from app.kernel.data_files import Place

Text = str
Piece = Text | Told | Outcome | Choice | Condition | written.Effect


@dataclass(frozen=True)
class Part:
    """One piece of a story. `answered` is the last scene that has been answered when it matters."""

    place: Place
    answered: int
    piece: Piece
    rolled: bool = False
    """Whether somebody has just rolled, so that `{hero.roller}` is known."""

    def inner(self, piece: Piece, *steps: str | int) -> "Part":
        """A piece of this piece."""
        return replace(self, place=(*self.place, *steps), piece=piece)


def parts_of(story: Story) -> Iterator[Part]:
    """All of them, from the first scene to the last ending."""
    for number, scene in enumerate(story.scenes):
        yield from _scene(scene, ("scenes", number))
    for number, ending in enumerate(story.endings):
        top = Part(("endings", number), LAST_SCENE - 1, "")
        yield from _condition(top, ending.when)
        yield from _paragraphs(top, ending.text, "text")


def _scene(scene: Scene, place: Place) -> Iterator[Part]:
    page = Part(place, scene.index - 1, "")
    yield from _paragraphs(page, scene.text, "text")
    for number, choice in enumerate(scene.choices):
        yield from _choice(page.inner(choice, "choices", number), choice)
    yield from _paragraphs(replace(page, answered=scene.index), scene.echo, "echo")


def _choice(part: Part, choice: Choice) -> Iterator[Part]:
    yield part
    yield part.inner(choice.label, "label")
    if choice.hint is not None:
        yield part.inner(choice.hint, "hint")
    yield from _condition(part, choice.when)
    chosen = replace(part, answered=part.answered + 1)
    yield from _outcome_parts(chosen, choice)


def _paragraphs(part: Part, paragraphs: Iterable[Paragraph], name: str) -> Iterator[Part]:
    for number, paragraph in enumerate(paragraphs):
        if isinstance(paragraph, Told):
            told = part.inner(paragraph, name, number)
            yield told
            yield told.inner(paragraph.say, "say")
            yield from _condition(told, paragraph.when)
        else:
            yield part.inner(paragraph, name, number)


def _condition(part: Part, condition: Condition | None) -> Iterator[Part]:
    """Each condition inside `condition`, all at the place of the whole."""
    if condition is not None:
        for each in parts(condition):
            yield part.inner(each, "when")


def _outcome_parts(part: Part, outcome: Outcome | Choice) -> Iterator[Part]:
    yield from _paragraphs(part, outcome.echo, "echo")
    for number, effect in enumerate(outcome.effects):
        yield from _effect(part.inner(effect, "effects", number), effect)


def _effect(part: Part, effect: written.Effect) -> Iterator[Part]:
    yield part
    match effect:
        case written.Check(check=test, success=success, failure=failure):
            rolled = replace(part, rolled=True)
            yield rolled.inner(test.label, "check", "label")
            yield from _outcomes(rolled, success=success, failure=failure)
        case written.Combat(combat=foe, won=won, lost=lost):
            yield part.inner(foe.foe, "combat", "foe")
            yield part.inner(foe.label, "combat", "label")
            yield from _outcomes(part, won=won, lost=lost)
        case written.Either(when=condition, then=then, otherwise=otherwise):
            yield from _condition(part, condition)
            yield from _outcomes(part, then=then, otherwise=otherwise)
        case _:
            pass


def _outcomes(part: Part, **outcomes: Outcome) -> Iterator[Part]:
    for name, outcome in outcomes.items():
        inner = part.inner(outcome, name)
        yield inner
        yield from _outcome_parts(inner, outcome)
